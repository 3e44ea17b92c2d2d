"""The tables of the catalogue's index (SQLite), and a film as a row in them."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from graph.catalogue.records import CatalogueFilm
from graph.records import Identifier, Person, Text

VERSION = 2

TABLES = f"""
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE film(id INTEGER PRIMARY KEY, row BLOB NOT NULL);

-- `weak` forms leave something of the title out; `form` is without its mark.
CREATE TABLE title(
    form TEXT NOT NULL,
    weak INTEGER NOT NULL,
    film INTEGER NOT NULL REFERENCES film(id),
    PRIMARY KEY (form, weak, film)
) WITHOUT ROWID;

-- A director's name in `person_form`, with each year of a film of theirs.
CREATE TABLE director(
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    film INTEGER NOT NULL REFERENCES film(id),
    PRIMARY KEY (name, year, film)
) WITHOUT ROWID;

-- `imdb:tt0113277`, and the item as `wikidata:Q42198`.
CREATE TABLE identifier(
    key TEXT NOT NULL,
    film INTEGER NOT NULL REFERENCES film(id),
    PRIMARY KEY (key, film)
) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""


class Row(Struct, frozen=True, array_like=True):
    """A film with as little around its facts as can be; fields as in `CatalogueFilm`."""

    qid: str
    kind: str
    titles: list[tuple[str, str]]
    years: tuple[int, ...]
    directors: list[tuple[str, tuple[str, ...]]]
    cast: list[tuple[str, tuple[str, ...]]]
    minutes: tuple[int, ...]
    countries: tuple[str, ...]
    identifiers: list[tuple[str, str]]
    pages: tuple[str, ...]


_decoder = msgspec.msgpack.Decoder(Row)
_encoder = msgspec.msgpack.Encoder()


def encode(film: CatalogueFilm) -> bytes:
    """A film as a row's bytes."""
    return _encoder.encode(
        Row(
            film.qid,
            film.kind,
            [(title.value, title.language) for title in film.titles],
            film.years,
            [(person.name, person.urls) for person in film.directors],
            [(person.name, person.urls) for person in film.cast],
            film.minutes,
            film.countries,
            [(identifier.scheme, identifier.value) for identifier in film.identifiers],
            film.pages,
        )
    )


def decode(row: bytes) -> CatalogueFilm:
    """The film that was encoded.

    >>> film = CatalogueFilm("Q42198", titles=(Text("Heat", "en"),), years=(1995,))
    >>> decode(encode(film)) == film
    True
    """
    found = _decoder.decode(row)
    return CatalogueFilm(
        found.qid,
        found.kind,
        tuple(Text(value, language) for value, language in found.titles),
        found.years,
        tuple(Person(name, urls) for name, urls in found.directors),
        tuple(Person(name, urls) for name, urls in found.cast),
        found.minutes,
        found.countries,
        tuple(Identifier(scheme, value) for scheme, value in found.identifiers),
        found.pages,
    )
