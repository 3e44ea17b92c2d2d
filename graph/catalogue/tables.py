"""Tables of films → films: tab-separated, without quoting, with a header.

Three kinds of table, told apart by their columns: films have a `title`; a table with `qid` and
identifiers adds to films that are known already; one with `qid` and `name` says which item a
director is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum
from pathlib import Path

from graph.catalogue.items import LONGEST_MINUTES, identifier
from graph.catalogue.records import FILM, CatalogueFilm, distinct
from graph.catalogue.wikidata import QID
from graph.errors import UnreadableError
from graph.progress import Progress, unwatched
from graph.records import Identifier, Person, Text
from graph.vocabulary import WIKIDATA

BETWEEN = "|"
SCHEMES = {
    "imdb_id": "imdb",
    "tmdb_id": "tmdb",
    "letterboxd": "letterboxd",
    "rotten_tomatoes": "rottentomatoes",
    "metacritic": "metacritic",
    "eidr": "eidr",
    "filmaffinity": "filmaffinity",
    "netflix": "netflix",
    "freebase": "freebase",
}
"""Columns with identifiers."""

LONGEST_LINE = 1_000_000

People = Mapping[str, str]
"""Name → number of the item."""


class Table(IntEnum):
    """What a table is of, in the order in which they are read."""

    PEOPLE = 0
    FILMS = 1
    ADDITIONS = 2


def kind_of(path: Path) -> Table:
    """What the table in a file is of. Raises `UnreadableError` where its columns do not say."""
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        columns = set(stream.readline(LONGEST_LINE).rstrip("\r\n").split("\t"))
    if "title" in columns:
        return Table.FILMS
    if "qid" in columns and columns & set(SCHEMES):
        return Table.ADDITIONS
    if {"qid", "name"} <= columns:
        return Table.PEOPLE
    raise UnreadableError(
        f"{path} is no table of films: its first line must name the columns, with tabs between "
        "them, and one of them must be “title”."
    )


def read_people(path: Path) -> dict[str, str]:
    """Names with the one item that bears them; a name that two persons share tells nothing."""
    rows = [(row["name"], row["qid"]) for row in _rows(path, unwatched)]
    often = Counter(name for name, _ in set(rows))
    return {name: qid for name, qid in rows if often[name] == 1 and QID.fullmatch(qid)}


def read_films(path: Path, people: People, progress: Progress) -> Iterator[CatalogueFilm]:
    """The films of a table, or what it adds to films; rows that name none are left out.

    `progress` is told bytes read and bytes in all. Raises `UnreadableError`.
    """
    for row in _rows(path, progress):
        film = _film(row, people)
        if film.titles or (film.qid and film.identifiers):
            yield film


def _film(row: Mapping[str, str], people: People) -> CatalogueFilm:
    number = row.get("qid", "")
    titles = [row.get("title", ""), row.get("original_title", ""), *_several(row, "aliases")]
    return CatalogueFilm(
        qid=number if QID.fullmatch(number) else "",
        kind=row.get("kind", "") or FILM,
        titles=distinct(Text(title.strip()) for title in titles if title.strip()),
        years=_numbers(row, "year", 1870, 2200),
        directors=tuple(_person(name, people) for name in _several(row, "directors")),
        cast=tuple(_person(name, people) for name in _several(row, "cast")),
        minutes=_numbers(row, "minutes", 1, LONGEST_MINUTES),
        countries=tuple(_several(row, "countries")),
        identifiers=tuple(_identifiers(row)),
        pages=tuple(_several(row, "wikipedia")),
    )


def _several(row: Mapping[str, str], column: str) -> list[str]:
    parts = (part.strip() for part in row.get(column, "").split(BETWEEN))
    return [part for part in parts if part]


def _numbers(row: Mapping[str, str], column: str, least: int, most: int) -> tuple[int, ...]:
    found = {int(n) for n in _several(row, column) if n.isdecimal() and len(n) < 5}
    return tuple(sorted(number for number in found if least <= number <= most))


def _person(name: str, people: People) -> Person:
    return Person(name, (WIKIDATA + people[name],) if name in people else ())


def _identifiers(row: Mapping[str, str]) -> Iterator[Identifier]:
    for column, scheme in SCHEMES.items():
        for value in _several(row, column):
            if made := identifier(scheme, value):
                yield made


def _rows(path: Path, progress: Progress) -> Iterator[dict[str, str]]:
    size = path.stat().st_size
    columns: list[str] = []
    with path.open("rb") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b"")):
            if number % 5_000 == 0:
                progress(stream.tell(), size)
            cells = _cells(path, number + 1, line)
            if not columns:
                columns = cells
            else:
                yield dict(zip(columns, cells, strict=False))
    progress(size, size)


def _cells(path: Path, number: int, line: bytes) -> list[str]:
    try:
        return line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path} is not in UTF-8: line {number}, {error.reason}.") from error
