"""The tables of the ledger, and opening them.

SQLite in WAL mode with full synchronisation: a transaction that was committed survives a crash
of the process and of the machine, which is what everything that is acknowledged rests on.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.errors import StorageError, VersionError

VERSION = 1

TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row per input. `movie` and `page` are the things that a published document belongs to: the
-- latter is its review or viewing.
CREATE TABLE document(
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    format TEXT NOT NULL,
    because TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('published', 'rejected', 'unreadable', 'skipped')),
    reason TEXT NOT NULL,
    changed TEXT NOT NULL,
    text TEXT NOT NULL,
    extraction BLOB NOT NULL,
    report BLOB NOT NULL,
    movie INTEGER REFERENCES thing(id),
    page INTEGER REFERENCES thing(id)
);
CREATE INDEX document_by_outcome ON document(outcome);
CREATE INDEX document_by_movie ON document(movie) WHERE movie IS NOT NULL;
CREATE INDEX document_by_page ON document(page) WHERE page IS NOT NULL;

-- Titles and identifiers under which a document's film may be the film of another document.
CREATE TABLE film_key(
    key TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX film_key_by_document ON film_key(document);

-- Whatever has an address: a film, a review, a viewing, a person, an organization. `dirty` says
-- that its triples in the store are perhaps not what they should be, under this slug or an earlier
-- one.
CREATE TABLE thing(
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT,
    base_slug TEXT NOT NULL,
    suffix TEXT NOT NULL,
    origin TEXT NOT NULL,
    slug TEXT,
    successor INTEGER REFERENCES thing(id),
    live INTEGER NOT NULL,
    dirty INTEGER NOT NULL
);
CREATE UNIQUE INDEX thing_by_key ON thing(kind, key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX thing_by_slug ON thing(kind, slug) WHERE live AND slug IS NOT NULL;
CREATE INDEX thing_by_base ON thing(kind, base_slug) WHERE live;
CREATE INDEX thing_by_dirt ON thing(id) WHERE dirty;

-- Every slug that ever answered, and the thing that held it last.
CREATE TABLE slug(
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    thing INTEGER NOT NULL REFERENCES thing(id),
    PRIMARY KEY (kind, slug)
) WITHOUT ROWID;
CREATE INDEX slug_by_thing ON slug(thing);

-- The persons and organizations that a document names, as it spells them.
CREATE TABLE mention(
    document INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    thing INTEGER NOT NULL REFERENCES thing(id),
    name TEXT NOT NULL,
    urls TEXT NOT NULL,
    PRIMARY KEY (document, thing, name)
) WITHOUT ROWID;
CREATE INDEX mention_by_thing ON mention(thing);
"""


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
        _prepare(connection, path, read_only=read_only)
    except (sqlite3.OperationalError, OSError) as error:
        raise StorageError(f"The ledger {path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"The ledger {path} is damaged ({error}). Move it away and add your reviews again."
        ) from error
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > VERSION:
        raise VersionError(
            f"{path} was written by a newer Triplebill (layout {found}, this one knows {VERSION}). "
            "Upgrade Triplebill, or use another state folder."
        )
    connection.execute("PRAGMA foreign_keys = ON")
    if read_only:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if not found:
        connection.executescript(f"BEGIN;{TABLES}PRAGMA user_version = {VERSION};COMMIT;")
