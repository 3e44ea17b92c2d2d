"""Lines of a text that stand alone: nothing but a score, and fields that are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.extraction.entries import Entry
from graph.extraction.keys import SCORES, Key
from graph.extraction.line_labels import LONGEST_LINE, known_key
from graph.extraction.markdown import plain_line
from graph.extraction.pieces import Labelled
from graph.extraction.score_words import lone_score
from graph.records import SourceKind
from graph.values.patterns import on_demand

UNKNOWN_FIELD = on_demand(
    r"\s*(?:[-*+]\s+)?[*_]{0,2}(?P<label>[^\W\d_][\w /-]{0,40}?)[*_]{0,2}::(?:\s+(?P<value>.*))?"
)
NEAR = 3
"""Lines from a field that is known within which others are fields, too."""

SHORT_SCORE = 60
NAMED_SCORE = on_demand(r"(?P<label>[^\W\d_][^\W\d_\s]*(?:\s[^\W\d_]+)?)\s(?P<score>[0-9].*)")


def unknown_fields(
    lines: list[str], first_line: int, filled: list[int], found: list[Labelled]
) -> Iterator[Labelled]:
    """Obsidian's fields that are not known, or empty, among those that are."""
    taken = {i for piece in found for i in piece.lines}
    if not any("::" in lines[i] for i in taken):
        return
    for i in filled:
        beside = i not in taken and not taken.isdisjoint(range(i - NEAR, i + NEAR + 1))
        match = UNKNOWN_FIELD.fullmatch(lines[i][:LONGEST_LINE]) if beside else None
        if match:
            taken.add(i)
            said = plain_line(match["value"] or "")
            entry = Entry(match["label"], None if said else Key.TECHNICAL, said, SourceKind.LABEL)
            yield Labelled(entry.placed(first_line + i), range(i, i + 1))


def lone_scores(
    lines: list[str], first_line: int, near: Iterable[int], is_of_other: Callable[[int], bool]
) -> Iterator[Labelled]:
    """A line with nothing but a score in it, such as “★★★½” or “8/10”, of no other film."""
    for i in near:
        words = lone_score(lines[i]) or _named_score(lines[i])
        if words and not is_of_other(i):
            entry = Entry("a line alone", Key.SCORE, words, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))
            return


def _named_score(line: str) -> str:
    """The score in an emphasised line that begins with its name: “**Rating 3/10**”."""
    if line.lstrip()[:1] not in ("*", "_") or len(line) > SHORT_SCORE:
        return ""
    match = NAMED_SCORE.fullmatch(plain_line(line))
    told = match and known_key(match["label"]) in SCORES
    return lone_score(match["score"]) if match and told else ""
