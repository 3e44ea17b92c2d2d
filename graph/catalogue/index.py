"""The catalogue as it is asked: films by the forms of a title, by identifier, by item.

A read-only SQLite file that never changes: a new build takes its place, and who has the old one
open goes on with that. It opens at once, and any number of processes may hold it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from graph.catalogue.forms import WEAK
from graph.catalogue.records import CatalogueFilm
from graph.catalogue.schema import VERSION, decode
from graph.catalogue.writing import Draft
from graph.errors import StorageError, VersionError

MOST_NAMESAKES = 200
"""Films that one title finds at most; “Home” is borne by 50."""

STRONG = "SELECT film FROM title WHERE form = ? AND weak = 0 LIMIT ?"
WEAKER = "SELECT film FROM title WHERE form = ? AND weak = 1 LIMIT ?"
DIRECTED = "SELECT film FROM director WHERE name = ? AND year BETWEEN ? AND ? LIMIT ?"
NEXT = "SELECT id, row FROM film WHERE id > ? ORDER BY id LIMIT 1000"


class Catalogue:
    """Film identities by title and by identifier; may be shared by threads, not over a fork."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        """Use `open` or `of`."""
        self._connection = connection
        self._path = path
        self._lock = Lock()
        finalize(self, connection.close)  # who matches films holds it as long as they do that

    def __reduce__(self) -> tuple[object, ...]:
        """Another process opens the file for itself."""
        if self._path is None:
            raise TypeError("A catalogue in memory stays in its process.")
        return Catalogue.open, (self._path,)

    @classmethod
    def open(cls, path: Path) -> Catalogue:
        """The catalogue in a file. Raises `StorageError`, `VersionError`."""
        if not path.exists():
            raise StorageError(
                f"There is no catalogue at {path}. Make one with “triplebill catalogue build”."
            )
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            opened = cls(connection, path)
            (found,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise StorageError(
                f"The catalogue {path} cannot be read ({error}). Make it anew with "
                "“triplebill catalogue build”."
            ) from error
        if found != VERSION:
            raise VersionError(
                f"The catalogue {path} has layout {found}, and this Triplebill knows {VERSION}. "
                "Make it anew with “triplebill catalogue build”."
            )
        return opened

    @classmethod
    def of(cls, films: Iterable[CatalogueFilm]) -> Catalogue:
        """A catalogue of a few films, in memory.

        >>> from graph.records import Text
        >>> found = Catalogue.of([CatalogueFilm("Q42198", titles=(Text("Heat"),), years=(1995,))])
        >>> [film.qid for film in found.by_title(["heat"])], len(found)
        (['Q42198'], 1)
        """
        draft = Draft()
        for film in films:
            draft.add(film)
        return cls(draft.finished({}))

    def by_title(self, keys: Iterable[str], limit: int = MOST_NAMESAKES) -> list[CatalogueFilm]:
        """The films that have one of these title forms: see `forms.title_forms`.

        Those found by the whole title first, and at most `limit`. A film is found where at
        least one of the two forms that agree is strong: two films of one series share the
        title before the colon, and that alone says nothing.
        """
        found: dict[int, None] = {}
        keys = tuple(keys)
        strong = [key for key in keys if not key.startswith(WEAK)]
        weak = [key.removeprefix(WEAK) for key in keys if key.startswith(WEAK)]
        for sql, some in ((STRONG, strong), (STRONG, weak), (WEAKER, strong)):
            for key in some:
                if len(found) < limit:
                    rows = self._rows(sql, key, limit)
                    found |= dict.fromkeys(film for (film,) in rows)
        return [self._film(film) for film in list(found)[:limit]]

    def by_director(
        self, names: Iterable[str], first: int, last: int, limit: int = MOST_NAMESAKES
    ) -> list[CatalogueFilm]:
        """The films of directors from one year to another, at most `limit`.

        `names` are in `forms.person_form`.
        """
        found: dict[int, None] = {}
        for name in names:
            if len(found) < limit:
                rows = self._rows(DIRECTED, name, first, last, limit)
                found |= dict.fromkeys(film for (film,) in rows)
        return [self._film(film) for film in list(found)[:limit]]

    def by_identifier(self, scheme: str, value: str) -> CatalogueFilm | None:
        """The one film with an identifier; None where there is none, or more than one."""
        rows = self._rows("SELECT film FROM identifier WHERE key = ? LIMIT 2", f"{scheme}:{value}")
        return self._film(rows[0][0]) if len(rows) == 1 else None

    def facts(self) -> dict[str, str]:
        """Where its data come from, under which licence, and when it was made."""
        return dict(self._rows("SELECT name, value FROM meta ORDER BY name"))

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def __len__(self) -> int:
        ((number,),) = self._rows("SELECT count(*) FROM film")
        return int(number)

    def __iter__(self) -> Iterator[CatalogueFilm]:
        last = 0
        while rows := self._rows(NEXT, last):
            for last, row in rows:  # noqa: B007
                yield decode(row)

    def _film(self, number: int) -> CatalogueFilm:
        ((row,),) = self._rows("SELECT row FROM film WHERE id = ?", number)
        return decode(row)

    def _rows(self, sql: str, *values: str | int) -> list[Any]:
        with self._lock:  # threads of one connection would share the statements that it keeps
            return self._connection.execute(sql, values).fetchall()
