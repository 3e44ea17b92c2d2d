"""When what a thing's page says changed last: the true `lastmod` of sitemaps and feeds.

A page changes with its own triples, of which the digest is kept, and when a document that spoke of
its thing comes, changes or goes. So publishing the same again changes no day.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from graph.mapping import Kind

GONE = b"\0"
"""The digest of a thing that is withdrawn."""


class Revisions:
    """The digest of each thing's triples, and the day on which its page changed last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, digests: Mapping[int, bytes]) -> None:
        """Things are published with these digests: those that had others changed today. Of what
        was never published, its documents tell."""
        day = today()
        self._connection.executemany(
            "INSERT INTO revision VALUES (?1, ?2, iif(?2 = ?3, ?4, '')) ON CONFLICT (thing)"
            " DO UPDATE SET digest = ?2, day = ?4 WHERE digest <> ?2",
            [(thing, own, GONE, day) for thing, own in digests.items()],
        )

    def touch(self, things: Iterable[int]) -> None:
        """What a document said of these is no longer said, or not in this form, from today on."""
        day = today()
        self._connection.executemany(
            "INSERT INTO revision VALUES (?, x'', ?)"
            " ON CONFLICT (thing) DO UPDATE SET day = excluded.day",
            [(thing, day) for thing in things],
        )

    def withdrawn(self, kind: Kind) -> str:
        """The ISO date on which a thing of a kind was last withdrawn; empty if none ever was."""
        (day,) = self._connection.execute(
            "SELECT max(day) FROM revision JOIN thing ON thing.id = thing"
            " WHERE kind = ? AND NOT live",
            (kind,),
        ).fetchone()
        return day or ""


def digest_of(triples: bytes) -> bytes:
    """What tells N-Triples from others, given in the order of their lines."""
    return hashlib.blake2b(triples.removesuffix(b"\n"), digest_size=16).digest()


def today() -> str:
    """The date in UTC, as ISO 8601 has it."""
    return datetime.now(UTC).date().isoformat()
