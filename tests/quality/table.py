"""The score as a table for people, and as floors for the test."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tests.quality.gold import PROSE
from tests.quality.scoring import ALL_PROSE, ALL_STRUCTURED, Score, Tally

Floors = dict[str, dict[str, list[float]]]
"""Precision and recall of each field, per format; the outcomes stand under “all inputs”."""

INPUTS = "all inputs"
GOAL, PROSE_GOAL = 0.99, 0.97
"""Precision beyond these is no floor: a reading that finds much more may cost a little of it."""


def table(score: Score) -> Iterator[str]:
    """The lines of the table, the two sums first."""
    yield f"{'format, field':42} {'stated':>7} {'said':>6} {'right':>6} {'prec.':>7} {'recall':>7}"
    groups = sorted(score.facts, key=lambda g: (g not in (ALL_STRUCTURED, ALL_PROSE), g))
    for group in groups:
        yield f"\n{group}"
        for name, tally in score.facts[group].items():
            yield _row(name, tally)
    yield f"\n{INPUTS}"
    yield _outcome("reviews published", score.reviews)
    yield _outcome("film records published", score.records)
    yield _outcome("others kept out", score.others)


def floors(score: Score) -> Floors:
    """What the next run must reach, rounded down; precision 0 where nothing was said."""
    found = {
        group: {
            name: [_precision(t, PROSE_GOAL if PROSE in group else GOAL), _down(t.recall)]
            for name, t in fields.items()
        }
        for group, fields in score.facts.items()
    }
    outcomes = {
        "reviews published": score.reviews,
        "film records published": score.records,
        "others kept out": score.others,
    }
    return {**found, INPUTS: {n: [1.0, _down(t.recall)] for n, t in outcomes.items()}}


def below(reached: Floors, wanted: Floors) -> list[str]:
    """A sentence for each figure that is lower than its floor."""
    return [
        f"{group}, {name}: {what} is {now:.3f}, the floor {floor:.3f}"
        for group, fields in wanted.items()
        for name, pair in fields.items()
        for what, now, floor in zip(
            ("precision", "recall"), reached.get(group, {}).get(name, [0.0, 0.0]), pair, strict=True
        )
        if now < floor
    ]


def risen(reached: Floors, wanted: Floors) -> Floors:
    """The floors after an update: the higher of both, so that none is lowered."""
    groups = sorted(reached.keys() | wanted.keys())
    return {
        group: {
            name: [max(pair) for pair in zip(
                reached.get(group, {}).get(name, [0.0, 0.0]),
                wanted.get(group, {}).get(name, [0.0, 0.0]), strict=True)]
            for name in sorted(reached.get(group, {}).keys() | wanted.get(group, {}).keys())
        }
        for group in groups
    }  # fmt: skip


def _row(name: str, tally: Tally) -> str:
    stated, said = tally.right + tally.missing, tally.right + tally.wrong
    precision = f"{tally.precision:7.3f}" if said else f"{'–':>7}"
    recall = f"{tally.recall:7.3f}" if stated else f"{'–':>7}"
    return f"  {name:40} {stated:7} {said:6} {tally.right:6} {precision} {recall}"


def _outcome(name: str, tally: Tally) -> str:
    all_ = tally.right + tally.missing
    return f"  {name:40} {all_:7} {'':6} {tally.right:6} {'':7} {tally.recall:7.3f}"


def _precision(tally: Tally, most: float) -> float:
    return min(_down(tally.precision), most) if tally.right + tally.wrong else 0.0


def _down(figure: float) -> float:
    return math.floor(figure * 1000) / 1000
