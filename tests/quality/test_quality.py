"""What is understood of real reviews never falls below what was understood before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.__main__ import DEV, FLOORS
from tests.quality.scoring import score
from tests.quality.table import below, floors, risen

WANTED = json.loads(FLOORS.read_text("utf-8"))


@pytest.mark.slow
def test_real_reviews_are_understood_as_well_as_before() -> None:
    if not (DEV / "gold.jsonl").is_file():
        pytest.skip("../shared/corpora/dev, the real reviews, is not on this machine")
    assert not below(floors(score(DEV.resolve())), WANTED)


def test_a_floor_is_never_lowered() -> None:
    assert below({"a": {"title": [0.9, 1.0]}}, {"a": {"title": [0.95, 0.5]}}) == [
        "a, title: precision is 0.900, the floor 0.950"
    ]
    assert risen({"a": {"x": [0.9, 1.0]}}, {"a": {"x": [0.95, 0.5]}, "b": {}}) == {
        "a": {"x": [0.95, 1.0]},
        "b": {},
    }


GOLD = {
    "path": "heat.md",
    "format": "md",
    "kind": "film-review",
    "gold_from": "frontmatter",
    "locator": None,
    "rating_scale_from": "file",
}


def scored(folder: Path, facts: dict[str, object], **more: object) -> dict[str, tuple[int, ...]]:
    text = "---\nfilm: Heat\ndirector: Michael Mann\nyear: 1995\nrating: 4/5\n---\nA long film.\n"
    (folder / "heat.md").write_text(text, "utf-8")
    (folder / "gold.jsonl").write_text(json.dumps({**GOLD, "facts": facts, **more}), "utf-8")
    result = score(folder)
    fields = result.facts["structured"].items()
    return {name: (tally.right, tally.wrong, tally.missing) for name, tally in fields}


def test_right_wrong_and_missing_facts_are_counted(tmp_path: Path) -> None:
    facts = {"title": "Heat", "year": 1996, "writers": ["Michael Mann"], "rating_value": 4}
    assert scored(tmp_path, {**facts, "rating_best": 5}) == {
        "title": (1, 0, 0),
        "year": (0, 1, 1),
        "director": (0, 1, 0),
        "writer": (0, 0, 1),
        "rating": (1, 0, 0),
    }


def test_what_is_optional_counts_neither_way(tmp_path: Path) -> None:
    optional = {"directors": ["Michael Mann"], "year": 1995, "writers": ["Michael Mann"]}
    found = scored(tmp_path, {"title": "Heat"}, optional=optional, rating_scale_from="unknown")
    assert found == {"title": (1, 0, 0)}
