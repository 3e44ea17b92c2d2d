"""Strangers' queries on a real Virtuoso: the same answers, the same refusals, the same limits."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.store.remote import RemoteStore
from graph.vocabulary import TYPE, XSD_DURATION, schema
from tests.endpoint import BASE, serving

pytestmark = pytest.mark.virtuoso

GRAPH, OTHER = "urn:test:forwarding", "urn:test:private"
FILM = NamedNode(f"{BASE}movie/heat-1995")


def described():
    film = NamedNode(FILM.value + "#movie")
    return {
        FILM: [
            Triple(FILM, schema("about"), film),
            Triple(film, TYPE, schema("Movie")),
            Triple(film, schema("name"), Literal("Heat", language="en")),
            Triple(film, schema("duration"), Literal("PT2H50M", datatype=XSD_DURATION)),
            *(Triple(film, schema("genre"), Literal(f"genre {i}")) for i in range(300)),
        ]
    }


@pytest.fixture(scope="module")
def endpoint(virtuoso, tmp_path_factory):
    store = RemoteStore(virtuoso.url, "", GRAPH)
    store.replace(described())
    RemoteStore(virtuoso.url, "", OTHER).replace(
        {NamedNode("urn:x"): [Triple(NamedNode("urn:x"), schema("name"), Literal("private"))]}
    )
    settings = {"engine_query_url": virtuoso.url, "engine_graph": GRAPH}
    limits = {"max_result_bytes": 200_000, "query_timeout_s": 6}
    with serving(store, tmp_path_factory.mktemp("site"), **settings, **limits) as running:
        yield running


@pytest.mark.parametrize("format_", SOLUTION_FORMATS, ids=lambda f: f.name)
def test_select(endpoint, format_):
    text = "SELECT ?d { ?f a <https://schema.org/Movie> ; <http://schema.org/duration> ?d }"
    answer = endpoint.query(text, format_.media_type)
    assert (answer.status, answer.media_type) == (200, format_.media_type)
    assert b"PT2H50M" in answer.body


def test_ask(endpoint):
    assert endpoint.query("ASK { ?f a <http://schema.org/Movie> }").json["boolean"] is True
    assert endpoint.query("ASK { ?f a <http://schema.org/Book> }").json["boolean"] is False


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        f"DESCRIBE <{FILM.value}>",
        "DESCRIBE ?f WHERE { ?f a <http://schema.org/Movie> }",
        "DESCRIBE <movie/heat-1995>",
    ],
)
def test_graphs(endpoint, text, format_):
    answer = endpoint.query(text, format_.media_type)
    assert (answer.status, answer.media_type) == (200, format_.media_type)
    found = {quad.triple for quad in parse(answer.body, format_.engine)}
    assert found == set(described()[FILM])


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("DROP ALL", 403),
        ("ASK FROM <urn:test:private> { ?s ?p ?o }", 400),
        ("ASK FROM <file:///etc/passwd> { }", 400),
        ("DEFINE get:soft 'replace' ASK FROM <http://127.0.0.1:1/> { }", 400),
        ("SELECT (bif:curdate() AS ?x) { }", 400),
        ("PREFIX bif: <bif:> SELECT (bif:curdate() AS ?x) { }", 403),
        ("SELECT * { ?s ?p", 400),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000", 500),
    ],
)
def test_refusals(endpoint, text, status):
    answer = endpoint.query(text)
    assert answer.status == status, answer.body
    assert str(endpoint.port) not in answer.json["detail"]


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'private' }",
        f"ASK {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }}",
        "ASK { GRAPH ?g { ?s ?p 'private' } }",
        f"ASK {{ {{ SELECT * {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} }} }}",
    ],
)
def test_other_graphs_of_the_engine_are_out_of_reach(endpoint, text):
    answer = endpoint.query(text)
    assert answer.status == 403 or answer.json["boolean"] is False


def test_a_query_that_never_ends(endpoint):
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
    assert endpoint.query(text).status == 504
    assert endpoint.query("ASK { }").status == 200
