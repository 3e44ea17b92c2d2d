from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.vocabulary import PREFIXES
from server.examples import example_triples, examples
from server.gate import Form, admit
from tests.endpoint import BASE

# As sib-swiss/sparql-editor 2.x asks: for the examples, and for the prefixes.
EXAMPLES = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?sq ?comment ?query WHERE {
      ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
          sh:select|sh:ask|sh:construct|sh:describe ?query .
    } ORDER BY ?sq"""
DECLARED = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT DISTINCT ?prefix ?namespace WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }"""


def test_other_editors_find_the_examples_and_the_prefixes():
    store = Store()
    for triple in example_triples(BASE):
        store.add(Quad(*triple))
    found = {row["sq"].value: row["query"].value for row in store.query(EXAMPLES)}
    assert found == {f"{BASE}sparql/examples#{e.name}": e.query for e in examples()}
    declared = {row["prefix"].value: row["namespace"].value for row in store.query(DECLARED)}
    assert declared == PREFIXES


def test_every_example_passes_the_gate_and_says_what_it_is():
    forms = {e.name: admit(e.query, BASE).form for e in examples()}
    assert len(forms) == len(examples()) >= 12
    assert set(forms.values()) >= {Form.SELECT, Form.ASK, Form.CONSTRUCT}
    for example in examples():
        assert example.title
        assert example.comment.endswith((".", "?"))
        assert example.view in {"", "table", "chart", "timeline", "graph"}


def test_the_examples_are_about_this_endpoint():
    targets = {t.object for t in example_triples(BASE) if t.predicate.value.endswith("/target")}
    assert targets == {NamedNode(BASE + "sparql")}
    assert Literal("schema") in {t.object for t in example_triples(BASE)}
