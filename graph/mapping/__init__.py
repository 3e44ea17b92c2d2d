"""Records → triples: the model of docs/model.md, and the IRIs of everything that has one.

A resource is a document IRI such as `/movie/the-sessions-2012`; the film itself is its fragment
`#movie`. Every further node is a fragment of the same document and can be reached from it, so
that a resource is replaced and described whole. There are no blank nodes.
"""

from graph.mapping.addresses import CLASSES, KINDS, Addresses, Kind
from graph.mapping.film import Score, movie_triples
from graph.mapping.page import named_after, review_triples, viewing_triples
from graph.mapping.resource import ENTITY_PREFIXES, LINK_TEMPLATES, TYING, Resource, agent_triples
from graph.mapping.terms import iso_duration

__all__ = [
    "CLASSES",
    "ENTITY_PREFIXES",
    "KINDS",
    "LINK_TEMPLATES",
    "TYING",
    "Addresses",
    "Kind",
    "Resource",
    "Score",
    "agent_triples",
    "iso_duration",
    "movie_triples",
    "named_after",
    "review_triples",
    "viewing_triples",
]
