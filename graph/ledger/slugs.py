"""Slugs in the ledger: under which one each thing answers, and every one that ever answered.

A slug is a function of all things that share a base slug. Those of new things are settled together
before they are published, most of them by the database itself: hardly any base slug is shared.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from graph.identity import short_hash
from graph.ledger.revisions import GONE
from graph.ledger.things import Thing, Things
from graph.mapping import Kind

AT_ONCE = 1_000
"""Base slugs under which slugs are settled at a time."""

_OF_DIRTY = "FROM thing INDEXED BY thing_by_dirt WHERE dirty AND live"  # not all there are
_OF_NEW = f"{_OF_DIRTY} AND slug IS NULL"
_UNSHARED = (
    "NOT EXISTS (SELECT 1 FROM thing other WHERE other.kind = thing.kind"
    " AND other.base_slug = thing.base_slug AND other.live AND other.id <> thing.id)"
)
_HOLD = (
    f"INSERT INTO slug SELECT kind, slug, id {_OF_DIRTY} AND slug = base_slug ORDER BY kind, slug"
    " ON CONFLICT (kind, slug) DO UPDATE SET thing = excluded.thing WHERE thing <> excluded.thing"
)


class Live(Struct, frozen=True):
    """The slug is a thing's current one."""

    thing: int


class Moved(Struct, frozen=True):
    """What the slug stood for now answers under another slug."""

    slug: str


class Gone(Struct, frozen=True):
    """What the slug stood for was withdrawn, on the `day` in UTC; empty where that is not known."""

    day: str = ""


Resolved = Live | Moved | Gone


class Slugs:
    """The slugs of things."""

    def __init__(self, connection: sqlite3.Connection, things: Things) -> None:
        self._connection = connection
        self._things = things

    def resolve(self, kind: Kind, slug: str) -> Resolved | None:
        """What answers under a slug; None where nothing ever did."""
        row = self._connection.execute(
            "SELECT thing FROM slug WHERE kind = ? AND slug = ?", (kind, slug)
        ).fetchone()
        if row is None:
            return None
        thing, successor, current, live = row[0], row[0], None, False
        seen: set[int] = set()
        while successor is not None and successor not in seen:
            seen.add(successor)
            thing = successor
            current, live, successor = self._connection.execute(
                "SELECT slug, live, successor FROM thing WHERE id = ?", (thing,)
            ).fetchone()
        if not live or current is None:
            return Gone(self._withdrawn(thing))
        return Live(thing) if current == slug else Moved(current)

    def thing(self, kind: Kind, slug: str) -> int | None:
        """The living thing that has a slug, or had it before; None where there is none."""
        found = self.resolve(kind, slug)
        if isinstance(found, Moved):
            found = self.resolve(kind, found.slug)
        return found.thing if isinstance(found, Live) else None

    def _withdrawn(self, thing: int) -> str:
        found = self._connection.execute(
            "SELECT day FROM revision JOIN thing ON thing.id = thing"
            " WHERE thing = ? AND digest = ? AND NOT live",
            (thing, GONE),
        ).fetchone()
        return found[0] if found else ""

    def any(self) -> bool:
        """Whether anything ever had one."""
        found = self._connection.execute("SELECT EXISTS (SELECT 1 FROM slug)").fetchone()
        return bool(found[0])

    def any_new(self) -> bool:
        """Whether a thing has none yet."""
        found = self._connection.execute(f"SELECT EXISTS (SELECT 1 {_OF_NEW})")
        return bool(found.fetchone()[0])

    def settle_new(self) -> None:
        """Give all things a slug that have none; after those are settled that changed."""
        self._connection.execute(
            f"UPDATE thing SET slug = base_slug WHERE id IN (SELECT id {_OF_NEW}) AND {_UNSHARED}"  # noqa: S608
        )
        self._connection.execute(_HOLD)
        shared = self._connection.execute(
            f"SELECT DISTINCT kind, base_slug {_OF_NEW} ORDER BY kind, base_slug"
        ).fetchall()
        for first in range(0, len(shared), AT_ONCE):
            self.settle(shared[first : first + AT_ONCE])

    def settle(self, bases: Iterable[tuple[Kind, str]]) -> None:
        """Settle slugs under kinds and base slugs; what refers to a thing that moved is dirty."""
        by_kind: defaultdict[Kind, set[str]] = defaultdict(set)
        for kind, base in bases:
            by_kind[kind].add(base)
        for kind in sorted(by_kind):
            self._things.unpublished.add_neighbours(self._settle(kind, by_kind[kind]))

    def _settle(self, kind: Kind, base_slugs: Iterable[str]) -> list[int]:
        """Give the things that share a base slug their slugs; returns those that had another."""
        groups: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing in self._things.with_bases(kind, base_slugs):
            groups[thing.base_slug].append(thing)
        slugs = {i: slug for base, group in groups.items() for i, slug in _slugs(base, group)}
        moved = [t for group in groups.values() for t in group if t.slug != slugs[t.id]]
        had_one = [thing.id for thing in moved if thing.slug is not None]
        self._connection.executemany(  # all let go first: one may take what another had
            "UPDATE thing SET slug = NULL, dirty = 1 WHERE id = ?", [(i,) for i in had_one]
        )
        self._connection.executemany(
            "UPDATE thing SET slug = ?, dirty = 1 WHERE id = ?",
            [(slugs[t.id], t.id) for t in moved],
        )
        self._connection.executemany(
            "INSERT INTO slug VALUES (?, ?, ?)"
            " ON CONFLICT (kind, slug) DO UPDATE SET thing = excluded.thing",
            [(kind, slugs[t.id], t.id) for t in moved],
        )
        return had_one

    def abandoned(self, things: Sequence[int]) -> list[tuple[Kind, str]]:
        """Kind and slug of every address that these once had, and that nothing has now."""
        return self._connection.execute(
            "SELECT slug.kind, slug.slug FROM slug JOIN thing ON thing.id = slug.thing"
            " WHERE thing.id IN (SELECT value FROM json_each(?))"
            " AND NOT (thing.live AND thing.slug IS slug.slug)",
            (msgspec.json.encode(things).decode(),),
        ).fetchall()

    def former(self) -> list[tuple[Kind, str]]:
        """Kind and slug of every address that nothing has any more, in their order."""
        return self._connection.execute(
            "SELECT slug.kind, slug.slug FROM slug JOIN thing ON thing.id = slug.thing"
            " WHERE NOT (thing.live AND thing.slug IS slug.slug) ORDER BY slug.kind, slug.slug"
        ).fetchall()


def _slugs(base: str, group: Sequence[Thing]) -> Iterator[tuple[int, str]]:
    """The slug of each of the things that share a base slug: a function of the set of them.

    A base slug and a suffix have single hyphens only, so that “--” between them keeps a slug
    from being that of a thing with another base slug.
    """
    if len(group) == 1:
        yield group[0].id, base
        return
    wanted = {thing.id: f"{base}--{thing.suffix}" if thing.suffix else base for thing in group}
    times = Counter(wanted.values())
    for thing in group:
        slug = wanted[thing.id]
        unique = times[slug] == 1
        yield thing.id, slug if unique else f"{slug}--{short_hash(thing.origin, 16)}"
