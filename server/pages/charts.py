"""Ratings → what charts show: bars, dots and words. Places and sizes are in units of an SVG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.values.ratings import nearest
from server.pages.wording import stars
from server.words import counted

BINS = 11
"""Numbers of half stars, from none on."""

PITCH, BAR, HIGHEST, FLOOR = 24, 20, 64, 70
"""Of a distribution: from bar to bar, a bar's width, the highest bar, and where bars stand."""

WIDTH, LEFT, TOP, STAR = 340, 26, 14, 24
"""Of the years: the whole, the space before them and above five stars, and a star."""

LARGEST, SMALLEST = 12, 3
"""Radius of the dot of the year with the most ratings, and at least."""

FARTHEST, NAMED = 90, 28
"""At most from year to year; and from which on there is room to name each."""

MOST_YEARS = 30
"""More than the latest so many years are not drawn."""


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
    """The ratings of each year; `rows` are year, number of ratings and mean in stars of five."""

    dots: tuple[Dot, ...]
    rows: tuple[tuple[str, int, str], ...]
    width: int


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
            y=round(TOP + (5 - means[year]) * STAR, 1),
            radius=round(max(SMALLEST, largest * (totals[year] / most) ** 0.5), 1),
            year=year,
            label=f"{year}: {means[year]:.1f} stars on average, {counted(totals[year], 'rating')}",
            named=step >= NAMED or year in (known[0], known[-1]),
        )
        for year in known
    )
    rows = tuple((year, totals[year], f"{means[year]:.1f}") for year in known)
    return Years(dots, rows, round(LEFT + 2 * LARGEST + (last - first) * step))
