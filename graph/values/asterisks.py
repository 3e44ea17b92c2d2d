"""Asterisks in what may be a score: the stars of it, or Markdown's emphasis."""

from __future__ import annotations

from graph.records import Rating
from graph.values.patterns import on_demand
from graph.values.ratings import FULL_STARS, parse_rating

STAR = on_demand(f"[{FULL_STARS}]")
EMPHASIS = on_demand(r"(\*{1,3})[^*]*[^\W\d_][^*]*\1(?!\*)[\s:]*[0-9]")
"""Letters between two like runs, and the figures of the score behind: “**Rating:** 4/5”."""


def are_stars(words: str) -> bool:
    """Whether words are a score whose stars are asterisks.

    >>> are_stars("***½ (out of 4)"), are_stars("*** out of ****"), are_stars("** Mine:** 4/5")
    (True, True, False)
    """
    if "*" not in words or STAR.search(words) or EMPHASIS.match(words):
        return False
    return isinstance(parse_rating(words), Rating)
