"""Lists on pages: trusted queries say which things are in a list, `lines` what is said of them.

Joined into one query the same takes a hundred times as long in Oxigraph 0.5.13, which scans the
graph for every optional part that has several patterns.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain

from pyoxigraph import NamedNode, QuerySolution

from graph.store import Reader
from graph.vocabulary import SCHEMA, schema
from server.pages import ratings, wording
from server.pages.kept import Kept
from server.pages.lines import Lines, text
from server.pages.models import (
    FilmLine,
    Filmography,
    Place,
    ReviewLine,
    ReviewList,
    Spread,
    ViewingLine,
    ViewingList,
)
from server.pages.reading import Description

PAGE_SIZE = 50

LONGEST = 50
"""How many lines the list on a page of something else has: reviews of a film, or by a person."""

BEGINNINGS = 5
"""Reviews of a film of which the first words are shown."""

MOST_LISTED = 50_000
"""How much of a long list is kept: some megabytes. Nobody leafs further, but a crawler."""

ROLES = {"director": "Director", "author": "Writer", "actor": "Cast"}

FILM = "#movie"
"""How the IRI of a film ends, which its parts do not."""

_LEADING: dict[str, tuple[str, ...]] = {
    "movie": ("itemReviewed", "object"),
    "person": (*ROLES, "agent"),
    "organization": ("publisher",),
}
"""By which properties lists lead to a thing of a kind."""

QUERIES = {
    "itemReviewed": ("reviews_of_film", "film"),
    "author": ("reviews_by_person", "person"),
    "publisher": ("reviews_published_by", "organization"),
    "object": ("viewings_of_film", "film"),
    "agent": ("viewings_by_person", "person"),
}
"""The query for the reviews or viewings that lead to something by a property, and its parameter."""

_VIEWINGS = ("object", "agent")
"""Those that are lists of viewings."""


def pages_of(total: int, size: int = PAGE_SIZE) -> int:
    """How many pages a list of so many lines has: at least one.

    >>> pages_of(0), pages_of(PAGE_SIZE), pages_of(PAGE_SIZE + 1)
    (1, 1, 2)
    """
    return max(1, -(-total // size))


class Listings(Lines):
    """The lists of one state of the graph."""

    def __init__(self, reader: Reader, kept: Kept) -> None:
        super().__init__(reader, kept)
        self._leading: dict[str, dict[str, list[str]]] = {}

    # All there is of a kind.

    def counts(self) -> dict[str, int]:
        """How many things of each class there are, by schema.org name."""
        if not self._kept.counts:
            counts = self._counts("counts", "class")
            self._kept.counts = {name.removeprefix(SCHEMA): n for name, n in counts.items()}
        return self._kept.counts

    def reviews(self, size: int, page: int = 1) -> tuple[ReviewLine, ...]:
        """All reviews, the latest first; pages count from 1."""
        return self.review_lines(self._page("reviews", size, page))

    def viewings(self, page: int) -> tuple[ViewingLine, ...]:
        """All viewings, the latest first."""
        return self.viewing_lines(self._page("viewings", PAGE_SIZE, page))

    def films(self, page: int) -> tuple[FilmLine, ...]:
        """All films by title."""
        return self.film_lines(self._page("films", PAGE_SIZE, page))

    def people(self, page: int) -> tuple[Place, ...]:
        """All persons by name."""
        return self.places(self._page("people", PAGE_SIZE, page))

    def reviewers(self, size: int) -> tuple[tuple[Place, int], ...]:
        """Who wrote the most reviews, and how many."""
        kept = self._kept.reviewers
        if not kept:
            rows = self._select("reviewers", (size, 0))
            counts = [(text(row, "person"), text(row, "count")) for row in rows]
            kept[:] = [(person, wording.count(number)) for person, number in counts if person]
        said = self._said([person for person, _ in kept])
        return tuple((said.place(person), number) for person, number in kept)

    def years(self) -> dict[str, Counter[Decimal]]:
        """The ratings of all reviews by year."""
        if self._kept.years is None:
            self._kept.years = ratings.by_year(self._reader)
        return self._kept.years

    # What belongs to something: lists by the property that leads to it.

    def reviews_by(self, thing: str, property_: str) -> ReviewList:
        """The latest reviews that lead to something."""
        found = self._latest(thing, property_)
        return ReviewList(self.review_lines(found[:LONGEST]), cut=len(found) > LONGEST)

    def reviews_of(self, film: str) -> ReviewList:
        """The latest reviews of a film, with the first words of some."""
        found = self.reviews_by(film, "itemReviewed")
        begun = self.begun(found.lines[:BEGINNINGS])
        return ReviewList((*begun, *found.lines[BEGINNINGS:]), found.cut)

    def others_of(self, film: str, review: str, size: int) -> ReviewList:
        """Some reviews of a film but one."""
        latest = self._latest(film, "itemReviewed")
        found = [iri for iri in latest if iri != review]
        return ReviewList(self.review_lines(found[:size]), cut=len(found) > size)

    def all_reviews(self, thing: str, property_: str, page: int) -> tuple[ReviewLine, ...]:
        """One page of the reviews that lead to something, the latest first."""
        query, term = QUERIES[property_]
        return self.review_lines(self._page(query, PAGE_SIZE, page, **{term: NamedNode(thing)}))

    def total(self, thing: str, property_: str) -> int:
        """How many reviews lead to something."""
        query, term = QUERIES[property_]
        if self._reader.version:
            listed = self._listed(query, **{term: NamedNode(thing)})
            if len(listed) < MOST_LISTED:
                return len(listed)
        rows = self._select("review_total", thing=NamedNode(thing), property=schema(property_))
        return wording.count(text(next(iter(rows)), "count"))

    def viewings_by(self, thing: str, property_: str) -> ViewingList:
        """The latest viewings that lead to something."""
        found = self._latest(thing, property_)
        return ViewingList(self.viewing_lines(found[:LONGEST]), cut=len(found) > LONGEST)

    def spread(self, thing: str, property_: str, latest: ReviewList) -> Spread:
        """How often which ratings are in all reviews that lead to something; `latest` are those
        that are at hand."""
        if not latest.cut:
            return ratings.of_list(latest)
        make = partial(ratings.of_thing, self._reader, thing, property_)
        return self._kept.spreads.one(f"{property_} {thing}", make)

    def films_of(self, person: str) -> Filmography:
        """What a person did, in words, and in which films, the latest first."""
        return self._kept.filmographies.one(person, partial(self._filmography, person))

    def _filmography(self, person: str) -> Filmography:
        led = self._led(person)
        films = {role: [iri for iri in led[role] if iri.endswith(FILM)] for role in ROLES}
        parts = [iri for iri in led["actor"] if not iri.endswith(FILM)]
        shown = sorted({*parts, *chain.from_iterable(films.values())})
        said = Description(self._facts(shown), self._paths)
        played: dict[str, list[str]] = defaultdict(list)
        for part in parts:
            played[part.partition("#")[0] + FILM] += said.texts(part, "characterName")
        characters = {film: tuple(sorted(names)) for film, names in played.items()}
        return tuple(
            (
                label,
                _latest_first(
                    said.film_line(f, characters.get(f, ()) if role == "actor" else ())
                    for f in films[role]
                ),
            )
            for role, label in ROLES.items()
            if films[role]
        )

    # Which things are in a list.

    def _page(self, query: str, size: int, page: int, **of: NamedNode) -> list[str]:
        end = size * page
        if end <= MOST_LISTED and self._reader.version:
            return self._listed(query, **of)[end - size : end]
        return _first_column(self._select(query, (size, end - size), **of))

    def _listed(self, query: str, **of: NamedNode) -> list[str]:
        """A long list, which is kept. Of those that belong to something the last one is: whoever
        leafs goes from page to page."""
        lists, key = self._kept.leafed if of else self._kept.lists, f"{query} {of}"
        listed = lists.get(key)
        if listed is None:
            listed = _first_column(self._select(query, (MOST_LISTED, 0), **of))
            if of:
                lists.clear()
            lists[key] = listed
        return listed

    def _latest(self, thing: str, property_: str) -> list[str]:
        """The first of a list that belongs to something, and one more to see whether it ends."""
        make = partial(self._first, thing, property_)
        return self._kept.latest.one(f"{property_} {thing}", make)

    def _first(self, thing: str, property_: str) -> list[str]:
        # To a person films lead as reviews do, by their author.
        led = [iri for iri in self._led(thing).get(property_, ()) if not iri.endswith(FILM)]
        if len(led) <= LONGEST:
            return self._by_date(led, "startTime" if property_ in _VIEWINGS else "datePublished")
        query, term = QUERIES[property_]
        rows = self._select(query, (LONGEST + 1, 0), **{term: NamedNode(thing)})
        return _first_column(rows)

    def _by_date(self, things: Sequence[str], date: str) -> list[str]:
        """The latest first, as the queries have it; what their lines say is looked up anyway."""
        if len(things) < 2:
            return list(things)
        said = Description(self._facts(things), self._paths)
        days = {iri: max(said.texts(iri, date), default="") for iri in sorted(things)}
        return sorted(days, key=lambda iri: days[iri], reverse=True)

    def _led(self, thing: str) -> dict[str, list[str]]:
        """What leads to a thing of this site, by property; a query takes ten times as long."""
        if thing not in self._leading:
            properties = _LEADING.get(thing.rpartition("#")[2], ())
            led: dict[str, list[str]] = {name: [] for name in properties}
            for triple in self._reader.leading_to(NamedNode(thing), list(map(schema, properties))):
                if isinstance(triple.subject, NamedNode):
                    led[triple.predicate.value.removeprefix(SCHEMA)].append(triple.subject.value)
            self._leading[thing] = led
        return self._leading[thing]


def _first_column(rows: Iterable[QuerySolution]) -> list[str]:
    """The IRIs in the first column, each once."""
    return list(dict.fromkeys(row[0].value for row in rows if isinstance(row[0], NamedNode)))


def _latest_first(films: Iterable[FilmLine]) -> tuple[FilmLine, ...]:
    by_title = sorted(films, key=lambda line: (line.film.name.text.casefold(), line.film.path))
    return tuple(sorted(by_title, key=lambda line: line.year, reverse=True))
