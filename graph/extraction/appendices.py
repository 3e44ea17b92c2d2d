"""What stands on a page below its review and is no part of it: what readers wrote, what else there
is to read, who the author is. It is told by its heading, which says nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.extraction.appendix_phrases import ABOUT, ELSEWHERE, READERS
from graph.extraction.line_labels import is_label
from graph.extraction.markdown import plain_line
from graph.extraction.phrases import phrases
from graph.values.patterns import on_demand

HEADING = on_demand(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<words>\S.{0,150}?)[\s#]*")
UNDERLINE = on_demand(r"\s{0,3}(?:=+|-{3,})\s*")
BOLD = on_demand(r"\s{0,3}(?P<mark>\*\*|__)(?P<words>[^*_]{1,100})(?P=mark)[:\s]*")
NOT_WORDS = " \t:：.…!?»«-–—()0123456789"
"""What may stand around the words of a heading; the number of comments, too."""

LOWEST, OF_BOLD = 6, 7
"""The lowest rank of a heading, and that of a line in bold, which ends no section."""


def appendices(lines: list[str]) -> Iterator[tuple[str, range]]:
    """The heading of each appendix with its lines, up to the next heading of its rank or a higher.

    Where no words of a review stand before it, a section is none: the author may call so what the
    review is.

    >>> list(appendices(["## Heat", "Slow.", "## 2 comments", "Bo: Fast.", "## Score", "4/5"]))
    [('2 comments', range(2, 4))]
    """
    opened: tuple[str, int, int] | None = None
    prose = None
    for i, rank, words in _headings(lines):
        if opened and rank <= opened[2]:
            yield opened[0], range(opened[1], i)
            opened = None
        if opened is None and _is_appendix(words):
            prose = next(_prose(lines), len(lines)) if prose is None else prose
            opened = (words, i, min(rank, LOWEST)) if i > prose else None
    if opened:
        yield opened[0], range(opened[1], len(lines))


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """The first line of each heading, its rank and its words (CommonMark 0.31, sections 4.2 and
    4.3)."""
    for i, line in enumerate(lines):
        start = line.lstrip()[:1]
        if start == "#" and (match := HEADING.fullmatch(line)):
            yield i, len(match["marks"]), plain_line(match["words"])
        elif start and start in "*_" and (match := BOLD.fullmatch(line)):
            yield i, OF_BOLD, match["words"]
        elif start and start in "=-" and i and lines[i - 1].strip() and UNDERLINE.fullmatch(line):
            yield i - 1, 1 if start == "=" else 2, plain_line(lines[i - 1][:150])


def _is_appendix(words: str) -> bool:
    bare = words.strip(NOT_WORDS)
    return bool(_names().fullmatch(words.strip()) or _names().fullmatch(bare))


@cache
def _names() -> re.Pattern[str]:
    named = (phrase for table in (READERS, ELSEWHERE, ABOUT) for phrase in phrases(table))
    return re.compile("|".join(named), re.IGNORECASE)


def _prose(lines: list[str]) -> Iterator[int]:
    """The lines that are neither headings nor labels."""
    filled = (i for i, line in enumerate(lines) if line.lstrip()[:1] not in ("", "#"))
    return (i for i in filled if not is_label(lines[i]))
