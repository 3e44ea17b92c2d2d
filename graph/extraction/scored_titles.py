"""Headlines with the score beside the film: “Heat (1995) ★★★★”, “3½/5 – Heat (1995)”."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graph.extraction.entries import Entry
from graph.extraction.keys import Key
from graph.records import Rating, SourceKind
from graph.values.patterns import FILM_YEAR, on_demand
from graph.values.ratings import EMPTY_STARS, FULL_STARS, parse_rating
from graph.values.scales import NUMBER

LONGEST = 300
MAY_HOLD_SCORE = on_demand(rf"[{FULL_STARS}/]|\*\*|[A-F][+-]?[)\]]?\s*$")

_HALF = r"(?:\s?(?:½|1/2))?"
_STARS = rf"(?:[{FULL_STARS}]\ufe0f?\s?){{1,10}}(?:[{EMPTY_STARS}]\s?){{0,9}}{_HALF}"
_OTHERS = rf"\*{{2,10}}{_HALF}|{NUMBER}½?\s?/\s?(?:[456]|100?)"
_YEAR = rf"[(\[]{FILM_YEAR}[)\]]"
_DATED = (
    rf"[^\s*].*?[(\[](?:[^()\[\]]{{1,80}},?\s)?{FILM_YEAR}(?:,\s[^()\[\]]{{1,80}})?[)\]].{{0,60}}?"
)
"""A title with its year, and who made it beside that or behind."""

BEHIND = (
    on_demand(rf"(?P<title>[^\s*].*?)\s+[(\[]?(?P<score>{_STARS})[)\]]?"),
    on_demand(rf"(?P<title>{_DATED})\s*[-–—|:•·,]?\s+[(\[]?(?P<score>{_OTHERS})[)\]]?"),
    on_demand(rf"(?P<title>{_DATED})\s*(?:[-–—|:]\s*|[(\[])(?P<score>[A-F][+-]?)[)\]]?"),
    on_demand(
        r"(?P<title>[^\s*].*?\S)(?<!\b[Pp]art)(?<!\b[Dd]ay)\s*[-–—|:]\s+"
        rf"(?P<score>(?!1\s?/){NUMBER}½?\s?/\s?(?:5|10))"
    ),
)
"""Asterisks, and figures without a sign before them, stand behind a year only: there are a film
called “50/50”, parts that are numbered (1/10), and emphasis."""

BEFORE = (
    on_demand(rf"[(\[]?(?P<score>{_STARS})[)\]]?\s*[-–—|:•·]?\s*(?P<title>[^\s({EMPTY_STARS}].*)"),
    on_demand(rf"[(\[]?(?P<score>{_OTHERS})[)\]]?\s*[-–—|:•·]?\s+(?P<title>[^\s*].*{_YEAR})"),
)
"""The same in front, where figures stand before a title with its year."""

SIGNS = " -–—|:•·,"
NAMES = frozenset((Key.FILM, Key.NAME))


def scores_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with titles and the scores beside them apart, where no key names the film.

    Such a score counts as one in the text: less than one under a key of its own.
    """
    if any(entry.meaning in NAMES for entry in entries):
        return list(entries)
    found: list[Entry] = []
    for entry in entries:
        title, score = _split(entry.said) if entry.meaning is Key.TITLE else ("", "")
        if score:
            found.append(replace(entry, said=title))
            found.append(replace(entry, meaning=Key.SCORE, said=score, kind=SourceKind.PROSE))
        else:
            found.append(entry)
    return found


def _split(said: object) -> tuple[str, str]:
    words = said.strip() if isinstance(said, str) and len(said) <= LONGEST else ""
    for pattern in (*BEHIND, *BEFORE) if MAY_HOLD_SCORE.search(words) else ():
        match = pattern.fullmatch(words)
        rating = parse_rating(match["score"]) if match else None
        if match and isinstance(rating, Rating) and 0 <= rating.value <= rating.best:
            return match["title"].rstrip(SIGNS), match["score"]
    return "", ""
