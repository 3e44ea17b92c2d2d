"""Ratings → what charts show: bars, dots and words. Places and sizes are in units of an SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.values.ratings import nearest
from server.pages.wording import stars
from server.words import counted

STARS = 5
"""The most that a rating has."""

BINS = 2 * STARS + 1
"""Numbers of half stars, from none on."""

PITCH, BAR, HIGHEST, FLOOR = 24, 20, 64, 70
"""Of a distribution: from bar to bar, a bar's width, the highest bar, and where bars stand."""

NUMBERS, FOOT = 13, 14
"""Below that: the numbers of stars, and the end of the drawing."""

WIDTH, LEFT, TOP, STAR = 340, 26, 14, 24
"""Of the years: the whole, the space before them and above five stars, and a star."""

BEFORE, DROP = 8, 4
"""From the beginning of a line to its number before it, and down to where that stands."""

NAMES, END = 24, 30
"""Below no stars: the names of the years, and the end of the drawing."""

LARGEST, SMALLEST = 12, 3
"""Radius of the dot of the year with the most ratings, and at least."""

FARTHEST, NAMED = 90, 28
"""At most from year to year; and from which on there is room to name each."""

MOST_YEARS = 30
"""More than the latest so many years are not drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at an axis, in units of the drawing."""

    x: int
    y: int
    label: str


MARKS = tuple(Mark(2 * n * PITCH + BAR // 2, FLOOR + NUMBERS, f"{n}") for n in range(STARS + 1))
"""The numbers of stars below a distribution."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart, in units of its drawing, and what it says."""

    x: int
    y: int
    width: int
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How often each number of half stars was given, about; `mean` is in stars of five."""

    bars: tuple[Bar, ...]
    summary: str
    mean: str
    half_stars: int
    total: int
    marks: tuple[Mark, ...] = MARKS
    floor: float = FLOOR + 0.5
    width: int = (BINS - 1) * PITCH + BAR
    height: int = FLOOR + FOOT


@dataclass(frozen=True, slots=True)
class Line:
    """A line from left to right at a number of stars, in units of the drawing, with its mark."""

    x: int
    y: int
    length: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Dot:
    """A year of a chart, in units of its drawing, and what it says; `named` if there is room."""

    x: float
    y: float
    radius: float
    year: str
    label: str
    named: bool


@dataclass(frozen=True, slots=True)
class Years:
    """The ratings of each year; `rows` are year, number of ratings and mean in stars of five,
    `names` is where those of the years stand."""

    dots: tuple[Dot, ...]
    rows: tuple[tuple[str, int, str], ...]
    lines: tuple[Line, ...]
    width: int
    names: int
    height: int


def distribution(ratings: Mapping[Decimal, int]) -> Distribution | None:
    """How often each score out of ten was given, in bars of half stars; None for less than two
    ratings.

    >>> drawn = distribution({Decimal("7.4"): 2, Decimal(10): 1})
    >>> drawn.summary, drawn.mean
    ('3 ratings, from about 3½ to 5 stars', '4.1')
    """
    total = sum(ratings.values())
    if total < 2:
        return None
    bins = dict.fromkeys(range(BINS), 0)
    for score, number in ratings.items():
        bins[nearest(score)] += number
    most = max(bins.values())
    bars = tuple(
        Bar(bin_ * PITCH, FLOOR - height, BAR, height, f"{stars(bin_)}: {number}")
        for bin_, number in bins.items()
        for height in [round(HIGHEST * number / most)]
    )
    mean = _mean(ratings)
    return Distribution(bars, _range(ratings, total), f"{mean / 2:.1f}", nearest(mean), total)


def _mean(ratings: Mapping[Decimal, int]) -> Decimal:
    return sum((score * n for score, n in ratings.items()), Decimal(0)) / sum(ratings.values())


def _range(ratings: Mapping[Decimal, int], total: int) -> str:
    low, high = min(ratings), max(ratings)
    if nearest(low) == nearest(high):
        return f"{counted(total, 'rating')}, each of {_about(high if low == nearest(low) else low)}"
    return f"{counted(total, 'rating')}, from {_about(low).rpartition(' ')[0]} to {_about(high)}"


def _about(score: Decimal) -> str:
    half = nearest(score)
    return stars(half) if half == score else f"about {stars(half)}"


def over_years(ratings: Mapping[str, Mapping[Decimal, int]]) -> Years | None:
    """The mean of the scores out of ten of each year, by year; None for less than two years.

    >>> over_years({"2020": {Decimal("7.4"): 2, Decimal(10): 1}, "2022": {Decimal(4): 1}}).rows
    (('2020', 3, '4.1'), ('2022', 1, '2.0'))
    """
    known = sorted(year for year in ratings if year.isascii() and year.isdecimal())[-MOST_YEARS:]
    if len(known) < 2:
        return None
    first, last = int(known[0]), int(known[-1])
    step = min(FARTHEST, (WIDTH - LEFT - 2 * LARGEST) / (last - first))
    totals = {year: sum(ratings[year].values()) for year in known}
    means = {year: float(_mean(ratings[year])) / 2 for year in known}
    most, largest = max(totals.values()), min(LARGEST, step / 2 + SMALLEST)
    dots = tuple(
        Dot(
            x=round(LEFT + LARGEST + (int(year) - first) * step, 1),
            y=round(_at(means[year]), 1),
            radius=round(max(SMALLEST, largest * (totals[year] / most) ** 0.5), 1),
            year=year,
            label=f"{year}: {means[year]:.1f} stars on average, {counted(totals[year], 'rating')}",
            named=step >= NAMED or year in (known[0], known[-1]),
        )
        for year in known
    )
    rows = tuple((year, totals[year], f"{means[year]:.1f}") for year in known)
    width, none = round(LEFT + 2 * LARGEST + (last - first) * step), round(_at(0))
    lines = tuple(_line(n, width) for n in range(STARS + 1))
    return Years(dots, rows, lines, width, none + NAMES, none + END)


def _line(number: int, width: int) -> Line:
    y = round(_at(number))
    return Line(LEFT, y, width - LEFT, Mark(LEFT - BEFORE, y + DROP, f"{number}"))


def _at(number: float) -> float:
    """Where a number of stars is in the drawing of the years."""
    return TOP + (STARS - number) * STAR
