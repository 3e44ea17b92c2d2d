"""Queries under short, permanent addresses.

They are kept in a file of their own in the site's state folder, since the ledger has one writer
and is nobody's but the site's. An address is made of the query's digest, so that the same query
has the same address, on every site and after every move. Strangers may keep queries; how many,
how long and how many bytes together is limited, and nothing that was kept is ever dropped.
"""

from __future__ import annotations

import re
import sqlite3
from base64 import b32encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from graph.errors import StorageError

FILE = "queries.sqlite"

MOST_BYTES = 64 << 20
"""All kept queries together."""

_SHORTEST = 8
_NAME = re.compile(r"[a-z2-7]{8,52}")
_TABLE = """
CREATE TABLE IF NOT EXISTS query(
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    kept TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID"""


class FullError(StorageError):
    """No further query is kept."""


class ShortLinks:
    """The kept queries of the site in a state folder; may be shared by threads and processes."""

    def __init__(self, folder: Path, most: int) -> None:
        self._path = folder / FILE
        self._most = most

    def keep(self, text: str) -> str:
        """The name of a query, which is on disk afterwards.

        Raises `FullError`, and `StorageError` where the folder is read-only or the disk full.
        """
        text = normalized(text)
        with self._opened("rwc") as database:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            known = database.execute("SELECT name FROM query WHERE text = ?", (text,)).fetchone()
            if known:
                return str(known[0])
            self._check_room(database, text)
            name = next(n for n in _names(text) if not _text(database, n))
            database.execute("INSERT INTO query(name, text) VALUES (?, ?)", (name, text))
            database.commit()
            return name

    def get(self, name: str) -> str | None:
        """The query of that name, None where there is none. Raises `StorageError`."""
        if not _NAME.fullmatch(name) or not self._path.exists():
            return None
        with self._opened("ro") as database:
            return _text(database, name)

    def _check_room(self, database: sqlite3.Connection, text: str) -> None:
        count, size = database.execute(
            "SELECT count(*), coalesce(sum(length(CAST(text AS BLOB))), 0) FROM query"
        ).fetchone()
        if count >= self._most or size + len(text.encode()) > MOST_BYTES:
            raise FullError("This site keeps no further queries; it has as many as it may.")

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{self._path.absolute().as_uri()}?mode={mode}"
            database = sqlite3.connect(address, uri=True, isolation_level=None, timeout=5)
            with closing(database):
                if mode != "ro":
                    database.execute(_TABLE)
                yield database
        except sqlite3.Error as error:
            raise StorageError(f"{self._path} can not be used: {error}.") from error


def normalized(text: str) -> str:
    """A query with the line ends of a form undone.

    >>> normalized("ASK {\\r\\n}\\r\\n")
    'ASK {\\n}'
    """
    return text.replace("\r\n", "\n").strip()


def _names(text: str) -> Iterator[str]:
    """From short to long, should two queries begin alike."""
    digest = b32encode(sha256(text.encode()).digest()).decode().lower().rstrip("=")
    return (digest[:length] for length in range(_SHORTEST, len(digest) + 1))


def _text(database: sqlite3.Connection, name: str) -> str | None:
    found = database.execute("SELECT text FROM query WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None
