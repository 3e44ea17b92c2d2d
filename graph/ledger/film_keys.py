"""Film keys in the ledger: titles and identifiers by which documents may be about one film."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec


class FilmKeys:
    """The keys of documents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, document: int) -> set[str]:
        """The film keys of a document."""
        rows = self._connection.execute("SELECT key FROM film_key WHERE document = ?", (document,))
        return {key for (key,) in rows}

    def forget(self, documents: Iterable[int]) -> None:
        """These documents have no film keys any more."""
        self._connection.executemany(
            "DELETE FROM film_key WHERE document = ?", [(document,) for document in documents]
        )

    def put(self, keys: Iterable[tuple[int, str]]) -> None:
        """Film keys, each behind the id of its document."""
        self._connection.executemany("INSERT INTO film_key VALUES (?, ?)", keys)

    def with_key(self, key: str) -> list[int]:
        """The documents that have a film key."""
        rows = self._connection.execute("SELECT document FROM film_key WHERE key = ?", (key,))
        return [document for (document,) in rows]

    def tied(self, documents: Iterable[int]) -> set[int]:
        """All documents that are tied to these by a key, directly or by way of others."""
        found = set(documents)
        fresh, keys = list(found), set[str]()
        while fresh:
            listed = msgspec.json.encode(fresh).decode()
            rows = self._connection.execute(
                "SELECT DISTINCT key FROM film_key"
                " WHERE document IN (SELECT value FROM json_each(?))",
                (listed,),
            )
            new = {key for (key,) in rows} - keys
            keys |= new
            fresh = [document for key in new for document in self.with_key(key)]
            fresh = list(set(fresh) - found)
            found.update(fresh)
        return found
