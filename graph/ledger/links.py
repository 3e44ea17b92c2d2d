"""Links in the ledger: what was found for each document, what persons decided, what follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from graph.ledger.entries import Entry
from graph.ledger.rows import LinkRow
from graph.linking import Found, Link, Ruling, joint, settled
from graph.linking.rulings import UNLINKED

_found = msgspec.json.Decoder(Found | None)
_link = msgspec.json.Decoder(Link)
_ruling = msgspec.json.Decoder(Ruling)

MAYBE_OPEN = """
SELECT movie FROM document JOIN link ON link.document = document.id
WHERE movie > ? GROUP BY movie
HAVING count(DISTINCT nullif(film, '')) > 1
    OR (count(nullif(film, '')) = 0 AND max(link.outcome = 'open'))
ORDER BY movie
"""


class Linked(Struct, frozen=True):
    """A published document with its link, and what it was made of."""

    source: str
    link: Link
    found: Found | None


class Links:
    """The tables of links and rulings."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, links: Iterable[tuple[int, LinkRow]]) -> None:
        """Keep what was found for documents, given by their ids, and what follows."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)",
            ((document, *link) for document, link in links),
        )

    def ruled(self, sources: Sequence[str]) -> set[str]:
        """Of these sources those for which persons decided something."""
        rows = self._connection.execute(
            "SELECT DISTINCT source FROM ruling WHERE source IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(sources).decode(),),
        )
        return {source for (source,) in rows}

    def settled(self, entry: Entry, found: Found | None) -> Link:
        """What a document is linked to by what was found and what persons decided."""
        return settled(found, self.holding(entry))

    def found(self, document: int) -> Found | None:
        """What the scoring found for a document; None where it was never looked for."""
        row = self._connection.execute(
            "SELECT found FROM link WHERE document = ?", (document,)
        ).fetchone()
        return _found.decode(row[0]) if row else None

    # --- rulings -----------------------------------------------------------------------------

    def rulings(self, source: str) -> list[Ruling]:
        """What persons decided for a source, in a fixed order."""
        rows = self._connection.execute(
            "SELECT ruling FROM ruling WHERE source = ? ORDER BY film", (source,)
        )
        return [_ruling.decode(row) for (row,) in rows]

    def holding(self, entry: Entry) -> list[Ruling]:
        """What persons decided for a document's film; not what was decided for another, of which
        its source was before."""
        rulings = self.rulings(entry.source)
        return [r for r in rulings if r.holds(entry.subject)] if rulings else []

    def all_rulings(self) -> Iterator[Ruling]:
        """Every ruling, by source; also of sources that are gone."""
        rows = self._connection.execute("SELECT ruling FROM ruling ORDER BY source, film")
        return (_ruling.decode(row) for (row,) in rows)

    def rule(self, ruling: Ruling) -> None:
        """Keep a ruling: a film or none takes the place of what was decided before, and a
        rejection stands beside other rejections. Names and notes are kept on one line."""
        who, note = (" ".join(words.split()) for words in (ruling.who, ruling.note))
        ruling = replace(ruling, who=who, note=note)
        if ruling.answer != "rejected":
            for before in self.rulings(ruling.source):
                if before.answer != "rejected":
                    self._forget(before)
        self._connection.execute(
            "INSERT OR REPLACE INTO ruling VALUES (?, ?, ?)",
            (ruling.source, ruling.key, msgspec.json.encode(ruling)),
        )

    def forget(self, source: str) -> list[Ruling]:
        """Take back all rulings for a source; returns them."""
        rulings = self.rulings(source)
        for ruling in rulings:
            self._forget(ruling)
        return rulings

    def _forget(self, ruling: Ruling) -> None:
        self._connection.execute(
            "DELETE FROM ruling WHERE source = ? AND film = ?", (ruling.source, ruling.key)
        )

    # --- films -------------------------------------------------------------------------------

    def linked(self, movie: int) -> list[Linked]:
        """The documents about a film with their links, by source."""
        rows = self._connection.execute(
            "SELECT source, link, found FROM document LEFT JOIN link"
            " ON link.document = document.id WHERE movie = ? ORDER BY source",
            (movie,),
        )
        return [
            Linked(source, _link.decode(link) if link else UNLINKED, _found.decode(found or "null"))
            for source, link, found in rows
        ]

    def any(self) -> bool:
        """Whether anything was found, or nearly found, for any document."""
        found = self._connection.execute("SELECT 1 FROM link WHERE outcome <> 'none' LIMIT 1")
        return found.fetchone() is not None

    def films(self) -> Iterator[tuple[int, Link]]:
        """Every film that has documents, and what it is linked to."""
        rows: Iterable[tuple[int, bytes | None]] = self._connection.execute(
            "SELECT movie, link FROM document LEFT JOIN link ON link.document = document.id"
            " WHERE movie IS NOT NULL ORDER BY movie"
        )
        movie, links = 0, list[Link]()
        for film, row in rows:
            if film != movie and movie:
                yield movie, joint(links)
                links = []
            movie = film
            links += [_link.decode(row)] if row else []
        if movie:
            yield movie, joint(links)

    def open_films(self, after: int = 0, limit: int = 2**31) -> list[int]:
        """The films whose link waits for a person, from the one after `after`, by id."""
        if not self.any():
            return []
        rows = self._connection.execute(MAYBE_OPEN, (after,))
        waiting = (movie for (movie,) in rows if self._of(movie).outcome == "open")
        return list(islice(waiting, limit))

    def _of(self, movie: int) -> Link:
        return joint(each.link for each in self.linked(movie))
