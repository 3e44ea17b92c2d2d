"""Bare numbers in the ledger, and the scale of each group of them that was inferred.

A group's numbers are counted as they come and go, so that its scale can be inferred anew after
each batch without looking at its documents.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from graph.extraction.site_scale import MOST_MARKS, Group, Marks


class Scales:
    """The groups of bare numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, document: int, scores: Iterable[tuple[str, str]], film: bool) -> None:
        """Replace the numbers of a document; what says the same as before changes nothing."""
        wanted = {(document, family, value, film) for family, value in scores}
        rows = self._connection.execute(
            "SELECT document, family, value, film FROM bare_score WHERE document = ?", (document,)
        )
        known = {(*row[:3], bool(row[3])) for row in rows}
        self._connection.executemany(
            "DELETE FROM bare_score WHERE document = ? AND family = ? AND value = ? AND film = ?",
            known - wanted,
        )
        self._connection.executemany(
            "INSERT INTO bare_score(document, family, value, film) VALUES (?, ?, ?, ?)",
            wanted - known,
        )

    def stale(self) -> list[Group]:
        """The groups whose numbers have changed since they were settled."""
        rows = self._connection.execute("SELECT family FROM scale WHERE stale ORDER BY family")
        return [Group.named(name) for (name,) in rows]

    def known(self) -> list[Group]:
        """All groups that have numbers."""
        rows = self._connection.execute("SELECT DISTINCT family FROM mark ORDER BY family")
        return [Group.named(name) for (name,) in rows]

    def marks(self, group: Group) -> Marks:
        """How often each number stands in a group; of more than can be marks, not all."""
        rows = self._connection.execute(
            "SELECT value, film, times FROM mark WHERE family = ? LIMIT ?",
            (group.name, 2 * MOST_MARKS + 2),
        )
        films, others = Counter[Decimal](), Counter[Decimal]()
        for value, film, times in rows:
            (films if film else others)[Decimal(value)] += times
        return Marks(films, others)

    def best(self, group: Group) -> Decimal | None:
        """The best of the scale that a group's documents were read with."""
        row = self._connection.execute(
            "SELECT best FROM scale WHERE family = ?", (group.name,)
        ).fetchone()
        return Decimal(row[0]) if row and row[0] else None

    def inferred(self) -> dict[str, str]:
        """The best of the scale of each group, by the names of those of which it is known."""
        rows = self._connection.execute("SELECT family, best FROM scale WHERE best <> ''")
        return dict(rows.fetchall())

    def documents(self, group: Group) -> list[int]:
        """The ids of the documents that have a number in a group."""
        rows = self._connection.execute(
            "SELECT DISTINCT document FROM bare_score WHERE family = ?", (group.name,)
        )
        return [document for (document,) in rows]

    def settle(self, group: Group, best: Decimal | None) -> None:
        """All documents of a group are read with this scale now; a group without any goes."""
        said = "" if best is None else number_text(best)
        self._connection.execute(
            "UPDATE scale SET best = ?, stale = 0 WHERE family = ?", (said, group.name)
        )
        self._connection.execute(
            "DELETE FROM scale WHERE family = ?1"
            " AND NOT EXISTS (SELECT 1 FROM mark WHERE family = ?1)",
            (group.name,),
        )


def number_text(number: Decimal) -> str:
    """A number as it is kept: equal numbers are equal texts.

    >>> number_text(Decimal("8.50"))
    '8.5'
    """
    return f"{number.normalize():f}"
