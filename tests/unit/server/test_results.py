from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from graph.errors import ResultTooLargeError, UnsupportedFormatError
from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, named
from graph.vocabulary import RDF, TYPE, XSD, schema
from server.results import write_graph, write_result

FILM, NAME = NamedNode("http://films.test/movie/a#movie"), schema("name")
TRIPLES = [
    Triple(FILM, TYPE, schema("Movie")),
    Triple(FILM, NAME, Literal("Amélie <&>\n", language="fr")),
    Triple(FILM, NAME, Literal("plain")),
    Triple(FILM, schema("datePublished"), Literal("2001", datatype=NamedNode(XSD + "gYear"))),
    Triple(FILM, schema("sameAs"), NamedNode("void:x")),
    Triple(BlankNode("b"), TYPE, BlankNode("c")),
    Triple(FILM, NamedNode(RDF + "value"), Literal("true", datatype=NamedNode(XSD + "boolean"))),
]


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
def test_a_graph_comes_back_from_every_format(format_):
    body = write_graph(iter(TRIPLES), format_)
    back = {quad.triple for quad in parse(body, format_.engine)}
    named_only = {t for t in TRIPLES if not isinstance(t.subject, BlankNode)}
    assert {t for t in back if not isinstance(t.subject, BlankNode)} == named_only
    assert len(back) == len(TRIPLES)


def test_json_ld_says_type_where_it_can():
    (node, _) = json.loads(write_graph(TRIPLES, named("jsonld")))
    assert node["@type"] == ["http://schema.org/Movie"]
    literal = [Triple(FILM, TYPE, Literal("x"))]
    assert json.loads(write_graph(literal, named("jsonld")))[0][RDF + "type"] == [{"@value": "x"}]


def test_turtle_declares_the_prefixes_it_uses_in_a_fixed_order():
    lines = write_graph(TRIPLES, named("ttl")).decode().splitlines()
    assert [x.split()[1] for x in lines if x.startswith("@prefix")] == ["rdf:", "schema:", "xsd:"]
    assert write_graph([], named("ttl")) == b""


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb\n\r", "\r"])
def test_carriage_returns_come_back_from_xml(text):
    graph = write_graph([Triple(FILM, NAME, Literal(text))], named("rdf"))
    [element] = ElementTree.fromstring(graph).iter("{http://schema.org/}name")
    query = f"SELECT ?t {{ VALUES ?t {{ {Literal(text)} }} }}"
    rows = write_result(Store().query(query), named("xml", SOLUTION_FORMATS), 10_000)
    [literal] = ElementTree.fromstring(rows).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert element.text == literal.text == text
    with pytest.raises(ResultTooLargeError):  # by what is sent
        write_graph([Triple(FILM, NAME, Literal("\r" * 1_000))], named("rdf"), 3_000)


@pytest.mark.parametrize(
    "triple",
    [
        Triple(FILM, NamedNode("http://films.test/123"), Literal("a")),
        Triple(FILM, NamedNode("http://films.test/"), Literal("a")),
        Triple(FILM, NAME, Literal("a\x01b")),
        Triple(FILM, NAME, Literal("a\ufffe")),
    ],
)
def test_what_is_no_xml_is_refused_with_advice(triple):
    with pytest.raises(UnsupportedFormatError, match="another format"):
        write_graph([triple], named("rdf"))
    assert write_graph([triple], named("nt"))


def test_results_that_are_no_xml_are_refused():
    solutions = Store().query("SELECT ('a\x01' AS ?x) {}")
    with pytest.raises(UnsupportedFormatError):
        write_result(solutions, SOLUTION_FORMATS[1], 1_000)
    solutions = Store().query("SELECT ('a\t<b>' AS ?x) {}")
    ElementTree.fromstring(write_result(solutions, SOLUTION_FORMATS[1], 1_000))


def test_triple_terms_have_no_place_in_json_ld():
    with pytest.raises(UnsupportedFormatError, match="triple terms"):
        write_graph([Triple(FILM, NAME, TRIPLES[0])], named("jsonld"))


@pytest.mark.parametrize("format_", [*GRAPH_FORMATS, *SOLUTION_FORMATS], ids=lambda f: f.name)
def test_the_limit_holds_for_every_format(format_):
    store = Store()
    text = "CONSTRUCT" if isinstance(format_.engine, RdfFormat) else "SELECT"
    query = f"{text} {{ ?x <http://a/p> ?y }}" if text == "CONSTRUCT" else "SELECT *"
    query += " WHERE { VALUES ?x { <http://a/1> <http://a/2> } BIND('aaaaaaaa' AS ?y) }"
    whole = write_result(store.query(query), format_, 10_000)
    assert write_result(store.query(query), format_, 10_000)
    with pytest.raises(ResultTooLargeError, match=str(40)):
        write_result(store.query(query), format_, 40)
    assert len(whole) > 40


def test_booleans():
    assert write_result(Store().query("ASK {}"), SOLUTION_FORMATS[0], 100) == (
        b'{"head":{},"boolean":true}'
    )
