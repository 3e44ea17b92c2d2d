"""What the pages of published reviews are known by: addresses, files, titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from graph.documents.files import file_of
from graph.ledger import Entry, Ledger
from graph.mapping import Addresses
from graph.records import TITLES, Claim, Link, PartialDate, Placed, Text
from graph.values.addresses import address_key
from graph.values.paths import Named, named
from graph.values.titles import title_key

T = TypeVar("T")


class Reviewed(Struct, frozen=True):
    """A published review: the last part of its address here, and the name of its source.

    `addresses` and `films`, the names of its film, are keys; `year` is the film's, 0 if unknown;
    `language` is that of its text; `placed` is what its file says of its page.
    """

    slug: str
    source: str
    addresses: frozenset[str] = frozenset()
    headline: str = ""
    films: frozenset[str] = frozenset()
    year: int = 0
    language: str = ""
    placed: Placed = Placed()

    @property
    def file(self) -> Named | None:
        """Where its file is; None for one of several reviews in a file."""
        return named(self.source) if file_of(self.source) == self.source else None


def published_reviews(ledger: Ledger, addresses: Addresses) -> list[Reviewed]:
    """Every review that has an address, by source; one of several sources has all their addresses
    and titles."""
    things = {thing.id: thing for thing in ledger.things.living("review")}
    found: dict[int, Reviewed] = {}
    for entry in ledger.documents.with_outcome("published"):
        if (thing := things.get(entry.page or 0)) and thing.slug:
            own = _reviewed(entry, thing.slug, addresses.document("review", thing.slug).value)
            if other := found.get(thing.id):
                own = _joined(own, other) if thing.key == entry.source else _joined(other, own)
            found[thing.id] = own
    return sorted(found.values(), key=lambda each: each.source)


def _joined(one: Reviewed, other: Reviewed) -> Reviewed:
    return replace(one, addresses=one.addresses | other.addresses, films=one.films | other.films)


def _reviewed(entry: Entry, own: str, address: str) -> Reviewed:
    said = entry.extraction
    links = [link.url for link in _values(said.review, Link, "isBasedOn")]
    films = [text.value for text in _values(said.movie, Text, *TITLES)]
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
        said.placed,
    )


def _values(claims: Iterable[Claim], type_: type[T], *properties: str) -> list[T]:
    said = (claim.value for claim in claims if claim.property in properties)
    return [value for value in said if isinstance(value, type_)]
