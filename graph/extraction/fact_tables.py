"""Tables with one row, whose head are labels: “| Year | Director |” above “| 1995 | Ann Berg |”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.extraction.entries import Entry
from graph.extraction.keys import PERSONS, Key
from graph.extraction.line_labels import known_key, plain_value
from graph.extraction.markdown import plain_line
from graph.extraction.pieces import Labelled
from graph.records import SourceKind
from graph.values.names import is_name
from graph.values.tables import cells, is_rule

FEWEST = 2


def fact_tables(
    lines: Sequence[str], first_line: int, is_of_other: Callable[[int, Sequence[Entry]], bool]
) -> Iterator[Labelled]:
    """What such tables say; of cells whose label is none, nothing. Those of another film are put
    aside."""
    for i in range(1, len(lines) - 1):
        if "-" not in lines[i] or not is_rule(lines[i]):
            continue
        labels, values = (list(map(plain_line, cells(lines[at]))) for at in (i - 1, i + 1))
        below = lines[i + 2] if i + 2 < len(lines) else ""
        keys = [known_key(label, value) for label, value in zip(labels, values, strict=False)]
        if len(labels) != len(values) or sum(map(bool, keys)) < FEWEST or "|" in below:
            continue
        entries = [
            Entry(label, key, plain_value(value, key), SourceKind.LABEL, first_line + i + 1)
            for label, key, value in zip(labels, keys, values, strict=True)
            if key
        ]
        if any(e.meaning in PERSONS and not is_name(e.text) for e in entries):
            continue
        if is_of_other(i, entries):
            entries = [entries[0].meant(Key.ELSEWHERE)]
        yield from (Labelled(entry, range(i - 1, i + 2)) for entry in entries)
