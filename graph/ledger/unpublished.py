"""Which things are to be published: noted with what changed, until the store has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence


class Unpublished:
    """The things whose triples in the store are not, or may not be, what the ledger says."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, things: Iterable[int]) -> None:
        """These are to be published again."""
        self._connection.executemany(
            "UPDATE thing SET dirty = 1 WHERE id = ? AND NOT dirty", [(thing,) for thing in things]
        )

    def add_neighbours(self, things: Iterable[int]) -> None:
        """Everything that refers to these by address is to be published again."""
        self._connection.executemany(
            "WITH touched(movie, page) AS (SELECT movie, page FROM document"
            "  WHERE movie = ?1 OR page = ?1"
            "  OR id IN (SELECT document FROM mention WHERE thing = ?1))"
            " UPDATE thing SET dirty = 1 WHERE NOT dirty AND (id IN (SELECT movie FROM touched)"
            " OR id IN (SELECT page FROM touched)"
            " OR id IN (SELECT movie FROM credit WHERE thing = ?1))",
            [(thing,) for thing in things],
        )

    def add_all(self) -> None:
        """Everything alive is to be published again, as if nothing had been; what is withdrawn and
        not yet published so stays to be."""
        self._connection.execute("UPDATE thing SET dirty = 1 WHERE live AND NOT dirty")

    def ids(self, after: int = 0, limit: int = -1) -> list[int]:
        """Their ids, from the one after `after`, in order."""
        rows = self._connection.execute(
            "SELECT id FROM thing WHERE dirty AND id > ? ORDER BY id LIMIT ?", (after, limit)
        )
        return [thing for (thing,) in rows]

    def count(self) -> int:
        """How many there are."""
        (number,) = self._connection.execute("SELECT count(*) FROM thing WHERE dirty").fetchone()
        return int(number)

    def any_published(self) -> bool:
        """Whether there is a living thing that is published."""
        found = self._connection.execute("SELECT 1 FROM thing WHERE live AND NOT dirty LIMIT 1")
        return found.fetchone() is not None

    def remove(self, things: Sequence[int]) -> None:
        """These are in the store as they should be."""
        self._connection.executemany(
            "UPDATE thing SET dirty = 0 WHERE id = ?", [(thing,) for thing in things]
        )
