"""What no source may say, since a Python that the project runs on has it wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for top in ("graph", "server", "shapes") for path in (ROOT / top).rglob("*.py")]

POSSESSIVE_GROUP = re.compile(r"(?<![(\\])\)(?:[*+?]|\{+[0-9,]*\}+)\+")
"""Python before 3.11.5, Debian 12’s among them, matches it wrongly: its last round is left where
it failed. An atomic group around the repetition means the same and is matched rightly."""


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_group_is_repeated_possessively(source):
    assert not POSSESSIVE_GROUP.findall(source.read_text("utf-8"))
