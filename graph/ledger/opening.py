"""Opening the ledger's database, for its one writer or for looking only.

SQLite in WAL mode with full synchronisation: a transaction that was committed survives a crash
of the process and of the machine, which is what everything that is acknowledged rests on.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from graph.errors import StorageError, VersionError
from graph.ledger.layouts import LAYOUTS, VERSION

CACHE_KIB = 256 * 1024
"""Memory for pages while writing: rows of a large ledger go all over its indices."""

LOG_PAGES = 16 * 1024
"""Pages of 4 KiB in the log before they are moved into the file, and that it keeps on disk."""


_UNSHARED = {
    "SQLITE_CANTOPEN",
    "SQLITE_IOERR_SHMMAP",
    "SQLITE_IOERR_SHMOPEN",
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_READONLY_CANTINIT",
    "SQLITE_READONLY_DIRECTORY",
}
"""What SQLite says where it can not make the file that connections share in WAL mode."""

Standing = tuple[int, int, int]
"""What tells one state of a ledger's files from the next."""


class Opened(NamedTuple):
    """A connection, and how the files stood where it sees nothing of what others write."""

    connection: sqlite3.Connection
    stood: Standing | None = None


def connect(path: Path, *, read_only: bool = False) -> Opened:
    """Open the ledger's database, making it where it is missing.

    Who only reads can do so in a folder where nothing can be written, or whose disk is full.
    Raises `VersionError` where a newer Triplebill wrote it, `StorageError` where the disk or the
    permissions refuse.
    """
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return Opened(_connected(path, "mode=ro" if read_only else "mode=rwc"))
        except sqlite3.OperationalError as error:
            if read_only and error.sqlite_errorname in _UNSHARED and path.exists():
                return _as_it_stands(path)
            raise
    except (sqlite3.OperationalError, OSError) as error:
        raise StorageError(f"The ledger {path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"The ledger {path} is damaged ({error}). Move it away and add your reviews again."
        ) from error


def standing(path: Path) -> Standing:
    """How the files of a ledger stand. Raises `OSError`."""
    found, log = path.stat(), _log(path)
    return found.st_ino, found.st_mtime_ns, log.stat().st_size if log.exists() else 0


def _as_it_stands(path: Path) -> Opened:
    """The ledger's file alone (https://www.sqlite.org/uri.html#uriimmutable).

    Whoever writes writes a log first, and into the file at the end: both show in `standing`.
    """
    stood = standing(path)
    if stood[-1]:
        raise StorageError(
            f"The ledger {path} has its latest changes in {_log(path).name}, which cannot be read"
            " where nothing can be written. Run “triplebill serve” once where it can be."
        )
    return Opened(_connected(path, "mode=ro&immutable=1"), stood)


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=30
    )
    try:
        _prepare(connection, path, read_only=how != "mode=rwc")
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        if _layout(connection, path) < VERSION:
            writer, _ = connect(path)  # which makes the tables that it lacks
            writer.close()
        return
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_PAGES * 4096}")
    with _alone_in(path.parent):
        missing = LAYOUTS[_layout(connection, path) :]
        connection.execute("PRAGMA journal_mode = WAL")
        if missing:
            connection.executescript(
                f"BEGIN;{''.join(missing)}PRAGMA user_version = {VERSION};COMMIT;"
            )


def _layout(connection: sqlite3.Connection, path: Path) -> int:
    """The layout that a ledger has. Raises `VersionError` where it is not known here."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise VersionError(
            f"{path} was written by a newer Triplebill (layout {found}, this one knows {VERSION}). "
            "Upgrade Triplebill, or use another state folder."
        )
    return int(found)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Of all who open the ledger in a folder, readers that bring it up to date among them, one at
    a time does it. One of SQLite's locks would be waited for only so long."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
