"""Lists on pages. First a trusted query says which things are in a list, then two lookups fetch
what their lines say: of the things themselves, and of what these lead to.

Joined into one query the same takes a hundred times as long in Oxigraph 0.5.13, which scans the
graph for every optional part that has several patterns. What was looked up is kept as long as the
graph's version lasts: a review is on the pages of its film and of its author, and in lists.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, QueryTriples, Triple

from graph.queries import Term, load
from graph.store import Reader
from graph.vocabulary import SCHEMA, schema
from server.pages import ratings, wording
from server.pages.models import (
    Dispute,
    Film,
    FilmLine,
    Place,
    ReviewLine,
    ReviewList,
    ViewingLine,
    ViewingList,
    Words,
)
from server.pages.reading import Description, Paths

PAGE_SIZE = 50

LONGEST = 50
"""How many lines the list on a page of something else has: reviews of a film, or by a person."""

BEGINNINGS = 5
"""Reviews of a film of which the first words are shown."""

_REVIEWS_BY = {
    "itemReviewed": ("reviews_of_film", "film"),
    "author": ("reviews_by_person", "person"),
    "publisher": ("reviews_published_by", "organization"),
}
"""The list of the reviews that lead to something by a property, and its parameter."""


def pages_of(total: int, size: int = PAGE_SIZE) -> int:
    """How many pages a list of so many lines has: at least one.

    >>> pages_of(0), pages_of(PAGE_SIZE), pages_of(PAGE_SIZE + 1)
    (1, 1, 2)
    """
    return max(1, -(-total // size))


MOST_LISTED = 50_000
"""How much of a long list is kept: some megabytes. Nobody leafs further, but a crawler."""

MOST_KEPT = 8_192
"""Of how many things it is kept what lines and films say: some megabytes."""

Made = TypeVar("Made")
Making = Callable[[Sequence[str]], Mapping[str, Made]]

ROLES = {"director": "Director", "author": "Writer", "actor": "Cast"}


@dataclass
class Kept:
    """What takes long to find out and holds as long as the graph's version does: how many things
    there are, who is in which place of a long list, for which all of it is sorted, and what lines
    and films say."""

    version: str
    paths: Paths
    counts: dict[str, int] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, list[Triple]] = field(default_factory=dict)
    lines: dict[str, ReviewLine | None] = field(default_factory=dict)
    films: dict[str, Film] = field(default_factory=dict)
    reviewers: list[tuple[str, int]] = field(default_factory=list)
    years: dict[str, Counter[int]] | None = None
    disputes: dict[str, tuple[Dispute, ...]] = field(default_factory=dict)


def remembered(kept: dict[str, Made], wanted: Sequence[str], make: Making[Made]) -> list[Made]:
    """What is kept of things, where `make` makes what is missing; much is forgotten at once."""
    known = {iri: kept[iri] for iri in wanted if iri in kept}
    if missing := [iri for iri in wanted if iri not in known]:
        if len(kept) > MOST_KEPT:
            kept.clear()
        made = make(missing)
        kept.update(made)
        known.update(made)
    return [known[iri] for iri in wanted]


class Listings:
    """The lists of one state of the graph; `kept` belongs to its version."""

    def __init__(self, reader: Reader, kept: Kept) -> None:
        self._reader = reader
        self._kept = kept
        self._paths = kept.paths

    def counts(self) -> dict[str, int]:
        """How many things of each class there are, by schema.org name."""
        if not self._kept.counts:
            counts = self._counts("counts", "class")
            self._kept.counts = {name.removeprefix(SCHEMA): n for name, n in counts.items()}
        return self._kept.counts

    def reviews(self, size: int, page: int = 1) -> tuple[ReviewLine, ...]:
        """All reviews, the latest first; pages count from 1."""
        return self.review_lines(self._page("reviews", size, page))

    def reviews_of(self, film: str) -> ReviewList:
        """The reviews of a film, with the first words of some."""
        found = self._review_list("reviews_of_film", film=NamedNode(film))
        begun = self.begun(found.lines[:BEGINNINGS])
        return replace(found, lines=(*begun, *found.lines[BEGINNINGS:]))

    def others_of(self, film: str, review: str, size: int) -> ReviewList:
        """Some reviews of a film but one."""
        rows = self._select("reviews_of_film", (size + 2, 0), film=NamedNode(film))
        found = [iri for iri in _first_column(rows) if iri != review]
        return ReviewList(self.review_lines(found[:size]), cut=len(found) > size)

    def all_reviews(self, thing: str, property_: str, page: int) -> tuple[ReviewLine, ...]:
        """One page of the reviews that lead to something by a property, the latest first."""
        query, term = _REVIEWS_BY[property_]
        offset = PAGE_SIZE * (page - 1)
        rows = self._select(query, (PAGE_SIZE, offset), **{term: NamedNode(thing)})
        return self.review_lines(_first_column(rows))

    def total(self, thing: str, property_: str) -> int:
        """How many reviews lead to something by a property."""
        rows = self._select("review_total", thing=NamedNode(thing), property=schema(property_))
        return wording.count(_text(next(iter(rows)), "count"))

    def reviewers(self, size: int) -> tuple[tuple[Place, int], ...]:
        """Who wrote the most reviews, and how many."""
        kept = self._kept.reviewers
        if not kept:
            rows = self._select("reviewers", (size, 0))
            counts = [(_text(row, "person"), _text(row, "count")) for row in rows]
            kept[:] = [(person, wording.count(number)) for person, number in counts if person]
        said = self._said([person for person, _ in kept])
        return tuple((said.place(person), number) for person, number in kept)

    def years(self) -> dict[str, Counter[int]]:
        """The ratings of all reviews by year."""
        if self._kept.years is None:
            self._kept.years = ratings.by_year(self._reader)
        return self._kept.years

    def begun(self, lines: Sequence[ReviewLine]) -> tuple[ReviewLine, ...]:
        """The same lines with the first words of their reviews."""
        iris = [line.iri for line in lines]
        if not iris:
            return ()
        words: dict[str, Words] = {}
        for row in self._select("beginnings", review=_iris(iris)):
            text = Words(wording.beginning(_text(row, "words")), _text(row, "language"))
            words.setdefault(_text(row, "review"), text)
        return tuple(replace(line, beginning=words.get(line.iri)) for line in lines)

    def reviews_by(self, person: str) -> ReviewList:
        """The reviews that a person wrote."""
        return self._review_list("reviews_by_person", person=NamedNode(person))

    def reviews_published_by(self, organization: str) -> ReviewList:
        """The reviews that an organization published."""
        return self._review_list("reviews_published_by", organization=NamedNode(organization))

    def viewings(self, page: int) -> tuple[ViewingLine, ...]:
        """All viewings, the latest first."""
        return self._viewing_lines(self._page("viewings", PAGE_SIZE, page))

    def viewings_of(self, film: str) -> ViewingList:
        """The viewings of a film."""
        return self._viewing_list("viewings_of_film", film=NamedNode(film))

    def viewings_by(self, person: str) -> ViewingList:
        """The films that a person saw."""
        return self._viewing_list("viewings_by_person", person=NamedNode(person))

    def film(self, iri: str) -> Film:
        """All that is said of a film."""

        def films(fresh: Sequence[str]) -> dict[str, Film]:
            described = {film: self._reader.describe(NamedNode(film)) for film in fresh}
            return {f: Description(d, self._paths).film(f) for f, d in described.items()}

        return remembered(self._kept.films, [iri], films)[0]

    def films(self, page: int) -> tuple[FilmLine, ...]:
        """All films by title."""
        return self.film_lines(self._page("films", PAGE_SIZE, page))

    def people(self, page: int) -> tuple[Place, ...]:
        """All persons by name."""
        return self.places(self._page("people", PAGE_SIZE, page))

    # Lines of what another list names. A thing that this state of the graph lacks has none.

    def film_lines(
        self, films: Sequence[str], ratings: Mapping[str, int | None] | None = None
    ) -> tuple[FilmLine, ...]:
        """The lines of films; `ratings` are in half stars."""
        if not films:
            return ()
        said, reviews = self._said(films), self._counts("review_counts", "film", film=_iris(films))
        return tuple(
            replace(
                said.film_line(film, reviews=reviews.get(film, 0)),
                directors=said.places(film, "director"),
                half_stars=(ratings or {}).get(film),
            )
            for film in films
            if said.knows(film)
        )

    def review_lines(self, reviews: Sequence[str]) -> tuple[ReviewLine, ...]:
        """The lines of reviews."""

        def lines(fresh: Sequence[str]) -> dict[str, ReviewLine | None]:
            said = self._said(fresh)
            return {r: said.review_line(r) if said.knows(r) else None for r in fresh}

        return tuple(filter(None, remembered(self._kept.lines, reviews, lines)))

    def places(self, things: Sequence[str]) -> tuple[Place, ...]:
        """The names of things, and where they are."""
        said = self._said(things)
        return tuple(said.place(thing) for thing in things if said.knows(thing))

    def films_of(self, person: str) -> tuple[tuple[str, tuple[FilmLine, ...]], ...]:
        """What a person did, in words, and in which films, the latest first."""
        who = NamedNode(person)
        films: dict[str, set[str]] = defaultdict(set)
        for row in self._select("films_of_person", person=who):
            films[_text(row, "role").removeprefix(SCHEMA)].add(_text(row, "film"))
        characters: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for row in self._select("characters_of_person", person=who):
            characters[_text(row, "film")] += (_text(row, "character"),)
        said = self._said(sorted(set().union(*films.values())))
        return tuple(
            (
                label,
                _latest_first(
                    said.film_line(f, characters[f] if role == "actor" else ()) for f in films[role]
                ),
            )
            for role, label in ROLES.items()
            if films[role]
        )

    # --- queries ----------------------------------------------------------------------------

    def _page(self, query: str, size: int, page: int) -> list[str]:
        end = size * page
        if end <= MOST_LISTED and self._reader.version:
            if query not in self._kept.lists:
                self._kept.lists[query] = _first_column(self._select(query, (MOST_LISTED, 0)))
            return self._kept.lists[query][end - size : end]
        return _first_column(self._select(query, (size, end - size)))

    def _review_list(self, query: str, **terms: Term) -> ReviewList:
        found = _first_column(self._select(query, (LONGEST + 1, 0), **terms))
        return ReviewList(self.review_lines(found[:LONGEST]), cut=len(found) > LONGEST)

    def _viewing_list(self, query: str, **terms: Term) -> ViewingList:
        found = _first_column(self._select(query, (LONGEST + 1, 0), **terms))
        return ViewingList(self._viewing_lines(found[:LONGEST]), cut=len(found) > LONGEST)

    def _viewing_lines(self, viewings: Sequence[str]) -> tuple[ViewingLine, ...]:
        said = self._said(viewings)
        return tuple(map(said.viewing_line, viewings))

    def _said(self, iris: Sequence[str]) -> Description:
        """What lines say of these things, and of the things that they lead to."""
        own = self._facts(iris)
        others = {t.object.value for t in own if isinstance(t.object, NamedNode)} - set(iris)
        return Description([*own, *self._facts(sorted(others))], self._paths)

    def _facts(self, iris: Sequence[str]) -> list[Triple]:
        found = remembered(self._kept.facts, iris, self._looked_up)
        return list(chain.from_iterable(found))

    def _looked_up(self, iris: Sequence[str]) -> dict[str, list[Triple]]:
        found = self._reader.query(load("facts", subject=_iris(iris)))
        if not isinstance(found, QueryTriples):
            raise TypeError("The query facts is no CONSTRUCT.")
        facts: dict[str, list[Triple]] = {iri: [] for iri in iris}
        for triple in found:
            facts[triple.subject.value].append(triple)
        return facts

    def _counts(self, query: str, of: str, **terms: Sequence[Term]) -> dict[str, int]:
        rows = self._select(query, None, **terms)
        return {_text(row, of): wording.count(_text(row, "count")) for row in rows}

    def _select(
        self, query: str, page: tuple[int, int] | None = None, **terms: Term | Sequence[Term]
    ) -> Iterator[QuerySolution]:
        solutions = self._reader.query(load(query, page, **terms))
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"The query {query} is no SELECT.")
        return solutions


def _first_column(rows: Iterable[QuerySolution]) -> list[str]:
    """The IRIs in the first column, each once."""
    return list(dict.fromkeys(row[0].value for row in rows if isinstance(row[0], NamedNode)))


def _iris(iris: Iterable[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris]


def _latest_first(films: Iterable[FilmLine]) -> tuple[FilmLine, ...]:
    by_title = sorted(films, key=lambda line: line.film.name.text.casefold())
    return tuple(sorted(by_title, key=lambda line: line.year, reverse=True))


def _text(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, (NamedNode, Literal)) else ""
