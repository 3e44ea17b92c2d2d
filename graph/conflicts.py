"""Where documents disagree about a film: every value that was claimed, with its sources; and where
one contradicts itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from graph.extraction.contradictions import differ, tells_contradiction
from graph.fusion import MANY, SINGLE, competing, decide, describe_movie, parted, value_key
from graph.ledger import Entry, Ledger
from graph.linking import Link as Linked
from graph.linking import asserted, enrichment, joint
from graph.mapping import iso_duration
from graph.records import (
    Claim,
    ContentRating,
    Duration,
    Identifier,
    Link,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Role,
    Text,
    Value,
)

PROPERTIES = (*SINGLE, *MANY)


class Conflict(Struct, frozen=True):
    """A single-valued fact that has several values; the first of them is the one published."""

    film: str
    property: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


class Contradiction(Struct, frozen=True, omit_defaults=True):
    """What a published document, or two that are one review, say twice and differently; `line` is
    that of what was not taken, 0 where it is not known."""

    source: str
    property: str
    sentence: str
    line: int = 0


class ClaimRow(Struct, frozen=True):
    """One claim of one document about a film; `decided` tells whether it agrees with what is
    believed, as a year does with a day in it, and `published` whether the graph states the value
    for that property, in this or another spelling.

    `page` is the path of the review or viewing, empty where there is none; `source` is the name
    of its document.
    """

    property: str
    value: str
    source: str
    page: str
    words: str
    line: int
    decided: bool
    published: bool


def conflicts(ledger: Ledger) -> list[Conflict]:
    """Every single-valued fact on which the documents about a film disagree, by film."""
    found = [
        (movie, property_, sources)
        for movie, stated in ledger.surveys.claims()
        for property_ in (SINGLE if len(stated) > 1 else ())
        if len(sources := _sources(stated, property_)) > 1
    ]
    films = ledger.things.of_ids(sorted({movie for movie, _, _ in found}))
    slugs = {film.id: film.slug or "" for film in films}
    made = [Conflict(slugs[movie], property_, sources) for movie, property_, sources in found]
    return sorted(made, key=lambda each: each.film)


def contradictions(ledger: Ledger) -> list[Contradiction]:
    """Every contradiction within one review, by source."""
    return sorted([*_within_documents(ledger), *_between_sources(ledger)], key=lambda c: c.source)


def _within_documents(ledger: Ledger) -> list[Contradiction]:
    return [
        Contradiction(source, note.property, note.sentence, note.line)
        for source, notes in ledger.surveys.notes()
        for note in notes
        if tells_contradiction(note)
    ]


def _between_sources(ledger: Ledger) -> Iterator[Contradiction]:
    """The scores of sources of one review that differ from the one that was taken: the first."""
    for votes in ledger.surveys.votes():
        rated = [(source, vote.rating) for source, vote in votes if vote.rating]
        for source, rating in rated[1:]:
            taken, published = rated[0]
            if differ(published, rating):
                told = (
                    f"The score is {plain(rating)} here, and {plain(published)} in {taken}, which"
                    " is the same review and was taken."
                )
                yield Contradiction(source, "reviewRating", told)


def claims(ledger: Ledger, entries: Sequence[Entry]) -> list[ClaimRow]:
    """Every claim that documents make about a film, by property."""
    rows: list[ClaimRow] = []
    pages = {page.id: page for page in ledger.things.of_ids([e.page for e in entries if e.page])}
    link = joint(entry.link for entry in entries)
    movie = describe_movie(entry.extraction.movie for entry in entries)
    published, stated = asserted(movie, link), _by_property(entries)
    for property_ in PROPERTIES:
        made, keys = stated.get(property_, ()), _keys(getattr(published, property_))
        decided = None if property_ in MANY else decide(claims for _, claims in made)
        for entry, claims in made:
            page = pages.get(entry.page or 0)
            path = page.path if page else ""
            for claim in claims:
                agrees = property_ in MANY or _agrees(claim.value, decided)
                rows.append(_row(entry, path, claim, agrees, value_key(claim.value) in keys))
    return sorted([*rows, *_brought(movie, link)], key=lambda row: PROPERTIES.index(row.property))


def _keys(published: Value | tuple[Value, ...] | None) -> set[Hashable]:
    """Of the published values of a property, what their spellings have in common; an actor plays
    in a film in whatever role."""
    values = published if isinstance(published, tuple) else (published,) if published else ()
    unnamed = (replace(value, character="") for value in values if isinstance(value, Role))
    return {value_key(value) for value in (*values, *unnamed)}


def _brought(movie: Movie, link: Linked) -> Iterator[ClaimRow]:
    """The facts that no document states, and that the linked film brings."""
    licence = f", licence {link.licence}" if link.licence else ""
    for name, brought in enrichment(movie, link).items():
        for value in brought if isinstance(brought, tuple) else (brought,):
            words = f"no review: from the linked film{licence}"
            yield ClaimRow(name, plain(value), link.key, "", words, 0, True, True)


def plain(value: Value) -> str:
    """A value in words.

    >>> plain(Duration(95))
    '95 minutes (PT1H35M)'
    """
    match value:
        case Text() | Identifier():
            return value.value
        case PartialDate():
            return str(value)
        case Duration():
            return f"{value.minutes} minutes ({iso_duration(value.minutes)})"
        case Person():
            return value.name
        case Role():
            return (
                f"{value.actor.name} as {value.character}" if value.character else value.actor.name
            )
        case Release():
            return f"{value.date} ({value.place})" if value.place else str(value.date)
        case Rating():
            return value.text or f"{value.value}/{value.best}"
        case ContentRating() | Malformed():
            return value.text
        case Link():
            return value.url


def _sources(
    stated: Mapping[str, Sequence[Claim]], property_: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every value of a property with its sources; nothing where there is no more than one."""
    made = {source: _of(claims, property_) for source, claims in stated.items()}
    if len({claim.value for own in made.values() for claim in own}) < 2:
        return ()
    return tuple(
        (plain(value), tuple(s for s, own in made.items() if any(c in supporters for c in own)))
        for value, supporters in competing(claims for claims in made.values() if claims)
    )


def _of(claims: Iterable[Claim], property_: str) -> list[Claim]:
    return [claim for claim in claims if claim.property == property_]


def _by_property(entries: Iterable[Entry]) -> dict[str, list[tuple[Entry, list[Claim]]]]:
    """What each document claims of its film; only documents that make a claim of a property."""
    stated: dict[str, list[tuple[Entry, list[Claim]]]] = defaultdict(list)
    for entry in entries:
        for property_, claims in parted([entry.extraction.movie]).items():
            stated[property_].append((entry, claims[0]))
    return stated


def _agrees(value: Value, decided: Value | None) -> bool:
    """Whether a claim says what was decided, or less exactly, as a year does of a day in it."""
    if isinstance(value, PartialDate):
        return str(decided).startswith(str(value))
    return decided is not None and value_key(value) == value_key(decided)


def _row(entry: Entry, page: str, claim: Claim, decided: bool, published: bool) -> ClaimRow:
    evidence = claim.evidence
    return ClaimRow(
        claim.property,
        plain(claim.value),
        entry.source,
        page,
        evidence.words,
        evidence.line,
        decided,
        published,
    )
