"""What one document says that tells its film from others."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from msgspec import Struct

from graph.linking.rulings import UNLINKED, Link
from graph.records import (
    TITLES,
    Claim,
    Duration,
    Evidence,
    Identifier,
    PartialDate,
    Person,
    SourceKind,
    Text,
)
from graph.values.likeness import any_alike, any_titles_alike
from graph.values.names import name_key
from graph.values.titles import title_key

IDENTIFYING = frozenset({*TITLES, "datePublished", "director", "duration", "identifier"})
"""The properties of a film that tell it from others."""

T = TypeVar("T", Duration, Identifier, PartialDate, Person)


class Said(Struct, frozen=True, array_like=True):
    """What a document says about its film, and what it is linked to, as much as fusion needs.

    `claims` tell the film from others, `more` do not; of the evidence only the kind is kept.
    `linked` are the identifiers of the film that it is linked to, `refused` those of films that a
    person said it is not.
    """

    claims: tuple[Claim, ...]
    more: tuple[Claim, ...] = ()
    linked: tuple[Identifier, ...] = ()
    refused: tuple[Identifier, ...] = ()
    has_link: bool = False
    nowhere: bool = False

    @classmethod
    def of(cls, claims: Iterable[Claim], link: Link = UNLINKED) -> Said:
        """The claims about a film, and its link."""
        bare = [_bare(claim) for claim in claims]
        return cls(
            tuple(claim for claim in bare if claim.property in IDENTIFYING),
            tuple(claim for claim in bare if claim.property not in IDENTIFYING),
            link.identifiers,
            link.refused,
            link.film is not None,
            link.nowhere,
        )

    @property
    def keys(self) -> frozenset[str]:
        """Two documents can only mean the same film when keys tie them, if by way of others."""
        named = {f"title:{title}" for title in titles(self.claims)}
        return frozenset(named | {f"id:{s}:{value}" for s, value in self.identifiers})

    @property
    def identifiers(self) -> frozenset[tuple[str, str]]:
        """Those that it states and those of the film that it is linked to; none that is refused."""
        stated = pairs(values(self.claims, Identifier)) - pairs(self.refused)
        return stated | pairs(self.linked)

    @property
    def directors(self) -> frozenset[str]:
        """The keys of their names."""
        return frozenset(name_key(person.name) for person in values(self.claims, Person))

    @property
    def years(self) -> frozenset[int]:
        """Those in which it came out."""
        return frozenset(date.year for date in values(self.claims, PartialDate))

    def is_of_another(self, other: Said) -> bool:
        """Whether nothing that they say lets the two mean one film, if with a correction: neither
        an identifier, nor a title or a director that is spelled otherwise. Who corrects a title
        leaves the year alone."""
        if not self.keys.isdisjoint(other.keys):
            return False
        return far(self.years, other.years) or not (
            any_titles_alike(titles(self.claims), titles(other.claims))
            or any_alike(self.directors, other.directors)
        )


class Signature(NamedTuple):
    """What one document says about which film it means."""

    source: str
    said: Said


def titles(claims: Iterable[Claim]) -> frozenset[str]:
    """The keys of all names."""
    return frozenset(
        title_key(c.value.value)
        for c in claims
        if c.property in TITLES and isinstance(c.value, Text)
    )


def far(a: Collection[int], b: Collection[int], tolerance: int = 1) -> bool:
    """Whether even the nearest two, such as years, differ by more than the tolerance."""
    return bool(a and b) and min(abs(x - y) for x in a for y in b) > tolerance


def pairs(identifiers: Iterable[Identifier]) -> frozenset[tuple[str, str]]:
    """Scheme and value of each."""
    return frozenset((i.scheme, i.value) for i in identifiers)


def values(claims: Iterable[Claim], type_: type[T]) -> list[T]:
    """The values of one kind."""
    return [c.value for c in claims if isinstance(c.value, type_)]


@lru_cache(maxsize=8)
def _of_kind(kind: SourceKind) -> Evidence:
    return Evidence(kind, "", "")


def _bare(claim: Claim) -> Claim:
    return Claim(claim.property, claim.value, _of_kind(claim.evidence.kind))
