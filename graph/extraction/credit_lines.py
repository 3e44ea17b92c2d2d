"""Credits in lines of their own without a colon, as above and below reviews: “Directed by A”, in
the next line “Written by B and C”, then “With D, E”.

One such line may be the end of a sentence; two in a row, one with the director or writer, are
credits. Of a text with several such blocks none is taken: they are of several films.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from graph.extraction.credits import FEWEST, VERBS, credit
from graph.extraction.edges import LONGEST, beginnings
from graph.extraction.entries import Entry
from graph.extraction.keys import Key
from graph.extraction.markdown import plain_line
from graph.extraction.pieces import Labelled
from graph.records import SourceKind

LONGEST_LINE = 300
NEAR = 6
"""Filled lines from the top, or the bottom, of a text within which the block stands."""

BEGINNINGS = tuple(beginnings("|".join(VERBS.values())))
"""The first letters of lines that are looked at."""


def credit_lines(lines: Sequence[str], first_line: int, taken: Collection[int]) -> list[Labelled]:
    """The credits of a text; `taken` are lines that are understood already, among which they may
    stand."""
    if not any(_may_be_one(line) for line in lines if line):
        return []
    filled = [i for i, line in enumerate(lines) if line.strip()]
    blocks = list(_blocks(lines, filled, first_line, taken))
    if len(blocks) != 1:
        return []
    ends = {*filled[:NEAR], *filled[-NEAR:]}
    return [piece for piece in blocks[0] if not ends.isdisjoint(piece.lines)]


def _blocks(
    lines: Sequence[str], filled: Sequence[int], first_line: int, taken: Collection[int]
) -> Iterator[list[Labelled]]:
    """The credits that follow each other."""
    block: list[Labelled] = []
    for i in (*filled, -1):
        entry = credit_of(lines[i], first_line + i) if i >= 0 and i not in taken else None
        if entry:
            block.append(Labelled(entry, range(i, i + 1)))
        elif i not in taken:
            if len(block) >= FEWEST and any(p.entry.meaning is not Key.CAST for p in block):
                yield block
            block = []


def credit_of(line: str, number: int) -> Entry | None:
    """The credit that is all of a line with some number."""
    if not _may_be_one(line):
        return None
    found = credit(plain_line(line).strip(" .>-"))
    return found and Entry(found.words, found.key, found.names, SourceKind.LABEL, number)


def _may_be_one(line: str) -> bool:
    short = len(line) <= LONGEST_LINE
    return short and line.lstrip(" *_>-")[:LONGEST].lower().startswith(BEGINNINGS)
