"""Validating documents in batches against pySHACL called plainly.

Both sides begin with the triples of the documents and end with which of them violate the shapes;
a plain call takes the same shapes, parsed once, and pySHACL's defaults. One document in a hundred
is faulty. The verdicts are compared before the speeds are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from pyoxigraph import Triple
from pyshacl import validate
from rdflib import Graph

from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.workspace import Workspace
from graph.judgement import BATCH
from shapes.report import ValidationReport
from shapes.terms import to_rdflib
from shapes.validation import BUNDLED, Validator, report

Documents = Sequence[list[Triple]]


def measure(workspace: Workspace) -> Iterator[Row]:
    """One row against a call for each document, one against a call for each batch."""
    documents = workspace.triples(workspace.sizes.reviews[0])
    few = documents[: workspace.sizes.documents]
    ours, shapes = Validator.bundled(), plain_shapes()
    require_same_verdicts(ours, shapes, documents[:BATCH])

    def rate(number: int, took: float) -> float:
        return number / took

    sides = {
        "Validator, in batches": lambda _: rate(
            len(documents), seconds(lambda: violating(ours, documents))
        ),
        "pySHACL, a document a call": lambda _: rate(
            len(few), seconds(lambda: violating_plainly(shapes, few, 1))
        ),
        "pySHACL, the same batches": lambda _: rate(
            len(documents), seconds(lambda: violating_plainly(shapes, documents, BATCH))
        ),
    }
    mine, *plain = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    for side in plain:
        yield Comparison("validation", "documents/s", mine, side)


def plain_shapes() -> Graph:
    """The shapes of the project as rdflib reads them."""
    shapes = Graph()
    for path in BUNDLED:
        shapes.parse(path)
    return shapes


def violating(validator: Validator, documents: Documents) -> set[str]:
    """Which documents violate the shapes, by number, found as `add` finds it."""
    return set(
        chain.from_iterable(
            _violating(validator.validate(to_rdflib(chain.from_iterable(batch))))
            for batch in _batches(documents, BATCH)
        )
    )


def violating_plainly(shapes: Graph, documents: Documents, batch: int) -> set[str]:
    """The same, found by pySHACL alone, so many documents a call."""
    found: set[str] = set()
    for some in _batches(documents, batch):
        _, results, _ = validate(to_rdflib(chain.from_iterable(some)), shacl_graph=shapes)
        found |= _violating(report(results))
    return found


def _violating(report: ValidationReport) -> set[str]:
    return {
        result.focus_node.partition("/")[0]
        for result in report.results
        if result.severity == "Violation"
    }


def _batches(documents: Documents, size: int) -> Iterator[Documents]:
    return (documents[start : start + size] for start in range(0, len(documents), size))


def require_same_verdicts(ours: Validator, shapes: Graph, documents: Documents) -> None:
    """Raises `DisagreementError` where our validator and a plain call of pySHACL differ."""
    mine, theirs = violating(ours, documents), violating_plainly(shapes, documents, BATCH)
    if mine != theirs:
        raise DisagreementError(f"Validator and pySHACL disagree about {sorted(mine ^ theirs)}.")
