"""The full-text index read out, for readers that have files and no SQLite.

What stands here is what the tables of words hold, word by word, and what is shown of things.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from graph.ledger.listed import REVIEWS
from graph.mapping import Kind, named_after

Table = Literal["film_words", "agent_words", "review_words"]
TABLES: tuple[Table, ...] = ("film_words", "agent_words", "review_words")

_SHOWN = f"""\
SELECT own.thing, own.kind, thing.slug, own.label, own.day, own.year, own.rating,
  film.label, film.year, film_thing.slug, critic.label, critic_thing.kind, critic_thing.slug,
  CASE own.kind
    WHEN 'movie' THEN {REVIEWS["movie"]}
    WHEN 'person' THEN {REVIEWS["person"]}
  END
FROM listed own JOIN thing ON thing.id = own.thing
LEFT JOIN listed film ON own.kind = 'review' AND film.thing = own.film
LEFT JOIN thing film_thing ON film_thing.id = film.thing
LEFT JOIN listed critic ON critic.thing = own.reviewer
LEFT JOIN thing critic_thing ON critic_thing.id = critic.thing
WHERE own.thing IN (SELECT value FROM json_each(?)) ORDER BY own.thing
"""

# The plus before the column keeps SQLite from the wrong index.
_PERSONS = """\
SELECT facet.thing, listed.label, thing.slug FROM facet
JOIN listed ON listed.thing = facet.value JOIN thing ON thing.id = facet.value
WHERE +facet.name IN ('director', 'reviewer') AND facet.thing IN (SELECT value FROM json_each(?))
ORDER BY facet.thing, listed.sort
"""


class Name(Struct, frozen=True, omit_defaults=True):
    """What something is called, and its path below the base IRI."""

    name: str
    path: str
    year: int | None = None


class Shown(Struct, frozen=True, omit_defaults=True):
    """What is shown of a thing that was found; the rating in half stars, the day as stated."""

    kind: Kind
    name: str
    path: str
    year: int | None = None
    day: str = ""
    rating: int | None = None
    reviews: int = 0
    film: Name | None = None
    by: tuple[Name, ...] = ()


class Indexed:
    """The tables of words on one connection; one thread at a time works with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._opened = False

    def vocabulary(self, table: Table) -> list[tuple[str, int]]:
        """Every word of a table, as SQLite has folded it, and how many things have it."""
        self._open()
        return self._connection.execute(f"SELECT term, doc FROM temp.{table}_known").fetchall()

    def places(self, table: Table, word: str) -> Iterator[tuple[int, str]]:
        """Every place of a word: the thing, and the column of the table."""
        self._open()
        return self._connection.execute(
            f"SELECT doc, col FROM temp.{table}_placed WHERE term = ?", (word,)
        )

    def named(self, word: str) -> Iterator[tuple[int, str]]:
        """The reviews that have a word elsewhere than in their body, and where."""
        columns = ("headline", "film", "author")
        quoted = '"' + word.replace('"', '""') + '"'
        for column in columns:
            rows = self._connection.execute(
                "SELECT rowid FROM review_words WHERE review_words MATCH ?",
                (f"{column} : {quoted}",),
            )
            yield from ((thing, column) for (thing,) in rows)

    def lengths(self) -> dict[int, int]:
        """How many words the body of each review has."""
        rows = self._connection.execute("SELECT id, sz FROM review_words_docsize")
        return {thing: _numbers(sizes)[-1] for thing, sizes in rows}

    def total(self) -> int:
        """How many reviews there are."""
        (number,) = self._connection.execute(
            "SELECT count(*) FROM listed WHERE kind = 'review'"
        ).fetchone()
        return int(number)

    def things(self) -> list[int]:
        """The ids of all things that are searched."""
        return [thing for (thing,) in self._connection.execute("SELECT thing FROM listed")]

    def shown(self, things: Iterable[int]) -> dict[int, Shown]:
        """What is shown of those of the things with these ids that are searched."""
        ids = (msgspec.json.encode(sorted(things)).decode(),)
        persons: dict[int, tuple[Name, ...]] = {}
        for thing, name, slug in self._connection.execute(_PERSONS, ids):
            persons[thing] = (*persons.get(thing, ()), Name(name, f"person/{slug}"))
        return {
            row[0]: _shown(row, persons.get(row[0], ()))
            for row in self._connection.execute(_SHOWN, ids)
        }

    def _open(self) -> None:
        """Make the tables by which FTS5 shows its index, for this connection alone."""
        if not self._opened:
            for table in TABLES:
                for name, kind in (("known", "row"), ("placed", "instance")):
                    self._connection.execute(
                        f"CREATE VIRTUAL TABLE temp.{table}_{name}"
                        f" USING fts5vocab(main, {table}, {kind})"
                    )
            self._opened = True


def _shown(row: tuple, persons: tuple[Name, ...]) -> Shown:  # type: ignore[type-arg]
    """A thing by its row; `persons` directed the film, or wrote the review with its reviewer."""
    _, kind, slug, label, day, year, rating, film, film_year, film_slug, *critic, reviews = row
    of = Name(film, f"movie/{film_slug}", film_year) if film_slug else None
    if critic[2]:
        wrote = (Name(critic[0], f"{critic[1]}/{critic[2]}"), *persons)
        persons = tuple(sorted(wrote, key=lambda who: (who.name.casefold(), who.path)))
    name = label or named_after(film)
    return Shown(kind, name, f"{kind}/{slug}", year, day, rating, reviews or 0, of, persons)


def _numbers(sizes: bytes) -> list[int]:
    """The numbers in a record of FTS5, seven bits in a byte, the highest first."""
    numbers, number = [], 0
    for byte in sizes:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers
