"""What lists, facets and the search know of each published thing: written as it is published.

A line is a function of the thing's own documents, so that publishing what changed gives the same
lines as publishing everything. They stand in the ledger so that they follow it through a crash:
what is still dirty is written again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from graph.mapping import Kind
from graph.values.folding import fold
from graph.values.terms import covered, folded, segmented

STATE = "listed"
"""The name of the ledger's setting that counts how often lines have changed."""

Place = Literal["page", "path", "name", "headline"]
"""What leads to a review from elsewhere: the key of the address where it first appeared; the path
or the name that the page of its file has; the name that its headline would make."""

MOST_AT_ONE_PLACE = 1_000

Role = Literal["director", "author", "actor"]
ROLES: tuple[Role, ...] = ("director", "author", "actor")

_WORDS = {
    "movie": "film_words",
    "review": "review_words",
    "person": "agent_words",
    "organization": "agent_words",
}
"""The full-text table of each kind that is listed."""

_COLUMNS = {
    "film_words": "names, people",
    "agent_words": "names",
    "review_words": "headline, film, author, body",
}

_SAID = "(SELECT count(*) FROM listed said WHERE said.kind = 'review' AND said.{} = own.thing)"
_WITH_OTHERS = "(SELECT count(*) FROM facet WHERE name = 'reviewer' AND value = +own.thing)"
REVIEWS = {"movie": _SAID.format("film"), "person": f"{_SAID.format('reviewer')} + {_WITH_OTHERS}"}
"""How many reviews there are of the film, or by the person, of a line `own`: a part of a query.
The plus rids the id of its affinity, which `value` lacks: no index would serve."""


class Listing(Struct, frozen=True):
    """What is listed of a thing; `names` begins with the one that it is shown under.

    Of a film: its year, genres by slug, persons by role, as ids of things, the names of `people`
    as they are folded, and the rating in half stars. Of a review: its film, reviewers, day and
    rating, the titles of its film and the authors as its own document names them, its text, and
    the `places` that lead to it.
    """

    thing: int
    kind: Kind
    names: tuple[str, ...] = ()
    year: int | None = None
    rating: int | None = None
    genres: tuple[tuple[str, str], ...] = ()
    persons: tuple[tuple[Role, int], ...] = ()
    people: tuple[str, ...] = ()
    film: int | None = None
    reviewers: tuple[int, ...] = ()
    day: str = ""
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    text: str = ""
    places: tuple[tuple[Place, str], ...] = ()


class Line(NamedTuple):
    """A thing's row, its facets and its words, as the tables hold them; `digest` tells them from
    others, such as an older Triplebill made of the same listing."""

    thing: int
    kind: Kind
    digest: bytes
    row: tuple[object, ...]
    facets: list[tuple[object, ...]]
    words: tuple[str, ...]


class Listed:
    """The lines, their facets and their words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace(self, things: Sequence[int], lines: Iterable[Line]) -> int:
        """Make the lines of these things exactly these; returns how many changed.

        To be called in a transaction.
        """
        wanted = {line.thing: line for line in lines}
        known = self._known(things)
        same = {i for i, (_, was) in known.items() if i in wanted and wanted[i].digest == was}
        for thing in known.keys() - same:
            self._remove(thing, known[thing][0])
        self._add([line for thing, line in wanted.items() if thing not in same])
        changed = len((known.keys() | wanted.keys()) - same)
        if changed:
            self._connection.execute(
                "INSERT INTO meta VALUES (?, 1)"
                " ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1",
                (STATE,),
            )
        return changed

    def __bool__(self) -> bool:
        (any_,) = self._connection.execute("SELECT EXISTS (SELECT 1 FROM listed)").fetchone()
        return bool(any_)

    def label(self, thing: int) -> tuple[str, ...]:
        """The name under which a thing is shown; empty where it is not listed."""
        found = self._connection.execute("SELECT label FROM listed WHERE thing = ?", (thing,))
        return tuple(found.fetchone() or ())

    def at(self, place: Place, key: str) -> list[tuple[str, str]]:
        """The sources and slugs of the reviews that a place leads to."""
        rows = self._connection.execute(
            "SELECT key, slug FROM facet JOIN thing ON thing.id = facet.thing"
            " WHERE name = ? AND value = ? AND live AND slug IS NOT NULL LIMIT ?",
            (place, key, MOST_AT_ONE_PLACE),
        )
        return rows.fetchall()

    def forget_withdrawn(self) -> None:
        """Remove the lines of things that are withdrawn, should any have stayed.

        To be called in a transaction.
        """
        rows = self._connection.execute(
            "SELECT thing FROM listed WHERE thing NOT IN (SELECT id FROM thing WHERE live)"
        )
        self.replace([thing for (thing,) in rows], ())

    def _known(self, things: Sequence[int]) -> dict[int, tuple[str, bytes]]:
        rows = self._connection.execute(
            "SELECT thing, kind, digest FROM listed"
            " WHERE thing IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(things).decode(),),
        )
        return {thing: (kind, digest) for thing, kind, digest in rows}

    def _remove(self, thing: int, kind: str) -> None:
        for table, key in (("listed", "thing"), ("facet", "thing"), (_WORDS[kind], "rowid")):
            self._connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (thing,))

    def _add(self, lines: Sequence[Line]) -> None:
        self._connection.executemany(
            "INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [li.row for li in lines]
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO facet VALUES (?, ?, ?, ?)",
            [facet for line in lines for facet in line.facets],
        )
        for table, columns in _COLUMNS.items():
            own = [(line.thing, *line.words) for line in lines if _WORDS[line.kind] == table]
            places = ", ".join("?" * (2 + columns.count(",")))
            self._connection.executemany(
                f"INSERT INTO {table}(rowid, {columns}) VALUES ({places})", own
            )


def line_of(said: Listing) -> Line:
    """What the tables hold of a thing: a function of its listing, for any process."""
    label = next(iter(said.names), "")
    film = said.thing if said.kind == "movie" else said.film
    reviewer, *further = said.reviewers or (None,)
    row = (said.thing, said.kind, label, fold(label) or label, said.day, said.year, said.rating,
           film, reviewer)  # fmt: skip
    genres = [("genre", slug, said.thing, genre) for slug, genre in said.genres]
    persons = [(role, person, said.thing, "") for role, person in said.persons]
    with_them = [("reviewer", person, said.thing, "") for person in further]
    places = [(place, key, said.thing, "") for place, key in said.places]
    facets: list[tuple[object, ...]] = [*genres, *persons, *with_them, *places]
    words = _words(said)
    held = msgspec.msgpack.encode((row, facets, words))
    digest = hashlib.blake2b(held, digest_size=16).digest()
    return Line(said.thing, said.kind, digest, (*row, digest), facets, words)


def _words(said: Listing) -> tuple[str, ...]:
    match said.kind:
        case "movie":
            return folded(said.names), folded(said.people)
        case "review":
            titles, authors = folded(said.titles), folded(said.authors)
            return folded(said.names), titles, authors, covered(segmented(said.text))
        case _:
            return (folded(said.names),)
