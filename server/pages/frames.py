"""What every page of a resource has around its content: its data, and the queries behind it."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import current_app, request
from pyoxigraph import NamedNode

from graph import jsonld
from graph.mapping import Kind
from graph.queries import load
from graph.vocabulary import schema
from server.pages.models import Frame, Query
from server.pages.variants import Resource

REVIEWS_BY = {"movie": "itemReviewed", "person": "author", "organization": "publisher"}
"""The property by which a review leads to a thing of a kind."""


def frame(resource: Resource, kind: Kind) -> Frame:
    """The frame of a resource's page."""
    thing = f"{resource.iri.value}#{kind}"
    queries = {} if current_app.config["STATIC"] else _queries(thing, kind)
    block = jsonld.embedded(resource.triples, resource.iri)
    return Frame(
        resource.iri.value,
        resource.path,
        tuple(Query(label, _asked(query)) for label, query in queries.items()),
        resource.variants(),
        jsonld.script(block),
    )


def _queries(thing: str, kind: Kind) -> dict[str, str]:
    queries = {"description": f"DESCRIBE <{thing}>"}
    if kind in REVIEWS_BY:
        property_ = schema(REVIEWS_BY[kind])
        queries["reviews"] = load("reviewed", thing=NamedNode(thing), property=property_)
    return queries


def _asked(query: str) -> str:
    """Where the endpoint's page asks a query and shows its result."""
    return f"{request.script_root}/sparql?{urlencode({'query': query})}"
