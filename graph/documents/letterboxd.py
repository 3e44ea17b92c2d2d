"""A Letterboxd export, the zip as it is or unpacked: one document for each viewing, and for
each film rated or watched without one.

`reviews.csv` and `diary.csv` have a row for each viewing under the address of its entry,
`ratings.csv` and `watched.csv` a row for each film under the film's; what they say of the same is
put together. What others wrote and what is private is never opened, what was deleted only where
the settings include it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import msgspec
from msgspec.structs import replace

from graph.documents.archive import Members, Unpacked, opened
from graph.documents.files import File, part
from graph.documents.letterboxd_tables import (
    FILMS,
    LEFT_OUT,
    ON_REQUEST,
    TABLES,
    VIEWINGS,
    bundle,
)
from graph.documents.table import read_rows
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

MOST_ROWS = 100_000
FOLDER = re.compile(r"(?:[\w-][\w .-]{0,200}/)?")
"""An export has its tables at the top, or in the one folder that a program packed."""

FILM_ADDRESS = "Film URI"
"""The key under which a viewing has the address of its film, from the table of films."""

Row = dict[str, str]


def read_folder(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """The same as `read` for a folder that holds an unpacked export."""
    own = bundle(str(file.path), [entry.name for entry in file.path.iterdir()])
    yield from _read(file, "", Unpacked(file.path, own))


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each viewing, each film without one, and each member that is not read.

    Sources carry Letterboxd's own short names, so that a later export finds its documents again.
    Raises `UnreadableError`.
    """
    with opened(file.path) as archive:
        folder = _folder(archive.names())
        if folder is None:
            yield Skipped(
                file.source,
                "It is no Letterboxd export: it has no reviews.csv, ratings.csv, diary.csv or "
                "watched.csv. Unpack it and add the files with reviews.",
            )
            return
        yield from _read(file, folder, archive)


def _read(file: File, folder: str, members: Members) -> Iterator[Document | Unreadable | Skipped]:
    export, names = Export(file.source), members.names()
    read = []
    for inside in ("", *(f"{name}/" for name in ON_REQUEST if name in file.include)):
        for table in (*VIEWINGS, *FILMS):
            if (name := folder + inside + table) in names:
                read.append(name)
                yield from export.take(table, members, name)
    for name in names:
        table = name.removeprefix(folder)
        if name not in read:
            yield Skipped(part(file.source, "member", name), _why_left_out(table))
    yield from export.merged()


def _folder(names: Iterable[str]) -> str | None:
    """Where the tables of the export are."""
    for name in names:
        folder, slash, table = name.rpartition("/")
        known = table in TABLES and folder not in LEFT_OUT
        if known and FOLDER.fullmatch(folder + slash):
            return folder + slash
    return None


def _why_left_out(name: str) -> str:
    why = LEFT_OUT.get(name.partition("/")[0], "no film was reviewed in it")
    return f"This part of the export was not opened: {why}."


@dataclass(slots=True)
class Export:
    """The rows of an export, by what they are about."""

    source: str
    viewings: dict[str, Document] = field(default_factory=dict)
    films: dict[str, Document] = field(default_factory=dict)

    def take(self, table: str, members: Members, name: str) -> Iterator[Unreadable | Skipped]:
        """Read a table; what of it cannot be read comes out."""
        place, number = part(self.source, "member", name), 0
        try:
            rows = read_rows(
                BytesIO(members.content(name)), place, f"{table} of a Letterboxd export"
            )
            for number, row in enumerate(rows, 1):
                at = part(self.source, _kind(name), number)
                if number > MOST_ROWS:
                    yield Unreadable(at, f"From here on {table} was not read: it has more than "
                                     f"{MOST_ROWS:,} rows.", rest=True)  # fmt: skip
                    return
                if isinstance(row, Document):
                    self._put(row, table)
                else:
                    yield replace(row, source=at)
            if not number:
                yield Skipped(place, "This part of the export has no rows.")
        except UnreadableError as error:
            yield Unreadable(place, str(error), rest=True)

    def _put(self, row: Document, table: str) -> None:
        """Together with what another row says of the same."""
        kind = "entry" if table in VIEWINGS else "film"
        known = self.viewings if table in VIEWINGS else self.films
        source = part(self.source, kind, _name(row.metadata))
        known[source] = _joined(known[source], row) if source in known else _own(row, source)

    def merged(self) -> Iterator[Document]:
        """The viewings, each with what the film's row adds; then the films without a viewing."""
        latest, rated = self._by_film()
        titles = Counter(_film(row.metadata) for row in self.films.values())
        seen = {t: row for row in self.films.values() if titles[t := _film(row.metadata)] == 1}
        for source, viewing in self.viewings.items():
            title = _film(viewing.metadata)
            takes_rating = latest[title] == source and title not in rated
            film = seen.get(title)
            yield _with_film(viewing, film, takes_rating) if film else viewing
        yield from (row for row in self.films.values() if _film(row.metadata) not in latest)

    def _by_film(self) -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
        """The latest viewing of each film, and the films of which a viewing has a rating."""
        latest: dict[tuple[str, str], str] = {}
        for source, viewing in sorted(self.viewings.items(), key=lambda item: _when(item[1])):
            latest[_film(viewing.metadata)] = source
        rated = {_film(v.metadata) for v in self.viewings.values() if v.metadata.get("Rating")}
        return latest, rated


def _kind(name: str) -> str:
    """What the rows of a table are called: `reviews`, and `deletedreviews` on request."""
    *folders, table = name.split("/")
    asked_for = "".join(folder for folder in folders[-1:] if folder in ON_REQUEST)
    return asked_for + table.removesuffix(".csv")


def _film(row: Row) -> tuple[str, str]:
    return row.get("Name", ""), row.get("Year", "")


def _when(viewing: Document) -> tuple[str, str]:
    row = viewing.metadata
    return row.get("Watched Date", ""), row.get("Date", "")


def _name(row: Row) -> str:
    """Letterboxd's own name of a viewing or a film; without one, what else tells it apart."""
    address = row.get("Letterboxd URI", "").strip().rstrip("/")
    if address:
        return address.removeprefix("https://boxd.it/")
    return " ".join((row.get("Watched Date") or row.get("Date", ""), *_film(row)))


def _own(row: Document, source: str) -> Document:
    return _saying(replace(row, source=source, format="letterboxd"), row.metadata)


def _joined(one: Document, other: Document) -> Document:
    """Two rows about the same: what the first is silent about, the second says."""
    said = {key: value for key, value in one.metadata.items() if value}
    return _saying(one, other.metadata | said)


def _with_film(viewing: Document, film: Document, takes_rating: bool) -> Document:
    added = {FILM_ADDRESS: film.metadata.get("Letterboxd URI", "")}
    if takes_rating:
        added["Rating"] = film.metadata.get("Rating", "")
    said = {key: value for key, value in added.items() if value}
    return _saying(viewing, viewing.metadata | said)


def _saying(document: Document, metadata: Row) -> Document:
    """The document with these keys, and a digest of them that no order changes."""
    material = msgspec.json.encode(metadata, order="sorted")
    return replace(document, metadata=metadata, digest=hashlib.sha256(material).hexdigest())
