"""A graph made by the real mapping, of what these tests say was written and seen."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import pytest
from pyoxigraph import NamedNode, Quad, Store, Triple

from graph.letterboxd import COLUMNS, Losses, diary, rows
from graph.mapping import Addresses, agent_triples, movie_triples, review_triples, viewing_triples
from graph.records import Movie, PartialDate, Person, Rating, Review, Text, Viewing
from graph.store.oxigraph import OxigraphReader
from graph.values.dates import parse_date
from graph.values.titles import slug

ADDRESSES = Addresses("https://films.example/")


def day(text: str) -> PartialDate | None:
    found = parse_date(text) if text else None
    assert found is None or isinstance(found, PartialDate)
    return found


class Site:
    def __init__(self) -> None:
        self._store = Store()
        self._numbers = count(1)

    @property
    def reader(self) -> OxigraphReader:
        return OxigraphReader(self._store, "1")

    def person(self, person: Person) -> NamedNode:
        self._add(agent_triples(ADDRESSES, "person", slug(person.name), person.name))
        return ADDRESSES.thing("person", slug(person.name))

    def film(self, title: str, year: int = 0, *directors: str, **more: object) -> None:
        movie = Movie(
            name=Text(title) if title else None,
            datePublished=PartialDate(year) if year else None,
            director=tuple(map(Person, directors)),
            **more,  # type: ignore[arg-type]
        )
        self._add(movie_triples(ADDRESSES, slug(title), movie, self.person))

    def review(
        self, film: str, body: str = "", *, by: str = "Ann Lee", published: str = "",
        seen: Iterable[str] = (), rating: tuple[str, str, str] | None = None, **more: object,
    ) -> None:  # fmt: skip
        author = (Person(by),) if by else ()
        review = Review(
            reviewBody=Text(body) if body else None,
            author=author,
            datePublished=day(published),
            reviewRating=Rating(*rating) if rating else None,  # type: ignore[arg-type]
            **more,  # type: ignore[arg-type]
        )
        viewings = [Viewing(agent=author, startTime=day(one)) for one in seen]
        name, iri = f"r{next(self._numbers)}", ADDRESSES.thing("movie", slug(film))
        told = (name, review, iri, self.person, lambda _: iri, "2026-11-22", viewings)
        self._add(review_triples(ADDRESSES, *told))

    def viewing(self, film: str, seen: str = "", by: str = "Ann Lee") -> None:
        viewing = Viewing(agent=(Person(by),) if by else (), startTime=day(seen))
        name, iri = f"v{next(self._numbers)}", ADDRESSES.thing("movie", slug(film))
        self._add(viewing_triples(ADDRESSES, name, viewing, iri, self.person))

    def table(self, losses: Losses | None = None) -> list[dict[str, str]]:
        """The rows of everything, by column."""
        found = diary(self.reader).entries
        made = rows(self.reader, found, losses or Losses())
        return [dict(zip(COLUMNS, cells, strict=True)) for cells in made]

    def _add(self, triples: Iterable[Triple]) -> None:
        self._store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)


@pytest.fixture
def site() -> Site:
    return Site()
