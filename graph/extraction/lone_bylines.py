"""Who wrote a text, in a line near its top, or the last, that says nothing else: “By Ann Lee”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.byline_lines import bylines, days, read_signature
from graph.extraction.bylines import BEFORE_DAY, without_paper
from graph.extraction.entries import Entry
from graph.extraction.keys import Key
from graph.extraction.line_labels import has_mark
from graph.extraction.markdown import plain_line
from graph.extraction.no_persons import names_nobody
from graph.extraction.pieces import WORD, Labelled
from graph.records import SourceKind
from graph.values.dates import find_dates
from graph.values.patterns import on_demand

_BY = r"^[*_\s]*(?:(?:A\s+)?(?:Film\s+|Movie\s+)?Review(?:ed)?\s+by|By)\s+"
BY = on_demand(_BY, re.IGNORECASE)
BYLINE = on_demand(
    rf"{_BY}"
    r"(?P<value>[^\W\d_][^,.:;!?()]{2,60}?)[*_\s]*$",
    re.IGNORECASE,
)
OF_SOMETHING = on_demand(r"[’']s\b")
LONGEST_BEFORE = 40
"""Characters of a line within a head, as “Starring Al Pacino” is, directly above a byline."""


def lone_bylines(
    lines: list[str], first_line: int, filled: list[int], near: int
) -> Iterator[Labelled]:
    """Who wrote the text, in one of the first filled lines (`near` many) or the last, with a line
    below that has nothing but the day."""
    above, signed = filled[:near], filled[-1:]
    found = next(bylines(lines, first_line, above), None)
    found = found or next(_byline(lines, first_line, above), None)
    found = found or next(bylines(lines, first_line, signed, read_signature), None)
    if found:
        yield found
        below = [i for i in above if i >= found.lines.stop][:1]
        yield from days(lines, first_line, below)


def _byline(lines: list[str], first_line: int, near_the_top: list[int]) -> Iterator[Labelled]:
    for i in near_the_top:
        line = lines[i][:200]
        match = BYLINE.match(_before_day(line)) if BY.match(line) else None
        if match and _names_somebody(match["value"]) and _is_apart(lines, i):
            key = line[: match.start("value")].strip(" *_")
            name = plain_line(line[match.start("value") :].strip(" *_"))
            entry = Entry(key, Key.REVIEWER, name, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))
            return


def _names_somebody(words: str) -> bool:
    name = without_paper(BEFORE_DAY.sub("", words))
    return words[0].isupper() and not OF_SOMETHING.search(name) and not names_nobody(name)


def _is_apart(lines: list[str], i: int) -> bool:
    """Whether a line is one of its own and does not go on with a sentence, nor does the next: the
    first word is small only at the beginning of a paragraph."""
    before = lines[i - 1].strip() if i else ""
    after = next((line for line in lines[i + 1 : i + 3] if line.strip()), "").lstrip()
    begun = not before or has_mark(before) or lines[i].lstrip(" *_")[:1].isupper()
    return begun and len(before) <= LONGEST_BEFORE and not after[:1].islower()


def _before_day(line: str) -> str:
    """What stands before the day at the end of a line: “By Ann Lee, 3 May 2020”."""
    dates = find_dates(line)
    if not dates or WORD.search(line, dates[-1][2]):
        return line
    return line[: dates[0][1]].rstrip(" ,(|·•–—-")
