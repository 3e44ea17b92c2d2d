"""Things in the ledger: whatever has an address, its slug now, and every slug it ever had."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from graph.identity import short_hash
from graph.ledger.rows import Named
from graph.ledger.unpublished import Unpublished
from graph.mapping import Kind

_COLUMNS = "id, kind, key, base_slug, suffix, origin, slug, live"


class Thing(Struct, frozen=True):
    """A film, review, viewing, person or organization with its address.

    `key` tells it from others of its kind (films have none: their documents tell them).
    `suffix` is added to `base_slug` where several would share it, and a hash of `origin` where
    even then they would.
    """

    id: int
    kind: Kind
    key: str | None
    base_slug: str
    suffix: str
    origin: str
    slug: str | None
    live: bool


class Live(Struct, frozen=True):
    """The slug is a thing's current one."""

    thing: int


class Moved(Struct, frozen=True):
    """What the slug stood for now answers under another slug."""

    slug: str


class Gone(Struct, frozen=True):
    """What the slug stood for was withdrawn."""


Resolved = Live | Moved | Gone


class Things:
    """The thing table and the slugs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.unpublished = Unpublished(connection)

    def put(self, wanted: Iterable[Named]) -> tuple[dict[Named, int], set[tuple[Kind, str]]]:
        """The ids of things, new or known by their keys, all alive and dirty from now on.

        Returned, too, are kinds and base slugs under which slugs are to be settled.
        """
        wanted = list(wanted)
        known = self._known(wanted)
        other = [named for named in wanted if not _stands(known, named)]
        bases = {(named.kind, named.base) for named in other}
        bases |= {(named.kind, known[named].base_slug) for named in other if named in known}
        self._connection.executemany(
            "UPDATE thing SET live = 1, dirty = 1, base_slug = ?, suffix = ?, successor = NULL,"
            " slug = CASE WHEN live THEN slug END WHERE id = ?",
            [(named.base, named.suffix, known[named].id) for named in other if named in known],
        )
        ids = {named: known[named].id for named in wanted if named in known}
        self.unpublished.add(known[named].id for named in wanted if _stands(known, named))
        ids |= self._new([named for named in wanted if named not in known])
        return ids, bases

    def _known(self, wanted: Sequence[Named]) -> dict[Named, Thing]:
        keys: defaultdict[Kind, dict[str, Named]] = defaultdict(dict)
        for named in wanted:
            keys[named.kind][named.key] = named
        known: dict[Named, Thing] = {}
        for kind, own in keys.items():
            listed = msgspec.json.encode(list(own)).decode()
            where = "kind = ? AND key IN (SELECT value FROM json_each(?))"
            known |= {own[t.key or ""]: t for t in self._select(where, (kind, listed))}
        return known

    def _new(self, wanted: Sequence[Named]) -> dict[Named, int]:
        first = self.next_id()
        ids = {named: first + number for number, named in enumerate(wanted)}
        self.insert((i, n.kind, n.key, n.base, n.suffix, n.key) for n, i in ids.items())
        return ids

    def next_id(self) -> int:
        """The first id that nothing has."""
        (last,) = self._connection.execute("SELECT max(id) FROM thing").fetchone()
        return (last or 0) + 1

    def insert(self, rows: Iterable[tuple[int, Kind, str | None, str, str, str]]) -> None:
        """New things by id, kind, key, base slug, suffix and origin."""
        self._connection.executemany(
            "INSERT INTO thing(id, kind, key, base_slug, suffix, origin, live, dirty)"
            " VALUES (?, ?, ?, ?, ?, ?, 1, 1)",
            rows,
        )

    def living_with_keys(self, wanted: Iterable[Named]) -> dict[Named, int]:
        """The ids of those that are there."""
        return {n: thing.id for n, thing in self._known(list(wanted)).items() if thing.live}

    def rename(self, thing: int, base_slug: str, suffix: str, origin: str) -> None:
        """Give a thing another base slug; dirty from now on."""
        self._connection.execute(
            "UPDATE thing SET base_slug = ?, suffix = ?, origin = ?, dirty = 1 WHERE id = ?",
            (base_slug, suffix, origin, thing),
        )

    def retire(self, thing: int, successor: int | None = None) -> None:
        """Withdraw a thing; its address answers with its successor, or that it is gone."""
        self._connection.execute(
            "UPDATE thing SET live = 0, dirty = 1, successor = ? WHERE id = ?", (successor, thing)
        )

    def get(self, thing: int) -> Thing:
        """The thing with that id. Raises `KeyError`."""
        found = self._select("id = ?", (thing,))
        if not found:
            raise KeyError(thing)
        return found[0]

    def find(self, kind: Kind, key: str) -> Thing | None:
        """The living thing with that key."""
        return next(iter(self._select("kind = ? AND key = ? AND live", (kind, key))), None)

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
            return Gone()
        return Live(thing) if current == slug else Moved(current)

    # --- slugs -------------------------------------------------------------------------------

    def settle_all(self, bases: Iterable[tuple[Kind, str]]) -> None:
        """Settle slugs under kinds and base slugs; what refers to a thing that moved is dirty."""
        bases = set(bases)
        for kind in sorted({kind for kind, _ in bases}):
            moved = self.settle(kind, {base for k, base in bases if k == kind})
            self.unpublished.add_neighbours(moved)

    def settle(self, kind: Kind, base_slugs: Iterable[str]) -> list[int]:
        """Give the things that share a base slug their slugs; returns those that had another."""
        groups: defaultdict[str, list[Thing]] = defaultdict(list)
        listed = msgspec.json.encode(sorted(base_slugs)).decode()
        where = "kind = ? AND base_slug IN (SELECT value FROM json_each(?)) AND live"
        for thing in self._select(where, (kind, listed)):
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

    def of_ids(self, ids: Sequence[int]) -> list[Thing]:
        """The things with these ids."""
        listed = msgspec.json.encode(ids).decode()
        return self._select("id IN (SELECT value FROM json_each(?))", (listed,))

    def living(self, kind: Kind) -> list[Thing]:
        """All things of a kind that are not withdrawn, by slug."""
        return self._select("kind = ? AND live ORDER BY slug", (kind,))

    def count(self, kind: Kind) -> int:
        """How many things of a kind are not withdrawn."""
        counted = "SELECT count(*) FROM thing WHERE kind = ? AND live"
        return int(self._connection.execute(counted, (kind,)).fetchone()[0])

    def _select(self, where: str, values: Sequence[object]) -> list[Thing]:
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM thing WHERE {where}", values)  # noqa: S608
        return [_thing(row) for row in rows]


def _thing(row: Sequence[Any]) -> Thing:
    *fields, live = row
    return Thing(*fields, bool(live))  # type: ignore[call-arg]


def _stands(known: Mapping[Named, Thing], named: Named) -> bool:
    """Whether a thing is there already, and its slug is made of the same."""
    thing = known.get(named)
    return bool(thing and thing.live and (thing.base_slug, thing.suffix) == named[2:])


def _slugs(base: str, group: Sequence[Thing]) -> Iterable[tuple[int, str]]:
    """The slug of each of the things that share a base slug: a function of the set of them.

    A base slug and a suffix have single hyphens only, so that “--” between them keeps a slug
    from being that of a thing with another base slug.
    """
    if len(group) == 1:
        return [(group[0].id, base)]
    wanted = {thing.id: f"{base}--{thing.suffix}" if thing.suffix else base for thing in group}
    times = Counter(wanted.values())
    return [
        (
            thing.id,
            wanted[thing.id]
            if times[wanted[thing.id]] == 1
            else f"{wanted[thing.id]}--{short_hash(thing.origin, 16)}",
        )
        for thing in group
    ]
