"""Lines beside labels and credits that need no label: “115 minutes”, “Rated PG-13”, “4 stars”, and
a single credit: “A film by Ann Berg”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.extraction.bare_values import bare_values
from graph.extraction.credit_lines import credit_of
from graph.extraction.entries import Entry
from graph.extraction.keys import FILM_FACTS, Key
from graph.extraction.line_labels import known_key
from graph.extraction.pieces import ASIDE, Labelled
from graph.records import SourceKind

SCORES = frozenset((Key.SCORE, Key.RATING))


def bare_lines(
    lines: Sequence[str], first_line: int, pieces: Sequence[Labelled]
) -> Iterator[Labelled]:
    """What is said, of what no piece says, by lines that go on with a piece about the film, or lead
    to one: nothing but further pieces and blank lines is between."""
    told = [piece for piece in pieces if piece.entry.meaning not in ASIDE]
    facts = {i for piece in told if piece.entry.meaning in FILM_FACTS for i in piece.lines}
    if not facts:
        return
    known = {piece.entry.meaning for piece in told}
    known |= SCORES if known & SCORES else set()
    taken = {i for piece in pieces for i in piece.lines}
    for i in sorted(_beside(lines, facts, taken)):
        entries = [entry for entry in _read(lines[i], first_line + i) if entry.meaning not in known]
        yield from (Labelled(entry, range(i, i + 1)) for entry in entries)
        known |= {entry.meaning for entry in entries}


def _beside(lines: Sequence[str], facts: set[int], taken: set[int]) -> set[int]:
    """The lines that can be read without a label, below and above those with facts."""
    filled = [i for i, line in enumerate(lines) if line or i in taken]
    found: set[int] = set()
    for order in (filled, filled[::-1]):
        beside = False
        for i in order:
            if i in facts:
                beside = True
            elif beside and i not in taken and not lines[i].isspace():
                beside = i in found or bool(_read(lines[i], 0))
                found |= {i} if beside else set()
    return found


def _read(line: str, number: int) -> list[Entry]:
    if found := credit_of(line, number):
        return [found]
    values = bare_values(line.strip(" -_()[]"))
    return [Entry(key, known_key(key), said, SourceKind.LABEL, number) for key, said in values]
