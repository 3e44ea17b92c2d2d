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

from graph.errors import StorageError, VersionError
from graph.ledger.layouts import LAYOUTS, VERSION

CACHE_KIB = 256 * 1024
"""Memory for pages while writing: rows of a large ledger go all over its indices."""

LOG_PAGES = 16 * 1024
"""Pages of 4 KiB in the log before they are moved into the file, and that it keeps on disk."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the ledger's database, making it where it is missing.

    Raises `VersionError` where a newer Triplebill wrote it, `StorageError` where the disk or the
    permissions refuse.
    """
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        connection = sqlite3.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=30
        )
        try:
            _prepare(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.OperationalError, OSError) as error:
        raise StorageError(f"The ledger {path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"The ledger {path} is damaged ({error}). Move it away and add your reviews again."
        ) from error
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        if _layout(connection, path) < VERSION:
            connect(path).close()  # the tables that it lacks are made by one that may write
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
