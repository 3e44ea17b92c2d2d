"""The W3C's protocol tests, and the negotiation of every query form, over a real socket."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, named
from server.engine import formats_of
from server.gate import Form
from tests.endpoint import serving, snapshot_of

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "w3c-sparql11" / "protocol"
READ_ONLY = "there is no SPARQL Update here"

REQUESTS = """
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
SELECT ?test ?method ?path ?chars ?encoding ?type ?boolean ?format
       (COUNT(DISTINCT ?any) AS ?requests) (GROUP_CONCAT(DISTINCT STR(?status)) AS ?statuses) {
  ?test mf:action/ht:requests ?list . ?list (<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*)/
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ?any .
  ?list <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ?request .
  ?request ht:methodName ?method ; ht:absolutePath ?path ; ht:resp ?response .
  ?response mf:expectedStatus ?status .
  OPTIONAL { ?request ht:body [ cnt:chars ?chars ; cnt:characterEncoding ?encoding ] }
  OPTIONAL { ?request ht:headers/<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*/
    <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> [ ht:fieldName ?n ; ht:fieldValue ?type ]
    FILTER(LCASE(?n) = "content-type") }
  OPTIONAL { ?response mf:expectedBoolean ?boolean }
  OPTIONAL { ?response mf:expectedFormat ?format }
} GROUP BY ?test ?method ?path ?chars ?encoding ?type ?boolean ?format ORDER BY ?test
"""

FILM = NamedNode("http://films.test/movie/the-sessions-2012#movie")
QUERIES = {
    Form.SELECT: "SELECT * { ?s ?p ?o }",
    Form.ASK: "ASK { ?s ?p ?o }",
    Form.CONSTRUCT: "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    Form.DESCRIBE: f"DESCRIBE <{FILM.value}>",
}


def w3c_tests():
    if not SUITE.is_dir():
        reason = "the W3C suite is not at ../shared/suites/w3c-sparql11"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="w3c")]
    manifest = Store()
    manifest.load(path=SUITE / "manifest.ttl", format=RdfFormat.TURTLE, base_iri="http://m/")
    rows = manifest.query(REQUESTS)
    return [
        pytest.param(row, id=row["test"].value.partition("#")[2], marks=skipped(row))
        for row in rows
    ]


def skipped(row):
    works_by_update = row["test"].value.partition("#")[2].startswith("update_")
    return [pytest.mark.skip(reason=READ_ONLY)] if works_by_update else []


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    root = tmp_path_factory.mktemp("protocol")
    name = NamedNode("http://schema.org/name")
    quads = [Quad(FILM, name, Literal("The Sessions", language="en"))]
    graphs = ["http://kasei.us/2009/09/sparql/data/data0.rdf"]
    for number in (1, 2, 3) if SUITE.is_dir() else ():
        graphs.append(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        for quad in parse(path=SUITE / f"data{number}.nt", format=RdfFormat.N_TRIPLES):
            graph = NamedNode(graphs[-1])
            quads.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    snapshot = snapshot_of(root / "v1", quads, graphs)
    with serving(SimpleNamespace(current=lambda: snapshot), root) as running:
        yield running


@pytest.mark.parametrize("row", w3c_tests())
def test_w3c(endpoint, row):
    assert row["requests"].value == "1"
    path = row["path"].value.replace("/sparql/", "/sparql")
    body = row["chars"].value.encode(row["encoding"].value) if row["chars"] else None
    headers = {"Content-Type": row["type"].value} if row["type"] else {}
    answer = endpoint.send(row["method"].value, path, body, headers)
    assert f"{answer.status // 100}xx" in row["statuses"].value, answer.body
    if row["boolean"]:
        assert answer.json["boolean"] is (row["boolean"].value == "true")
    if row["format"]:
        kinds = {"boolean": SOLUTION_FORMATS[:2], "tabular": SOLUTION_FORMATS, "RDF": GRAPH_FORMATS}
        named(answer.media_type, kinds[row["format"].value])


@pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not at ../shared/suites")
def test_all_tests_of_the_manifest_are_here():
    text = (SUITE / "manifest.ttl").read_text()
    assert len(w3c_tests()) == text.count("rdf:type mf:ProtocolTest")


EVERY = sorted({t for f in (*SOLUTION_FORMATS, *GRAPH_FORMATS) for t in (f.media_type, *f.aliases)})


@pytest.mark.parametrize(("form", "accept"), list(product(Form, EVERY)))
def test_a_form_is_answered_in_the_format_asked_for_or_not_at_all(endpoint, form, accept):
    answer = endpoint.query(QUERIES[form], accept)
    formats = {t: f for f in formats_of(form) for t in (f.media_type, *f.aliases)}
    if accept not in formats:
        assert answer.status == 406
        assert all(f.media_type in answer.json["detail"] for f in formats_of(form))
        return
    assert answer.status == 200
    assert answer.headers["Content-Type"] == formats[accept].content_type
    assert answer.headers["Vary"] == "Accept"
    assert read(answer.body, formats[accept]) > 0


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("accept", ["*/*", "image/png, */*;q=0.1", ""])
def test_without_a_wish_the_first_format(endpoint, form, accept):
    answer = endpoint.query(QUERIES[form], accept)
    assert answer.headers["Content-Type"] == formats_of(form)[0].content_type


@pytest.mark.parametrize(("form", "format_"), [(f, x) for f in Form for x in formats_of(f)])
def test_format_parameter_goes_before_accept(endpoint, form, format_):
    answer = endpoint.query(QUERIES[form], "image/png", format=format_.name)
    assert answer.headers["Content-Type"] == format_.content_type


def read(body, format_):
    """How much an independent reader finds in a body; CSV is counted by lines."""
    if isinstance(format_.engine, RdfFormat):
        return len(list(parse(body, format_.engine)))
    if format_.engine == QueryResultsFormat.CSV:
        return body.count(b"\n") - 1
    results = parse_query_results(body, format_.engine)
    return bool(results) if not hasattr(results, "variables") else len(list(results))


def test_what_the_service_description_advertises_is_served(endpoint):
    text = endpoint.send(headers={"Accept": "application/n-triples"}).body
    sd = "http://www.w3.org/ns/sparql-service-description#"
    triples = list(parse(text, RdfFormat.N_TRIPLES))
    advertised = {q.object.value for q in triples if q.predicate.value == f"{sd}resultFormat"}
    served = set()
    for format_ in (*SOLUTION_FORMATS, *GRAPH_FORMATS):
        for text in QUERIES.values():
            answer = endpoint.query(text, format_.media_type)
            served |= {format_.iri} if answer.media_type == format_.media_type else set()
    assert advertised == served
    assert {q.object.value for q in triples if q.predicate.value == f"{sd}endpoint"} == {
        "http://films.test/sparql"
    }
    assert not any(isinstance(q.subject, BlankNode) for q in triples)


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
def test_the_bare_endpoint_is_negotiated(endpoint, format_):
    answer = endpoint.send(headers={"Accept": format_.media_type})
    assert (answer.status, answer.media_type) == (200, format_.media_type)
    assert read(answer.body, format_) > 10


def test_the_bare_endpoint_in_a_browser_and_for_nobody(endpoint):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = endpoint.send(headers={"Accept": browser})
    assert page.media_type == "text/html"
    assert b"<textarea" in page.body
    assert b"<script>" not in page.body
    assert endpoint.send().media_type == "text/turtle"
    assert endpoint.send(headers={"Accept": "image/png"}).status == 406
