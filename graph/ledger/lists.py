"""Lists of what is published, narrowed by facets, with how much each choice would leave.

Within a facet what is chosen is alternative, between facets all must hold; the counts of a
facet are those under the other facets, so they are what choosing gives. Films and reviews are
counted over their films, each once, on indexes that hold all that is asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from graph.ledger.listed import ROLES as CREDITED

ListKind = Literal["movie", "review", "person"]
Facet = Literal["genre", "decade", "director", "reviewer", "rating", "role"]
Sort = Literal["newest", "title", "rating", "year", "reviews", "name"]

FACETS: dict[ListKind, tuple[Facet, ...]] = {
    "movie": ("genre", "decade", "director", "reviewer", "rating"),
    "review": ("genre", "decade", "director", "reviewer", "rating"),
    "person": ("role",),
}
SORTS: dict[ListKind, tuple[Sort, ...]] = {
    "movie": ("title", "newest", "rating", "year", "reviews"),
    "review": ("newest", "title", "rating", "year"),
    "person": ("name",),
}
"""The orders of each list, the usual one first."""

ROLES = (*CREDITED, "reviewer")

Chosen = dict[Facet, tuple[str | int, ...]]
"""What is chosen of each facet: genres by slug, persons by id, decades by their first year,
ratings in half stars, roles by name."""

MOST_VALUES = 24
"""Choices of a facet that are offered, the commonest ones and what is chosen."""

_ANY = "IN (SELECT value FROM json_each(?))"
_REVIEWED = (  # not by OR, for which SQLite would look at all reviews
    f"SELECT {{0}} FROM listed said WHERE said.kind = 'review' AND said.reviewer {_ANY}"
    " UNION ALL SELECT said.{0} FROM facet CROSS JOIN listed said ON said.thing = facet.thing"
    f" WHERE facet.name = 'reviewer' AND value {_ANY}"
)
_NOT_ALONE = (
    " AND NOT EXISTS (SELECT 1 FROM listed own WHERE own.kind = 'review'"
    " AND own.reviewer = facet.value AND own.film = joint.film)"
)
"""Of a film with both, one's own review has counted it."""

_FILMS = "film IN (SELECT thing FROM facet WHERE name = '{}' AND value " + _ANY + ")"
_CONDITIONS: dict[tuple[str, str], str] = {
    ("", "genre"): _FILMS.format("genre"),
    ("", "director"): _FILMS.format("director"),
    ("", "decade"): "film IN (SELECT thing FROM listed made WHERE made.kind = 'movie'"
    f" AND made.year / 10 * 10 {_ANY})",
    ("", "rating"): f"rating {_ANY}",
    ("review", "reviewer"): f"thing IN ({_REVIEWED.format('thing')})",
    ("movie", "reviewer"): f"film IN ({_REVIEWED.format('film')})",
    ("person", "role"): f"(thing IN (SELECT value FROM facet WHERE name {_ANY}) OR thing IN"
    " (SELECT reviewer FROM listed said WHERE said.kind = 'review' AND reviewer IS NOT NULL"
    f" AND 'reviewer' {_ANY}))",
}
_ORDERS: dict[tuple[str, str], str] = {
    ("review", "newest"): "day DESC, thing DESC",
    ("review", "title"): "(SELECT sort FROM listed made WHERE made.thing = listed.film), thing",
    ("review", "year"): "(SELECT year FROM listed made WHERE made.thing = listed.film) DESC, thing",
    (
        "movie",
        "newest",
    ): "(SELECT max(day) FROM listed said INDEXED BY listed_by_film WHERE said.kind = 'review'"
    " AND said.film = listed.thing) DESC, thing",
    ("movie", "reviews"): "(SELECT count(*) FROM listed said WHERE said.kind = 'review'"
    " AND said.film = listed.thing) DESC, sort, thing",
    ("", "title"): "sort, thing",
    ("", "name"): "sort, thing",
    ("", "rating"): "rating DESC, thing",
    ("movie", "rating"): "rating DESC, sort, thing",
    ("", "year"): "year DESC, sort, thing",
}


class Choice(Struct, frozen=True):
    """A value of a facet, what it is called, and how many things it leaves; a person's `slug`."""

    value: str | int
    label: str
    count: int
    slug: str = ""


class Lists:
    """The lists on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, kind: ListKind, chosen: Chosen) -> int:
        """How many things of a kind there are under what is chosen."""
        where, values = _where(kind, chosen)
        sql = f"SELECT count(*) FROM listed WHERE {where}"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def page(
        self, kind: ListKind, chosen: Chosen, sort: Sort, size: int, offset: int
    ) -> list[tuple[str, int | None]]:
        """The paths of a part of a list, below the base IRI, each with a rating in half stars."""
        where, values = _where(kind, chosen)
        order = _ORDERS.get((kind, sort)) or _ORDERS["", sort]
        rows = self._connection.execute(
            "SELECT (SELECT slug FROM thing WHERE id = found.thing), rating FROM"
            f" (SELECT thing, rating FROM listed WHERE {where} ORDER BY {order}"
            " LIMIT ? OFFSET ?) found",
            (*values, size, offset),
        )
        return [(f"{kind}/{slug}", rating) for slug, rating in rows]

    def choices(self, kind: ListKind, facet: Facet, chosen: Chosen) -> list[Choice]:
        """What may be chosen of a facet, and what is."""
        others: Chosen = {name: values for name, values in chosen.items() if name != facet}
        kept = msgspec.json.encode(chosen.get(facet, ())).decode()
        match facet:
            case "role":
                return self._roles(chosen.get("role", ()))
            case "genre":
                rows = self._of_films(kind, facet, others, kept)
                return [Choice(value, label, count) for value, label, count in rows]
            case "director":
                return self._persons(self._of_films(kind, facet, others, kept))
            case "reviewer":
                return self._persons(self._reviewers(kind, others, kept))
            case "decade":
                rows = self._decades(kind, others)
            case _:
                rows = self._ratings(kind, others)
        return [Choice(value, str(value), count) for value, count in rows]

    def _of_films(self, kind: ListKind, facet: Facet, others: Chosen, kept: str) -> list[Any]:
        where, values = _where(kind, others)
        return self._connection.execute(
            "SELECT value, min(label), sum(times) AS count FROM"
            f" (SELECT film, count(*) AS times FROM listed WHERE {where} GROUP BY film)"
            " JOIN facet ON facet.thing = film AND facet.name = ?"
            f" GROUP BY value ORDER BY value {_ANY} DESC, count DESC, value LIMIT ?",
            (*values, facet, kept, MOST_VALUES),
        ).fetchall()

    def _decades(self, kind: ListKind, others: Chosen) -> list[Any]:
        where, values = _where(kind, others)
        return self._connection.execute(
            "SELECT year / 10 * 10 AS decade, sum(times) FROM"
            f" (SELECT film AS made, count(*) AS times FROM listed WHERE {where} GROUP BY film)"
            " JOIN listed ON thing = made WHERE year IS NOT NULL"
            " GROUP BY decade ORDER BY decade DESC",
            values,
        ).fetchall()

    def _ratings(self, kind: ListKind, others: Chosen) -> list[Any]:
        where, values = _where(kind, others)
        return self._connection.execute(
            "SELECT rating, count(*) FROM listed"
            f" WHERE {where} AND rating IS NOT NULL GROUP BY rating ORDER BY rating DESC",
            values,
        ).fetchall()

    def _reviewers(self, kind: ListKind, others: Chosen, kept: str) -> list[Any]:
        """Who wrote first or alone, and who wrote with them, who are few."""
        where, values = _where(kind, others)
        counted, once = "count(*)", ""
        if kind == "movie":
            counted, once = "count(DISTINCT film)", _NOT_ALONE
            where = f"kind = 'review' AND film IN (SELECT film FROM listed WHERE {where})"
        return self._connection.execute(
            "SELECT person, '', sum(times) AS count FROM ("
            f"SELECT reviewer AS person, {counted} AS times FROM listed"
            f" WHERE {where} AND reviewer IS NOT NULL GROUP BY reviewer UNION ALL"
            f" SELECT value, {counted} FROM facet CROSS JOIN"
            f" (SELECT thing AS review, film FROM listed WHERE {where}) joint"
            f" ON review = facet.thing WHERE facet.name = 'reviewer'{once} GROUP BY value)"
            f" GROUP BY person ORDER BY person {_ANY} DESC, count DESC, person LIMIT ?",
            (*values, *values, kept, MOST_VALUES),
        ).fetchall()

    def _persons(self, rows: Sequence[Any]) -> list[Choice]:
        named = self._connection.execute(
            f"SELECT id, slug, label FROM thing JOIN listed ON listed.thing = id WHERE id {_ANY}",
            (msgspec.json.encode([person for person, _, _ in rows]).decode(),),
        )
        names = {person: (slug, label) for person, slug, label in named}
        found = [(names[person], person, count) for person, _, count in rows if person in names]
        return [Choice(person, label, count, slug) for (slug, label), person, count in found]

    def _roles(self, chosen: Sequence[str | int]) -> list[Choice]:
        counts = [(role, self.count("person", {"role": (role,)})) for role in ROLES]
        return [Choice(role, role, n) for role, n in counts if n or role in chosen]


def _where(kind: ListKind, chosen: Chosen) -> tuple[str, list[str]]:
    """A condition for things of a kind, with the values of its parameters."""
    of_persons = kind == "review" and chosen.get("reviewer")  # who lead; no index of all reviews
    parts, values = [f"{'+' if of_persons else ''}kind = '{kind}'"], []
    for facet, wanted in chosen.items():
        if wanted:
            part = _CONDITIONS.get((kind, facet)) or _CONDITIONS["", facet]
            parts.append(part)
            values += [msgspec.json.encode(wanted).decode()] * part.count("?")
    return " AND ".join(parts), values
