"""What a build wrote, and what it was made of, in a file of the folder that it wrote to.

A unit is `stale` from when it is known to have changed until it is written again: whatever
interrupts a build, the next one goes on. A file is entered before it is written, so that it is
known for one's own, and its digest afterwards.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph.errors import LockedError, StateError
from server.building.plan import SHOWING, Sort, Unit

FILE = ".triplebill-build"
VERSION = 1
_MARK = 8
_SCHEMA = """\
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unit (
  id INTEGER PRIMARY KEY, sort TEXT NOT NULL, name TEXT NOT NULL,
  stale INTEGER NOT NULL DEFAULT 1, shows BLOB NOT NULL DEFAULT x'', UNIQUE (sort, name));
CREATE INDEX stale ON unit (id) WHERE stale;
CREATE TABLE file (
  path TEXT PRIMARY KEY, unit INTEGER, digest BLOB NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX of_unit ON file (unit);
"""


class File(NamedTuple):
    """A file that was written: its name, the digest of its content, its size in bytes."""

    name: str
    digest: bytes
    size: int


PENDING = b""
"""The digest of a file that is about to be written."""


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
        if version not in (0, VERSION):
            raise StateError(
                f"{folder / FILE} is of another version of Triplebill. Build into a new folder."
            )
        if not version:
            with self.transaction():
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")

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

        The files of a forgotten unit are orphans from now on, and what showed it is stale.
        """
        execute = self._connection.execute
        execute("CREATE TEMP TABLE planned (sort TEXT, name TEXT, PRIMARY KEY (sort, name))")
        self._connection.executemany("INSERT OR IGNORE INTO planned VALUES (?, ?)", units)
        gone = "FROM unit WHERE (sort, name) NOT IN (SELECT sort, name FROM planned)"
        names = execute(f"SELECT name {gone} AND sort = 'resource'")
        self.change([name for (name,) in names], ())
        execute(f"UPDATE file SET unit = NULL WHERE unit IN (SELECT id {gone})")  # noqa: S608
        execute(f"DELETE {gone}")
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

    def spoil_resource(self, name: str) -> None:
        """The resource of that name is to be made again."""
        self._connection.execute(
            "UPDATE unit SET stale = 1 WHERE sort = 'resource' AND name = ?", (name,)
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
            unit, seen = Unit(sort, name), _marks(shows)
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

    def stale(self, after: int, most: int) -> list[tuple[int, Unit]]:
        """Units to be made, with their ids, in the order of these."""
        return self._units("stale AND sort != 'host' AND id > ?", after, most)

    def resources(self, after: int, most: int) -> list[tuple[int, Unit]]:
        """All resources, with their ids, in the order of these."""
        return self._units("sort = 'resource' AND id > ?", after, most)

    def any_made(self) -> bool:
        """Whether there is a resource that was made and has not changed, as far as is known."""
        return bool(self._units("NOT stale AND sort = 'resource' AND id > ?", 0, 1))

    def host(self) -> tuple[int, Unit]:
        """The unit of what hosts are told, with its id."""
        return self._units("sort = 'host' AND id > ?", 0, 1)[0]

    def _units(self, where: str, after: int, most: int) -> list[tuple[int, Unit]]:
        rows = self._connection.execute(
            f"SELECT id, sort, name FROM unit WHERE {where} ORDER BY id LIMIT ?",  # noqa: S608
            (after, most),
        )
        return [(unit, Unit(sort, name)) for unit, sort, name in rows]

    # --- files ------------------------------------------------------------------------------

    def files(self) -> Iterator[tuple[int, File]]:
        """Every file that was written and belongs to a unit, with this."""
        owned = "SELECT unit, path, digest, size FROM file WHERE unit IS NOT NULL"
        for unit, *file in self._connection.execute(owned):
            yield unit, File(*file)

    def orphans(self) -> list[File]:
        """The files that were written and belong to no unit any more."""
        rows = self._connection.execute("SELECT path, digest, size FROM file WHERE unit IS NULL")
        return [File(*row) for row in rows]

    def written(self) -> int:
        """How many files were written."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM file WHERE digest != ?", (PENDING,)
        ).fetchone()
        return int(number)

    def unsettled(self) -> list[str]:
        """The names of the files of all that is stale."""
        rows = self._connection.execute(
            "SELECT path FROM file JOIN unit ON unit.id = file.unit WHERE unit.stale"
        )
        return [name for (name,) in rows]

    def known(self, names: Iterable[str]) -> dict[str, File]:
        """Of these files those that were written, or were to be written."""
        rows = self._connection.execute(
            "SELECT path, digest, size FROM file WHERE path IN (SELECT value FROM json_each(?))",
            (json.dumps(list(names)),),
        )
        return {row[0]: File(*row) for row in rows}

    def announce(self, files: Iterable[tuple[str, int]]) -> None:
        """These files, each of a unit with that id, are about to be written."""
        self._connection.executemany(
            "INSERT INTO file VALUES (?, ?, x'', 0)"
            " ON CONFLICT (path) DO UPDATE SET unit = excluded.unit",
            files,
        )

    def settle(self, units: Iterable[tuple[int, bytes]], files: Iterable[File]) -> None:
        """Units were made, and show these resources; these are their files."""
        self._connection.executemany("UPDATE unit SET stale = 0, shows = ?2 WHERE id = ?1", units)
        self._connection.executemany(
            "UPDATE file SET digest = ?2, size = ?3 WHERE path = ?1", files
        )

    def forget(self, names: Iterable[str]) -> None:
        """These files are no more."""
        self._connection.executemany("DELETE FROM file WHERE path = ?", zip(names))


@lru_cache(16_384)
def mark(name: str) -> bytes:
    """What stands for a resource in the list of what a page shows."""
    return hashlib.blake2b(name.encode(), digest_size=_MARK).digest()


def _marks(shows: bytes) -> set[bytes]:
    return {shows[at : at + _MARK] for at in range(0, len(shows), _MARK)}
