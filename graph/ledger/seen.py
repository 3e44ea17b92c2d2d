"""Which parts of files a run has seen, so that what a file no longer has is withdrawn.

In the ledger, though for this run only: an export has millions of rows, and memory must not grow
with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from graph.documents.files import file_of, is_latest
from graph.ledger.documents import Documents


class Seen:
    """The parts seen of each file that had some before; of other files none can be missing."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._connection = connection
        self._documents = documents
        self._had_parts: dict[str, bool] = {}
        self._left: set[str] = set()

    def __bool__(self) -> bool:
        return self._connection.execute("SELECT 1 FROM seen LIMIT 1").fetchone() is not None

    def clear(self) -> None:
        """Forget all of them."""
        self._connection.execute("DELETE FROM seen")

    def add(self, sources: Sequence[str]) -> None:
        """These were seen. A file that is one document now may have been several."""
        of_files = {source: file_of(source) for source in sources}
        whole = [source for source, file in of_files.items() if file == source]
        self._had_parts |= dict.fromkeys(self._documents.divided(whole), True)
        known = [(source,) for source, file in of_files.items() if self._had(file, source)]
        self._connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", known)

    def leave(self, sources: Iterable[str]) -> None:
        """These files, and parts of some, could not be read: nothing that they held is missing."""
        self._left.update(sources)

    def missing(self) -> Iterator[tuple[str, int]]:
        """The other parts of these files, with their ids. Of what shows its latest items only, the
        older ones are not missing, unless they could not be read."""
        for file in sorted(file for file, had in self._had_parts.items() if had):
            if file not in self._left:
                parts = self._documents.parts(file)
                others = {source: parts[source] for source in parts if not self._stays(source)}
                known = self._documents.known([source for source in others if is_latest(source)])
                stay = {source for source, (_, outcome) in known.items() if outcome != "unreadable"}
                yield from ((s, document) for s, document in others.items() if s not in stay)

    def _stays(self, source: str) -> bool:
        within, _, _ = source.rpartition("#")  # a post, of which it is a section
        return within in self._left or self._has(source)

    def _has(self, source: str) -> bool:
        row = self._connection.execute("SELECT 1 FROM seen WHERE source = ?", (source,))
        return row.fetchone() is not None

    def _had(self, file: str, source: str) -> bool:
        """Whether parts of a file were there before this run."""
        if file not in self._had_parts and file != source:
            self._had_parts[file] = self._documents.has_parts(file)
        return self._had_parts.get(file, False)
