"""The labelled pieces of a text, and the text without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from graph.extraction.entries import Entry
from graph.extraction.keys import Key
from graph.records import SourceKind
from graph.values.code import fenced
from graph.values.patterns import on_demand

ASIDE = (Key.ELSEWHERE, Key.IGNORED)
"""Meanings of what is no part of what a text says of its film."""

WORD = on_demand(r"\w")


class Labelled(Struct):
    """One labelled piece of a text: its entry, and the lines and words that it takes up.

    `words` are the part of a line that holds several labels, and empty where it takes whole lines.
    """

    entry: Entry
    lines: range
    words: str = ""


def code_in(starts: list[str], first_line: int) -> list[Labelled]:
    """What is `fenced`, by how all lines start."""
    return [
        Labelled(Entry("code", Key.IGNORED, "", SourceKind.LABEL, first_line + code.start), code)
        for code in fenced(starts)
    ]


def without(lines: list[str], pieces: Iterable[Labelled]) -> list[str]:
    """The text's lines without these pieces; of the empty lines around each, one side stays."""
    pieces = list(pieces)
    if not pieces:
        return lines
    kept: list[str | None] = list(lines)
    for piece in pieces:
        for i in piece.lines:
            rest = (kept[i] or "").replace(piece.words, "", 1) if piece.words else ""
            kept[i] = rest if rest and WORD.search(rest) else None
    return list(_closed(kept))


def _closed(lines: list[str | None]) -> Iterator[str]:
    gap, blank = False, True
    for line in lines:
        if line is None:
            gap = True
        elif line.strip() or not (gap and blank):
            yield line
            gap, blank = False, not line.strip()
