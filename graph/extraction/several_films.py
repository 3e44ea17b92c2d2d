"""One film or several? Headlines that stand for more than one, by their own words or by the text.

A year, a fact of the film or its name in the text prove a headline to be a title; where there is
none of these, films that the text tells of instead speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise, product

from graph.extraction.entries import Entry
from graph.extraction.keys import FACTS_AND_YEAR, SCORES, Key
from graph.extraction.marked import (
    A_YEAR,
    QUOTED,
    QUOTED_WITH_YEAR,
    YEAR,
    ends,
    inside,
    matches,
    quoted,
)
from graph.records import SourceKind
from graph.values.folding import fold
from graph.values.patterns import on_demand
from graph.values.title_frames import PREFIX
from graph.values.titles import split_title_year, title_key

MOST_READ = 20_000
BETWEEN = on_demand(r"\s?(?:,|/|&|\+|(?:and|und|et|y|e|vs?\.?|or|oder)(?=\s))\s?")
DATED_HEADING = on_demand(rf"^\s{{0,3}}#{{1,6}}\s(?P<a>[^\s#*_].{{0,120}}?){YEAR}", re.MULTILINE)
SERIES = on_demand(
    r"\b(?:trilog(?:y|ie|ía|ia)|quadrilogy|tetralogy|duology|box\s?set)[\s(?!)*_]*$", re.IGNORECASE
)
FEWEST = 2
"""Films of which a text may tell instead of that which its headline seems to name."""


def names_several(words: str) -> bool:
    """Whether a headline has more than one year in brackets, each behind its film, joins titles
    that are marked in it, or names a series.

    >>> names_several("*Iron Tide* and *Ember*"), names_several("The Godfather Trilogy")
    (True, True)
    """
    if len(A_YEAR.findall(words)) > 1 or SERIES.search(words):
        return True
    marked = list(matches(QUOTED, words))
    return any(BETWEEN.fullmatch(words, a.end(), b.start()) for a, b in pairwise(marked))


def stands_in(words: str, text: str) -> bool:
    """Whether a text has the words near its beginning, whatever their case and accents."""
    return fold(words) in fold(text[:MOST_READ])


def joins(headline: str, text: str) -> bool:
    """Whether two titles that are marked in the text stand side by side in a headline: behind
    other words, or with their years there; “Thelma & Louise” are one film."""
    text = text[:MOST_READ]
    dated = {inside(match) for match in matches(QUOTED_WITH_YEAR, text)}
    marked = {*dated, *quoted(text)} - {headline}
    spans = [(end - len(title), end) for title in marked for end in ends(title, headline)]
    return any(
        (start or {headline[start:end], headline[after:last]} <= dated)
        and end < after
        and BETWEEN.fullmatch(headline, end, after)
        for (start, end), (after, last) in product(spans, spans)
    )


def others(title: str, entries: Iterable[Entry], text: str) -> str:
    """The first two of several films that are marked in a text with their years, where that does
    not name the title; "" else."""
    text = text[:MOST_READ]
    entries = list(entries)
    if len(A_YEAR.findall(text)) < FEWEST or not _is_silent(title, entries, text):
        return ""
    if any(e.meaning is Key.TITLE and PREFIX.match(e.text) for e in entries):  # “Review: Heat”
        return ""
    found = [*matches(QUOTED_WITH_YEAR, text), *DATED_HEADING.finditer(text)]
    films = {title_key(name): f"“{name}” ({m['year']})" for m in found if (name := inside(m))}
    return " and ".join([*films.values()][:FEWEST]) if len(films) >= FEWEST else ""


def scored_twice(title: str, entries: Iterable[Entry], text: str) -> bool:
    """Whether a label that gives the score stands once more in a text that does not name the
    title."""
    keys = {fold(e.key) for e in entries if e.meaning in SCORES and e.kind is SourceKind.LABEL}
    if not keys or not _is_silent(title, entries, text):
        return False
    lines = (line.partition(":") for line in text[:MOST_READ].split("\n"))
    return any(colon and fold(label) in keys for label, colon, _ in lines)


def _is_silent(title: str, entries: Iterable[Entry], text: str) -> bool:
    """Whether nothing but a headline names a film: no year, no fact of it, no word in the text,
    and no score in the metadata, which is of one."""
    dated = split_title_year(title)[1]
    told = any(e.meaning in FACTS_AND_YEAR or _scores(e) for e in entries)
    return not dated and not told and not stands_in(title, text)


def _scores(entry: Entry) -> bool:
    return entry.meaning in SCORES and entry.kind >= SourceKind.EMBEDDED
