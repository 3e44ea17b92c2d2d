"""Cells: what Letterboxd finds a film by, stars, words; and what is lost is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.letterboxd import Losses
from graph.letterboxd.rows import BATCH, as_html
from graph.records import Identifier, Link, Text


def identifiers(*values):
    return tuple(Identifier(*value.split(":")) for value in values)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"identifier": identifiers("imdb:tt0113277", "tmdb:movie/949")}, ("", "949", "tt0113277")),
        ({"identifier": identifiers("tmdb:tv/949")}, ("", "", "")),
        ({"identifier": identifiers("imdb:tt0113277", "imdb:tt0000001")}, ("", "", "")),
        (
            {
                "identifier": identifiers("letterboxd:heat-1995"),
                "sameAs": (Link("https://boxd.it/2a1m"),),
            },
            ("https://letterboxd.com/film/heat-1995/", "", ""),
        ),
        ({"sameAs": (Link("https://boxd.it/2a1m"),)}, ("https://boxd.it/2a1m", "", "")),
        ({"sameAs": (Link("https://example.org/heat"),)}, ("", "", "")),
    ],
)
def test_a_film_is_found_by_what_is_known_of_it_for_certain(site, more, expected):
    site.film("Heat", 1995, "Michael Mann", **more)
    site.viewing("Heat")
    (row,) = site.table()
    assert (row["LetterboxdURI"], row["tmdbID"], row["imdbID"]) == expected
    assert (row["Title"], row["Year"], row["Directors"]) == ("Heat", "1995", "Michael Mann")


def test_directors_are_divided_by_commas(site):
    site.film("Fargo", 1996, "Joel Coen", "Ethan Coen")
    site.viewing("Fargo")
    assert site.table()[0]["Directors"] == "Ethan Coen, Joel Coen"


@pytest.mark.parametrize(
    ("rating", "stars", "lost"),
    [
        (("3.5", "5", "0.5"), "3.5", ""),
        (("8", "10", "1"), "4", ""),
        (("100", "100", "0"), "5", ""),
        (("74", "100", "0"), "3.5", "rounded"),
        (("8.5", "10", "0"), "4.5", "rounded"),
        (("3", "4", "0"), "4", "rounded"),
        (("0", "5", "-5"), "2.5", ""),
        (("0", "10", "0"), "", "too_low"),
        (("2", "100", "0"), "", "too_low"),
        (("12", "10", "0"), "", "no_scale"),
        (None, "", ""),
    ],
)
def test_a_score_becomes_stars_or_nothing(site, rating, stars, lost):
    site.film("Heat")
    site.review("Heat", "Long.", rating=rating and tuple(map(Decimal, rating)))
    losses = Losses()
    assert site.table(losses)[0]["Rating"] == stars
    assert {name: getattr(losses, name) for name in ("rounded", "too_low", "no_scale")} == {
        name: int(name == lost) for name in ("rounded", "too_low", "no_scale")
    }


def test_words_stay_as_they_are_and_what_has_no_place_is_counted(site):
    site.film("Heat")
    site.review("Heat", "One.\n\n=Two, 1 < 2 & “3”.", name=Text("Rain"), abstract=Text("Short."))
    site.review("Heat", abstract=Text("Nothing but this."))
    losses = Losses()
    assert [row["Review"] for row in site.table(losses)] == [
        "One.\n\n=Two, 1 < 2 & “3”.", "Nothing but this."
    ]  # fmt: skip
    assert (losses.headlines, losses.abstracts, losses.undated) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("I <3 it & her", "I <3 it & her"),
        ("<i>so</i> & so", "&lt;i&gt;so&lt;/i&gt; &amp; so"),
        ("&amp; is a sign", "&amp;amp; is a sign"),
        ("¯\\_(ツ)_/¯", "¯&#92;_(ツ)_/¯"),
    ],
)
def test_words_that_would_be_markup_or_an_escape_say_the_same(text, html):
    assert as_html(text) == html


def test_a_review_that_is_hidden_as_a_whole_is_marked_so(site):
    site.film("Psycho", 1960)
    site.review("Psycho", "He did it.", by="Bob Ray", keywords=Text("spoilers"))
    site.review("Psycho", "He [spoiler]did[/spoiler] it.", by="Ann Lee", keywords=Text("spoilers"))
    site.review("Psycho", "", by="Cid Orr", abstract=Text("A shower."), keywords=Text("spoilers"))
    said = {row["Review"] for row in site.table()}
    assert said == {"[spoiler]He did it.[/spoiler]", "He [spoiler]did[/spoiler] it.", "A shower."}


def test_a_film_by_which_nothing_can_be_found_is_named(site):
    site.film("", 1995)
    site.viewing("")
    site.film("Heat")
    site.viewing("Heat")
    losses = Losses()
    assert [row["Title"] for row in site.table(losses)] == ["Heat"]
    assert len(losses.unfindable) == 1
    assert "/movie/" in losses.unfindable[0]


def test_more_rows_than_are_in_memory_together(site):
    for number in range(BATCH + 5):
        site.film(f"Film {number:04}")
        site.review(f"Film {number:04}", f"Text {number:04}.")
    found = site.table()
    assert [row["Review"][5:9] for row in found] == [row["Title"][5:] for row in found]
    assert len(found) == BATCH + 5
