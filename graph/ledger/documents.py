"""Documents in the ledger: each input with its outcome, its claims and its report."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from graph.documents.files import file_of
from graph.identity import Said
from graph.ledger.entries import COLUMNS, MATCHED, OUTCOMES, Entry, Outcome, entry_of_row, read_said
from graph.ledger.film_keys import FilmKeys

PUT = (
    "INSERT INTO document(id, source, outcome, digest, format, because, reason, changed, said,"
    " vote, appeared, own, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?12, ?12)"
    " ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, digest = excluded.digest,"
    " format = excluded.format, because = excluded.because, reason = excluded.reason,"
    " changed = excluded.changed, said = excluded.said, vote = excluded.vote,"
    " appeared = excluded.appeared, own = excluded.own, page = excluded.page"
)

_STAYS = "outcome = 'published' AND reason <> ''"
_STAY = f"document INDEXED BY document_unread WHERE {_STAYS}"
_ENDED = (
    "SELECT id, source FROM document WHERE outcome IN (SELECT value FROM json_each(?1))"  # noqa: S608
    f" AND NOT ({_STAYS})"
    f" UNION ALL SELECT id, source FROM {_STAY}"
    " AND 'unreadable' IN (SELECT value FROM json_each(?1))"
)


class Member(NamedTuple):
    """A document with what it has belonged to until now, and what tells its film from others.

    `own` is the page that it has by itself, `page` that of another where both are one review;
    `appeared` is where it says that it first appeared, as the table has it.
    """

    document: int
    source: str
    movie: int | None
    page: int | None
    own: int | None
    appeared: bytes
    said: Said


class Documents:
    """The document table and what hangs on it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.keys = FilmKeys(connection)

    def known(self, sources: Sequence[str]) -> dict[str, tuple[str, Outcome]]:
        """Of these sources the ones that came in before, with digest and outcome."""
        rows = self._connection.execute(
            "SELECT source, digest, outcome FROM document"
            " WHERE source IN (SELECT value FROM json_each(?))",
            (_listed(sources),),
        )
        return {source: (digest, outcome) for source, digest, outcome in rows}

    def ids(self, sources: Sequence[str]) -> dict[str, int]:
        """Of these sources the ones that came in before, with their ids."""
        rows = self._connection.execute(
            "SELECT source, id FROM document WHERE source IN (SELECT value FROM json_each(?))",
            (_listed(sources),),
        )
        return dict(rows.fetchall())

    def next_id(self) -> int:
        """The first id that no input has."""
        (last,) = self._connection.execute("SELECT max(id) FROM document").fetchone()
        return (last or 0) + 1

    def put(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Write inputs, each as the values of `PUT`, in place of earlier ones with their ids."""
        self._connection.executemany(PUT, rows)

    def stay(self, reasons: Mapping[str, str]) -> None:
        """These sources could not be read, for these reasons: what is published of them stays."""
        self._connection.executemany(
            "UPDATE document SET reason = ?2 WHERE source = ?1", reasons.items()
        )

    def read_again(self, sources: Sequence[str]) -> None:
        """These sources are what they were; some could not be read meanwhile."""
        self._connection.execute(
            f"UPDATE document SET reason = '' WHERE id IN (SELECT id FROM {_STAY}"  # noqa: S608
            " AND source IN (SELECT value FROM json_each(?)))",
            (_listed(sources),),
        )

    def put_contents(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Write the report, text and extraction of inputs, given by their ids."""
        self._connection.executemany("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", rows)

    def belong(self, movies: Iterable[tuple[int, int | None]]) -> None:
        """Say which film each document is about, if any: pairs of a document's and a film's id."""
        self._connection.executemany("UPDATE document SET movie = ?2 WHERE id = ?1", movies)

    def join(self, pages: Iterable[tuple[int, int]]) -> None:
        """Say whose page each document is behind: pairs of a document's and a page's id."""
        self._connection.executemany("UPDATE document SET page = ?2 WHERE id = ?1", pages)

    def joined(self) -> set[int]:
        """The ids of those that are the review or viewing of another one."""
        rows = self._connection.execute(
            "SELECT id FROM document INDEXED BY document_joined WHERE page <> own"
        )
        return {document for (document,) in rows}

    def whose(self, documents: Iterable[int]) -> list[tuple[str, str]]:
        """The sources of these, each with the one whose page it is behind, by source."""
        return self._connection.execute(
            "SELECT source, key FROM document JOIN thing ON thing.id = page"
            " WHERE document.id IN (SELECT value FROM json_each(?)) ORDER BY source",
            (_listed(documents),),
        ).fetchall()

    def withdraw(self, document: int) -> None:
        """A document belongs to nothing any more, and its words tie it to no other."""
        self._connection.execute(
            "UPDATE document SET movie = NULL, page = NULL, own = NULL WHERE id = ?", (document,)
        )
        self.keys.forget([document])

    def belongings(self, document: int) -> tuple[int | None, int | None]:
        """The film, and the review or viewing, that a document belongs to."""
        row = self._connection.execute(
            "SELECT movie, page FROM document WHERE id = ?", (document,)
        ).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def delete(self, document: int) -> None:
        """Forget an input; its keys and mentions go with it."""
        self._connection.execute("DELETE FROM document WHERE id = ?", (document,))

    def get(self, source: str) -> Entry | None:
        """The entry of a source."""
        return next(self._select("source = ?", (source,)), None)

    def of_ids(self, ids: Iterable[int]) -> list[Entry]:
        """The entries with these ids, by source."""
        listed = _listed(sorted(ids))
        return list(self._select("id IN (SELECT value FROM json_each(?))", (listed,)))

    def about(self, thing: int) -> list[Entry]:
        """The published documents about a film, or those behind a page, by source."""
        return list(self._select("movie = ? OR page = ?", (thing, thing)))

    def any_about(self, thing: int) -> bool:
        """Whether there is a document about a film, or one behind a page."""
        found = self._connection.execute(
            "SELECT 1 FROM document WHERE movie = ?1 OR page = ?1 LIMIT 1", (thing,)
        )
        return found.fetchone() is not None

    def ended(self, *outcomes: Outcome) -> Iterator[Entry]:
        """All entries whose last reading ended so, by source."""
        chosen = f"id IN (SELECT id FROM ({_ENDED}))"  # noqa: S608
        return self._select(chosen, (_listed(outcomes),))

    def with_outcome(self, *outcomes: Outcome) -> Iterator[Entry]:
        """All entries with one of these outcomes, by source."""
        listed = _listed(outcomes)
        return self._select("outcome IN (SELECT value FROM json_each(?))", (listed,))

    def page(self, outcomes: Sequence[Outcome], size: int, number: int) -> list[Entry]:
        """One page, from 1 on, of the entries whose last reading ended so, by source."""
        chosen = f"id IN (SELECT id FROM ({_ENDED}) ORDER BY source LIMIT ?2 OFFSET ?3)"  # noqa: S608
        return list(self._select(chosen, (_listed(outcomes), size, size * (number - 1))))

    def parts(self, file: str) -> dict[str, int]:
        """What came out of a file, itself or parts such as its rows, with their ids."""
        near = self._between(file, f"{file}$")  # "$" is the character after "#"
        return {source: i for source, i in near.items() if file_of(source) == file}

    def has_parts(self, file: str) -> bool:
        """Whether anything came out of a file before."""
        found = self._connection.execute(
            "SELECT 1 FROM document WHERE source = ? OR source >= ? AND source < ? LIMIT 1",
            (file, f"{file}#", f"{file}$"),
        )
        return found.fetchone() is not None

    def divided(self, files: Sequence[str]) -> list[str]:
        """Of these files the ones that parts came out of before."""
        found = self._connection.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM document"
            " WHERE source >= value || '#' AND source < value || '$')",
            (_listed(files),),
        )
        return [file for (file,) in found]

    def below(self, source: str) -> dict[str, int]:
        """A file and all its parts, or everything in a folder, with their ids."""
        if not source:
            return {}
        return self._between(source, f"{source}\0") | dict(self.walk(source))

    def walk(self, folder: str) -> Iterator[tuple[str, int]]:
        """The parts of a folder that is one export, and everything in it, one by one."""
        yield from self.parts(folder).items()
        inside = folder.rstrip("/")
        yield from self._walk(f"{inside}/", f"{inside}0")  # "0" is the character after "/"

    def all(self) -> Iterator[tuple[str, int]]:
        """Every source there is, with its id, one by one."""
        return self._walk("", "\U0010ffff")

    def _between(self, low: str, high: str) -> dict[str, int]:
        return dict(self._walk(low, high))

    def _walk(self, low: str, high: str) -> Iterator[tuple[str, int]]:
        return self._connection.execute(
            "SELECT source, id FROM document WHERE source >= ? AND source < ? ORDER BY source",
            (low, high),
        )

    def matched(self) -> list[int]:
        """The ids of all documents that are about a film."""
        listed = _listed(MATCHED)
        rows = self._connection.execute(
            "SELECT id FROM document WHERE outcome IN (SELECT value FROM json_each(?)) ORDER BY id",
            (listed,),
        )
        return [document for (document,) in rows]

    def counts(self) -> dict[Outcome, int]:
        """How many inputs ended in which outcome when they were read last."""
        rows = self._connection.execute("SELECT outcome, count(*) FROM document GROUP BY outcome")
        found = Counter[Outcome](dict(rows.fetchall()))
        (stay,) = self._connection.execute(
            f"SELECT count(*) FROM {_STAY}"  # noqa: S608
        ).fetchone()
        found.subtract({"published": stay})
        found.update({"unreadable": stay})
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def members(self, documents: Iterable[int]) -> list[Member]:
        """What tells the films of documents apart, by source."""
        listed = _listed(sorted(documents))
        rows = self._connection.execute(
            "SELECT id, source, movie, page, own, appeared, said FROM document"
            " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY source",
            (listed,),
        )
        return [self._member(*row) for row in rows]

    def _member(
        self,
        document: int,
        source: str,
        movie: int | None,
        page: int | None,
        own: int | None,
        appeared: bytes | None,
        said: bytes,
    ) -> Member:
        # An older layout wrote nothing that is said.
        read = read_said(said) if said else self.of(document).said
        return Member(document, source, movie, page, own, appeared or b"", read)

    def of(self, document: int) -> Entry:
        """The entry with that id."""
        return next(self._select("id = ?", (document,)))

    def _select(self, where: str, values: Sequence[object]) -> Iterator[Entry]:
        rows = self._connection.execute(
            f"SELECT {COLUMNS}, (SELECT link FROM link WHERE link.document = document.id)"  # noqa: S608
            f" FROM document JOIN content ON content.document = id WHERE {where} ORDER BY source",
            values,
        )
        for row in rows:
            yield entry_of_row(row)


def _listed(values: Iterable[object]) -> str:
    """Values as a JSON array, for `json_each`."""
    return msgspec.json.encode(values).decode()
