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


@pytest.mark.parametrize(
    "words", ["July 27, 1999 (DVD)", "15 February 1996 on DVD", "2017-05-09 (re-release)"]
)
def test_what_comes_out_on_a_disc_is_not_the_film(tell, words):
    told = tell(BODY, {"film": "Heat (1995)", "release": words})
    assert told.movie("datePublished") == [PartialDate(1995)]
    assert told.movie("releasedEvent") == []
    assert "for the first time" in told.notes


def test_the_disc_among_releases(tell):
    told = tell(BODY, {"film": "Heat", "released": "1995-12-15 (US), 1999-07-27 (DVD)"})
    assert told.movie("datePublished") == [PartialDate(1995, 12, 15)]
    assert told.movie("releasedEvent") == [Release(PartialDate(1995, 12, 15), "US")]


def test_how_a_film_is_shown_is_no_place(tell):
    told = tell(BODY, {"film": "Roma", "released": "2018-12-14 (Netflix)"})
    assert told.movie("datePublished") == [PartialDate(2018, 12, 14)]
    assert told.movie("releasedEvent") == []
    told = tell(BODY, {"film": "Roma", "released": "2018-08-30 (Venice Film Festival)"})
    assert [event.place for event in told.movie("releasedEvent")] == ["Venice Film Festival"]


@pytest.mark.parametrize(
    "label", ["Watched: 2020-05-03", "Date watched: May 3, 2020", "Seen: 3 May 2020", "Vista: 3/5/2020",
              "Watched:: [[2020-05-03]]", "First watched: 2020-05-03", "Last seen: 2020-05-03"]
)  # fmt: skip
def test_a_whole_day_of_seeing_in_a_text(tell, label):
    told = tell(f"Heat (1995)\n\n{label}\nRating: 4/5\n\n{BODY}")
    days = [claim.value for claim in told.extraction.viewing]
    assert days == [PartialDate(2020, 5, 3)] or "only one way" in told.notes


def test_seen_is_a_word_of_every_day_without_one(tell):
    text = "Seen: a train, and a river.\nWatched: twice in 2020"
    told = tell(f"{text}\nRating: 4/5\n\n{BODY}", {"film": "X"})
    assert "Seen: a train" in told.body
    assert "Watched: twice in 2020" in told.body
    assert told.extraction.viewing == ()
