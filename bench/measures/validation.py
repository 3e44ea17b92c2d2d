"""Validating documents by compiled shapes against pySHACL called plainly, rudof and shacl-engine.

All sides begin with the triples of the documents and end with which of them violate the shapes;
ours has all results by then, and pySHACL's word where the compiled shapes leave a document. A
plain call takes the same shapes, parsed once, and pySHACL's defaults. One document in ten is
faulty. The results are compared before the speeds are, with those of pySHACL one by one; on how
many documents the others have another verdict is said beside them. These are reviews dated
2019-02-30: neither rudof, which takes even “soon” for an `xsd:date`, nor shacl-engine looks
whether such a day exists, as `sh:datatype` asks (SHACL, section 4.1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple
from pyshacl import validate
from rdflib import SH, Graph

from bench import shacl_engine
from bench.comparison import Absent, Comparison, DisagreementError, Row, in_turns, seconds
from bench.shacl_engine import ShaclEngine, n_triples
from bench.workspace import Workspace
from graph.judgement import BATCH
from graph.vocabulary import PRIMARY_TOPIC, XSD_DATE, XSD_DECIMAL, schema
from shapes.report import ValidationResult
from shapes.terms import to_rdflib
from shapes.validation import BUNDLED, Validator, report

Documents = Sequence[list[Triple]]

LARGE_BATCH = 1_000
"""Documents in a call where pySHACL is at its fastest."""

MOST = 1_000
"""Documents that are validated: with more, pySHACL takes minutes to say the same."""

LEAST_S = 0.4
"""Each side is asked again until so much time has passed: what takes 30 ms, as 200 documents do
here, says little on a machine that does something else besides."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """One row against a call for each document, others against calls for many."""
    documents = with_faults(workspace.triples(workspace.sizes.asked)[:MOST])
    few = documents[: workspace.sizes.documents]
    ours, shapes = Validator.bundled(), plain_shapes()
    require_same_results(ours, shapes, documents[:LARGE_BATCH])

    def rate(some: Documents, work: Callable[[Documents], object]) -> Callable[[int], float]:
        return lambda _: _rate(some, work)

    sides = {
        "compiled shapes": rate(documents, lambda some: violating(ours, some)),
        "pySHACL, a document a call": rate(few, lambda some: by_pyshacl(shapes, some, 1)),
        f"pySHACL, {BATCH} a call": rate(documents, lambda some: by_pyshacl(shapes, some, BATCH)),
        f"pySHACL, {LARGE_BATCH:,} a call": rate(
            documents, lambda some: by_pyshacl(shapes, some, LARGE_BATCH)
        ),
    }
    with ExitStack() as open_:
        for name, by_peer in _peers(open_, workspace.folder).items():
            other = len(by_peer(documents) ^ violating(ours, documents))
            verdicts = f", another verdict on {other}" if other else ""
            sides[f"{name}, {BATCH} a call{verdicts}"] = rate(documents, by_peer)
        turns = 2 * workspace.sizes.repetitions + 1  # they are short
        mine, *theirs = in_turns(turns, sides, workspace.tell).values()
    for side in theirs:
        yield Comparison("validation", "documents/s", mine, side)
    yield from (Absent("validation", name, why) for name, why in _absent().items() if why)


def _rate(documents: Documents, work: Callable[[Documents], object]) -> float:
    """Documents per second, of as many passes as take long enough to be measured."""
    passes, spent = 0, 0.0
    while spent < LEAST_S:
        spent += seconds(lambda: work(documents))
        passes += 1
    return passes * len(documents) / spent


def _absent() -> dict[str, str]:
    rudof = "" if find_spec("pyrudof") else "not installed: pip install pyrudof"
    return {"rudof": rudof, "shacl-engine": shacl_engine.absent()}


def _peers(open_: ExitStack, folder: Path) -> dict[str, Callable[[Documents], set[str]]]:
    """The peers from elsewhere that are installed."""
    absent = _absent()
    found: dict[str, Callable[[Documents], set[str]]] = {}
    if not absent["rudof"]:
        found["rudof"] = by_rudof
    if not absent["shacl-engine"]:
        found["shacl-engine"] = by_shacl_engine(open_.enter_context(shacl_engine.running(folder)))
    return found


def plain_shapes() -> Graph:
    """The shapes of the project as rdflib reads them."""
    shapes = Graph()
    for path in BUNDLED:
        shapes.parse(path)
    return shapes


# --- faults ---------------------------------------------------------------------------------


def with_faults(documents: Documents) -> list[list[Triple]]:
    """The same documents, every tenth with one of several faults, in turn."""
    return [
        FAULTS[n // 10 % len(FAULTS)](document) if n % 10 == 0 else document
        for n, document in enumerate(documents)
    ]


def _other(property_: str, *values: Literal) -> Callable[[list[Triple]], list[Triple]]:
    """Gives film and review other values of a property."""

    def fault(document: list[Triple]) -> list[Triple]:
        predicate = schema(property_)
        kept = [t for t in document if t.predicate != predicate]
        topics = (t.object for t in document if t.predicate == PRIMARY_TOPIC)
        things = [topic for topic in topics if isinstance(topic, NamedNode)]
        return kept + [Triple(thing, predicate, v) for thing in things for v in values]

    return fault


FAULTS = (
    _other("name"),
    _other("name", Literal(" ")),
    _other("datePublished", Literal("2019-02-30", datatype=XSD_DATE)),
    _other("image", Literal("a poster")),
    _other("reviewRating", Literal("four stars", datatype=XSD_DECIMAL)),
    _other("inLanguage", Literal("English"), Literal("en")),
)


# --- sides ----------------------------------------------------------------------------------


def results(validator: Validator, documents: Documents) -> list[ValidationResult]:
    """What is found in documents, as `add` finds it."""
    found, left = list[ValidationResult](), list[list[Triple]]()
    for document in documents:
        told = validator.check(document)
        if told is None:
            left.append(document)
        else:
            found += told
    for batch in _batches(left, BATCH):
        found += validator.validate(to_rdflib(chain.from_iterable(batch))).results
    return found


def violating(validator: Validator, documents: Documents) -> set[str]:
    """Which documents violate the shapes, by number."""
    return {
        _document(result.focus_node)
        for result in results(validator, documents)
        if result.severity == "Violation"
    }


def by_pyshacl(shapes: Graph, documents: Documents, batch: int) -> set[str]:
    """The same, found by pySHACL alone, so many documents a call."""
    found: set[str] = set()
    for some in _batches(documents, batch):
        _, told, _ = validate(to_rdflib(chain.from_iterable(some)), shacl_graph=shapes)
        violations = told.subjects(SH.resultSeverity, SH.Violation)
        found |= {_document(str(told.value(result, SH.focusNode))) for result in violations}
    return found


def by_rudof(documents: Documents) -> set[str]:
    """The same, found by rudof, which reads N-Triples."""
    import pyrudof

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_shacl("\n".join(path.read_text("utf-8") for path in BUNDLED))
    found: set[str] = set()
    for some in _batches(documents, BATCH):
        text = n_triples(chain.from_iterable(some))
        session.read_data(text, format=pyrudof.RDFFormat.NTriples, merge=False)
        told = session.validate_shacl()
        found |= {_document(r.focus_node) for r in told.violations if r.severity == "Violation"}
    return found


def by_shacl_engine(engine: ShaclEngine) -> Callable[[Documents], set[str]]:
    """The same, found by shacl-engine in its own process, which reads N-Triples."""
    return lambda documents: set(map(_document, engine.violating(_batches(documents, BATCH))))


def _document(focus_node: str) -> str:
    return focus_node.partition("/")[0]


def _batches(documents: Documents, size: int) -> Iterator[Documents]:
    return (documents[start : start + size] for start in range(0, len(documents), size))


def require_same_results(ours: Validator, shapes: Graph, documents: Documents) -> None:
    """Raises `DisagreementError` where our results and those of a plain pySHACL differ."""
    theirs = set[ValidationResult]()
    for some in _batches(documents, BATCH):
        _, told, _ = validate(to_rdflib(chain.from_iterable(some)), shacl_graph=shapes)
        theirs |= set(report(told).results)
    differ = theirs ^ set(results(ours, documents))
    if differ:
        nodes = sorted({result.focus_node for result in differ})
        raise DisagreementError(f"Compiled shapes and pySHACL disagree about {nodes[:20]}.")
