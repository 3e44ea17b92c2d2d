"""Clients that people use, untouched: SPARQLWrapper, rdflib, curl; a browser has its own file."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

NAMES = """
PREFIX schema: <http://schema.org/>
SELECT ?name { ?film a schema:Movie ; schema:name ?name ; schema:director/schema:name "Michael Mann" }
"""


def test_sparqlwrapper_selects(samples) -> None:
    for method in ("GET", POST):
        client = SPARQLWrapper(f"{samples.base}sparql")
        client.setMethod(method)
        client.setReturnFormat(JSON)
        client.setQuery("SELECT (COUNT(?film) AS ?films) { ?film a <http://schema.org/Movie> }")
        bindings = client.queryAndConvert()["results"]["bindings"]
        assert int(bindings[0]["films"]["value"]) >= 40


def test_sparqlwrapper_describes(samples) -> None:
    client = SPARQLWrapper(f"{samples.base}sparql")
    client.setReturnFormat(TURTLE)
    client.setQuery("DESCRIBE ?film { ?film a <http://schema.org/Movie> } LIMIT 1")
    graph = Graph().parse(data=client.queryAndConvert(), format="turtle")
    assert (None, URIRef("http://schema.org/name"), None) in graph


def test_rdflib_store(samples) -> None:
    graph = Graph(SPARQLStore(f"{samples.base}sparql"))
    rows = list(
        graph.query(
            "SELECT ?film ?name { ?film a <http://schema.org/Movie> ; <http://schema.org/name> ?name }"
        )
    )
    assert len(rows) >= 40
    film = rows[0][0]
    assert (film, URIRef("http://schema.org/name"), rows[0][1]) in graph


def test_rdflib_dereferences(samples) -> None:
    graph = Graph(SPARQLStore(f"{samples.base}sparql"))
    film = next(iter(graph.query("SELECT ?film { ?film a <http://schema.org/Movie> } LIMIT 1")))[0]
    fetched = Graph().parse(str(film))
    assert (film, URIRef("http://schema.org/name"), None) in fetched


@pytest.mark.parametrize(
    "arguments",
    [
        ["-G", "--data-urlencode", "query=ASK { ?s ?p ?o }"],
        ["--data-urlencode", "query=ASK { ?s ?p ?o }"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", "ASK { ?s ?p ?o }"],
    ],
    ids=["get", "form", "direct"],
)
def test_curl(samples, arguments: list[str]) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ["curl", "-sSf", *arguments, f"{samples.base}sparql"], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["boolean"] is True
