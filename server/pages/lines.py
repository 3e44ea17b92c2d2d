"""Lines of lists: what is said of things that a list names, and of what these lead to.

Two lookups fetch it: of the things themselves, and of what they lead to. What was looked up is
kept as long as the graph's version lasts: a review is on the pages of its film and of its author,
and in lists. A thing that this state of the graph lacks has no line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.queries import Term, load
from graph.store import Reader
from graph.store.describe import document_of
from graph.triples import Properties
from graph.vocabulary import schema
from server.pages import wording
from server.pages.kept import Kept
from server.pages.models import Film, FilmLine, Place, ReviewLine, ViewingLine, Words
from server.pages.reading import Description, by_subject

FACTS = frozenset(
    map(
        schema,
        (
            *("name", "datePublished", "itemReviewed", "author", "reviewRating", "director"),
            "keywords",
            *("agent", "object", "startTime", "characterName"),
            *("ratingValue", "bestRating", "worstRating", "ratingExplanation"),
        ),
    )
)
"""What a line says of reviews, viewings, films, parts, persons and ratings."""


TEXTS = (schema("abstract"), schema("reviewBody"), schema("keywords"))
"""What the first words of a review are taken from: its abstract, else what is shown of its text."""

MOST_READ = 600
"""Characters of a text among which its first words are."""


class Lines:
    """The lines of one state of the graph; `kept` belongs to its version."""

    def __init__(self, reader: Reader, kept: Kept) -> None:
        self._reader = reader
        self._kept = kept
        self._paths = kept.paths

    def film(self, iri: str, description: Description | None = None) -> Film:
        """All that is said of a film, by its description where that is at hand."""
        return self._kept.films.one(iri, lambda: (description or self._described(iri)).film(iri))

    def film_lines(
        self, films: Sequence[str], ratings: Mapping[str, int | None] | None = None
    ) -> tuple[FilmLine, ...]:
        """The lines of films; `ratings` are in half stars."""
        if not films:
            return ()
        said, reviews = self._said(films), self._counts("review_counts", "film", film=iris(films))
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

        return tuple(filter(None, self._kept.lines.of(reviews, lines)))

    def begun(self, lines: Sequence[ReviewLine]) -> tuple[ReviewLine, ...]:
        """The same lines with the first words of their reviews."""
        plain = {line.iri: line for line in lines}

        def begun(fresh: Sequence[str]) -> dict[str, ReviewLine]:
            words = self._beginnings(fresh)
            return {iri: replace(plain[iri], beginning=words.get(iri)) for iri in fresh}

        return tuple(self._kept.begun.of(list(plain), begun))

    def viewing_lines(self, viewings: Sequence[str]) -> tuple[ViewingLine, ...]:
        """The lines of viewings."""
        said = self._said(viewings)
        return tuple(map(said.viewing_line, viewings))

    def places(self, things: Sequence[str]) -> tuple[Place, ...]:
        """The names of things, and where they are."""
        said = self._said(things)
        return tuple(said.place(thing) for thing in things if said.knows(thing))

    # --- queries ----------------------------------------------------------------------------

    def _described(self, iri: str) -> Description:
        return Description.of(self._reader.describe(document_of(NamedNode(iri))), self._paths)

    def _beginnings(self, reviews: Sequence[str]) -> dict[str, Words]:
        said = Description.of(self._reader.stated(iris(reviews), TEXTS), self._paths)
        words = {}
        for review in reviews:
            if whole := said.word(review, "abstract") or said.word(review, "reviewBody"):
                text = said.text(review, "abstract") or said.shown(review)
                if begins := wording.beginning(text[:MOST_READ]):
                    words[review] = Words(begins, whole.language)
        return words

    def _said(self, things: Sequence[str]) -> Description:
        """What lines say of these things, and of the things that they lead to."""
        said = self._facts(things)
        terms = chain.from_iterable(chain.from_iterable(p.values()) for p in said.values())
        others = {term.value for term in terms if isinstance(term, NamedNode)} - set(things)
        return Description(said | self._facts(sorted(others)), self._paths)

    def _facts(self, things: Sequence[str]) -> dict[str, Properties]:
        found = self._kept.facts.of(things, self._looked_up)
        return {iri: stated for iri, stated in zip(things, found, strict=True) if stated}

    def _looked_up(self, things: Sequence[str]) -> dict[str, Properties]:
        stated = by_subject(self._reader.stated(iris(things), FACTS))
        return {iri: stated.get(iri, {}) for iri in things}

    def _counts(self, query: str, of: str, **terms: Sequence[Term]) -> dict[str, int]:
        rows = self._select(query, None, **terms)
        return {text(row, of): wording.count(text(row, "count")) for row in rows}

    def _select(
        self, query: str, page: tuple[int, int] | None = None, **terms: Term | Sequence[Term]
    ) -> Iterator[QuerySolution]:
        solutions = self._reader.query(load(query, page, **terms))
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"The query {query} is no SELECT.")
        return solutions


def iris(things: Iterable[str]) -> list[NamedNode]:
    """The IRIs as terms."""
    return [NamedNode(iri) for iri in things]


def text(row: QuerySolution, name: str) -> str:
    """What a row has in a column, empty where it has nothing."""
    term = row[name]
    return term.value if isinstance(term, (NamedNode, Literal)) else ""
