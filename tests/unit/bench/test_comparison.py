"""Sides measured in turns, and their ratios."""

from __future__ import annotations

from bench.comparison import Comparison, Side, in_turns


def test_in_turns_and_in_alternating_order() -> None:
    order: list[tuple[str, int]] = []

    def side(name: str, figure: float):
        def measured(repetition: int) -> float:
            order.append((name, repetition))
            return figure + repetition

        return measured

    told: list[str] = []
    found = in_turns(3, {"a": side("a", 1), "b": side("b", 10)}, told.append)
    assert order == [("a", 0), ("b", 0), ("b", 1), ("a", 1), ("a", 2), ("b", 2)]
    assert found == {"a": Side("a", (1, 2, 3)), "b": Side("b", (10, 11, 12))}
    assert told[0] == "a (1 of 3)"


def test_the_ratio_is_that_of_each_repetition_not_of_the_medians() -> None:
    row = Comparison("m", "u", Side("a", (1, 8, 9)), Side("b", (2, 4, 90)))
    assert row.ratios == (0.5, 2, 0.1)
    assert (row.ratio, row.lowest, row.highest) == (0.5, 0.1, 2)
