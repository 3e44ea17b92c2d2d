"""Charts: their drawings fit what they say."""

from __future__ import annotations

import pytest

from server.pages.charts import BINS, HIGHEST, MOST_YEARS, WIDTH, distribution, over_years


def test_bars_are_as_high_as_their_share() -> None:
    drawn = distribution({2: 1, 8: 4, 10: 2})
    assert drawn is not None
    assert len(drawn.bars) == BINS
    heights = {bar.label: bar.height for bar in drawn.bars if bar.height}
    assert heights == {"1 star: 1": HIGHEST // 4, "4 stars: 4": HIGHEST, "5 stars: 2": HIGHEST // 2}
    assert len({bar.y + bar.height for bar in drawn.bars}) == 1  # all stand on the same line
    assert all(b.x >= a.x + a.width for a, b in zip(drawn.bars, drawn.bars[1:], strict=False))
    assert (drawn.total, drawn.mean, drawn.half_stars) == (7, "3.9", 8)


def test_no_star_at_all_stands_with_the_lowest() -> None:
    drawn = distribution({0: 2, 1: 1})
    assert drawn is not None
    assert drawn.bars[0].label == "½ star: 3"
    assert drawn.summary == "3 ratings, from 0 to ½ star"


def test_one_opinion_is_no_distribution() -> None:
    assert distribution({}) is None
    assert distribution({7: 1}) is None
    same = distribution({7: 3})
    assert same is not None
    assert same.summary == "3 ratings, each of 3½ stars"


@pytest.mark.parametrize("last", [2001, 2004, 2025, 2400])
def test_years_stay_in_the_drawing(last: int) -> None:
    drawn = over_years({"2000": {0: 1}, str(last): {10: 400}})
    assert drawn is not None
    for dot in drawn.dots:
        assert dot.radius <= dot.x <= drawn.width - dot.radius
        assert dot.y - dot.radius >= 0
    assert drawn.width <= WIDTH
    low, high = drawn.dots
    assert (low.y > high.y, low.radius < high.radius) == (True, True)
    assert high.label == f"{last}: 5.0 stars on average, 400 ratings"


def test_only_the_latest_years_are_drawn_and_only_years() -> None:
    years = {str(year): {6: 1} for year in range(1900, 2000)} | {"soon": {6: 1}, "": {6: 1}}
    drawn = over_years(years)
    assert drawn is not None
    assert len(drawn.dots) == MOST_YEARS
    assert (drawn.rows[0][0], drawn.rows[-1][0]) == (str(2000 - MOST_YEARS), "1999")
    assert [dot.year for dot in drawn.dots if dot.named] == [drawn.rows[0][0], "1999"]
    assert over_years({"2000": {6: 1}, "soon": {6: 1}}) is None
