"""What one document says twice: the first is taken where the second contradicts it."""

import pytest


@pytest.mark.parametrize(
    ("one", "other", "taken"),
    [
        ("Rating: 4/5", "Score: 2/10", "4/5"),
        ("Score: 2/10", "Rating: 4/5", "2/10"),
        ("Stars: 4", "Score: 2/10", "4 stars"),
        ("Score: 2/10", "Stars: 4", "2/10"),
    ],
)
def test_of_two_scores_the_first_is_taken_and_told(tell, one, other, taken):
    told = tell(f"Title: Heat\n{one}\n{other}\n\nA long night.")
    assert [rating.text for rating in told.review("reviewRating")] == [taken]
    said = [f"“{words}” under “{key}”" for key, words in (s.split(": ") for s in (one, other))]
    assert f"{said[1]} contradicts {said[0]} in line 2, which stands first" in told.notes


@pytest.mark.parametrize("other", ["8/10", "★★★★", "80%", "★★★★☆ (78/100)"])
def test_scores_that_are_equal_on_their_scales_do_not_contradict(tell, other):
    told = tell(f"Title: Heat\nRating: 4/5\nScore: {other}\n\nA long night.")
    assert told.review("reviewRating")
    assert "contradicts" not in told.notes


def test_of_two_dates_the_first_is_taken_and_told(tell):
    told = tell("Title: Heat\nDate: 2020-05-04\nDate: 2019-03-02\n\nA long night.")
    assert [str(date) for date in told.review("datePublished")] == ["2020-05-04"]
    assert "“2019-03-02” under “Date” contradicts “2020-05-04” under “Date” in line 2" in told.notes


def test_a_year_and_a_day_in_it_do_not_contradict(tell):
    told = tell("Title: Heat\nDate: 2020\nDate: 2020-05-04\n\nA long night.")
    assert "contradicts" not in told.notes


def test_what_weighs_less_is_outvoted(tell):
    told = tell("Score: 2/10\n\nA long night.", {"film": "Heat", "rating": "4/5"})
    assert "contradicts" not in told.notes


def test_a_day_of_writing_does_not_contradict_the_day_of_publishing(tell):
    told = tell("Long.", {"title": "Heat", "date": "2020-01-01", "publishDate": "2020-01-05"})
    assert "contradicts" not in told.notes
