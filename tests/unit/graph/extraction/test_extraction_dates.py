from __future__ import annotations

import pytest

from graph.records import Malformed, PartialDate, Release

BODY = "A train arrives."


@pytest.mark.parametrize(
    ("words", "date", "releases"),
    [
        ("January 23, 2012", PartialDate(2012, 1, 23), []),
        ("2012", PartialDate(2012), []),
        ("2012-10", PartialDate(2012, 10), []),
        (
            "19 October 2012 (United States)",
            PartialDate(2012, 10, 19),
            [Release(PartialDate(2012, 10, 19), "United States")],
        ),
        (
            "October 19, 2012 (United States), January 23, 2012 (Sundance)",
            PartialDate(2012, 1, 23),
            [
                Release(PartialDate(2012, 10, 19), "United States"),
                Release(PartialDate(2012, 1, 23), "Sundance"),
            ],
        ),
    ],
)
def test_releases(tell, words, date, releases):
    told = tell(BODY, {"film": "X", "release_date": words})
    assert told.movie("datePublished") == [date]
    assert told.movie("releasedEvent") == releases


def test_eight_figures_under_a_key_of_dates(tell):
    told = tell(BODY, {"film": "X", "date": "20200105", "released": "20191224"})
    assert told.review("datePublished") == [PartialDate(2020, 1, 5)]
    assert told.movie("datePublished") == [PartialDate(2019, 12, 24)]


def test_an_impossible_release_among_others_is_not_lost(tell):
    told = tell(
        BODY, {"film": "X", "released": "January 23, 2012 (Sundance), February 30, 2012 (UK)"}
    )
    assert any(isinstance(value, Malformed) for value in told.movie("releasedEvent"))


def test_a_list_of_releases(tell):
    told = tell(BODY, {"film": "X", "release_dates": ["2012-01-23 (Sundance)", "2012-10-19 (US)"]})
    assert [release.place for release in told.movie("releasedEvent")] == ["Sundance", "US"]


def test_language_settles_the_order_of_day_and_month(tell):
    told = tell(BODY, {"film": "X", "date": "3/4/2012", "lang": "fr"})
    assert told.review("datePublished") == [PartialDate(2012, 4, 3)]
    ambiguous = tell(BODY, {"film": "X", "date": "3/4/2012"})
    assert ambiguous.review("datePublished") == []
    assert "only one way" in ambiguous.notes


def test_watched_is_not_published(tell):
    told = tell(BODY, {"film": "X", "watched": "2020-01-02"})
    assert told.review("datePublished") == []
    assert "when the film was seen" in told.notes
    assert (
        "film was seen"
        not in tell(BODY, {"film": "X", "watched": "2020-01-02", "date": "2020-01-03"}).notes
    )


def test_what_is_no_year_is_told_how_to_write_one(tell):
    assert "write it as 2012 or 2012-01-23" in tell(BODY, {"film": "X", "year": "20017"}).notes


def test_a_day_with_dots_is_read_before_the_day_of_seeing(tell):
    told = tell("", {"Titel": "Heat", "Gesehen am": "03.05.2024", "Datum": "04.05.2024"}, "csv")
    assert [str(date) for date in told.review("datePublished")] == ["2024-05-04"]
    assert "add a “date”" not in told.notes


@pytest.mark.parametrize("words", ["3/5/2024", "45415", "last Tuesday"])
def test_a_day_of_seeing_that_is_not_read_is_told(tell, words):
    told = tell("A long night.", {"film": "Heat", "date": "2024-06-01", "watched": words})
    assert not told.extraction.viewing
    assert f"“{words}” under “watched” is no day that can be read in only one way" in told.notes


@pytest.mark.parametrize("said", [True, "yes", "No", ["yes", "2024-05-03"]])
def test_that_a_film_was_seen_is_no_day(tell, said):
    told = tell("A long night.", {"film": "Heat", "date": "2024-06-01", "watched": said})
    assert "is no day" not in told.notes
