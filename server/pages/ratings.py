"""How often which ratings were given, counted in half stars out of ten so that scales compare.

A rating without a place on such a scale is not counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graph.queries import load
from graph.store import Reader
from graph.values.ratings import half_stars
from graph.vocabulary import schema
from server.pages.models import ReviewList
from server.pages.wording import count


class _Row(NamedTuple):
    half_stars: int
    times: int
    year: str


def of_list(reviews: ReviewList) -> Counter[int]:
    """The ratings in a list."""
    scores = [line.score.half_stars for line in reviews.lines if line.score]
    return Counter(half for half in scores if half is not None)


def of_thing(reader: Reader, thing: str, property_: str) -> Counter[int]:
    """The ratings in all reviews that lead to a thing by a property."""
    found: Counter[int] = Counter()
    for row in _rows(reader, load("ratings", thing=NamedNode(thing), property=schema(property_))):
        found[row.half_stars] += row.times
    return found


def by_year(reader: Reader) -> dict[str, Counter[int]]:
    """The ratings of all reviews, by the year in which they were published."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for row in _rows(reader, load("ratings_by_year")):
        found[row.year][row.half_stars] += row.times
    return dict(found)


def _rows(reader: Reader, query: str) -> Iterator[_Row]:
    solutions = reader.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"This query is no SELECT: {query}")
    for row in solutions:
        said = {v.value: row[v].value for v in solutions.variables if isinstance(row[v], Literal)}
        half = half_stars(*(said.get(name, "") for name in ("value", "best", "worst")))
        if half is not None:
            yield _Row(half, count(said.get("count", "")), said.get("year", ""))
