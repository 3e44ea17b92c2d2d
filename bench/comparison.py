"""What a measure hands back: two sides and their ratio, repetition by repetition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Side:
    """One thing measured: what it is, and its figure in each repetition."""

    name: str
    figures: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median figure."""
        return median(self.figures)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row: ours against theirs, both in `unit`, measured in turns in the same run.

    >>> row = Comparison("add", "reviews/s", Side("ours", (4.0, 6.0)), Side("theirs", (8.0, 8.0)))
    >>> row.ratio, row.lowest, row.highest
    (0.625, 0.5, 0.75)
    """

    measure: str
    unit: str
    ours: Side
    theirs: Side

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours divided by theirs, by repetition."""
        return tuple(a / b for a, b in zip(self.ours.figures, self.theirs.figures, strict=True))

    @property
    def ratio(self) -> float:
        """The median ratio."""
        return median(self.ratios)

    @property
    def lowest(self) -> float:
        """The smallest ratio of all repetitions."""
        return min(self.ratios)

    @property
    def highest(self) -> float:
        """The greatest ratio of all repetitions."""
        return max(self.ratios)


@dataclass(frozen=True, slots=True)
class Absent:
    """A row that could not be measured, and why; `failed` where something went wrong."""

    measure: str
    theirs: str
    reason: str
    failed: bool = False


Row = Comparison | Absent


class DisagreementError(Exception):
    """Two sides that should do the same do not, so that comparing their speed means nothing."""


def in_turns(
    repetitions: int, sides: Mapping[str, Callable[[int], float]], tell: Callable[[str], None]
) -> dict[str, Side]:
    """Measure each side so many times, in turns, every other time in the opposite order.

    Each is given the number of the repetition and returns its figure.
    """
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for repetition in range(repetitions):
        order = list(sides) if repetition % 2 == 0 else list(reversed(list(sides)))
        for name in order:
            tell(f"{name} ({repetition + 1} of {repetitions})")
            figures[name].append(sides[name](repetition))
    return {name: Side(name, tuple(found)) for name, found in figures.items()}


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    started = perf_counter()
    work()
    return perf_counter() - started
