"""Things in the ledger: whatever has an address, and what its slug is made of."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

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

    @property
    def path(self) -> str:
        """Its address below the site's; empty until it has a slug."""
        return f"{self.kind}/{self.slug}" if self.slug else ""


class Things:
    """The thing table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.unpublished = Unpublished(connection)

    def put(
        self, wanted: Iterable[Named], first: Iterable[Named] = ()
    ) -> tuple[dict[Named, int], set[tuple[Kind, str]]]:
        """The ids of things, new or known by their keys, all alive and dirty from now on.

        `first` are those whose source had no page until now: one that was withdrawn then and has
        another base slug was something else, and its address does not lead to this.

        Returned, too, are kinds and base slugs under which slugs are to be settled at once; those
        of what is new can wait.
        """
        wanted = list(wanted)
        known = self._known(wanted)
        self._forget([known.pop(n).id for n in first if n in known and _was_else(known[n], n)])
        other = [n for n in wanted if n in known and not _stands(known[n], n)]
        moved = [named for named in other if known[named].live]  # others have no slug: as new ones
        bases = {(named.kind, named.base) for named in moved}
        bases |= {(named.kind, known[named].base_slug) for named in moved}
        self._connection.executemany(
            "UPDATE thing SET live = 1, dirty = 1, base_slug = ?, suffix = ?, successor = NULL,"
            " slug = CASE WHEN live THEN slug END WHERE id = ?",
            [(named.base, named.suffix, known[named].id) for named in other],
        )
        ids = {named: known[named].id for named in wanted if named in known}
        self.unpublished.add(ids[n] for n in ids if _stands(known[n], n))
        ids |= self._new([named for named in wanted if named not in known])
        return ids, bases

    def pass_on(self, former: Sequence[int], wanted: Iterable[Named]) -> None:
        """These are no longer what their keys stand for. One that has the base slug of a wanted
        thing becomes that, as rows of a table do that move up; the others have no key any more."""
        vacant = {(thing.kind, thing.base_slug): thing.id for thing in self.of_ids(former)}
        self._forget(former)
        taken = [
            (n.key, vacant.pop((n.kind, n.base))) for n in wanted if (n.kind, n.base) in vacant
        ]
        self._connection.executemany(  # unless an older one, withdrawn, has the key
            "UPDATE OR IGNORE thing SET key = ?1, origin = ?1 WHERE id = ?2", taken
        )

    def _forget(self, things: Iterable[int]) -> None:
        """These are not what their keys stand for from now on."""
        self._connection.executemany(
            "UPDATE thing SET key = NULL WHERE id = ?", [(thing,) for thing in things]
        )

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

    def withdrawn(self, things: Iterable[int]) -> list[Thing]:
        """Of these the ones that are withdrawn."""
        listed = msgspec.json.encode(list(things)).decode()
        return self._select("NOT live AND id IN (SELECT value FROM json_each(?))", (listed,))

    def revive(self, thing: int) -> None:
        """A thing that was withdrawn is there again."""
        self._connection.execute(
            "UPDATE thing SET live = 1, dirty = 1, successor = NULL, slug = NULL WHERE id = ?",
            (thing,),
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

    def of_ids(self, ids: Sequence[int]) -> list[Thing]:
        """The things with these ids."""
        listed = msgspec.json.encode(ids).decode()
        return self._select("id IN (SELECT value FROM json_each(?))", (listed,))

    def with_bases(self, kind: Kind, base_slugs: Iterable[str]) -> list[Thing]:
        """All things of a kind that have one of these base slugs and are not withdrawn."""
        listed = msgspec.json.encode(sorted(base_slugs)).decode()
        where = "kind = ? AND base_slug IN (SELECT value FROM json_each(?)) AND live"
        return self._select(where, (kind, listed))

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


def _was_else(thing: Thing, named: Named) -> bool:
    return not thing.live and thing.base_slug != named.base


def _stands(thing: Thing, named: Named) -> bool:
    """Whether a thing that is there has a slug made of the same."""
    return thing.live and (thing.base_slug, thing.suffix) == named[2:]
