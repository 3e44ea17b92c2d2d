"""What is to be parted is noted in the ledger, with what changed, and is parted before the next
publishing: a crash in between loses nothing, and thousands of new reviews part a film once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from graph.ledger.documents import Documents


class Unsettled:
    """What is to be parted anew: documents that came, the keys that others had, and the films that
    they have left or changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(
        self,
        keys: Iterable[str] = (),
        movies: Iterable[int] = (),
        documents: Iterable[int] = (),
    ) -> None:
        """Note what changed."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO unsettled_document VALUES (?)",
            [(document,) for document in documents],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO unsettled_key VALUES (?)", [(key,) for key in keys]
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO unsettled_film VALUES (?)", [(movie,) for movie in movies]
        )

    def add_all(self) -> None:
        """Everything there is, as a rebuild wants it."""
        self._connection.execute(
            "INSERT OR IGNORE INTO unsettled_document SELECT DISTINCT document FROM film_key"
        )

    def __bool__(self) -> bool:
        (any_,) = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM unsettled_document)"
            " OR EXISTS (SELECT 1 FROM unsettled_key) OR EXISTS (SELECT 1 FROM unsettled_film)"
        ).fetchone()
        return bool(any_)

    def components(self, documents: Documents) -> Iterator[set[int]]:
        """The documents of each set of keys that are tied to one another."""
        seen: set[int] = set()
        keys = self._connection.execute(
            "SELECT key FROM unsettled_key UNION SELECT key FROM film_key"
            " WHERE document IN (SELECT id FROM unsettled_document) ORDER BY key"
        )
        for (key,) in keys:
            of_key = documents.keys.with_key(key)
            if of_key and of_key[0] not in seen:
                tied = documents.keys.tied(of_key)
                seen |= tied
                yield tied

    def count(self) -> int:
        """How many documents came; others are parted with them."""
        (number,) = self._connection.execute("SELECT count(*) FROM unsettled_document").fetchone()
        return int(number)

    def movies(self) -> set[int]:
        """The films noted."""
        return {i for (i,) in self._connection.execute("SELECT id FROM unsettled_film")}

    def clear(self) -> None:
        """All of it is settled."""
        self._connection.execute("DELETE FROM unsettled_document")
        self._connection.execute("DELETE FROM unsettled_key")
        self._connection.execute("DELETE FROM unsettled_film")
