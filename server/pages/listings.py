"""Lists on pages: the solutions of a few trusted queries → lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.queries import load
from graph.store import Reader
from graph.vocabulary import SCHEMA
from server.pages import wording
from server.pages.models import Day, FilmLine, Place, ReviewLine, Words
from server.pages.reading import Paths, score

PAGE_SIZE = 50
LONGEST = 1_000
"""How many lines a list has at most that is not paged: reviews of a film, films of a person."""

ROLES = {"director": "Director", "author": "Writer", "actor": "Cast"}


class Listings:
    """The lists of one state of the graph."""

    def __init__(self, reader: Reader, paths: Paths) -> None:
        self._reader = reader
        self._paths = paths

    def counts(self) -> dict[str, int]:
        """How many things of each class there are, by schema.org name."""
        rows = self._select("counts")
        return {
            _text(row, "class").removeprefix(SCHEMA): int(_text(row, "count") or 0) for row in rows
        }

    def reviews(self, size: int, page: int = 1) -> tuple[ReviewLine, ...]:
        """All reviews, the latest first; pages count from 1."""
        return self._reviews("reviews", (size, size * (page - 1)))

    def reviews_of(self, film: str) -> tuple[ReviewLine, ...]:
        """The reviews of a film, the latest first."""
        return self._reviews("reviews_of_film", (LONGEST, 0), film=NamedNode(film))

    def reviews_by(self, person: str) -> tuple[ReviewLine, ...]:
        """The reviews that a person wrote, the latest first."""
        return self._reviews("reviews_by_person", (LONGEST, 0), person=NamedNode(person))

    def reviews_published_by(self, organization: str) -> tuple[ReviewLine, ...]:
        """The reviews that an organization published, the latest first."""
        publisher = NamedNode(organization)
        return self._reviews("reviews_published_by", (LONGEST, 0), organization=publisher)

    def films(self, page: int) -> tuple[FilmLine, ...]:
        """All films by title."""
        rows = self._select("films", (PAGE_SIZE, PAGE_SIZE * (page - 1)))
        return tuple(
            FilmLine(
                self._place(row, "film", "title"),
                wording.year_of(_text(row, "date")),
                reviews=int(_text(row, "reviews") or 0),
            )
            for row in rows
        )

    def people(self, page: int) -> tuple[Place, ...]:
        """All persons by name."""
        rows = self._select("people", (PAGE_SIZE, PAGE_SIZE * (page - 1)))
        return tuple(self._place(row, "person", "name") for row in rows)

    def films_of(self, person: str) -> tuple[tuple[str, tuple[FilmLine, ...]], ...]:
        """What a person did, in words, and in which films."""
        by_role: dict[str, dict[str, FilmLine]] = {role: {} for role in ROLES}
        for row in self._select("films_of_person", (LONGEST, 0), person=NamedNode(person)):
            films = by_role[_text(row, "role").removeprefix(SCHEMA)]
            iri, character = _text(row, "film"), _text(row, "character")
            known = films[iri].characters if iri in films else ()
            films[iri] = FilmLine(
                self._place(row, "film", "title"),
                wording.year_of(_text(row, "date")),
                (*known, character) if character else known,
            )
        return tuple((ROLES[role], tuple(f.values())) for role, f in by_role.items() if f)

    def _reviews(
        self, query: str, page: tuple[int, int], **terms: NamedNode
    ) -> tuple[ReviewLine, ...]:
        rows = self._select(query, page, **terms)
        grouped = groupby(rows, key=lambda row: _text(row, "review"))
        return tuple(self._review(list(group)) for _, group in grouped)

    def _review(self, rows: list[QuerySolution]) -> ReviewLine:
        """One line from the rows of one review: as many as it has authors."""
        row, date = rows[0], _text(rows[0], "date")
        film = self._place(row, "film", "filmTitle") if _text(row, "film") else None
        authors = {self._place(r, "author", "authorName"): None for r in rows if _text(r, "author")}
        return ReviewLine(
            review=self._place(row, "review", "title"),
            film=FilmLine(film, wording.year_of(_text(row, "filmDate"))) if film else None,
            authors=tuple(authors),
            published=Day(date, wording.date_in_words(date)) if date else None,
            score=score(_text(row, "value"), _text(row, "best"), _text(row, "worst")),
        )

    def _place(self, row: QuerySolution, iri: str, name: str) -> Place:
        term = row[name]
        words = Words(term.value, term.language or "") if isinstance(term, Literal) else None
        return self._paths.place(_text(row, iri), words)

    def _select(
        self, query: str, page: tuple[int, int] | None = None, **terms: NamedNode
    ) -> Iterator[QuerySolution]:
        solutions = self._reader.query(load(query, page, **terms))
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"The query {query} is no SELECT.")
        return solutions


def _text(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, (NamedNode, Literal)) else ""
