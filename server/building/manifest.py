"""What a build wrote, and what it was made of, in a file of the folder that it wrote to.

A unit is `stale` from when it is known to have changed until it is written again: whatever
interrupts a build, the next one goes on. It is `begun` before its files are written, so that these
are known for one's own, and has their digests afterwards.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.errors import LockedError, StateError
from server.building.entries import (
    PENDING,
    Entry,
    File,
    Settled,
    entry,
    mark,
    marks,
    noted,
    noticed,
)
from server.building.plan import SHOWING, Sort, Unit

FILE = ".triplebill-build"
VERSION = 2
_SCHEMA = """\
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL, name TEXT NOT NULL,
  stale INTEGER NOT NULL DEFAULT 1, begun INTEGER NOT NULL DEFAULT 0,
  shows BLOB NOT NULL DEFAULT x'', files BLOB NOT NULL DEFAULT x'', UNIQUE (sort, name));
CREATE INDEX stale ON unit (id) WHERE stale;
CREATE TABLE abandoned (
  path TEXT PRIMARY KEY, digest BLOB NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
"""


class Manifest:
    """The manifest of one folder. Raises `LockedError` where another build writes to it."""

    def __init__(self, folder: Path) -> None:
        self._lock = (folder / f"{FILE}.lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise LockedError(
                f"Another “triplebill build” is writing to {folder}. Wait until it ends."
            ) from error
        self._connection = sqlite3.connect(folder / FILE, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")  # it can be made anew
        self._prepare(folder)

    def close(self) -> None:
        """Release the files."""
        self._connection.close()
        self._lock.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside take effect together, or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _prepare(self, folder: Path) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, 1, VERSION):
            raise StateError(
                f"{folder / FILE} is of another version of Triplebill. Build into a new folder."
            )
        if version != VERSION:
            with self.transaction():
                files = self._taken_from(version)
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._connection.execute(statement)
                self.abandon(files)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def _taken_from(self, version: int) -> list[File]:
        """The files that were written before, by a manifest of the first version; all its units
        are to be made again."""
        if version != 1:
            return []
        files = [
            File(*row) for row in self._connection.execute("SELECT path, digest, size FROM file")
        ]
        for table in ("file", "unit", "meta"):
            self._connection.execute(f"DROP TABLE {table}")
        return files

    # --- what it was made of ----------------------------------------------------------------

    def made_of(self, name: str) -> str:
        """A fact about what the last build was made of; empty before the first."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def remember(self, name: str, value: str) -> None:
        """Note what this build is made of."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # --- units ------------------------------------------------------------------------------

    def know(self, units: Iterable[Unit]) -> None:
        """Enter new units, as stale, and forget those that are no more.

        The files of a forgotten unit are abandoned from now on, and what showed it is stale.
        """
        execute = self._connection.execute
        execute("CREATE TEMP TABLE planned (sort TEXT, name TEXT, PRIMARY KEY (sort, name))")
        self._connection.executemany("INSERT OR IGNORE INTO planned VALUES (?, ?)", units)
        gone = "(sort, name) NOT IN (SELECT sort, name FROM planned)"
        entries = self._entries(gone)
        self.change([each.unit.name for each in entries if each.unit.sort == "resource"], ())
        self.abandon(file for each in entries for file in each.files.values())
        execute(f"DELETE FROM unit WHERE {gone}")  # noqa: S608
        execute("INSERT OR IGNORE INTO unit (sort, name) SELECT sort, name FROM planned")
        execute("DROP TABLE planned")

    def spoil(self, sorts: Iterable[Sort]) -> None:
        """All units of these sorts are to be made again."""
        self._connection.executemany(
            "UPDATE unit SET stale = 1 WHERE sort = ?", [(sort,) for sort in sorts]
        )

    def spoil_units(self, ids: Iterable[int]) -> None:
        """These units are to be made again."""
        self._connection.executemany("UPDATE unit SET stale = 1 WHERE id = ?", zip(ids))

    def spoil_resource(self, record: int) -> None:
        """The resource that the record with that id is of is to be made again."""
        self._connection.execute(
            "UPDATE unit SET stale = 1 WHERE sort = 'resource'"
            " AND name = (SELECT name FROM unit WHERE id = ?)",
            (record,),
        )

    def change(self, names: Sequence[str], shown: Iterable[str]) -> None:
        """These resources have changed, and show others now: they are to be made again, with
        all that show them, and all that they show or showed, which may count them."""
        if not names:
            return
        changed, touched = set(map(mark, names)), set(map(mark, shown))
        owners: dict[int, bytes] = {}
        stale: set[int] = set()
        for id_, sort, name, shows in self._connection.execute(
            f"SELECT id, sort, name, shows FROM unit WHERE sort IN {SHOWING}"  # noqa: S608
        ):
            unit, seen = Unit(sort, name), marks(shows)
            owners[id_] = own = mark(unit.resource)
            if not changed.isdisjoint({own, *seen}):
                stale.add(id_)
            if own in changed and sort == "resource":
                touched |= seen
        stale.update(id_ for id_, own in owners.items() if own in touched)
        self.spoil_units(stale)

    def count(self, *, stale: bool = False) -> int:
        """How many units there are, or are to be made again."""
        where = " WHERE stale" if stale else ""
        (number,) = self._connection.execute(f"SELECT count(*) FROM unit{where}").fetchone()  # noqa: S608
        return int(number)

    def stale(self, most: int) -> Iterator[list[Entry]]:
        """Units to be made, so many at a time."""
        return self._in_turn("stale AND sort != 'host'", most)

    def resources(self, most: int) -> Iterator[list[Entry]]:
        """All resources, so many at a time."""
        return self._in_turn("sort = 'resource'", most)

    def _in_turn(self, where: str, most: int) -> Iterator[list[Entry]]:
        last = 0
        while entries := self._entries(f"{where} AND id > ?", last, most=most):
            last = entries[-1].id
            yield entries

    def any_made(self) -> bool:
        """Whether there is a resource that was made and has not changed, as far as is known."""
        made = "SELECT EXISTS (SELECT 1 FROM unit WHERE NOT stale AND sort = 'resource')"
        return bool(self._connection.execute(made).fetchone()[0])

    def host(self) -> Entry:
        """The unit of what hosts are told."""
        return self._entries("sort = 'host'")[0]

    def _entries(self, where: str, *values: int, most: int = -1) -> list[Entry]:
        rows = self._connection.execute(
            f"SELECT id, sort, name, begun, files FROM unit WHERE {where} ORDER BY id LIMIT ?",  # noqa: S608
            (*values, most),
        )
        return [entry(*row) for row in rows]

    def begin(self, ids: Iterable[int]) -> None:
        """The files of these units are about to be written."""
        self._connection.executemany("UPDATE unit SET begun = 1 WHERE id = ?", zip(ids))

    def enter(self, unit: int, files: Iterable[File]) -> None:
        """These are the files of the unit with that id, for now."""
        self._connection.execute("UPDATE unit SET files = ? WHERE id = ?", (noted(files), unit))

    def settle(self, units: Iterable[Settled]) -> None:
        """These units were made."""
        self._connection.executemany(
            "UPDATE unit SET stale = 0, begun = 0, shows = ?2, files = ?3 WHERE id = ?1", units
        )

    # --- files ------------------------------------------------------------------------------

    def files(self) -> Iterator[tuple[int, File]]:
        """Every file that was written and belongs to a unit, with the id of this."""
        for unit, files in self._connection.execute("SELECT id, files FROM unit"):
            yield from ((unit, file) for file in noticed(files))

    def written(self) -> int:
        """How many files were written, and belong to a unit."""
        return sum(file.digest != PENDING for _, file in self.files())

    def unsettled(self) -> list[str]:
        """The names of the files of all that is stale, and of which a build knows."""
        known = self._entries("stale AND (begun OR files != x'')")
        return [name for each in known for name in each.files]

    def strange(self, names: set[str]) -> set[str]:
        """Those of these names that no build has written, or was to write."""
        others = {name for name in names if not name.startswith(FILE)}
        others -= self.abandoned().keys() | set(self.unsettled())
        return others.difference(file.name for _, file in self.files())

    def abandon(self, files: Iterable[File]) -> None:
        """These files belong to no unit any more, or to another one."""
        self._connection.executemany("INSERT OR REPLACE INTO abandoned VALUES (?, ?, ?)", files)

    def abandoned(self) -> dict[str, File]:
        """These files, by name."""
        rows = self._connection.execute("SELECT path, digest, size FROM abandoned")
        return {row[0]: File(*row) for row in rows}

    def orphans(self) -> list[File]:
        """Those of them that belong to no unit indeed."""
        if left := self.abandoned():
            for _, file in self.files():
                left.pop(file.name, None)
        return list(left.values())

    def forget(self) -> None:
        """What was abandoned is no more."""
        self._connection.execute("DELETE FROM abandoned")
