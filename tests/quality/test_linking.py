"""Films are linked as rightly and as often as before, and never by an ambiguous title alone."""

from __future__ import annotations

import json

import pytest

from tests.quality import links

WANTED = json.loads(links.FLOORS.read_text("utf-8"))


@pytest.mark.slow
def test_films_are_linked_as_well_as_before() -> None:
    if reason := links.missing():
        pytest.skip(reason)
    found = links.results()
    assert not links.below(links.floors(found), WANTED)
    for name in ("reviews, ambiguous title alone", "namesakes, title alone"):
        assert not found[name].wrong


def test_a_floor_of_linking_is_never_lowered() -> None:
    reached = {"a": {"precision": 0.99, "recall": 0.5}}
    wanted = {"a": {"precision": 0.995, "recall": 0.4}, "b": {"recall": 0.1}}
    assert links.below(reached, wanted) == [
        "a: precision is 0.9900, the floor 0.9950",
        "b: recall is 0.0000, the floor 0.1000",
    ]
    assert links.risen(reached, wanted) == {
        "a": {"precision": 0.995, "recall": 0.5},
        "b": {"recall": 0.1},
    }
