"""The IRIs of everything that has an address: documents, the things that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as Choice

from pyoxigraph import NamedNode

Kind = Choice["movie", "review", "viewing", "person", "organization"]
KINDS: tuple[Kind, ...] = ("movie", "review", "viewing", "person", "organization")

CLASSES: dict[Kind, str] = {
    "movie": "Movie",
    "review": "Review",
    "viewing": "WatchAction",
    "person": "Person",
    "organization": "Organization",
}
"""The schema.org class of each kind."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Mints IRIs below the site's base IRI, which ends in a slash.

    >>> Addresses("https://example.org/").thing("movie", "heat-1995").value
    'https://example.org/movie/heat-1995#movie'
    """

    base: str

    def document(self, kind: Kind, name: str) -> NamedNode:
        """The IRI of the page about the thing."""
        return NamedNode(f"{self.base}{kind}/{name}")

    def thing(self, kind: Kind, name: str) -> NamedNode:
        """The IRI of the thing itself."""
        return NamedNode(f"{self.base}{kind}/{name}#{kind}")

    def minted(self, iri: str) -> bool:
        """Whether an address is one of those that are given here to pages and things.

        >>> own = Addresses("https://example.org/")
        >>> own.minted("https://example.org/review/heat-1995#review")
        True
        >>> own.minted("https://example.org/review/"), own.minted("https://example.org/2021/heat")
        (False, False)
        """
        kind, _, name = iri.partition("#")[0].removeprefix(self.base).partition("/")
        return iri.startswith(self.base) and kind in KINDS and bool(name) and "/" not in name

    @property
    def dataset(self) -> NamedNode:
        """The IRI of the dataset that all documents belong to (VoID, section 6)."""
        return _dataset(self.base)


@lru_cache(16)
def _dataset(base: str) -> NamedNode:
    return NamedNode(f"{base}.well-known/void#dataset")
