"""Which rows there are, in which order, and which of them are rewatches."""

from __future__ import annotations

import pytest

from graph.letterboxd import diary
from graph.records import Person


def told(site, *columns):
    return [tuple(row[column] for column in columns) for row in site.table()]


def test_reviews_and_viewings_by_day_then_film_with_those_without_a_day_behind(site):
    for title in ("Heat", "Crash", "Amour"):
        site.film(title)
    site.review("Amour", "Slow.", published="2001-01-01")
    site.viewing("Heat", "2024-05-02")
    site.review("Heat", "Long.", seen=["2024-05-01"])
    site.viewing("Crash", "2024-05-01")
    site.viewing("Crash")
    assert told(site, "Title", "WatchedDate", "Review") == [
        ("Crash", "2024-05-01", ""),
        ("Heat", "2024-05-01", "Long."),
        ("Heat", "2024-05-02", ""),
        ("Amour", "", "Slow."),
        ("Crash", "", ""),
    ]


def test_a_viewing_of_the_day_of_a_review_is_no_row_of_its_own(site):
    site.film("Heat")
    site.review("Heat", "Long.", seen=["2024-05-01"])
    site.viewing("Heat", "2024-05-01")
    site.viewing("Heat", "2024-06-01")
    found = diary(site.reader)
    assert [entry.day for entry in found.entries] == ["2024-05-01", "2024-06-01"]
    assert (found.reviews, found.viewings, found.joined) == (1, 2, 1)
    assert len(found.entries) == found.reviews + found.viewings - found.joined


def test_two_reviews_of_a_day_are_two_rows_and_counted(site):
    site.film("Heat")
    site.review("Heat", "Long.", seen=["2024-05-01"])
    site.review("Heat", "Longer.", seen=["2024-05-01"])
    site.review("Heat", "Once.")
    site.review("Heat", "Twice.")
    found = diary(site.reader)
    assert (len(found.entries), found.together) == (4, 1)


def test_of_several_days_the_last_before_publication_has_the_words(site):
    site.film("Heat")
    site.review(
        "Heat", "Long.", published="2020-02-01", seen=["1996-01-01", "2020-01-30", "2023-01-01"]
    )
    assert told(site, "WatchedDate", "Review", "Rewatch") == [
        ("1996-01-01", "", ""),
        ("2020-01-30", "Long.", "true"),
        ("2023-01-01", "", "true"),
    ]


@pytest.mark.parametrize(
    ("earlier", "rewatch"),
    [
        ({"seen": ["2024-04-30"]}, "true"),
        ({"seen": ["2024-05-02"]}, ""),
        ({"seen": ["2023"]}, "true"),
        ({"seen": ["2024-04"]}, "true"),
        ({"seen": ["2024"]}, ""),  # it may have been in December
        ({"seen": ["2024-05"]}, ""),
        ({"published": "2019-01-01"}, "true"),
        ({"published": "2019-01-01", "seen": ["2024-05-02"]}, ""),  # the day counts
        ({}, ""),
    ],
)
def test_a_rewatch_is_what_was_seen_before_for_certain(site, earlier, rewatch):
    site.film("Heat")
    site.film("Crash")
    site.viewing("Crash", "1996-01-01")
    site.review("Heat", "Long.", **earlier)
    site.viewing("Heat", "2024-05-01")
    assert ("Heat", "2024-05-01", rewatch) in told(site, "Title", "WatchedDate", "Rewatch")


def test_a_month_is_no_day_and_two_of_them_are_two_rows(site):
    site.film("Heat")
    site.viewing("Heat", "2024-05")
    site.viewing("Heat", "2024-06")
    assert told(site, "Title", "WatchedDate") == [("Heat", ""), ("Heat", "")]


def test_one_persons_diary_has_nothing_of_others_and_no_films_that_one_made(site):
    site.film("Heat", 1995, "Ann Lee")  # who also made it
    site.review("Heat", "Mine.", seen=["2024-05-01"])
    site.review("Heat", "Bo's.", by="Bo Ek")
    site.viewing("Heat", "2024-06-01", by="Bo Ek")
    found = diary(site.reader, site.person(Person("Ann Lee")))
    assert [entry.day for entry in found.entries] == ["2024-05-01"]
    assert found.reviews == 1
