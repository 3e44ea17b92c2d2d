"""What persons decided about links, and what a document or a film is linked to in the end.

A ruling is about the document that it was made for, and wins over whatever the scoring finds,
now and later, for as long as the document is about that film. A document's link is a function of
its own words, the catalogue and the rulings, so that no link depends on the order in which
documents come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from graph.catalogue import CatalogueFilm
from graph.linking.matching import OPEN, Decision, Scored
from graph.linking.subject import Subject
from graph.records import Identifier
from graph.values.titles import split_title_year

Answer = Literal["accepted", "rejected", "none"]
"""It is this film; it is not this film; the catalogue has no such film."""

Outcome = Literal["linked", "open", "none"]

JOINING = ("wikidata", "imdb", "tmdb", "letterboxd")
"""The schemes by which the film of one document is known to be that of another."""

KEPT_TITLES, KEPT_CAST = 10, 20
"""Of a film in the catalogue: what is kept with a decision about it."""


class Ruling(Struct, frozen=True, omit_defaults=True):
    """What a person decided for a document: `film` is None where there is no such film.

    `made` is an ISO date; `who` is a name, or that of a token. `about` is what the document called
    its film then, such as “Heat (1995)”; empty where that is not known.
    """

    source: str
    answer: Answer
    film: CatalogueFilm | None = None
    who: str = ""
    made: str = ""
    note: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """The film that it is about, empty where it is about all."""
        return film_key(self.film) if self.film else ""

    def holds(self, subject: Subject) -> bool:
        """Whether a document that says this of its film is about the one that was decided on: not
        if another stands in its file or row by now."""
        title, year = split_title_year(self.about)
        if not title or self.about == subject.heading:
            return True
        if Subject((title,), (year,) if year else ()).may_be(subject):
            return True
        return (
            self.answer == "accepted" and self.film is not None and _of(self.film).may_be(subject)
        )


class Found(Struct, frozen=True, omit_defaults=True):
    """What the scoring found for a document by itself.

    `licence` is that of the catalogue's data; `enrich` says that its facts may be published too.
    """

    decision: Decision
    licence: str = ""
    enrich: bool = False


class Link(Struct, frozen=True, omit_defaults=True):
    """What a document or a film is linked to; `by` is who decided, empty if nobody but the scoring.

    `refused` are the identifiers of films that a person said it is not.
    """

    outcome: Outcome = "none"
    film: CatalogueFilm | None = None
    by: str = ""
    refused: tuple[Identifier, ...] = ()
    licence: str = ""
    enrich: bool = False

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Those of the film, by which other documents are known to mean it."""
        return joining(self.film) if self.film else ()

    @property
    def nowhere(self) -> bool:
        """Whether a person said that there is no such film."""
        return self.outcome == "none" and bool(self.by)

    @property
    def key(self) -> str:
        """The film that is linked; empty where none is."""
        return film_key(self.film) if self.film else ""


UNLINKED = Link()
"""What nothing is known of."""


def _of(film: CatalogueFilm) -> Subject:
    return Subject(
        tuple(title.value for title in film.titles), film.years, identifiers=joining(film)
    )


def film_key(film: CatalogueFilm) -> str:
    """What tells a film of the catalogue from all others.

    >>> film_key(CatalogueFilm("Q42198")), film_key(CatalogueFilm(years=(1952,)))
    ('wikidata:Q42198', 'title:%20(1952)')
    """
    first = next(iter((*joining(film), *film.identifiers)), None)
    year = film.years[0] if film.years else ""
    if first:
        return f"{first.scheme}:{first.value}"
    return f"title:{quote(f'{film.title} ({year})', safe='()')}"


def joining(film: CatalogueFilm) -> tuple[Identifier, ...]:
    """The identifiers of a film by which documents are joined, the item first."""
    known = film.all_identifiers
    return tuple(dict.fromkeys(i for scheme in JOINING for i in known if i.scheme == scheme))


def brief(decision: Decision) -> Decision:
    """A decision as it is kept: films with what links, tells and enriches, no more."""
    return replace(
        decision,
        film=decision.film and _brief(decision.film),
        candidates=tuple(replace(c, film=_brief(c.film)) for c in decision.candidates),
    )


def settled(found: Found | None, rulings: Sequence[Ruling]) -> Link:
    """What a document is linked to, by what was found and what persons decided."""
    rejected = {ruling.key: ruling for ruling in rulings if ruling.answer == "rejected"}
    films = [ruling.film for ruling in rejected.values() if ruling.film]
    refused = tuple(sorted({i for film in films for i in joining(film)}, key=_order))
    terms = Link(
        refused=refused,
        licence=found.licence if found else "",
        enrich=found.enrich if found else False,
    )
    for ruling in rulings:
        if ruling.answer == "accepted":
            return replace(terms, outcome="linked", film=ruling.film, by=_name(ruling))
        if ruling.answer == "none":
            return replace(terms, outcome="none", by=_name(ruling))
    if found is None:
        return terms
    decision = found.decision
    if decision.film and film_key(decision.film) not in rejected:
        return replace(terms, outcome="linked", film=decision.film)
    if decision.outcome == "none" or not rejected:
        return replace(terms, outcome=decision.outcome)
    if possible(decision.candidates, rejected):
        return replace(terms, outcome="open")
    return replace(terms, outcome="none", by=_name(next(iter(rejected.values()))))


def possible(candidates: Iterable[Scored], rejected: Iterable[str]) -> list[Scored]:
    """The candidates about which a person may still be asked."""
    known = set(rejected)
    return [c for c in candidates if c.score >= OPEN and film_key(c.film) not in known]


def joint(links: Iterable[Link]) -> Link:
    """What a film is linked to, by the links of its documents.

    Two records of the catalogue may be accounts of one film, of which the fuller is taken. Where
    the documents lead to several films none is asserted, and a person is asked.
    """
    links = list(links)
    linked = sorted((link for link in links if link.film), key=_fullness)
    refused = tuple(sorted({i for link in links for i in link.refused}, key=_order))
    nowhere = next((link for link in links if link.nowhere), None)
    if nowhere and not any(link.film and link.by for link in links):
        return replace(nowhere, refused=refused)
    if linked and all(_agree(linked[0], link) for link in linked[1:]):
        return replace(linked[0], refused=refused)
    if linked or any(link.outcome == "open" for link in links):
        return Link("open", refused=refused)
    return Link(refused=refused)


def _fullness(link: Link) -> tuple[bool, int, str]:
    return not link.by, -len(link.identifiers), link.key


def _agree(link: Link, other: Link) -> bool:
    """Whether two links may lead to one film: no scheme has only different values for them."""
    for scheme in JOINING:
        mine = {i.value for i in link.identifiers if i.scheme == scheme}
        theirs = {i.value for i in other.identifiers if i.scheme == scheme}
        if mine and theirs and mine.isdisjoint(theirs):
            return False
    return True


def _brief(film: CatalogueFilm) -> CatalogueFilm:
    return replace(film, titles=film.titles[:KEPT_TITLES], cast=film.cast[:KEPT_CAST])


def _name(ruling: Ruling) -> str:
    return ruling.who or "somebody"


def _order(identifier: Identifier) -> tuple[str, str]:
    return identifier.scheme, identifier.value
