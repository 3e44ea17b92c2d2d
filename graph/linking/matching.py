"""Subject → decision: find the candidates, score each, and link only what stands out.

What the source itself names comes first; then films of the same title; and where none of those
will do, or the director of the best is not known, films of the same director and year, which the
catalogue may know by another title only; without a year these are for a person to choose from,
and none is linked. Nothing is concluded from a link to a further link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR
from typing import Literal

from msgspec import Struct

from graph.catalogue import Catalogue, CatalogueFilm
from graph.catalogue.index import MOST_NAMESAKES
from graph.catalogue.records import FILM
from graph.linking.features import Feature, features, score
from graph.linking.subject import Subject
from graph.linking.wanted import Wanted, form_of_person, forms
from graph.records import Identifier

ACCEPTED = 6.0
"""The score from which a film is linked: chosen on one half of the reviews, see docs/linking.md."""

MARGIN = 1.0
"""By how much it must be ahead of the next."""

OPEN = 2.0
"""The score from which a person is asked."""

MOST_CANDIDATES = 10
"""Candidates that a decision keeps."""

CREDITED_YEARS = 1
"""Years around the given one in which a director's films are candidates."""


class Scored(Struct, frozen=True):
    """A candidate: what was compared, and why it cannot be the film at all, where that is so."""

    film: CatalogueFilm
    score: float
    features: tuple[Feature, ...]
    refused: str = ""


class Decision(Struct, frozen=True):
    """What became of a subject. `film` is set where it is linked; `reasons` are sentences.

    `candidates` come best first, refused ones last.
    """

    outcome: Literal["linked", "open", "none"]
    film: CatalogueFilm | None
    candidates: tuple[Scored, ...]
    reasons: tuple[str, ...]


def match(
    subject: Subject, catalogue: Catalogue, accepted: float = ACCEPTED, margin: float = MARGIN
) -> Decision:
    """The film of the catalogue that a subject is, if one stands out.

    >>> from graph.records import Text
    >>> heat = CatalogueFilm("Q42198", titles=(Text("Heat"),), years=(1995,))
    >>> match(Subject(("Heat",), (1995,)), Catalogue.of([heat])).film.qid
    'Q42198'
    >>> match(Subject(("Heat",)), Catalogue.of([heat])).outcome
    'open'
    """
    wanted = Wanted(subject)
    named, doubts = _named(subject.identifiers, catalogue)
    candidates = _scored(wanted, named)
    if not _found(candidates, accepted):
        candidates = _scored(wanted, [*named, *catalogue.by_title(wanted.forms)])
    if not _found(candidates, accepted) or _undirected(candidates[0]):
        films = [each.film for each in candidates]
        candidates = _scored(wanted, [*films, *_directed(wanted, catalogue)])
    return _decided(candidates, doubts, accepted, margin)


def _named(
    identifiers: Iterable[Identifier], catalogue: Catalogue
) -> tuple[list[CatalogueFilm], list[str]]:
    """The films that identifiers stand for, and what makes the identifiers doubtful."""
    found: dict[CatalogueFilm, str] = {}
    doubts = []
    for identifier in identifiers:
        film = catalogue.by_identifier(identifier.scheme, identifier.value)
        if identifier.value.startswith("tv/"):
            doubts.append(f"The source names {identifier.value}, a series and no film.")
        elif film and film.kind != FILM:
            doubts.append(f"The source names {identifier.value}, which is no film: {film.kind}.")
        elif film:
            found.setdefault(film, identifier.value)
    if len(found) > 1:
        doubts.append(f"The source names several films: {', '.join(found.values())}.")
    return list(found), doubts


def _directed(wanted: Wanted, catalogue: Catalogue) -> list[CatalogueFilm]:
    """The films of its directors in its years; all of them where it states none."""
    years = wanted.subject.years or (MINYEAR, MAXYEAR)
    first, last = min(years) - CREDITED_YEARS, max(years) + CREDITED_YEARS
    return catalogue.by_director(wanted.directors, first, last)


def _scored(wanted: Wanted, films: Iterable[CatalogueFilm]) -> list[Scored]:
    """Each film once, best first, refused ones last."""
    scored = []
    for film in dict.fromkeys(films):
        found = features(wanted, film)
        scored.append(Scored(film, score(found), found, _refusal(film, found)))
    scored.sort(key=_rank)
    return scored


def _rank(candidate: Scored) -> tuple[bool, float, int, str]:
    """Of two accounts of one film the one that knows more identifiers, whatever the order."""
    film = candidate.film
    return bool(candidate.refused), -candidate.score, -len(film.identifiers), film.qid


def _refusal(film: CatalogueFilm, found: Sequence[Feature]) -> str:
    """Why this cannot be the film, or not without a person's word; empty where it can."""
    if film.kind != FILM:
        return f"“{film.title}” ({film.qid}) is no film: {film.kind}."
    verdicts: dict[str, str] = {feature.name: feature.verdict for feature in found}
    named = ("identifier", "same") in {(feature.name, feature.verdict) for feature in found}
    if named and verdicts["title"] in ("unlike", "third name"):
        against = [n for n in ("year", "director") if verdicts[n] in ("far", "different")]
        if against:
            return f"The source names this film, but its title and {against[0]} say otherwise."
    return ""


def _found(candidates: Sequence[Scored], accepted: float) -> bool:
    return any(not each.refused and each.score >= accepted for each in candidates)


def _undirected(candidate: Scored) -> bool:
    """Whether the director is stated here and not known there: another film may be of that one."""
    stated = any(f.name == "director" and f.ours and not f.theirs for f in candidate.features)
    return stated and not _is_named(candidate)


def _decided(
    candidates: Sequence[Scored], doubts: Sequence[str], accepted: float, least: float
) -> Decision:
    possible = [each for each in candidates if not each.refused]
    refusals = [each.refused for each in candidates if each.refused][:MOST_CANDIDATES]
    kept = tuple(candidates[:MOST_CANDIDATES])
    disputed = any(each.refused and _is_named(each) for each in candidates)
    if not possible or possible[0].score < OPEN:
        reasons = (*doubts, *refusals, *(() if disputed else ("The catalogue has no such film.",)))
        return Decision("open" if disputed else "none", None, kept, reasons)
    best = possible[0]
    rival = next((each for each in possible[1:] if not _one_film(best.film, each.film)), None)
    near = rival if rival and best.score - rival.score < least else None
    against = _against(possible, accepted, near)
    if doubts or disputed or against:
        reasons = (*doubts, *refusals, *against)
        return Decision("open", None, kept, reasons)
    return Decision("linked", best.film, kept, tuple(refusals))


def _against(possible: Sequence[Scored], accepted: float, rival: Scored | None) -> list[str]:
    """Why the best of the candidates is not linked; nothing where it is.

    `rival` is another film that is too near to it.
    """
    best = possible[0]
    if others := [f.sentence for f in best.features if _is_another(f)]:
        return others
    if best.score < accepted:
        return [f"Too little speaks for it: {best.score:g} points, and {accepted:g} are needed."]
    if _is_only_directed(best):
        return ["The director is the same, but neither the title nor a year says which film it is."]
    if rival:
        return [f"{_called(rival.film)} fits about as well."]
    namesakes = sum(_verdict(each, "title") in ("same", "long", "other name") for each in possible)
    if namesakes >= MOST_NAMESAKES and not _is_named(best):
        return ["More films bear this title than were looked at."]
    return []


def _is_only_directed(candidate: Scored) -> bool:
    """Whether it was found by its director, and no year tells it from others, as from a sequel."""
    loose = _verdict(candidate, "title") in ("similar", "third name", "unlike")
    return loose and _verdict(candidate, "year") == "unknown" and not _is_named(candidate)


def _is_another(feature: Feature) -> bool:
    """Whether the source itself names another film in a database that knows this one."""
    return feature.name == "identifier" and feature.verdict == "different"


def _one_film(film: CatalogueFilm, other: CatalogueFilm) -> bool:
    """Whether two records may be two accounts of one film, so that they are no rivals.

    They have one title, not both an item, no identifiers that differ, and no facts that do.
    """
    numbers = {i.scheme: i.value for i in film.identifiers}
    return (
        not (film.qid and other.qid)
        and all(numbers.get(i.scheme, i.value) == i.value for i in other.identifiers)
        and (not film.years or not other.years or bool({*film.years} & {*other.years}))
        and (not film.directors or not other.directors or _share_a_director(film, other))
        and forms(film.title)[:1] == forms(other.title)[:1]
    )


def _share_a_director(film: CatalogueFilm, other: CatalogueFilm) -> bool:
    names = {form_of_person(person.name) for person in film.directors}
    return any(form_of_person(person.name) in names for person in other.directors)


def _verdict(candidate: Scored, name: str) -> str:
    return next((f.verdict for f in candidate.features if f.name == name), "unknown")


def _is_named(candidate: Scored) -> bool:
    """Whether the source itself names this film."""
    return any(f.name == "identifier" and f.verdict == "same" for f in candidate.features)


def _called(film: CatalogueFilm) -> str:
    years = f" ({film.years[0]})" if film.years else ""
    return f"“{film.title}”{years}"
