"""Charts: their drawings fit what they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from server.pages.charts import BINS, HIGHEST, MOST_YEARS, WIDTH, distribution, over_years


def out_of_ten(times: dict[int | str, int]) -> dict[Decimal, int]:
    """How often which scores were given."""
    return {Decimal(score): number for score, number in times.items()}


def test_bars_are_as_high_as_their_share() -> None:
    drawn = distribution(out_of_ten({2: 1, 8: 4, 10: 2}))
    assert drawn is not None
    assert len(drawn.bars) == BINS
    heights = {bar.label: bar.height for bar in drawn.bars if bar.height}
    assert heights == {"1 star: 1": HIGHEST // 4, "4 stars: 4": HIGHEST, "5 stars: 2": HIGHEST // 2}
    assert len({bar.y + bar.height for bar in drawn.bars}) == 1  # all stand on the same line
    assert all(b.x >= a.x + a.width for a, b in zip(drawn.bars, drawn.bars[1:], strict=False))
    assert (drawn.total, drawn.mean, drawn.half_stars) == (7, "3.9", 8)


def test_no_star_at_all_has_its_own_bar() -> None:
    drawn = distribution(out_of_ten({0: 2, 1: 1}))
    assert drawn is not None
    assert [bar.label for bar in drawn.bars[:3]] == ["0 stars: 2", "½ star: 1", "1 star: 0"]
    assert (drawn.summary, drawn.mean) == ("3 ratings, from 0 to ½ star", "0.2")


def test_means_are_those_of_the_scores_and_not_of_the_bars() -> None:
    drawn = distribution(out_of_ten({"7.4": 3}))
    assert drawn is not None
    assert [bar.label for bar in drawn.bars if bar.height] == ["3½ stars: 3"]
    assert (drawn.mean, drawn.half_stars) == ("3.7", 7)
    assert drawn.summary == "3 ratings, each of about 3½ stars"
    near = distribution(out_of_ten({"7": 1, "7.4": 1}))
    assert near is not None
    assert near.summary == "2 ratings, each of about 3½ stars"
    years = over_years({"2020": out_of_ten({"7.4": 2}), "2021": out_of_ten({"6.6": 1, "6.4": 1})})
    assert years is not None
    assert years.rows == (("2020", 2, "3.7"), ("2021", 2, "3.2"))


def test_one_opinion_is_no_distribution() -> None:
    assert distribution({}) is None
    assert distribution(out_of_ten({7: 1})) is None
    same = distribution(out_of_ten({7: 3}))
    assert same is not None
    assert same.summary == "3 ratings, each of 3½ stars"


@pytest.mark.parametrize("last", [2001, 2004, 2025, 2400])
def test_years_stay_in_the_drawing(last: int) -> None:
    drawn = over_years({"2000": out_of_ten({0: 1}), str(last): out_of_ten({10: 400})})
    assert drawn is not None
    for dot in drawn.dots:
        assert dot.radius <= dot.x <= drawn.width - dot.radius
        assert dot.y - dot.radius >= 0
    assert drawn.width <= WIDTH
    low, high = drawn.dots
    assert (low.y > high.y, low.radius < high.radius) == (True, True)
    assert high.label == f"{last}: 5.0 stars on average, 400 ratings"


def test_only_the_latest_years_are_drawn_and_only_years() -> None:
    one = out_of_ten({6: 1})
    years = {str(year): one for year in range(1900, 2000)} | {"soon": one, "": one}
    drawn = over_years(years)
    assert drawn is not None
    assert len(drawn.dots) == MOST_YEARS
    assert (drawn.rows[0][0], drawn.rows[-1][0]) == (str(2000 - MOST_YEARS), "1999")
    assert [dot.year for dot in drawn.dots if dot.named] == [drawn.rows[0][0], "1999"]
    assert over_years({"2000": one, "soon": one}) is None
