"""What was sent, as it came: there is no file from which it could be read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from graph.documents.sent import Sent


class SentBodies:
    """The table of bodies, one for each name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, sent: Sent) -> None:
        """Keep a body in place of an earlier one of its name."""
        self._connection.execute(
            "INSERT OR REPLACE INTO sent VALUES (?, ?, ?)", (sent.name, sent.suffix, sent.body)
        )

    def drop(self, name: str) -> None:
        """Forget a body."""
        self._connection.execute("DELETE FROM sent WHERE name = ?", (name,))

    def get(self, name: str) -> Sent | None:
        """What was sent under a name."""
        row = self._connection.execute("SELECT * FROM sent WHERE name = ?", (name,)).fetchone()
        return Sent(*row) if row else None

    def all(self) -> Iterator[Sent]:
        """Every body, by name."""
        names = self._connection.execute("SELECT name FROM sent ORDER BY name").fetchall()
        yield from filter(None, (self.get(name) for (name,) in names))
