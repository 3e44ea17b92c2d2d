"""One resource: a document, the thing that it is about, and the nodes that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from pyoxigraph import Literal, NamedNode

from graph.mapping.addresses import CLASSES, Addresses, Kind
from graph.records import Identifier, Link, Person
from graph.triples import Term, Triples
from graph.values.titles import slug
from graph.vocabulary import (
    DBPEDIA,
    IN_DATASET,
    PRIMARY_TOPIC,
    SAME_AS,
    TYPE,
    WIKIDATA,
    schema,
    schema_iri,
)

PersonIri = Callable[[Person], NamedNode]
"""Gives the IRI of a person."""

ENTITY_PREFIXES = (WIKIDATA, DBPEDIA)
"""Addresses that name a thing and not a page: linked with owl:sameAs."""

LINK_TEMPLATES = {
    "imdb": "https://www.imdb.com/title/{}/",
    "tmdb": "https://www.themoviedb.org/{}",
    "letterboxd": "https://letterboxd.com/film/{}/",
    "wikidata": f"{WIKIDATA}{{}}",
    "rottentomatoes": "https://www.rottentomatoes.com/{}",
    "metacritic": "https://www.metacritic.com/{}",
}
"""The canonical address behind an identifier."""

TYING = {
    "role": "actor",
    "release": "releasedEvent",
    "content-rating": "contentRating",
    "country": "countryOfOrigin",
    "identifier": "identifier",
    "aggregate-rating": "aggregateRating",
    "rating": "reviewRating",
    "viewing": "mentions",
}
"""The property that ties a further node to its thing, by how the fragment of its IRI begins."""

_TYPE, _SAME_AS = TYPE.value, SAME_AS.value
_PRIMARY_TOPIC, _IN_DATASET = PRIMARY_TOPIC.value, IN_DATASET.value


class Resource(Triples):
    """Collects the triples of one resource."""

    __slots__ = ("document", "thing")

    def __init__(self, addresses: Addresses, kind: Kind, name: str) -> None:
        self.document = document = addresses.document(kind, name)
        self.thing = thing = addresses.thing(kind, name)
        self.subjects = {
            document: {_PRIMARY_TOPIC: {thing: None}, _IN_DATASET: {addresses.dataset: None}},
            thing: {_TYPE: {schema(CLASSES[kind]): None}, schema_iri("url"): {document: None}},
        }

    def add(
        self, property_: str, values: Collection[Term], subject: NamedNode | None = None
    ) -> None:
        """State a schema.org property of the thing, or of one of its fragments."""
        if values:
            self.state(subject or self.thing, schema_iri(property_), values)

    def node(self, name: str, type_: str, *of: str) -> NamedNode:
        """A further node of this resource, tied to the thing by the property of that name; `of`
        tells it from others of that name."""
        node = NamedNode(f"{self.document.value}#{'-'.join((name, *of))}")
        self.add(TYING[name], (node,))
        self.state(node, _TYPE, (schema(type_),))
        return node

    def link(self, identifiers: Iterable[Identifier], links: Iterable[Link]) -> None:
        """State identifiers, and the addresses behind them and elsewhere."""
        addresses = {link.url for link in links}
        for identifier in identifiers:
            named = identifier.scheme, slug(identifier.value)
            node = self.node("identifier", "PropertyValue", *named)
            self.add("propertyID", (Literal(identifier.scheme),), node)
            self.add("value", (Literal(identifier.value),), node)
            if template := LINK_TEMPLATES.get(identifier.scheme):
                addresses.add(template.format(identifier.value))
        for address in sorted(addresses):
            entity = address.startswith(ENTITY_PREFIXES)
            same = _SAME_AS if entity else schema_iri("sameAs")
            self.state(self.thing, same, (NamedNode(address),))


def agent_triples(
    addresses: Addresses, kind: Kind, name: str, label: str, urls: Iterable[str] = ()
) -> Resource:
    """The description of a person or an organization."""
    agent = Resource(addresses, kind, name)
    agent.add("name", (Literal(label),))
    agent.link((), map(Link, urls))
    return agent
