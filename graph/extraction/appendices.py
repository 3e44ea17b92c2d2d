"""What stands on a page below its review and is no part of it: what readers wrote, what else there
is to read, who the author is. It is told by its heading, which says nothing else, and by what
stands there.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cache

from graph.extraction.appendix_contents import begins_with_remark, is_remark, is_title
from graph.extraction.appendix_phrases import ABOUT, ELSEWHERE, FORMS, READERS
from graph.extraction.line_labels import is_label
from graph.extraction.markdown import plain_line
from graph.extraction.phrases import alternatives
from graph.values.patterns import HEADING, UNDERLINE, on_demand

BOLD = on_demand(r"\s{0,3}(?P<mark>\*\*|__)(?P<words>[^*_]{1,100})(?P=mark)[:\s]*")
NOT_WORDS = " \t:：.…!?»«-–—()0123456789"
"""What may stand around the words of a heading; the number of comments, too."""

OF_BOLD = 7
"""The rank of a line in bold, which ends only what begins with one; headings have 1 to 6."""

MOST_ABOUT = 10


def appendices(
    lines: list[str], authors: Sequence[str] = (), *, page: bool = False
) -> Iterator[tuple[str, range]]:
    """The heading of each appendix with its lines, up to the next heading of its rank or a higher.

    The author may use the same headings: what has no words of a review before it is none, nor is
    what readers wrote, or who the author is, if the review goes on behind it. What is said of the
    author names one of `authors`, unless the text is that of a `page`.

    >>> list(appendices(["## Heat", "Slow.", "## 2 comments", "Bo: Fast.", "## Related", "Ronin"]))
    [('2 comments', range(2, 4)), ('Related', range(4, 6))]
    >>> list(appendices(["Slow.", "## Comments", "I like the light.", "## Verdict", "See it."]))
    []
    """
    headings = list(_headings(lines))
    if not any(_kind(words) for _, _, words in headings):
        return
    prose = next(_prose(lines), len(lines))
    sentences = [i for i, line in enumerate(lines) if not is_title(line)]
    ends, lasts, found = [len(lines)] * (OF_BOLD + 1), {len(lines)}, []
    for i, rank, words in reversed(headings):
        end = ends[rank]
        last = end in lasts
        kind = _kind(words) if i > prose else ""
        if kind == "elsewhere":
            holds = end > i + 1 and bisect(sentences, i) == bisect(sentences, end - 1)
        elif kind == "readers":
            holds = last and begins_with_remark(lines, i + 1, end)
        elif kind == "about":
            holds = last and (page or _names(lines[i + 1 : min(end, i + MOST_ABOUT)], authors))
        else:
            holds = last and kind == "forms"
        if holds:
            found.append((words, range(i, end)))
            lasts |= {i} if last else set()
        if rank < OF_BOLD or not is_remark(words):
            ends[rank:] = [i] * (OF_BOLD + 1 - rank)
    at = 0
    for words, span in reversed(found):
        if span.start >= at:
            yield words, span
            at = span.stop


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


def _kind(words: str) -> str:
    """Which appendix a heading is that of, if of any."""
    said, bare = words.strip(), words.strip(NOT_WORDS)
    match = _headed().fullmatch(said) or _headed().fullmatch(bare)
    return match.lastgroup or "" if match else ""


@cache
def _headed() -> re.Pattern[str]:
    tables = {"forms": FORMS, "readers": READERS, "elsewhere": ELSEWHERE, "about": ABOUT}
    named = (f"(?P<{kind}>{alternatives(table)})" for kind, table in tables.items())
    return re.compile("|".join(named), re.IGNORECASE)


def _names(lines: list[str], authors: Sequence[str]) -> bool:
    return any(author in line for line in lines for author in authors if author)


def _prose(lines: list[str]) -> Iterator[int]:
    """The lines that are neither headings nor labels."""
    filled = (i for i, line in enumerate(lines) if line.lstrip()[:1] not in ("", "#"))
    return (i for i in filled if not is_label(lines[i]))
