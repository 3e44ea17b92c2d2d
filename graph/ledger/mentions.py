"""Who is named in the ledger: persons and organizations by documents, persons by links of films."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from graph.records import Person


class Mentions:
    """The mentions of documents, and the credits that links bring."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by(self, document: int) -> set[int]:
        """The persons and organizations that a document names."""
        rows = self._connection.execute("SELECT thing FROM mention WHERE document = ?", (document,))
        return {thing for (thing,) in rows}

    def forget(self, documents: Iterable[int]) -> None:
        """These documents name nobody any more."""
        self._connection.executemany(
            "DELETE FROM mention WHERE document = ?", [(document,) for document in documents]
        )

    def put(self, mentions: Iterable[tuple[int, int, str, str]]) -> None:
        """What documents name: ids of both, the name as spelled, and addresses in JSON."""
        self._connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?)", mentions)

    def spellings(self, things: Iterable[int]) -> dict[int, list[Person]]:
        """How documents name persons and organizations, by their ids, the commonest spelling
        first, and after these how the links of films do."""
        listed = msgspec.json.encode(list(things)).decode()
        named: defaultdict[int, list[Person]] = defaultdict(list)
        for table in ("mention", "credit"):
            rows = self._connection.execute(
                f"SELECT thing, name, urls, count(*) FROM {table}"  # noqa: S608
                " WHERE thing IN (SELECT value FROM json_each(?)) GROUP BY thing, name, urls",
                (listed,),
            ).fetchall()
            times = Counter[tuple[int, str]]()
            for thing, name, _, number in rows:
                times[thing, name] += number
            rows.sort(key=lambda row: (-times[row[:2]], row[1:3]))
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
            "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT thing FROM mention)"
            " AND value NOT IN (SELECT thing FROM credit)",
            (msgspec.json.encode(sorted(things)).decode(),),
        )
        return [thing for (thing,) in rows]
