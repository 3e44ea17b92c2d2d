"""Speeds are compared only where the verdicts are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from bench.comparison import DisagreementError
from bench.measures.validation import plain_shapes, require_same_verdicts, violating
from bench.sizes import Sizes
from bench.workspace import Workspace
from shapes.validation import Validator


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("workspace")
    workspace = Workspace(folder, Sizes((160,), 1, 1, 1, 1), lambda _: None)
    return [triples for triples in workspace.triples(160) if "2019-02-30" in str(triples)][:1] + [
        triples for triples in workspace.triples(160) if "2019-02-30" not in str(triples)
    ][:3]


def test_the_same_verdicts(documents) -> None:
    assert len(violating(Validator.bundled(), documents)) == 1
    require_same_verdicts(Validator.bundled(), plain_shapes(), documents)


def test_other_verdicts_end_the_run(documents) -> None:
    with pytest.raises(DisagreementError, match="urn:triplebill:doc:"):
        require_same_verdicts(Validator(Graph()), plain_shapes(), documents)
