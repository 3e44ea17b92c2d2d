"""Who is named in the ledger: persons and organizations by documents, persons by links of films."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from graph.records import Person

_OF_THESE = "WHERE thing IN (SELECT value FROM json_each(?))"
_SPELLED = f"SELECT thing, name, urls, times FROM spelling {_OF_THESE}"  # noqa: S608
_CREDITED = f"SELECT thing, name, urls, count(*) FROM credit {_OF_THESE} GROUP BY thing, name, urls"  # noqa: S608


class Mentions:
    """The mentions of documents, and the credits that links bring."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by(self, document: int) -> set[int]:
        """The persons and organizations that a document names."""
        rows = self._connection.execute("SELECT thing FROM mention WHERE document = ?", (document,))
        return {thing for (thing,) in rows}

    def forget(self, document: int) -> None:
        """A document names nobody any more."""
        named = self._connection.execute(
            "SELECT thing, name, urls FROM mention WHERE document = ?", (document,)
        ).fetchall()
        self._connection.executemany(
            "UPDATE spelling SET times = times - 1 WHERE thing = ? AND name = ? AND urls = ?", named
        )
        self._connection.executemany(
            "DELETE FROM spelling WHERE thing = ? AND name = ? AND urls = ? AND times = 0", named
        )
        self._connection.execute("DELETE FROM mention WHERE document = ?", (document,))

    def put(self, mentions: Iterable[tuple[int, int, str, str]]) -> None:
        """What documents name: ids of both, the name as spelled, and addresses in JSON."""
        mentions = list(mentions)
        self._connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?)", mentions)
        times = Counter(mention[1:] for mention in mentions)
        self._connection.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET times = times + excluded.times",
            [(*spelling, number) for spelling, number in sorted(times.items())],
        )

    def spellings(self, things: Iterable[int]) -> dict[int, list[Person]]:
        """How documents name persons and organizations, by their ids, the commonest spelling
        first, and after these how the links of films do."""
        listed = msgspec.json.encode(list(things)).decode()
        named: defaultdict[int, list[Person]] = defaultdict(list)
        for found in (_SPELLED, _CREDITED):
            rows = self._connection.execute(found, (listed,)).fetchall()
            times = Counter[tuple[int, str]]()
            for thing, name, _, number in rows:
                times[thing, name] += number
            # Of two that are equally common, the one without its accents says less.
            rows.sort(key=lambda row: (-times[row[:2]], row[1].isascii(), row[1:3]))
            for thing, name, urls, _ in rows:
                named[thing].append(Person(name, tuple(msgspec.json.decode(urls))))
        return named

    def credited_by(self, movie: int) -> dict[tuple[int, str], tuple[str, ...]]:
        """The persons that a film's link names, as it spells them, with their addresses."""
        rows = self._connection.execute(
            "SELECT thing, name, urls FROM credit WHERE movie = ?", (movie,)
        )
        return {(thing, name): tuple(msgspec.json.decode(urls)) for thing, name, urls in rows}

    def set_credits(self, movie: int, credits_: dict[tuple[int, str], tuple[str, ...]]) -> None:
        """Replace the persons that a film's link names."""
        self._connection.execute("DELETE FROM credit WHERE movie = ?", (movie,))
        self._connection.executemany(
            "INSERT INTO credit VALUES (?, ?, ?, ?)",
            [
                (movie, thing, name, msgspec.json.encode(urls).decode())
                for (thing, name), urls in credits_.items()
            ],
        )

    def without(self, things: Iterable[int]) -> list[int]:
        """Of these the ones that no document and no link names any more."""
        rows = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT thing FROM spelling)"
            " AND value NOT IN (SELECT thing FROM credit)",
            (msgspec.json.encode(sorted(things)).decode(),),
        )
        return [thing for (thing,) in rows]
