"""Lines beside labels and credits that need no label: “115 minutes”, “Rated PG-13”, “4 stars”, and
a single credit: “A film by Ann Berg”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.extraction.bare_values import values_in
from graph.extraction.credit_lines import credit_of
from graph.extraction.entries import Entry
from graph.extraction.keys import FILM_FACTS, SCORES, Key
from graph.extraction.line_labels import known_key
from graph.extraction.pieces import ASIDE, Labelled
from graph.records import SourceKind
from graph.values.titles import split_title_year

APART = frozenset((Key.DURATION, Key.CONTENT_RATING, Key.SCORE))
"""What lines may say over a blank line: nobody begins a text with it."""


def bare_lines(
    lines: Sequence[str], first_line: int, pieces: Sequence[Labelled], titles: Iterable[str] = ()
) -> Iterator[Labelled]:
    """What is said, of what no piece says, by lines that go on with a piece about the film, or lead
    to one: nothing but further pieces is between, and blank lines where a line can be nothing else.
    A year in one of the `titles` is said already."""
    told = [piece for piece in pieces if piece.entry.meaning not in ASIDE]
    facts = {i for piece in told if piece.entry.meaning in FILM_FACTS for i in piece.lines}
    if not facts:
        return
    known = {piece.entry.meaning for piece in told}
    known |= SCORES if known & SCORES else set()
    known |= {Key.YEAR} if any(split_title_year(title)[1] for title in titles) else set()
    taken = {i for piece in pieces for i in piece.lines}
    for i, read in sorted(_beside(lines, first_line, facts, taken).items()):
        entries = [entry for entry in read if entry.meaning not in known]
        yield from (Labelled(entry, range(i, i + 1)) for entry in entries)
        known |= {entry.meaning for entry in entries}


def _beside(
    lines: Sequence[str], first_line: int, facts: set[int], taken: set[int]
) -> dict[int, list[Entry]]:
    """What the lines say that can be read without a label, below and above those with facts."""
    filled = [i for i, line in enumerate(lines) if line.strip() or i in taken]
    found: dict[int, list[Entry]] = {}
    for order in (filled, filled[::-1]):
        beside, before = False, -1
        for i in order:
            if i in facts:
                beside = True
            elif beside and i not in taken and i not in found:
                entries = _read(lines[i], first_line + i)
                sure = abs(i - before) == 1 or all(entry.meaning in APART for entry in entries)
                beside = bool(entries) and sure
                found |= {i: entries} if beside else {}
            before = i
    return found


def _read(line: str, number: int) -> list[Entry]:
    if line.startswith("#"):
        return []
    if found := credit_of(line, number):
        return [found] if " " in found.text else []
    return [
        Entry(key, known_key(key), said, SourceKind.LABEL, number) for key, said in values_in(line)
    ]
