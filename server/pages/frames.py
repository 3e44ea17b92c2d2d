"""What every page of a resource has around its content: its data, and the queries behind it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from pyoxigraph import NamedNode

from graph import jsonld
from graph.mapping import Kind
from graph.queries import load
from graph.vocabulary import schema
from server.pages.contexts import Frame, Query
from server.pages.variants import Resource

REVIEWS_BY = {"movie": "itemReviewed", "person": "author", "organization": "publisher"}
"""The property by which a review leads to a thing of a kind."""


_ANY = NamedNode("urn:example:thing")
"""Stands in a query for the thing of a page."""


def frame(resource: Resource, kind: Kind, root: str, *, queries: bool) -> Frame:
    """The frame of a resource's page; `queries` if it leads to the endpoint below `root`."""
    block = jsonld.embedded(resource.triples, resource.iri)
    return Frame(
        resource.iri.value,
        resource.path,
        _queries(f"{resource.iri.value}#{kind}", kind, root) if queries else (),
        jsonld.script(block),
    )


def _queries(iri: str, kind: Kind, root: str) -> tuple[Query, ...]:
    thing = quote_plus(iri)
    return tuple(Query(q.label, f"{root}{q.before}{thing}{q.after}") for q in _asked(kind))


class _Asked(NamedTuple):
    """Where the endpoint's page asks a query about a thing, up to the thing and from there on."""

    label: str
    before: str
    after: str


@cache
def _asked(kind: Kind) -> tuple[_Asked, ...]:
    queries = {"description": f"DESCRIBE {_ANY}"}
    if kind in REVIEWS_BY:
        property_ = schema(REVIEWS_BY[kind])
        queries["reviews"] = load("reviewed", thing=_ANY, property=property_)
    paths = {label: f"/sparql?{urlencode({'query': q})}" for label, q in queries.items()}
    parted = {label: path.partition(quote_plus(_ANY.value)) for label, path in paths.items()}
    return tuple(_Asked(label, before, after) for label, (before, _, after) in parted.items())
