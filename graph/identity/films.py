"""Which documents mean the same film."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from graph.fusion import decided
from graph.identity.said import Said, Signature, far, pairs, titles, values
from graph.records import Duration, PartialDate
from graph.values.durations import TOLERANCE
from graph.values.likeness import any_alike, are_others


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
            are_others(self.directors, other.directors)
            or far(self.minutes, other.minutes, TOLERANCE)
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
    off by one) must agree and nothing contradict; a director may be spelled otherwise, and one in
    another script says nothing. A document without a year joins the only film
    of its title; where there are several, it stands alone until more is known, together with those
    alone that have the same identifier.
    """
    parted = _identified(_alike(signatures))
    parted = _merge(parted, _by_director, _in_close_years, Film.contradicts)
    if sum(bool(film.directors) for film in parted) > 1:
        parted = _merge(parted, _by_year_if_directed, _alike_directed, Film.contradicts)
    parted = _merge(parted, _by_year, _may_be_same, Film.contradicts)
    parted = _merge(parted, _by_director, _undated, Film.contradicts)
    parted = _merge(parted, _by_title, _undated, _contradicts_or_dated)
    result: list[list[Signature]] = []
    for film in parted:
        parts = _identified(map(_alone, film.members)) if film.ambiguous else [film]
        result += [part.members for part in parts]
    return result


def _identified(parted: Iterable[Film]) -> list[Film]:
    """One film for what shares an identifier, directly or by way of others."""
    return _merge(list(parted), _by_identifier, lambda a, b: True, lambda a, b: False)


def _alone(member: Signature) -> Film:
    film = _film(member.said)
    film.members.append(member)
    return film


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
    date = decided(claims, "datePublished")
    return Film(
        [],
        titles(claims),
        frozenset({date.year} if isinstance(date, PartialDate) else ()),
        said.directors,
        frozenset(duration.minutes for duration in values(claims, Duration)),
        said.identifiers,
        pairs(said.refused),
        said.has_link,
        said.nowhere,
    )


def _merge(parted: list[Film], keys: Keys, same: Relation, contradict: Relation) -> list[Film]:
    """Joins what shares a key and is the same, as long as no two of the joined contradict.

    Where some do, those stay apart, and each of the others joins the only one that it is
    related to, or, related to several, none.
    """
    if len(parted) < 2:
        return parted
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


def _by_year_if_directed(film: Film) -> Iterable[Hashable]:
    return _by_year(film) if film.directors else ()


def _by_director(film: Film) -> Iterable[Hashable]:
    return product(film.titles, film.directors)


def _may_be_same(a: Film, b: Film) -> bool:
    return not a.contradicts(b)


def _alike_directed(a: Film, b: Film) -> bool:
    return any_alike(a.directors, b.directors) and not a.contradicts(b)


def _in_close_years(a: Film, b: Film) -> bool:
    return bool(a.years and b.years) and not far(a.years, b.years) and not a.contradicts(b)


def _undated(a: Film, b: Film) -> bool:
    return not (a.years and b.years) and not a.contradicts(b)


def _contradicts_or_dated(a: Film, b: Film) -> bool:
    return a.contradicts(b) or bool(a.years and b.years)


def _apart(a: Collection[Hashable], b: Collection[Hashable]) -> bool:
    return bool(a) and bool(b) and not set(a) & set(b)


def _of_scheme(film: Film, scheme: str) -> frozenset[str]:
    return frozenset(value for s, value in film.identifiers if s == scheme)
