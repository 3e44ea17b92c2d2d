"""The W3C SHACL test suite, core part, through the same path that reviews take.

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
from rdflib import RDF, SH, Graph, Namespace
from rdflib.term import Node

from shapes.report import ValidationReport
from shapes.terms import to_rdflib
from shapes.validation import Validator, report

SUITE = Path(__file__).parents[3] / "shared/suites/w3c-shacl/tests/core"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

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


@cache
def graph_at(iri: str) -> Graph:
    """The graph in the file, read as reviews are: by pyoxigraph, then handed to rdflib."""
    path = Path(iri.removeprefix("file://"))
    return to_rdflib(quad.triple for quad in pyoxigraph.parse(path=path, base_iri=iri))


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


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # pySHACL remarks on recursive shapes
@pytest.mark.parametrize(("path", "test"), list(cases()))
def test_core(path: Path, test: Node) -> None:
    graph = graph_at(path.as_uri())
    action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
    shapes, data = graph.value(action, SHT.shapesGraph), graph.value(action, SHT.dataGraph)

    found = Validator(graph_at(str(shapes))).validate(graph_at(str(data)))

    conforms = graph.value(expected, SH.conforms)
    assert (not found.results) == (str(conforms) == "true")
    assert comparable(found) == comparable(report(graph, expected))
