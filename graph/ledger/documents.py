"""Documents in the ledger: each input with its outcome, its claims and its report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from graph.documents.files import file_of
from graph.identity import IDENTIFYING, Signature
from graph.linking import Link
from graph.records import Extraction
from shapes.report import ValidationResult

Outcome = Literal["published", "rejected", "unreadable", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("published", "rejected", "unreadable", "skipped")
MATCHED: tuple[Outcome, ...] = ("published", "rejected")
"""The outcomes of documents that are about a film."""

_extraction = msgspec.json.Decoder(Extraction)
_report = msgspec.json.Decoder(tuple[ValidationResult, ...])
_link = msgspec.json.Decoder(Link)
_COLUMNS = (
    "id, source, digest, format, because, outcome, reason, changed, text, extraction, report,"
    " movie, page"
)


class Entry(Struct, frozen=True):
    """What the ledger knows of one input.

    `reason` says why it is not published, in one sentence; `text` is kept of what was rejected;
    `changed` is the ISO date on which it came in in this form. `movie` and `page`, which is the
    review or viewing that it is, are ids of things, None unless published; a record of a film has
    no page of its own. `link` is what its film is linked to by this document alone.
    """

    source: str
    digest: str
    outcome: Outcome
    format: str = ""
    because: str = ""
    reason: str = ""
    changed: str = ""
    text: str = ""
    extraction: Extraction = Extraction()
    report: tuple[ValidationResult, ...] = ()
    id: int = 0
    movie: int | None = None
    page: int | None = None
    link: Link = Link()

    @property
    def signature(self) -> Signature:
        """What it says that tells its film from others."""
        claims = tuple(c for c in self.extraction.movie if c.property in IDENTIFYING)
        return Signature(self.source, claims, self.link)


class Documents:
    """The document table and what hangs on it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self, sources: Sequence[str]) -> dict[str, tuple[str, Outcome]]:
        """Of these sources the ones that came in before, with digest and outcome."""
        rows = self._connection.execute(
            "SELECT source, digest, outcome FROM document"
            " WHERE source IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(sources).decode(),),
        )
        return {source: (digest, outcome) for source, digest, outcome in rows}

    def put(self, entry: Entry) -> int:
        """Write an entry in place of an earlier one of the same source; returns its id."""
        row = self._connection.execute(
            "INSERT INTO document(source, digest, format, because, outcome, reason, changed, text,"
            " extraction, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (source) DO UPDATE SET digest = excluded.digest,"
            " format = excluded.format, because = excluded.because, outcome = excluded.outcome,"
            " reason = excluded.reason, changed = excluded.changed, text = excluded.text,"
            " extraction = excluded.extraction, report = excluded.report RETURNING id",
            (
                entry.source,
                entry.digest,
                entry.format,
                entry.because,
                entry.outcome,
                entry.reason,
                entry.changed,
                entry.text,
                msgspec.json.encode(entry.extraction),
                msgspec.json.encode(entry.report),
            ),
        ).fetchone()
        return int(row[0])

    def belongs(self, document: int, *, movie: int | None, page: int | None) -> None:
        """Say which film a document is about, and which review or viewing it is."""
        self._connection.execute(
            "UPDATE document SET movie = ?, page = ? WHERE id = ?", (movie, page, document)
        )

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
        listed = msgspec.json.encode(sorted(ids)).decode()
        return list(self._select("id IN (SELECT value FROM json_each(?))", (listed,)))

    def about(self, thing: int) -> list[Entry]:
        """The published documents about a film, or the one behind a page, by source."""
        return list(self._select("movie = ? OR page = ?", (thing, thing)))

    def with_outcome(self, *outcomes: Outcome) -> Iterator[Entry]:
        """All entries with one of these outcomes, by source."""
        listed = msgspec.json.encode(outcomes).decode()
        return self._select("outcome IN (SELECT value FROM json_each(?))", (listed,))

    def page(self, outcomes: Sequence[Outcome], size: int, number: int) -> list[Entry]:
        """One page, from 1 on, of the entries with one of these outcomes, by source."""
        listed = msgspec.json.encode(outcomes).decode()
        chosen = (
            "id IN (SELECT id FROM document WHERE outcome IN (SELECT value FROM json_each(?))"
            " ORDER BY source LIMIT ? OFFSET ?)"
        )
        return list(self._select(chosen, (listed, size, size * (number - 1))))

    def parts(self, file: str) -> dict[str, int]:
        """What came out of a file, itself or parts such as its rows, with their ids."""
        near = self._between(file, f"{file}$")  # "$" is the character after "#"
        return {source: i for source, i in near.items() if file_of(source) == file}

    def below(self, source: str) -> dict[str, int]:
        """A file and all its parts, or everything in a folder, with their ids."""
        folder = source.rstrip("/")
        inside = self._between(f"{folder}/", f"{folder}0")  # "0" is the character after "/"
        return self._between(source, f"{source}\0") | self.parts(source) | inside

    def all(self) -> dict[str, int]:
        """Every source there is, with its id."""
        return self._between("", "\U0010ffff")

    def _between(self, low: str, high: str) -> dict[str, int]:
        rows = self._connection.execute(
            "SELECT source, id FROM document WHERE source >= ? AND source < ? ORDER BY source",
            (low, high),
        )
        return dict(rows.fetchall())

    def matched(self) -> list[int]:
        """The ids of all documents that are about a film."""
        listed = msgspec.json.encode(MATCHED).decode()
        rows = self._connection.execute(
            "SELECT id FROM document WHERE outcome IN (SELECT value FROM json_each(?)) ORDER BY id",
            (listed,),
        )
        return [document for (document,) in rows]

    def counts(self) -> dict[Outcome, int]:
        """How many inputs ended in which outcome."""
        rows = self._connection.execute("SELECT outcome, count(*) FROM document GROUP BY outcome")
        found = dict(rows.fetchall())
        return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}

    # --- film keys ---------------------------------------------------------------------------

    def keys_of(self, document: int) -> set[str]:
        """The film keys of a document."""
        rows = self._connection.execute("SELECT key FROM film_key WHERE document = ?", (document,))
        return {key for (key,) in rows}

    def set_keys(self, document: int, keys: Iterable[str]) -> None:
        """Replace the film keys of a document."""
        self._connection.execute("DELETE FROM film_key WHERE document = ?", (document,))
        self._connection.executemany(
            "INSERT INTO film_key VALUES (?, ?)", [(key, document) for key in keys]
        )

    def all_keys(self) -> list[str]:
        """Every film key."""
        return [key for (key,) in self._connection.execute("SELECT DISTINCT key FROM film_key")]

    def sharing(self, key: str) -> tuple[set[int], set[str]]:
        """All documents tied to a key directly or by way of others, and all their keys."""
        documents: set[int] = set()
        keys, fresh = {key}, [key]
        while fresh:
            listed = msgspec.json.encode(fresh).decode()
            found = self._connection.execute(
                "SELECT DISTINCT b.document, b.key FROM film_key a"
                " JOIN film_key b ON b.document = a.document"
                " WHERE a.key IN (SELECT value FROM json_each(?))",
                (listed,),
            ).fetchall()
            documents |= {document for document, _ in found}
            fresh = list({key for _, key in found} - keys)
            keys |= set(fresh)
        return documents, keys

    def _select(self, where: str, values: Sequence[object]) -> Iterator[Entry]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS}, (SELECT link FROM link WHERE link.document = document.id)"  # noqa: S608
            f" FROM document WHERE {where} ORDER BY source",
            values,
        )
        for row in rows:
            yield _entry(row)


def _entry(row: Sequence[object]) -> Entry:
    names = _COLUMNS.replace(" ", "").split(",")
    fields = dict(zip((*names, "link"), row, strict=True))
    fields["link"] = _link.decode(fields["link"]) if fields["link"] else Link()  # type: ignore[arg-type]
    fields["extraction"] = _extraction.decode(fields["extraction"])  # type: ignore[arg-type]
    fields["report"] = _report.decode(fields["report"])  # type: ignore[arg-type]
    return Entry(**fields)  # type: ignore[arg-type]
