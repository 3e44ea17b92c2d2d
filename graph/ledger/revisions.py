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

_BY_PAGE = "SELECT max(changed) FROM document WHERE page = thing.id"
_BY_MENTION = (
    "SELECT max(changed) FROM document JOIN mention ON document = document.id"
    " WHERE mention.thing = thing.id"
)
_LATEST: dict[Kind, str] = {
    "movie": "SELECT max(changed) FROM document WHERE movie = thing.id",
    "review": _BY_PAGE,
    "viewing": _BY_PAGE,
    "person": _BY_MENTION,
    "organization": _BY_MENTION,
}
"""When the latest document that speaks of a thing of a kind came in or changed."""


class Revisions:
    """The digest of each thing's triples, and the day on which its page changed last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, digests: Mapping[int, bytes]) -> None:
        """Things are published with these digests: those that had others changed today. Of what
        was never published, its documents tell."""
        day = today()
        self._connection.executemany(
            "INSERT INTO revision VALUES (?1, ?2,"
            " iif(?2 = ?3 AND EXISTS (SELECT 1 FROM slug WHERE slug.thing = ?1), ?4, ''))"
            " ON CONFLICT (thing)"
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

    def changes(self, kind: Kind, limit: int, offset: int) -> list[tuple[str, str]]:
        """Some things of a kind that are not withdrawn, by slug, with the ISO date on which
        their pages changed last, as far as is known; empty where it is not."""
        return self._connection.execute(
            f"{_changed(kind)} AND slug IS NOT NULL ORDER BY slug LIMIT ? OFFSET ?",
            (kind, limit, offset),
        ).fetchall()

    def changed(self, kind: Kind, slug: str) -> str:
        """The same date of the living thing with that slug."""
        found = self._connection.execute(f"{_changed(kind)} AND slug = ?", (kind, slug)).fetchone()
        return found[1] if found else ""


def _changed(kind: Kind) -> str:
    return (
        f"SELECT slug, max(ifnull(({_LATEST[kind]}), ''), ifnull(day, '')) FROM thing"  # noqa: S608
        " LEFT JOIN revision ON revision.thing = thing.id WHERE kind = ? AND live"
    )


def digest_of(triples: bytes) -> bytes:
    """What tells N-Triples from others, given in the order of their lines."""
    return hashlib.blake2b(triples.removesuffix(b"\n"), digest_size=16).digest()


def today() -> str:
    """The date in UTC, as ISO 8601 has it."""
    return datetime.now(UTC).date().isoformat()
