"""What can be reconciled: the types, the identifiers, the names of the things of this site.

An identifier is the address of the thing's document below the base IRI, such as
`movie/heat-1995`: behind the base IRI it is that document's IRI.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.mapping import Kind
from graph.vocabulary import SCHEMA, schema_http


class Type(NamedTuple):
    """A class of things: `kind` is its word in addresses, `label` in sentences."""

    id: str
    kind: Kind
    label: str


TYPES: dict[str, Type] = {
    row.id: row
    for row in (
        Type("Movie", "movie", "Film"),
        Type("Person", "person", "Person"),
        Type("Review", "review", "Review"),
        Type("Organization", "organization", "Publisher"),
    )
}
"""By identifier, which is the local name of the schema.org class."""

_BY_KIND = {row.kind: row for row in TYPES.values()}
_OWN = re.compile(rf"({'|'.join(_BY_KIND)})/([A-Za-z0-9._~-]{{1,300}})(?:#\1)?")


class Entity(NamedTuple):
    """A thing as it is proposed: `description` tells namesakes apart, and may be empty."""

    id: str
    type: Type
    name: str
    description: str = ""
    language: str = ""


def find_type(text: str) -> Type | None:
    """The type of that identifier, or with that IRI.

    >>> find_type("https://schema.org/Movie").label, find_type("Book")
    ('Film', None)
    """
    return TYPES.get(schema_http(text).removeprefix(SCHEMA).removeprefix("schema:"))


class Space(NamedTuple):
    """The identifiers of a site, below its base IRI."""

    base: str

    def identifier(self, text: str) -> str:
        """The identifier that a text is, with or without the base; empty where it is none.

        >>> Space("https://a.example/").identifier("https://a.example/movie/heat-1995#movie")
        'movie/heat-1995'
        """
        match = _OWN.fullmatch(text.strip().removeprefix(self.base))
        return f"{match[1]}/{match[2]}" if match else ""

    def thing(self, identifier: str) -> str:
        """The IRI of the thing itself."""
        return f"{self.base}{identifier}#{identifier.partition('/')[0]}"

    def of_thing(self, iri: str) -> str:
        """The identifier of the thing of that IRI; empty for other things, and for parts."""
        own = iri.startswith(self.base) and "#" in iri
        return self.identifier(iri) if own else ""


def type_of(identifier: str) -> Type:
    """The type that an identifier says."""
    kind, _, _ = identifier.partition("/")
    return _BY_KIND[kind]  # type: ignore[index]  # an identifier begins with a kind
