"""A thing in a few words: its name, and what tells it from its namesakes."""

from __future__ import annotations

from pyoxigraph import Literal

from graph.mapping import named_after
from graph.reconciliation.entities import Entity, type_of
from graph.reconciliation.statements import Statements

SHORTENED = 3
"""Names that are listed."""


def described(identifier: str, known: Statements) -> Entity:
    """The thing of that identifier; a review without a headline is named after its film."""
    iri, type_ = known.space.thing(identifier), type_of(identifier)
    named = [term for term in known.values(iri, "name") if isinstance(term, Literal)]
    name, language = (named[0].value, named[0].language or "") if named else ("", "")
    parts: list[str] = []
    if type_.kind == "movie":
        parts = [*_years(iri, known), _by(iri, "director", known)]
    elif type_.kind == "review":
        film = " ".join(known.texts(iri, "itemReviewed/name")[:1])
        name = name or named_after(film)
        of = named_after(film, "review")
        parts = [of, _by(iri, "author", known), *known.texts(iri, "datePublished")[:1]]
    description = ", ".join(filter(None, parts))
    return Entity(identifier, type_, name or identifier, description, language)


def _years(iri: str, known: Statements) -> list[str]:
    return [date[:4] for date in known.texts(iri, "datePublished")[:1]]


def _by(iri: str, property_: str, known: Statements) -> str:
    people = known.texts(iri, f"{property_}/name")
    more = ["…"] if len(people) > SHORTENED else []
    return "by " + ", ".join([*people[:SHORTENED], *more]) if people else ""
