"""How often which scores were given, exactly and out of ten, so that scales compare.

A rating without a place on such a scale is not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graph.queries import load
from graph.store import Reader
from graph.values.ratings import out_of_ten
from graph.vocabulary import schema
from server.pages.models import ReviewList, Spread
from server.pages.wording import count


class _Row(NamedTuple):
    score: Decimal
    times: int = 1
    year: str = ""
    example: str = ""


def of_list(reviews: ReviewList) -> Spread:
    """The ratings in a list."""
    scores = [(line.iri, line.score) for line in reviews.lines if line.score]
    given = [(iri, out_of_ten(score.value, score.best, score.worst)) for iri, score in scores]
    return _spread(_Row(score, example=iri) for iri, score in given if score is not None)


def of_thing(reader: Reader, thing: str, property_: str) -> Spread:
    """The ratings in all reviews that lead to a thing by a property."""
    query = load("ratings", thing=NamedNode(thing), property=schema(property_))
    return _spread(_rows(reader, query))


def by_year(reader: Reader) -> dict[str, Counter[Decimal]]:
    """The ratings of all reviews, by the year in which they were published."""
    found: dict[str, Counter[Decimal]] = defaultdict(Counter)
    for row in _rows(reader, load("ratings_by_year")):
        found[row.year][row.score] += row.times
    return dict(found)


def _spread(rows: Iterator[_Row]) -> Spread:
    times: Counter[Decimal] = Counter()
    examples: dict[Decimal, str] = {}
    for row in rows:
        times[row.score] += row.times
        examples[row.score] = min(row.example, examples.get(row.score, row.example))
    return Spread(times, examples)


def _rows(reader: Reader, query: str) -> Iterator[_Row]:
    solutions = reader.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"This query is no SELECT: {query}")
    for row in solutions:
        said = {v.value: row[v].value for v in solutions.variables if isinstance(row[v], Literal)}
        score = out_of_ten(*(said.get(name, "") for name in ("value", "best", "worst")))
        if score is not None:
            times = count(said.get("count", ""))
            yield _Row(score, times, said.get("year", ""), said.get("example", ""))
