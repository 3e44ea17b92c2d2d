"""Which film is meant, and the slug under which a thing answers.

Everything here is a function of what the documents say and never of the order in which they
came: the same documents give the same films and the same slugs, added in one go or one by one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product
from typing import NamedTuple, TypeVar

from msgspec import Struct

from graph.fusion import candidates, decide, parted
from graph.linking.rulings import UNLINKED, Link
from graph.records import (
    Claim,
    Duration,
    Evidence,
    Extraction,
    Identifier,
    PartialDate,
    Person,
    SourceKind,
    Text,
    Value,
)
from graph.values.names import name_key
from graph.values.titles import slug, title_key

IDENTIFYING = frozenset(
    {"name", "alternateName", "datePublished", "director", "duration", "identifier"}
)
"""The properties of a film that tell it from others."""

T = TypeVar("T", Duration, Identifier, Person)

RUNTIME_TOLERANCE = 25
"""Minutes by which running times of one film may differ: cuts, credits, PAL speed-up."""


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
        titles = {f"title:{title}" for title in _titles(self.claims)}
        return frozenset(titles | {f"id:{s}:{value}" for s, value in self.identifiers})

    @property
    def identifiers(self) -> frozenset[tuple[str, str]]:
        """Those that it states and those of the film that it is linked to; none that is refused."""
        stated = _pairs(_values(self.claims, Identifier)) - _pairs(self.refused)
        return stated | _pairs(self.linked)


class Signature(NamedTuple):
    """What one document says about which film it means."""

    source: str
    said: Said


@dataclass(slots=True, eq=False)
class Film:
    """Documents that mean the same film, and what they say together."""

    members: list[Signature]
    titles: frozenset[str]
    years: frozenset[int]
    directors: frozenset[str]
    minutes: frozenset[int]
    identifiers: frozenset[tuple[str, str]]
    refused: frozenset[tuple[str, str]] = frozenset()
    linked: bool = False
    nowhere: bool = False
    ambiguous: bool = False

    def joined(self, other: Film) -> Film:
        """Both as one film."""
        return Film(
            self.members + other.members,
            self.titles | other.titles,
            self.years | other.years,
            self.directors | other.directors,
            self.minutes | other.minutes,
            self.identifiers | other.identifiers,
            self.refused | other.refused,
            self.linked or other.linked,
            self.nowhere or other.nowhere,
        )

    def contradicts(self, other: Film) -> bool:
        """Whether some fact says that the two are not the same film."""
        return (
            _apart(self.directors, other.directors)
            or _far(self.minutes, other.minutes, RUNTIME_TOLERANCE)
            or any(
                _apart(_of_scheme(self, scheme), _of_scheme(other, scheme))
                for scheme, _ in self.identifiers
            )
            or self._is_ruled_out(other)
        )

    def _is_ruled_out(self, other: Film) -> bool:
        """Whether a person said that one of them is not what the other is linked to."""
        refused = self.refused & other.identifiers or other.refused & self.identifiers
        nowhere = (self.nowhere and other.linked) or (other.nowhere and self.linked)
        return bool(refused) or nowhere


Relation = Callable[[Film, Film], bool]
Keys = Callable[[Film], Iterable[Hashable]]


def films(signatures: Iterable[Signature]) -> list[list[Signature]]:
    """The documents, parted by the film they mean.

    The same identifier makes the same film. Else title and year (or title, director and a year
    off by one) must agree and nothing contradict. A document without a year joins the only film
    of its title; where there are several, it stands alone until more is known.
    """
    parted = _merge(_alike(signatures), _by_identifier, lambda a, b: True, lambda a, b: False)
    parted = _merge(parted, _by_director, _in_close_years, Film.contradicts)
    parted = _merge(parted, _by_year, _may_be_same, Film.contradicts)
    parted = _merge(parted, _by_director, _undated, Film.contradicts)
    parted = _merge(parted, _by_title, _undated, _contradicts_or_dated)
    result: list[list[Signature]] = []
    for film in parted:
        result += [[member] for member in film.members] if film.ambiguous else [film.members]
    return result


def film_slug(members: Iterable[Signature]) -> tuple[str, str]:
    """The slug of a film, from title and year, and what to add where two films would share it."""
    stated = parted(member.said.claims for member in members)
    name, date = (decide(stated.get(p, ())) for p in ("name", "datePublished"))
    title = name.value if isinstance(name, Text) else ""
    year = date.year if isinstance(date, PartialDate) else None
    named = [value for value, _ in candidates(stated.get("director", ()))]
    directors = sorted(slug(person.name) for person in named if isinstance(person, Person))
    return dated_slug(title, year), directors[0] if directors else ""


def page_slug(said: Extraction) -> str:
    """The slug of a review or viewing: its film's title and year as it states them, and who
    wrote it or saw the film; of a viewing also the day."""
    name, date = _decided(said.movie, "name"), _decided(said.movie, "datePublished")
    author, day = _decided(said.review, "author"), _decided(said.viewing, "startTime")
    film = dated_slug(
        name.value if isinstance(name, Text) else "",
        date.year if isinstance(date, PartialDate) else None,
    )
    page = f"{film}-{slug(author.name)}" if isinstance(author, Person) else film
    return f"{page}-{day}" if said.subject == "viewing" and isinstance(day, PartialDate) else page


def dated_slug(title: str, year: int | None) -> str:
    """Title and year as a slug.

    >>> dated_slug("The Sessions", 2012)
    'the-sessions-2012'
    """
    return f"{slug(title)}-{year}" if year else slug(title)


def short_hash(text: str, length: int = 8) -> str:
    """Letters and digits that stand for a text.

    >>> short_hash("reviews/heat.md")
    '4520712e'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _decided(claims: Sequence[Claim], property_: str) -> Value | None:
    return decide([[claim for claim in claims if claim.property == property_]])


@lru_cache(maxsize=8)
def _of_kind(kind: SourceKind) -> Evidence:
    return Evidence(kind, "", "")


def _bare(claim: Claim) -> Claim:
    return Claim(claim.property, claim.value, _of_kind(claim.evidence.kind))


def _alike(signatures: Iterable[Signature]) -> list[Film]:
    """One film for all documents that say exactly the same, which keeps the comparing small."""
    known: dict[int, Film] = {}  # by the object: what was read from equal bytes is the same one
    alike: dict[Hashable, Film] = {}
    for signature in signatures:
        film = known.get(id(signature.said))
        if film is None:
            film = _film(signature.said)
            said = (film.titles, film.years, film.directors, film.minutes, film.identifiers)
            film = alike.setdefault((*said, film.refused, film.linked, film.nowhere), film)
            known[id(signature.said)] = film
        film.members.append(signature)
    return list(alike.values())


def _film(said: Said) -> Film:
    claims = said.claims
    date = _decided(claims, "datePublished")
    return Film(
        [],
        _titles(claims),
        frozenset({date.year} if isinstance(date, PartialDate) else ()),
        frozenset(name_key(person.name) for person in _values(claims, Person)),
        frozenset(duration.minutes for duration in _values(claims, Duration)),
        said.identifiers,
        _pairs(said.refused),
        said.has_link,
        said.nowhere,
    )


def _merge(parted: list[Film], keys: Keys, same: Relation, contradict: Relation) -> list[Film]:
    """Joins what shares a key and is the same, as long as no two of the joined contradict.

    Where some do, those stay apart, and each of the others joins the only one that it is
    related to, or, related to several, none.
    """
    merged: list[Film] = []
    for component in _components(parted, keys, same):
        apart = {f for f in component if any(contradict(f, g) for g in component if g is not f)}
        if not apart:
            merged.append(_join(component))
            continue
        joined = {film: [film] for film in component if film in apart}
        for film in component:
            if film in apart:
                continue
            own = set(keys(film))
            anchors = [f for f in joined if not own.isdisjoint(keys(f)) and same(film, f)]
            if len(anchors) == 1:
                joined[anchors[0]].append(film)
            else:
                film.ambiguous = film.ambiguous or len(film.members) > 1
                merged.append(film)
        merged += [_join(group) for group in joined.values()]
    return merged


def _components(parted: list[Film], keys: Keys, same: Relation) -> Iterator[list[Film]]:
    """The films that are tied directly or by way of others; only what shares a key can be."""
    sharing: defaultdict[Hashable, list[Film]] = defaultdict(list)
    for film in parted:
        for key in keys(film):
            sharing[key].append(film)
    left = dict.fromkeys(parted)
    while left:
        component = [left.popitem()[0]]
        for film in component:
            near = chain.from_iterable(sharing[key] for key in keys(film))
            found = {other: None for other in near if other in left and same(film, other)}
            component += found
            for other in found:
                del left[other]
        yield component


def _join(group: list[Film]) -> Film:
    joined = group[0]
    for film in group[1:]:
        joined = joined.joined(film)
    return joined


def _by_identifier(film: Film) -> Iterable[Hashable]:
    return film.identifiers


def _by_title(film: Film) -> Iterable[Hashable]:
    return film.titles


def _by_year(film: Film) -> Iterable[Hashable]:
    return product(film.titles, film.years)


def _by_director(film: Film) -> Iterable[Hashable]:
    return product(film.titles, film.directors)


def _may_be_same(a: Film, b: Film) -> bool:
    return not a.contradicts(b)


def _in_close_years(a: Film, b: Film) -> bool:
    return bool(a.years and b.years) and not _far(a.years, b.years, 1) and not a.contradicts(b)


def _undated(a: Film, b: Film) -> bool:
    return not (a.years and b.years) and not a.contradicts(b)


def _contradicts_or_dated(a: Film, b: Film) -> bool:
    return a.contradicts(b) or bool(a.years and b.years)


def _apart(a: Collection[Hashable], b: Collection[Hashable]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _far(a: Collection[int], b: Collection[int], tolerance: int) -> bool:
    """Whether even the nearest two differ by more than the tolerance."""
    return bool(a and b) and min(abs(x - y) for x in a for y in b) > tolerance


def _of_scheme(film: Film, scheme: str) -> frozenset[str]:
    return frozenset(value for s, value in film.identifiers if s == scheme)


def _titles(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(
        title_key(c.value.value)
        for c in claims
        if c.property in ("name", "alternateName") and isinstance(c.value, Text)
    )


def _pairs(identifiers: Iterable[Identifier]) -> frozenset[tuple[str, str]]:
    return frozenset((i.scheme, i.value) for i in identifiers)


def _values(claims: Iterable[Claim], type_: type[T]) -> list[T]:
    return [c.value for c in claims if isinstance(c.value, type_)]
