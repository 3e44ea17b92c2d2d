"""The properties by which things are compared and with which tables are extended.

A path leads from a thing to the values, in the notation of SPARQL's property paths: names of
schema.org, `/` for a sequence, `^` for the other direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph.reconciliation.entities import TYPES, Type
from graph.vocabulary import SAME_AS, SCHEMA, schema, schema_http


class Value(Enum):
    """What the values of a property are, and so how two of them are compared."""

    TEXT = auto()
    ENTITY = auto()
    DATE = auto()
    MINUTES = auto()
    NUMBER = auto()
    ADDRESS = auto()
    IDENTIFIER = auto()


class Property(NamedTuple):
    """A property of things of some types.

    `range` are the types of entities; `also` are paths to values that agree as well when two
    things are compared. The values of an identifier are those of the scheme of that name.
    """

    id: str
    label: str
    types: tuple[str, ...]
    value: Value = Value.TEXT
    path: str = ""
    range: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths, that of the values first."""
        return (self.path or self.id, *self.also)


class Step(NamedTuple):
    """One step of a path."""

    predicate: NamedNode
    inverse: bool


_FILM, _REVIEW, _PERSON, _PUBLISHER = ("Movie",), ("Review",), ("Person",), ("Organization",)
_ANY = tuple(TYPES)
_ABOUT = "^itemReviewed"

_TABLE = (
    Property("name", "name", _ANY),
    Property("alternateName", "other title", _FILM),
    Property(
        "datePublished",
        "date",
        _FILM + _REVIEW,
        Value.DATE,
        also=("dateCreated", "releasedEvent/startDate"),
    ),
    Property("director", "director", _FILM, Value.ENTITY, range=_PERSON),
    Property("author", "writer", _FILM + _REVIEW, Value.ENTITY, range=_PERSON),
    Property("actor", "actor", _FILM, Value.ENTITY, range=_PERSON),
    Property("duration", "running time in minutes", _FILM, Value.MINUTES),
    Property("genre", "genre", _FILM),
    Property("countryOfOrigin", "country", _FILM, path="countryOfOrigin/name"),
    Property("contentRating", "age class", _FILM),
    Property("inLanguage", "language", _FILM + _REVIEW),
    Property("imdb", "IMDb number", _FILM, Value.IDENTIFIER, "identifier"),
    Property("tmdb", "TMDb number", _FILM, Value.IDENTIFIER, "identifier"),
    Property("wikidata", "Wikidata item", _FILM, Value.IDENTIFIER, "identifier"),
    Property("letterboxd", "Letterboxd name", _FILM, Value.IDENTIFIER, "identifier"),
    Property("aggregateRating", "mean rating", _FILM, Value.NUMBER, "aggregateRating/ratingValue"),
    Property("aggregateRating/bestRating", "best possible mean rating", _FILM, Value.NUMBER),
    Property("aggregateRating/ratingCount", "number of ratings", _FILM, Value.NUMBER),
    Property("review", "review", _FILM, Value.ENTITY, _ABOUT, _REVIEW),
    Property("review/author", "reviewer", _FILM, Value.ENTITY, f"{_ABOUT}/author", _PERSON),
    Property(
        "review/reviewRating",
        "rating of the review",
        _FILM,
        Value.NUMBER,
        f"{_ABOUT}/reviewRating/ratingValue",
    ),
    Property(
        "review/bestRating",
        "best rating of the review's scale",
        _FILM,
        Value.NUMBER,
        f"{_ABOUT}/reviewRating/bestRating",
    ),
    Property("review/url", "address of the review", _FILM, Value.ADDRESS, f"{_ABOUT}/url"),
    Property("itemReviewed", "film", _REVIEW, Value.ENTITY, range=_FILM),
    Property("publisher", "publisher", _REVIEW, Value.ENTITY, range=_PUBLISHER),
    Property("reviewRating", "rating", _REVIEW, Value.NUMBER, "reviewRating/ratingValue"),
    Property("reviewRating/bestRating", "best rating of the scale", _REVIEW, Value.NUMBER),
    Property("abstract", "abstract", _REVIEW),
    Property("isBasedOn", "original address", _REVIEW, Value.ADDRESS),
    Property("^director", "director of", _PERSON, Value.ENTITY, range=_FILM),
    Property("^actor", "actor in", _PERSON, Value.ENTITY, range=_FILM),
    Property("^author", "author of", _PERSON, Value.ENTITY, range=_FILM + _REVIEW),
    Property("^publisher", "publisher of", _PUBLISHER, Value.ENTITY, range=_REVIEW),
    Property("sameAs", "page elsewhere", _FILM + _PERSON, Value.ADDRESS, also=("owl:sameAs",)),
    Property("owl:sameAs", "the same entity elsewhere", _FILM + _PERSON, Value.ADDRESS),
    Property("url", "address", _ANY, Value.ADDRESS),
)

PROPERTIES: dict[str, Property] = {row.id: row for row in _TABLE}
"""Every property, in the order in which they are proposed."""


def find_property(text: str) -> Property | None:
    """The property of that identifier, or with that IRI.

    >>> find_property("https://schema.org/director").label, find_property("budget")
    ('director', None)
    """
    return PROPERTIES.get(schema_http(text).removeprefix(SCHEMA).removeprefix("schema:"))


def properties_of(type_: Type | None) -> Iterator[Property]:
    """The properties of a type; all where there is none."""
    return (row for row in _TABLE if type_ is None or type_.id in row.types)


def steps(path: str) -> tuple[Step, ...]:
    """The steps of a path.

    >>> [(step.predicate.value, step.inverse) for step in steps("^itemReviewed/url")]
    [('http://schema.org/itemReviewed', True), ('http://schema.org/url', False)]
    """
    return tuple(_step(part) for part in path.split("/"))


def _step(part: str) -> Step:
    name = part.removeprefix("^")
    return Step(SAME_AS if name == "owl:sameAs" else schema(name), part.startswith("^"))
