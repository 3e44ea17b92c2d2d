"""Films in a list, a line for each, as diaries have them: “- **Heat** (1995) – 9/10 – Too long.”

A review may hold a list of other films. So a text is only divided where such lines are all of it
but for headings and a short introduction, and each names a film with its year; most with a score.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.documents.labelled import without_code
from graph.documents.pieces import (
    MOST_LINES,
    Piece,
    around,
    is_introduction,
    may_hold_several,
    names_another,
    shared,
)
from graph.documents.scored_lines import (
    LONGEST_TITLE,
    YEAR,
    bare_score,
    ends_in_score,
    is_one_film,
    is_score,
    says_score,
)
from graph.records import Document
from graph.values.patterns import FILM_YEAR, HEADING
from graph.values.ratings import EMPTY_STARS, FULL_STARS

ITEM = re.compile(r"\s?(?:(?P<bullet>[-*+•]|[0-9]{1,3}[.)])\s{1,4}(?:\[[xX]\]\s)?)?(?P<said>\S.*)")
SEEN = re.compile(
    r"(?P<emphasis>[*_]{0,3})(?P<day>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?P=emphasis)\s?[-–—|:,]?\s"
)
FILM = re.compile(
    rf"(?P<film>[^\s.,;:#].{{0,200}}?[(\[]{FILM_YEAR}[)\]])[*_\]]{{0,4}}(?:\([^()\s]*\))?"
)
SCORE = re.compile(
    rf"[\s\-–—|:,]*(?P<score>[(\[*_]{{0,3}}(?:[{FULL_STARS}{EMPTY_STARS}½\ufe0f\s]{{1,24}}"
    r"|[0-9]{1,3}(?:[.,][0-9]{1,2})?½?\s?/\s?[0-9]{1,3}(?!\s(?:of|de|du|des|der|del|von|di|da|do)\b)"
    r"|[0-9]{1,3}\s?%|[A-F][+-]?(?=[)\]*_.]|\s[-–—|]|\s*\Z))[)\]*_]{0,3})(?=[\s:.,;]|\Z)"
)
"""Behind the film; “2/3 of it” is none."""

OWN_PAGE = re.compile(r"\[\[|\]\((?!\w{1,10}://)")
MARKS = re.compile(r"\]\([^()\s]*\)|\[\[|[*_`]|\[(?!\d{4}\])|(?<!\[\d{4})\]")
SIGNS = " \t-–—|:.,;"
FEWEST = 2
LONGEST_LINE = 4_000
OUTSIDE = "What stands outside the list of films is no review of one."
UNREAD = "It is an item of a list of reviews, and does not begin with a film and its year."
SILENT = "It is an item of a list of reviews, with a film but neither a score nor words about it."
LINKED = "It is an item of a list that leads to a page of its own, where the review is to be found."


class Item(NamedTuple):
    """A line of a list, counted from 0: its film, the keys of what it says, and the words left;
    `is_linked` where the film leads to a page of the same site."""

    line: int
    film: str
    keys: dict[str, str]
    words: str
    is_linked: bool = False


def pieces(document: Document) -> list[Piece]:
    """The items of a document that is a list of reviews; none where it is not."""
    if not may_hold_several(document) or len(YEAR.findall(document.text)) < FEWEST:
        return []
    lines = without_code(document.text.split("\n"))
    if len(lines) > MOST_LINES:
        return []
    found = {item.line: item for item in map(_item, range(len(lines)), lines) if item}
    scored = sum("rating" in item.keys or ends_in_score(item.words) for item in found.values())
    if scored < FEWEST or 2 * scored < len(found):
        return []
    below, outside = _apart(lines, found)
    common = shared(document.metadata)
    parts = [_piece(item, below[item.line], common) for item in found.values()]
    reviews = sum(not part.why_not for part in parts)
    if reviews < FEWEST or _is_of_one(document, lines, outside, [part.name for part in parts]):
        return []
    return [*around(outside, OUTSIDE), *parts]


def _is_of_one(document: Document, lines: list[str], outside: list[str], films: list[str]) -> bool:
    """Whether the text around a list of films is a review itself, be it short."""
    if any(map(is_score, outside)) or not is_introduction(" ".join(outside)):
        return True
    titles = [document.metadata.get(key) for key in ("title", "name", "headline")]
    headings = [match["words"] for match in map(HEADING.fullmatch, lines) if match]
    return names_another([*titles, *headings], films)


def _item(number: int, line: str) -> Item | None:
    """What a line says as an item; one without a mark before it is one only with a score."""
    match = ITEM.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if not match or HEADING.fullmatch(line):
        return None
    seen = SEEN.match(match["said"])
    said = match["said"][seen.end() :] if seen else match["said"]
    film = FILM.match(said)
    title = MARKS.sub("", film["film"]) if film else ""
    if not film or len(title) > LONGEST_TITLE or not is_one_film(title):
        return Item(number, "", {}, said) if match["bullet"] else None
    score = SCORE.match(said, film.end())
    told = bare_score(score["score"]) if score else ""
    rating = {"rating": told} if told and says_score(told) else {}
    if not match["bullet"] and not rating:
        return None
    rest = said[score.end() if score and rating else film.end() :].lstrip(SIGNS)
    watched = {"watched": seen["day"]} if seen else {}
    is_linked = OWN_PAGE.search(said, 0, film.end()) is not None
    return Item(number, title, {"film": title} | rating | watched, rest, is_linked)


def _apart(lines: list[str], items: dict[int, Item]) -> tuple[dict[int, list[str]], list[str]]:
    """The lines that go on with each item, as those behind it and what is indented do, and what
    stands outside all of them but for headings."""
    below: dict[int, list[str]] = {number: [] for number in items}
    outside: list[str] = []
    current: list[str] | None = None
    for number, line in enumerate(lines):
        if number in items:
            current = below[number]
        elif HEADING.fullmatch(line):
            current = None
        elif current is not None and (line[:1].isspace() or not line or lines[number - 1].strip()):
            current.append(line.strip())
        elif line.strip():
            current = None
            outside.append(line)
    return below, outside


def _piece(item: Item, below: list[str], common: dict[str, str]) -> Piece:
    lines = [item.words, *below]
    if why_not := _why_not(item, has_words=any(lines)):
        return Piece(item.film or item.words[:60], {}, item.line, lines, {}, why_not)
    placed = dict.fromkeys(item.keys, item.line)
    return Piece(item.film, common | item.keys, item.line, lines, placed)


def _why_not(item: Item, *, has_words: bool) -> str:
    if not item.film:
        return UNREAD
    if not has_words and item.is_linked:
        return LINKED
    return "" if has_words or "rating" in item.keys else SILENT
