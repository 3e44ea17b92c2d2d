"""Every constraint of the bundled shapes violated in a real document: pySHACL's results, exactly.

`python -m tests.mutations` does the same with 100,000 documents and pairs of constraints.
"""

from __future__ import annotations

import pytest

from shapes.validation import Validator
from tests.mutations.agreement import compare, mutants
from tests.mutations.shapes import constraints, unviolated


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_compiled_shapes_agree_with_pyshacl() -> None:
    tally = compare(Validator.bundled(), mutants(600, seed=7))
    assert tally.differences == []
    assert tally.documents == 600
    assert tally.left <= tally.failed  # the bundled shapes leave nothing that pySHACL can do
    assert tally.documents / 2 < tally.faulty < tally.documents
    # ten cannot be met in so few: each is violated in the long run
    assert len(unviolated(tally.violated)) < len(constraints()) / 10
