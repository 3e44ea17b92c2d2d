"""Indices that a ledger does without while it is filled.

Rows that come one by one go all over the pages of an index, each of which is then written again and
again; at once, sorted, each is written once. What is postponed is noted in the ledger, so a
run that was interrupted leaves it to the next one. Queries answer the same without them, slowly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

SETTLING = ("film_key_by_key", "thing_by_base")
"""By what films are parted and slugs settled."""

SETTLED = ("mention_by_thing", "thing_by_slug", "slug_by_thing")
"""What is asked only of things that have slugs."""

LISTING = ("listed_by_reviewer", "listed_by_day", "listed_by_rating", "listed_by_name")
"""What lists are ordered and counted by, but for `listed_by_film`, which a query names, and that of
years, which only films have."""


class Indices:
    """The indices that can wait; to be changed in a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __bool__(self) -> bool:
        """Whether some are postponed."""
        any_ = self._connection.execute("SELECT EXISTS (SELECT 1 FROM postponed)").fetchone()
        return bool(any_[0])

    def postpone(self, names: Sequence[str]) -> None:
        """Do without these until they are made."""
        for name in names:
            self._connection.execute(
                "INSERT INTO postponed SELECT name, sql FROM sqlite_schema WHERE name = ?", (name,)
            )
            self._connection.execute(f"DROP INDEX IF EXISTS {name}")

    def make(self, names: Sequence[str]) -> None:
        """Make those of these that were postponed."""
        for name in names:
            for (sql,) in self._connection.execute(
                "DELETE FROM postponed WHERE name = ? RETURNING sql", (name,)
            ).fetchall():
                self._connection.execute(sql)
