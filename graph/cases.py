"""Films and their links as people look at them: what was decided, why, and what waits for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from graph.catalogue import CatalogueFilm
from graph.fusion import describe_movie
from graph.ledger import Entry, Ledger, Thing
from graph.ledger.links import Linked
from graph.ledger.revisions import today
from graph.linking import Answer, Link, Ruling, Scored, Subject, film_key, joint

NOWHERE = "the catalogue has no such film"

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

    @property
    def heading(self) -> str:
        """What the film is called, with its year and directors."""
        said = self.subject
        years = f" ({said.years[0]})" if said.years else ""
        by = f", directed by {', '.join(said.directors[:3])}" if said.directors else ""
        return f"{said.titles[0] if said.titles else '?'}{years}{by}"

    @property
    def verdict(self) -> str:
        """What became of it, in a sentence."""
        who = f", decided by {self.link.by}" if self.link.by else ""
        if self.link.film:
            return f"Linked to {called(self.link.film)}{who}."
        if self.link.outcome == "open":
            return "Open: what fits is not certain, and a person must decide."
        if self.link.nowhere:
            return f"Not linked{who}: the catalogue has no such film."
        return "Not linked: nothing in the catalogue fits."

    def ruling(
        self, answer: Answer, film: CatalogueFilm | None, who: str, note: str = ""
    ) -> list[Ruling]:
        """What a person decides about the film: one ruling for each of its documents."""
        made = today()
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


def called(film: CatalogueFilm) -> str:
    """A film of the catalogue in a few words.

    >>> called(CatalogueFilm("Q42198", years=(1995,)))
    '“” (1995), wikidata:Q42198'
    """
    years = f" ({film.years[0]})" if film.years else ""
    return f"“{film.title}”{years}, {film_key(film)}"


def ruled(ruling: Ruling) -> str:
    """What a person decided, in a sentence."""
    film = called(ruling.film) if ruling.film else ""
    said = {"accepted": f"it is {film}", "rejected": f"it is not {film}", "none": NOWHERE}
    made = f" on {ruling.made}" if ruling.made else ""
    note = f" {ruling.note}" if ruling.note else ""
    return f"{ruling.who or 'Somebody'} decided{made}: {said[ruling.answer]}.{note}"


def case(ledger: Ledger, film: int, documents: Sequence[Entry] | None = None) -> Case:
    """A film with its link; the documents about it are read where they are not given.

    Raises `KeyError` for what is no film of the ledger.
    """
    thing = ledger.things.get(film)
    entries = ledger.documents.about(film) if documents is None else documents
    subject = Subject.of(describe_movie(entry.extraction.movie for entry in entries))
    linked = [Linked(e.source, e.link, ledger.links.found(e.id)) for e in entries]
    rulings = [ruling for entry in entries for ruling in ledger.links.holding(entry)]
    return _case(thing, subject, linked, rulings)


def all_cases(ledger: Ledger) -> Iterator[Case]:
    """Every film with its link, by address; for speed of what its documents say the name alone,
    which it has once it is published."""
    rulings: dict[str, list[Ruling]] = {}
    for source in dict.fromkeys(ruling.source for ruling in ledger.links.all_rulings()):
        entry = ledger.documents.get(source)
        rulings[source] = ledger.links.holding(entry) if entry else []
    for thing in ledger.things.living("movie"):
        linked = ledger.links.linked(thing.id)
        held = [ruling for each in linked for ruling in rulings.get(each.source, ())]
        yield _case(thing, Subject(ledger.listed.label(thing.id)), linked, held)


def open_cases(ledger: Ledger, after: int = 0, limit: int = 2**31) -> Iterator[Case]:
    """The films whose link waits for a person, from the one after the film `after`."""
    for film in ledger.links.open_films(after, limit):
        yield case(ledger, film)


def find_case(ledger: Ledger, words: str) -> Case | None:
    """The film with a slug, also with one that it had before, or that of a source."""
    slug = words.rpartition("/")[2].partition("#")[0]
    film = ledger.slugs.thing("movie", slug)
    if film is None and (entry := ledger.documents.get(words)):
        film = entry.movie
    return case(ledger, film) if film else None


def counts(ledger: Ledger) -> Counts:
    """The films by what became of their links; `decided` are those that a person decided."""
    found = Counter("decided" if link.by else link.outcome for _, link in ledger.links.films())
    return Counts(**found)


def _case(
    thing: Thing, subject: Subject, linked: Sequence[Linked], rulings: Sequence[Ruling]
) -> Case:
    candidates, reasons = _compared(linked)
    link = joint(each.link for each in linked)
    sources = tuple(each.source for each in linked)
    slug = thing.slug or ""
    return Case(thing.id, slug, subject, link, sources, candidates, reasons, tuple(rulings))


def _compared(linked: Sequence[Linked]) -> tuple[tuple[Scored, ...], tuple[str, ...]]:
    """Each candidate of any document once, at its best, and why not all is clear."""
    best: dict[str, Scored] = {}
    reasons: dict[str, None] = {}
    for decision in (each.found.decision for each in linked if each.found):
        reasons |= dict.fromkeys(decision.reasons)
        for candidate in decision.candidates:
            known = best.setdefault(film_key(candidate.film), candidate)
            if candidate.score > known.score:
                best[film_key(candidate.film)] = candidate
    ranked = sorted(best.values(), key=lambda c: (bool(c.refused), -c.score, film_key(c.film)))
    films = {each.link.key for each in linked if each.link.film}
    if len(films) > 1 and not joint(each.link for each in linked).film:
        reasons[f"Its reviews are linked to several films: {', '.join(sorted(films))}."] = None
    return tuple(ranked[:SHOWN]), tuple(reasons)
