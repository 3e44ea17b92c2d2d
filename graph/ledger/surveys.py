"""Questions about all documents at once, which read no more of each than they need."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import msgspec
from msgspec import Struct

from graph.ledger.encoding import Decoder
from graph.records import Claim, Note
from shapes.report import ValidationResult


class _Movie(Struct):
    """Of an extraction what is said about the film."""

    movie: tuple[Claim, ...] = ()


class _Notes(Struct):
    """Of an extraction what a reader should know."""

    notes: tuple[Note, ...] = ()


_movie, _notes = Decoder(_Movie), Decoder(_Notes)
_report = msgspec.json.Decoder(tuple[ValidationResult, ...])


class Surveys:
    """Surveys of the document table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def claims(self) -> Iterator[tuple[int, dict[str, tuple[Claim, ...]]]]:
        """Each film with what its documents claim of it, by source, in the order of these."""
        rows = self._connection.execute(
            "SELECT movie, source, extraction FROM document JOIN content ON content.document = id"
            " WHERE movie IS NOT NULL ORDER BY movie"
        )
        for movie, documents in groupby(rows, key=itemgetter(0)):
            made = {source: _movie.decode(extraction).movie for _, source, extraction in documents}
            yield movie, dict(sorted(made.items()))

    def notes(self) -> Iterator[tuple[str, tuple[Note, ...]]]:
        """The notes of all published documents, by source, in the order of these."""
        rows = self._connection.execute(
            "SELECT source, extraction FROM document JOIN content ON content.document = id"
            " WHERE outcome = 'published' ORDER BY source"
        )
        return ((source, _notes.decode(extraction).notes) for source, extraction in rows)

    def reports(self) -> Iterator[tuple[int, tuple[ValidationResult, ...]]]:
        """The published documents at which the shapes found something, by id."""
        rows = self._connection.execute(
            "SELECT id, report FROM document JOIN content ON content.document = id"
            " WHERE outcome = 'published' AND length(report) > 2"
        )
        return ((document, _report.decode(report)) for document, report in rows)

    def unpublished(self) -> int:
        """How many things are not yet in the store as they should be."""
        row = self._connection.execute("SELECT count(*) FROM thing WHERE dirty").fetchone()
        return int(row[0])
