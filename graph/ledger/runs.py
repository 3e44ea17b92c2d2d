"""What changed the site, run by run: when, by which command, and what came of it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

KEPT = 1_000
"""Runs that are kept, the latest."""

LONGEST = 200
"""Characters that are kept of what a run was given."""


class Outcomes(Struct):
    """How many inputs of a run ended in which way."""

    published: int = 0
    unchanged: int = 0
    rejected: int = 0
    unreadable: int = 0
    skipped: int = 0

    @property
    def inputs(self) -> int:
        """The number of inputs: the sum of their outcomes."""
        return self.published + self.unchanged + self.rejected + self.unreadable + self.skipped


class Counts(Outcomes):
    """What came of a run: how its inputs ended, how many documents were withdrawn, and how many
    links of documents changed."""

    withdrawn: int = 0
    links: int = 0


class Run(Struct, frozen=True):
    """A command or request with what it was given; `began` is ISO 8601 in UTC. Without counts it
    goes on still, or never came to its end."""

    began: str
    seconds: float
    command: str
    subject: str
    counts: Counts | None


_counts = msgspec.json.Decoder(Counts)


class Runs:
    """The latest runs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, command: str, subject: str) -> int:
        """A run begins; returns its id. The oldest is forgotten."""
        began = datetime.now(UTC).isoformat(timespec="seconds")
        (run,) = self._connection.execute(
            "INSERT INTO run(began, seconds, command, subject, counts)"
            " VALUES (?, 0, ?, ?, '') RETURNING id",
            (began, command, subject[:LONGEST]),
        ).fetchone()
        self._connection.execute("DELETE FROM run WHERE id <= ?", (run - KEPT,))
        return int(run)

    def end(self, run: int, seconds: float, counts: Counts) -> None:
        """A run came to its end."""
        self._connection.execute(
            "UPDATE run SET seconds = ?, counts = ? WHERE id = ?",
            (round(seconds, 3), msgspec.json.encode(counts).decode(), run),
        )

    def count(self) -> int:
        """How many are kept."""
        return int(self._connection.execute("SELECT count(*) FROM run").fetchone()[0])

    def page(self, size: int, number: int) -> list[Run]:
        """One page, from 1 on, the latest first."""
        rows = self._connection.execute(
            "SELECT began, seconds, command, subject, counts FROM run ORDER BY id DESC"
            " LIMIT ? OFFSET ?",
            (size, size * (number - 1)),
        )
        return [
            Run(began, seconds, command, subject, _counts.decode(counts) if counts else None)
            for began, seconds, command, subject, counts in rows
        ]
