"""What the pages of published reviews are known by: addresses, files, titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from graph.documents.decoding import decode
from graph.documents.files import LARGEST, file_of
from graph.documents.heads import split
from graph.embedding.addresses import Named, named
from graph.errors import UnreadableError
from graph.ledger import Entry, Ledger
from graph.mapping import Addresses
from graph.records import Claim, Link, PartialDate, Text
from graph.values.addresses import address_key, path_key
from graph.values.titles import slug, title_key

T = TypeVar("T")

PATHS = ("permalink", "url", "path", "save_as")
"""Metadata in which Jekyll, Hugo, Eleventy and Pelican are told where a page is to stand."""

TEMPLATED = frozenset(":{}<>%")
"""Signs of a permalink that a generator fills in."""


class Reviewed(Struct, frozen=True):
    """A published review: the last part of its address here, and the name of its source.

    `addresses` and `films`, the names of its film, are keys; `year` is the film's, 0 if unknown;
    `language` is that of its text.
    """

    slug: str
    source: str
    addresses: frozenset[str] = frozenset()
    headline: str = ""
    films: frozenset[str] = frozenset()
    year: int = 0
    language: str = ""

    @property
    def file(self) -> Named | None:
        """Where its file is; None for one of several reviews in a file."""
        return named(self.source) if file_of(self.source) == self.source else None


class Stated(Struct, frozen=True):
    """What a file's metadata say of the page that is made of it: whole paths, and a name."""

    paths: tuple[str, ...] = ()
    name: str = ""


def published_reviews(ledger: Ledger, addresses: Addresses) -> Iterator[Reviewed]:
    """Every review that has an address, by source."""
    slugs = {thing.key: thing.slug for thing in ledger.things.living("review")}
    for entry in ledger.documents.with_outcome("published"):
        if own := slugs.get(entry.source):
            yield _reviewed(entry, own, addresses.document("review", own).value)


def stated(root: Path, source: str) -> Stated:
    """What the metadata of a text file say; nothing where it is gone or has none."""
    path = root / source
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return Stated()
        keys = split(decode(path.read_bytes()).text).keys
    except (OSError, ValueError, UnreadableError):
        return Stated()
    return _stated(keys.values) if keys else Stated()


def _stated(values: Mapping[str, Any]) -> Stated:
    said = {str(key).lower(): value for key, value in values.items() if isinstance(value, str)}
    paths = [said.get(key, "") for key in PATHS]
    plain = [path_key(path) for path in paths if path and not TEMPLATED.intersection(path)]
    name = said.get("slug", "")
    return Stated(tuple(filter(None, plain)), slug(name) if name else "")


def _reviewed(entry: Entry, own: str, address: str) -> Reviewed:
    said = entry.extraction
    links = [link.url for link in _values(said.review, Link, "isBasedOn")]
    films = [text.value for text in _values(said.movie, Text, "name", "alternateName")]
    heads = [text.value for text in _values(said.review, Text, "name")]
    languages = [text.value for text in _values(said.review, Text, "inLanguage")]
    years = [date.year for date in _values(said.movie, PartialDate, "datePublished")]
    return Reviewed(
        own,
        entry.source,
        frozenset(map(address_key, (address, *links))) - {""},
        heads[0] if heads else "",
        frozenset(map(title_key, films)),
        years[0] if years else 0,
        languages[0] if languages else "",
    )


def _values(claims: Iterable[Claim], type_: type[T], *properties: str) -> list[T]:
    said = (claim.value for claim in claims if claim.property in properties)
    return [value for value in said if isinstance(value, type_)]
