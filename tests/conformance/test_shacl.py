"""The W3C SHACL test suite, core part, by pySHACL and by compiled shapes.

https://w3c.github.io/data-shapes/data-shapes-test-suite/
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph
import pytest
from rdflib import RDF, SH, Graph, Literal, Namespace
from rdflib.term import Node

from shapes.compiler import BUILDERS
from shapes.report import ValidationReport
from shapes.terms import to_rdflib
from shapes.validation import Validator, report

SUITE = Path(__file__).parents[3] / "shared/suites/w3c-shacl/tests/core"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

NOT_COMPILED = {
    "qualified-001": "a sh:qualifiedMaxCount stands where there is no sh:qualifiedValueShape",
}
"""Tests in which a document is left to pySHACL."""

EXPECTED_FAILURES = {
    "uniqueLang-002": "pySHACL takes sh:uniqueLang “1”^^xsd:boolean for true",
}


def cases() -> Iterator[Any]:
    """Each test of each manifest in the suite; one that says so where the suite is absent."""
    if not SUITE.is_dir():
        absent = pytest.mark.skip(reason=f"the W3C SHACL test suite is not at {SUITE}")
        yield pytest.param(SUITE, None, marks=absent, id="suite")
        return
    for path in sorted(SUITE.glob("*/*.ttl")):
        for test in sorted(graph_at(path.as_uri()).subjects(RDF.type, SHT.Validate)):
            name = str(test).rpartition("/")[2]
            reason = EXPECTED_FAILURES.get(name)
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(path, test, marks=marks, id=f"{path.parent.name}/{name}")


def triples_at(iri: str) -> list[pyoxigraph.Triple]:
    """The triples in the file."""
    path = Path(iri.removeprefix("file://"))
    return [quad.triple for quad in pyoxigraph.parse(path=path, base_iri=iri)]


@cache
def graph_at(iri: str) -> Graph:
    """The graph in the file, read as reviews are: by pyoxigraph, then handed to rdflib."""
    return to_rdflib(triples_at(iri))


def comparable(found: ValidationReport) -> Counter[tuple[str, ...]]:
    """The results without their sentences, which SHACL leaves open, and names of blank nodes."""
    return Counter(
        tuple(
            "_:" if str(value).startswith("_:") else str(value)
            for key, value in sorted(msgspec.structs.asdict(result).items())
            if key != "message"
        )
        for result in found.results
    )


def worded(shapes: Graph) -> Graph:
    """The same shapes with a message each: without one, only pySHACL has the words for a fault."""
    given = {shape for parameter in BUILDERS for shape in shapes.subjects(parameter)}
    found = Graph()
    found += shapes
    for shape in given - set(shapes.subjects(SH.message)):
        found.add((shape, SH.message, Literal("It does not conform.")))
    return found


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # pySHACL remarks on recursive shapes
@pytest.mark.parametrize(("path", "test"), list(cases()))
def test_core(path: Path, test: Node) -> None:
    graph = graph_at(path.as_uri())
    action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
    shapes, data = graph.value(action, SHT.shapesGraph), graph.value(action, SHT.dataGraph)
    validator = Validator(graph_at(str(shapes)))

    found = validator.validate(graph_at(str(data)))
    checked = validator.check(triples_at(str(data)))

    assert checked is None or checked == found.results
    conforms = graph.value(expected, SH.conforms)
    assert (not found.results) == (str(conforms) == "true")
    assert comparable(found) == comparable(report(graph, expected))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("path", "test"), list(cases()))
def test_compiled(path: Path, test: Node) -> None:
    """By the checks alone, without pySHACL: the results that the suite expects."""
    graph = graph_at(path.as_uri())
    action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
    shapes, data = graph.value(action, SHT.shapesGraph), graph.value(action, SHT.dataGraph)

    checked = Validator(worded(graph_at(str(shapes)))).check(triples_at(str(data)))

    if str(test).rpartition("/")[2] in NOT_COMPILED:
        assert checked is None
    else:
        assert checked is not None
        assert comparable(ValidationReport.of(checked)) == comparable(report(graph, expected))
