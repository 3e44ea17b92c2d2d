"""Questions about all documents at once, which read no more of each than they need."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import msgspec
from msgspec import Struct

from graph.fusion import Vote
from graph.ledger.encoding import Decoder
from graph.ledger.entries import TAKING, read_vote
from graph.records import Claim, Note
from shapes.report import ValidationResult


class _Movie(Struct):
    """Of an extraction what is said about the film."""

    movie: tuple[Claim, ...] = ()


class _Notes(Struct):
    """Of an extraction what a reader should know."""

    notes: tuple[Note, ...] = ()


_SHARED = "SELECT page FROM document INDEXED BY document_joined WHERE page <> own"
"""The pages that several documents are behind."""

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

    def reports(self) -> Iterator[tuple[int, int | None, tuple[ValidationResult, ...]]]:
        """The published documents at which the shapes found something, by id, with their pages."""
        rows = self._connection.execute(
            "SELECT id, page, report FROM document JOIN content ON content.document = id"
            " WHERE outcome = 'published' AND length(report) > 2"
        )
        return ((document, page, _report.decode(report)) for document, page, report in rows)

    def shared(self) -> dict[int, int]:
        """How many documents each page has that has several."""
        rows = self._connection.execute(
            f"SELECT page, count(*) FROM document WHERE page IN ({_SHARED}) GROUP BY page"  # noqa: S608
        )
        return dict(rows.fetchall())

    def votes(self) -> Iterator[list[tuple[str, Vote]]]:
        """The sources of each review that has several, with what they count for: first the one
        whose page it is."""
        rows = self._connection.execute(
            f"SELECT page, source, vote FROM document WHERE page IN ({_SHARED})"  # noqa: S608
            f" ORDER BY page, {TAKING}"
        )
        for _, documents in groupby(rows, key=itemgetter(0)):
            yield [(source, read_vote(cast)) for _, source, cast in documents if cast]
