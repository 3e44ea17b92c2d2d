"""Films and their links as people look at them: what was decided, why, and what waits for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from graph.catalogue import CatalogueFilm
from graph.fusion import describe_movie
from graph.ledger import Entry, Ledger
from graph.linking import Answer, Link, Ruling, Scored, Subject, film_key, joint

SHOWN = 10
"""Candidates of a film that are shown."""


class Case(Struct, frozen=True):
    """One film with its link: what its documents say together, and what may be the same.

    `film` is its id in the ledger, `sources` are those of its documents. `candidates` come best
    first; `reasons` are sentences on what stands in the way. `rulings` are what persons decided.
    """

    film: int
    slug: str
    subject: Subject
    link: Link
    sources: tuple[str, ...]
    candidates: tuple[Scored, ...]
    reasons: tuple[str, ...]
    rulings: tuple[Ruling, ...]

    @property
    def chosen(self) -> Scored | None:
        """The candidate that is linked; None where nobody compared it."""
        return next((c for c in self.candidates if film_key(c.film) == self.link.key), None)

    @property
    def rejected(self) -> frozenset[str]:
        """The keys of the candidates that a person rejected."""
        return frozenset(ruling.key for ruling in self.rulings if ruling.answer == "rejected")

    @property
    def open(self) -> tuple[Scored, ...]:
        """The candidates that a person may still choose from: all that were not rejected."""
        return tuple(c for c in self.candidates if film_key(c.film) not in self.rejected)

    def ruling(
        self, answer: Answer, film: CatalogueFilm | None, who: str, note: str = ""
    ) -> list[Ruling]:
        """What a person decides about the film: one ruling for each of its documents."""
        made = datetime.now(UTC).date().isoformat()
        return [Ruling(source, answer, film, who, made, note) for source in self.sources]


class Counts(Struct):
    """The films by what became of their links; each is counted once."""

    linked: int = 0
    open: int = 0
    none: int = 0
    decided: int = 0

    @property
    def films(self) -> int:
        """All of them."""
        return self.linked + self.open + self.none + self.decided


def case(ledger: Ledger, film: int) -> Case:
    """A film with its link. Raises `KeyError` for what is no film of the ledger."""
    thing = ledger.things.get(film)
    entries = ledger.documents.about(film)
    candidates, reasons = _found(ledger, entries)
    return Case(
        film,
        thing.slug or "",
        Subject.of(describe_movie(entry.extraction.movie for entry in entries)),
        joint(entry.link for entry in entries),
        tuple(entry.source for entry in entries),
        candidates,
        reasons,
        tuple(ruling for entry in entries for ruling in ledger.links.rulings(entry.source)),
    )


def open_cases(ledger: Ledger, after: int = 0, limit: int = 2**31) -> Iterator[Case]:
    """The films whose link waits for a person, from the one after the film `after`."""
    for film in ledger.links.open_films(after, limit):
        yield case(ledger, film)


def find_case(ledger: Ledger, words: str) -> Case | None:
    """The film with a slug, or that of a source."""
    slug = words.rpartition("/")[2].partition("#")[0]
    film = next((t.id for t in ledger.things.living("movie") if t.slug == slug), None)
    if film is None and (entry := ledger.documents.get(words)):
        film = entry.movie
    return case(ledger, film) if film else None


def counts(ledger: Ledger) -> Counts:
    """The films by what became of their links; `decided` are those that a person decided."""
    found = Counter("decided" if link.by else link.outcome for _, link in ledger.links.films())
    return Counts(**found)


def _found(ledger: Ledger, entries: Sequence[Entry]) -> tuple[tuple[Scored, ...], tuple[str, ...]]:
    """Each candidate of any document once, at its best, and why not all is clear."""
    best: dict[str, Scored] = {}
    reasons: dict[str, None] = {}
    for entry in entries:
        found = ledger.links.found(entry.id)
        if found is None:
            continue
        reasons |= dict.fromkeys(found.decision.reasons)
        for candidate in found.decision.candidates:
            known = best.setdefault(film_key(candidate.film), candidate)
            if candidate.score > known.score:
                best[film_key(candidate.film)] = candidate
    ranked = sorted(best.values(), key=lambda c: (bool(c.refused), -c.score, film_key(c.film)))
    films = {entry.link.key for entry in entries if entry.link.film}
    if len(films) > 1:
        reasons[f"Its reviews are linked to several films: {', '.join(sorted(films))}."] = None
    return tuple(ranked[:SHOWN]), tuple(reasons)
