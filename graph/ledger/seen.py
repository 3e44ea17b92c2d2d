"""Which parts of files a run has seen, so that what a file no longer has is withdrawn.

In the ledger, though for this run only: an export has millions of rows, and memory must not grow
with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.documents.files import file_of
from graph.ledger.documents import Documents


class Seen:
    """The parts seen of each file that had some before; of other files none can be missing."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._connection = connection
        self._documents = documents
        self._files: dict[str, bool] = {}

    def __bool__(self) -> bool:
        return self._connection.execute("SELECT 1 FROM seen LIMIT 1").fetchone() is not None

    def clear(self) -> None:
        """Forget all of them."""
        self._connection.execute("DELETE FROM seen")

    def add(self, sources: Iterable[str]) -> None:
        """These were seen."""
        known = [
            (source,)
            for file, parts in groupby(sources, file_of)
            if self._was_there(file)
            for source in parts
        ]
        if known:
            self._connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", known)

    def missing(self) -> Iterator[tuple[str, int]]:
        """The other parts of these files, with their ids."""
        for file in sorted(file for file, was_there in self._files.items() if was_there):
            for source, document in self._documents.parts(file).items():
                if not self._has(source):
                    yield source, document

    def _has(self, source: str) -> bool:
        row = self._connection.execute("SELECT 1 FROM seen WHERE source = ?", (source,))
        return row.fetchone() is not None

    def _was_there(self, file: str) -> bool:
        if file not in self._files:
            self._files[file] = self._documents.has_parts(file)
        return self._files[file]
