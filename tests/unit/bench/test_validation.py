"""Speeds are compared only where the results are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from bench import shacl_engine
from bench.comparison import DisagreementError
from bench.measures.validation import (
    by_rudof,
    by_shacl_engine,
    plain_shapes,
    require_same_results,
    violating,
    with_faults,
)
from bench.sizes import Sizes
from bench.workspace import Workspace
from shapes.validation import Validator


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("workspace")
    workspace = Workspace(folder, Sizes((160,), 160, 1, 1, 1, 1), lambda _: None)
    return [triples for triples in workspace.triples(160) if "2019-02-30" in str(triples)][:1] + [
        triples for triples in workspace.triples(160) if "2019-02-30" not in str(triples)
    ][:3]


def test_the_same_results(documents) -> None:
    assert len(violating(Validator.bundled(), documents)) == 1
    require_same_results(Validator.bundled(), plain_shapes(), documents)


def test_one_document_in_ten_is_given_a_fault(documents) -> None:
    clean = documents[1:] * 20
    faulty = [document for n, document in enumerate(with_faults(clean)) if n % 10 == 0]
    validator = Validator.bundled()
    assert [
        n for n, (a, b) in enumerate(zip(clean, with_faults(clean), strict=True)) if a != b
    ] == [*range(0, 60, 10)]
    assert all(violating(validator, [document]) for document in faulty)


def test_rudof_says_the_same(documents) -> None:
    pytest.importorskip("pyrudof")
    faulty = with_faults(documents)
    assert by_rudof(faulty) == violating(Validator.bundled(), faulty)


def test_shacl_engine_says_the_same(documents, tmp_path) -> None:
    if why := shacl_engine.absent():
        pytest.skip(why)
    faulty = with_faults(documents)
    with shacl_engine.running(tmp_path) as engine:
        assert by_shacl_engine(engine)(faulty) == violating(Validator.bundled(), faulty)


def test_other_results_end_the_run(documents) -> None:
    with pytest.raises(DisagreementError, match="urn:triplebill:doc:"):
        require_same_results(Validator(Graph()), plain_shapes(), documents)
