"""Every folder in tests/cases is a case: what goes in, the graph and the report that come out.

    tests/cases/NAME/input/…       the files that are added, in one go
    tests/cases/NAME/expected.ttl  the whole published graph
    tests/cases/NAME/report.json   the outcome of every input, with its sentences

Run pytest with `--update-cases` to write the expectations anew, then read the difference.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from graph.extraction import Defaults
from graph.findings import findings
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.ledger.entries import OUTCOMES
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from graph.vocabulary import PREFIXES
from shapes.validation import Validator

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/input"))
BASE = "https://example.org/"


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, validator: Validator, update_cases: bool) -> None:
    graph, report = publish(case, tmp_path, validator)
    if update_cases:
        write(case, graph, report)
    assert report == json.loads((case / "report.json").read_text())
    assert graph == expected(case)


def publish(case: Path, folder: Path, validator: Validator) -> tuple[set[str], dict[str, object]]:
    """The graph as N-Triples without the day on which it was made, and the report."""
    ledger, store = Ledger(folder), EmbeddedStore(folder, reserve_bytes=0)
    judge = Judge(validator, Defaults(rating_best=Decimal(5)))
    Job(ledger, store, Addresses(BASE), judge, case / "input").add([case / "input"])
    triples = {str(t) for t in store.query("CONSTRUCT WHERE { ?s ?p ?o }")}
    report = {
        entry.source: {
            "outcome": entry.outcome,
            "because": entry.because or entry.reason,
            "findings": [f"{f.severity}: {f.sentence}" for f in findings(entry)],
            "notes": [note.sentence for note in entry.extraction.notes],
        }
        for entry in ledger.documents.with_outcome(*OUTCOMES)
    }
    store.close()
    ledger.close()
    return {t for t in triples if "sdDatePublished" not in t}, report


def expected(case: Path) -> set[str]:
    quads = parse(path=case / "expected.ttl", format=RdfFormat.TURTLE)
    return {str(quad.triple) for quad in quads}


def write(case: Path, graph: set[str], report: dict[str, object]) -> None:
    lines = "".join(f"{triple} .\n" for triple in sorted(graph))
    quads = [quad.triple for quad in parse(lines, format=RdfFormat.N_TRIPLES)]
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in lines}
    turtle = serialize(quads, format=RdfFormat.TURTLE, prefixes=used)
    (case / "expected.ttl").write_bytes(turtle or b"")
    (case / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
