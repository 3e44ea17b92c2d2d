"""Films in the rows of a table of Markdown, as diaries have them: “| Film | Year | Rating |”.

A review may hold a table of other films. So a text is only divided where such tables are all of it
but for a short introduction, and two rows or more have a film and a column what is thought of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.documents.labelled import TITLES, without_code
from graph.documents.pieces import (
    MOST_LINES,
    Piece,
    around,
    is_introduction,
    may_hold_several,
    shared,
)
from graph.records import Document
from graph.values.folding import fold
from graph.values.patterns import HEADING
from graph.values.tables import cells, is_rule

FILMS = TITLES | {"name", "nombre", "nom", "nome"}
OPINIONS = frozenset(
    map(fold, ("rating", "my rating", "score", "my score", "stars", "grade", "review", "note",
               "notes", "comment", "comments", "thoughts", "verdict", "nota", "puntuación",
               "comentario", "ma note", "critique", "avis", "wertung", "bewertung", "sterne",
               "kritik", "voto", "avaliação", "beoordeling", "cijfer", "betyg", "評価", "感想"))
)  # fmt: skip
"""The columns of which a table of reviews has one."""

FEWEST = 2
MARKS = re.compile(r"\]\([^()\s]*\)|[*_\[\]`]")
OUTSIDE = "What stands outside the table of films is no review of one."


class Row(NamedTuple):
    """A row with its line, from 0: its cells by the names of their columns, and its film."""

    line: int
    film: str
    cells: dict[str, str]


def pieces(document: Document) -> list[Piece]:
    """The rows of a document that is a table of reviews; none where it is not."""
    lines = document.text.split("\n") if "|" in document.text else []
    if not may_hold_several(document) or len(lines) > MOST_LINES:
        return []
    tables = list(_tables(without_code(lines)))
    rows = [row for table in tables for row in _rows(lines, table) if row.film]
    if len(rows) < FEWEST:
        return []
    inside = {i for table in tables for i in table}
    outside = [line for i, line in enumerate(lines) if i not in inside and line.strip()]
    words = [line for line in outside if not HEADING.fullmatch(line)]
    if not is_introduction(" ".join(words)):
        return []
    common = shared(document.metadata)
    found = [
        Piece(row.film, common | row.cells, row.line, [], dict.fromkeys(row.cells, row.line))
        for row in rows
    ]
    return [*around(words, OUTSIDE), *found]


def _tables(lines: list[str]) -> Iterator[range]:
    """The lines of each table whose columns name a film and what is thought of it."""
    for i in range(1, len(lines)):
        if "-" not in lines[i] or not is_rule(lines[i]):
            continue
        names = set(map(fold, cells(lines[i - 1])))
        if names.isdisjoint(FILMS) or names.isdisjoint(OPINIONS):
            continue
        end = next((j for j in range(i + 1, len(lines)) if "|" not in lines[j]), len(lines))
        yield range(i - 1, end)


def _rows(lines: list[str], table: range) -> Iterator[Row]:
    names = cells(lines[table.start])
    film = next(name for name in names if fold(name) in FILMS)
    for i in table[2:]:
        said = dict(zip(names, cells(lines[i]), strict=False))
        named = {name: cell for name, cell in said.items() if name}
        yield Row(i, MARKS.sub("", said.get(film, "")), named)
