"""Tables of Markdown, line by line."""

import pytest

from graph.values.tables import cells, is_rule


@pytest.mark.parametrize("line", ["|---|", "|:--|--:|", "--- | ---", " | - | :-: | ", "---|"])
def test_a_rule_below_a_head(line):
    assert is_rule(line)


@pytest.mark.parametrize("line", ["", "|", "---", "| --- x |", "|===|", "||", ": | :", "|--- ---|"])
def test_no_rule(line):
    assert not is_rule(line)


def test_a_rule_as_long_as_a_line_may_be_is_soon_told_apart():
    assert not is_rule("|" + " " * 2_000 + "-" * 100_000 + "|")
    assert not is_rule("| " * 1_000 + "-")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("a | b", ["a", "b"]),
        ("| a || b |", ["a", "", "b"]),
        ("| | a | |", ["", "a", ""]),
        (r"| 9 \| 10 | [[Heat|film]] |", ["9 | 10", "[[Heat|film]]"]),
    ],
)
def test_cells(row, found):
    assert cells(row) == found
