"""The catalogue as it is made: films come in, accounts of one film are merged, the file is put
in its place when it is whole."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.catalogue.forms import WEAK, person_form, title_forms
from graph.catalogue.records import CatalogueFilm, merged
from graph.catalogue.schema import TABLES, decode, encode
from graph.errors import LockedError, StorageError

JOINING = "imdb"
"""The scheme by which an account without an item is known to be of a film with one."""


class Draft:
    """A catalogue that is being made, in a file of its own or in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._connection = sqlite3.connect(
            path or ":memory:", isolation_level=None, check_same_thread=False
        )
        # Nothing of a draft is worth keeping unless it becomes whole.
        self._connection.executescript(
            f"PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;{TABLES}BEGIN;"
        )

    def add(self, film: CatalogueFilm, *, only_known: bool = False) -> None:
        """Take a film in; another account of the same film is merged with it.

        The same are films with one item, and films with one IMDb number of which not both have
        an item. Titles never join. With `only_known` a film that is not here already is ignored.
        """
        found = self._same(film)
        if found is None and only_known:
            return
        if found is None:
            cursor = self._connection.execute("INSERT INTO film(row) VALUES (?)", (encode(film),))
            number = cursor.lastrowid
        else:
            number, known = found
            film = merged(known, film)
            self._connection.execute("UPDATE film SET row = ? WHERE id = ?", (encode(film), number))
        self._connection.executemany(
            "INSERT OR IGNORE INTO identifier VALUES (?, ?)",
            ((f"{each.scheme}:{each.value}", number) for each in film.all_identifiers),
        )

    def finished(self, facts: Mapping[str, str]) -> sqlite3.Connection:
        """The catalogue, with its title forms and with facts about itself."""
        connection = self._connection
        connection.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
        connection.execute("CREATE TEMP TABLE form(form TEXT, weak INTEGER, film INTEGER)")
        rows = connection.execute("SELECT id, row FROM film")
        connection.executemany("INSERT INTO form VALUES (?, ?, ?)", _forms(rows))
        connection.execute(
            "INSERT OR IGNORE INTO title SELECT * FROM form ORDER BY form, weak, film"
        )
        connection.execute("DROP TABLE form")
        rows = connection.execute("SELECT id, row FROM film")
        connection.executemany("INSERT OR IGNORE INTO director VALUES (?, ?, ?)", _directed(rows))
        connection.execute("COMMIT")
        return connection

    def __len__(self) -> int:
        (number,) = self._connection.execute("SELECT count(*) FROM film").fetchone()
        return int(number)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _same(self, film: CatalogueFilm) -> tuple[int, CatalogueFilm] | None:
        """The film that is known already, with its number."""
        if film.qid and (found := self._by_key(f"wikidata:{film.qid}")):
            return found[0]
        candidates = [
            (number, known)
            for imdb in film.identifiers
            if imdb.scheme == JOINING
            for number, known in self._by_key(f"{JOINING}:{imdb.value}")
            if not (known.qid and film.qid)
        ]
        return candidates[0] if len({number for number, _ in candidates}) == 1 else None

    def _by_key(self, key: str) -> list[tuple[int, CatalogueFilm]]:
        rows = self._connection.execute(
            "SELECT film.id, film.row FROM identifier JOIN film ON film.id = film WHERE key = ?",
            (key,),
        )
        return [(number, decode(row)) for number, row in rows]


@contextmanager
def drafting(path: Path) -> Iterator[Draft]:
    """A draft that takes the place of the catalogue at a path once `finished`, and not before.

    Raises `LockedError` where another process makes it, `StorageError` where the disk refuses;
    the old catalogue stays whatever happens.
    """
    unfinished = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _claimed(unfinished):
            draft = Draft(unfinished)
            try:
                yield draft
            finally:
                draft.close()
            _make_durable(unfinished)
            unfinished.replace(path)
            _make_durable(path.parent)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            f"The catalogue {path} could not be written: {error}. The old one is untouched."
        ) from error


@contextmanager
def _claimed(path: Path) -> Iterator[None]:
    """An empty file that no other build writes to meanwhile. Raises `LockedError`."""
    with path.open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                raise BlockingIOError  # a build that has just ended put it in its place
        except (BlockingIOError, FileNotFoundError) as error:
            raise LockedError(
                f"Another process is making the catalogue {path.stem}. Wait until it has ended."
            ) from error
        try:
            handle.truncate(0)
            yield
        finally:
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                    path.unlink()


def _forms(rows: Iterator[tuple[int, bytes]]) -> Iterator[tuple[str, bool, int]]:
    for number, row in rows:
        spellings = dict.fromkeys(title.value for title in decode(row).titles)
        for form in dict.fromkeys(form for title in spellings for form in title_forms(title)):
            yield form.removeprefix(WEAK), form.startswith(WEAK), number


def _make_durable(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _directed(rows: Iterator[tuple[int, bytes]]) -> Iterator[tuple[str, int, int]]:
    for number, row in rows:
        film = decode(row)
        for name in dict.fromkeys(person_form(person.name) for person in film.directors):
            for year in film.years:
                yield name, year, number
