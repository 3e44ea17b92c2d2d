"""The head of a text: its headline, where the first line is one, below what warns there."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extraction.credit_lines import credit_of
from graph.extraction.credit_sentences import entries_of
from graph.extraction.entries import Entry, clip
from graph.extraction.keys import Key, fold
from graph.extraction.label_forms import may_have_label, with_colons
from graph.extraction.line_labels import is_label
from graph.extraction.markdown import plain_line
from graph.extraction.spoilers import warns
from graph.records import Document, SourceKind
from graph.values.patterns import HEADING, UNDERLINE, on_demand
from graph.values.titles import BRACKETED_YEAR

LONGEST_HEADLINE = 250
FIRST_LABELS = 8
"""Lines in which labels show how they are written."""

LONGEST_TITLE_LINE = 50
"""A shorter line than those of a paragraph that is broken into lines."""
SENTENCE_END = on_demand(r"[.;,:。、]$")


def head(
    document: Document, lines: list[str], titles: Sequence[str], warned: int | None
) -> tuple[str, Entry | None, int]:
    """The words of the headline; its entry, where the metadata have no title; and the line where
    the rest begins, behind it and what stands above it to warn."""
    above = 0 if warned is None or not warns(lines[warned]) else warned + 1
    words, start, end = _headline(lines, above, bare=not document.metadata)
    headed = None
    if words and not titles:
        line = document.first_line + start
        headed = Entry("headline", Key.TITLE, words, SourceKind.PROSE, line)
    elif end > start and fold(words) not in map(fold, titles):
        end = start  # a heading of its own, beside the title in the metadata, belongs to the text
    return words, headed, 0 if end == start and above else end


def _headline(lines: list[str], above: int, bare: bool) -> tuple[str, int, int]:
    """The headline's words, and its lines (from, to), behind those `above` it.

    The first line is one if it is a heading; in a text without any metadata (`bare`) also if it
    is short, ends like no sentence, is no label, and an empty line or a label follows. A title with
    its year needs neither, since nobody breaks a sentence there.
    """
    filled = (i for i, line in enumerate(lines) if i >= above and line.strip())
    start = next(filled, len(lines))
    line, after = (*lines[start : start + 2], "", "")[:2]
    if len(line) > LONGEST_HEADLINE:
        return "", start, start
    words = plain_line(line)
    if match := HEADING.fullmatch(line):
        return plain_line(match["words"].rstrip("# ")), start, start + 1
    if words and UNDERLINE.fullmatch(clip(after)):
        return words, start, start + 2
    if (
        bare
        and words
        and (not after.strip() or _title_with_year(words) or _begins_labels(lines, start + 1))
        and not SENTENCE_END.search(words)
        and not _begins_labels(lines, start)
    ):
        return words, start, start + 1
    return "", start, start


def _begins_labels(lines: list[str], start: int) -> bool:
    """Whether labels begin in a line, or credits."""
    line = lines[start]
    if is_label(line) or credit_of(line, 0) or entries_of(line):
        return True
    near = lines[start : start + FIRST_LABELS]
    return may_have_label(line) and is_label(with_colons(near)[0])


def _title_with_year(words: str) -> bool:
    """Whether a line is as short as a title, and ends with a year in brackets."""
    return len(words) <= LONGEST_TITLE_LINE and bool(BRACKETED_YEAR.search(words))
