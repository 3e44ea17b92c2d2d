"""Plans are kept for nodes that state the same properties, and no more of them than allowed."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import Triple
from rdflib import Graph

from shapes import plans
from shapes.compiled import CompiledShapes
from shapes.terms import to_rdflib

SHAPES = """prefix sh: <http://www.w3.org/ns/shacl#> prefix : <urn:t:>
:S sh:targetClass :C ; sh:path :p ; sh:minCount 1 ; sh:message 'S.' .
:T sh:targetObjectsOf :q, :r ; sh:path :p ; sh:maxCount 1 ; sh:message 'T.' .
:U sh:targetClass :D ; sh:targetSubjectsOf :p ; sh:nodeKind sh:IRI ; sh:message 'U.' ."""

NODES = (
    ":x a :C .",
    ":x a :C ; :p 1 .",
    ":x a :C, :D ; :q :x ; :r :x ; :p 1, 2 .",
    ":x a :D ; :q :x ; :p 1, 2 .",
    ":x a :E .",
    "_:x a :D ; :p 1 .",
    "_:x :p 1 .",
    ":x :q 5 .",
)


def triples(text: str) -> list[Triple]:
    parsed = pyoxigraph.parse("prefix : <urn:t:> " + text, format=pyoxigraph.RdfFormat.TURTLE)
    return [quad.triple for quad in parsed]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return to_rdflib(triples(SHAPES))


def found(compiled: CompiledShapes, node: str) -> list[str]:
    return [result.message for result in compiled.check(triples(node)) or ()]


def test_a_plan_serves_the_nodes_that_it_was_made_for_and_no_others(shapes: Graph) -> None:
    kept = CompiledShapes(shapes)
    told = [found(kept, node) for node in NODES]
    assert told == [["S."], [], ["T."], ["T."], [], ["U."], ["U."], []]
    assert [found(kept, node) for node in reversed(NODES)] == told[::-1]


@pytest.mark.parametrize("limit", ["PLANS", "LONGEST"])
def test_few_plans_are_kept_and_say_the_same(
    shapes: Graph, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [found(CompiledShapes(shapes), node) for node in NODES]
    monkeypatch.setattr(plans, limit, 2)
    few = CompiledShapes(shapes)
    for _ in range(2):
        assert [found(few, node) for node in NODES] == told
        assert len(few._plans) <= 2
