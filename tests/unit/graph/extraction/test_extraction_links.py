from __future__ import annotations

import pytest

from graph.records import Identifier, Link, Malformed

BODY = "A letter arrives, too late."


@pytest.mark.parametrize(
    ("key", "words", "identifier"),
    [
        ("imdb", "tt0113277", Identifier("imdb", "tt0113277")),
        ("imdb", "0113277", Identifier("imdb", "tt0113277")),
        ("IMDb URL", "https://www.imdb.com/title/tt0113277/", Identifier("imdb", "tt0113277")),
        ("tmdb_id", "949", Identifier("tmdb", "movie/949")),
        ("wikidata", "Q42198", Identifier("wikidata", "Q42198")),
        (
            "letterboxd",
            "https://letterboxd.com/film/heat-1995/",
            Identifier("letterboxd", "heat-1995"),
        ),
        ("link", "https://www.imdb.com/title/tt0113277/", Identifier("imdb", "tt0113277")),
    ],
)
def test_identifiers(tell, key, words, identifier):
    assert tell(BODY, {"film": "Heat", key: words}).movie("identifier") == [identifier]


def test_identifiers_in_a_map(tell):
    told = tell(BODY, {"film": "Heat", "ids": {"imdb": "tt0113277", "tmdb": "949"}})
    assert [identifier.scheme for identifier in told.movie("identifier")] == ["imdb", "tmdb"]


def test_where_the_review_first_appeared(tell):
    told = tell(BODY, {"film": "Heat", "canonical_url": "https://example.org/heat/"})
    assert told.review("isBasedOn") == [Link("https://example.org/heat/")]


@pytest.mark.parametrize("key", ["source", "link", "canonical_url"])
@pytest.mark.parametrize(
    "page",
    [
        "https://www.rottentomatoes.com/m/heat_1995",
        "https://trakt.tv/movies/heat-1995",
        "https://www.filmaffinity.com/es/film768790.html",
        "https://en.wikipedia.org/wiki/Heat_(1995_film)",
    ],
)
def test_the_page_of_a_film_is_not_where_the_review_stands(tell, key, page):
    told = tell(BODY, {"film": "Heat", key: page})
    assert told.review("isBasedOn") == []
    assert told.movie("sameAs") == [Link(page)]


@pytest.mark.parametrize(
    "page",
    [
        "https://www.rottentomatoes.com/m/heat_1995/reviews",
        "https://trakt.tv/comments/12",
        "https://www.imdb.com/review/rw0113277/",
        "https://example.org/film/heat/",
    ],
)
def test_another_page_is_where_the_review_stands(tell, page):
    told = tell(BODY, {"film": "Heat", "source": page})
    assert told.review("isBasedOn") == [Link(page)]
    assert told.movie("sameAs") == []


def test_an_identifier_as_the_source_is_the_films(tell):
    told = tell(BODY, {"film": "Heat", "source": "https://www.imdb.com/title/tt0113277/"})
    assert told.movie("identifier") == [Identifier("imdb", "tt0113277")]
    assert told.review("isBasedOn") == []


def test_a_path_of_the_site_is_no_source_and_no_fault(tell):
    told = tell(BODY, {"film": "Heat", "permalink": "/reviews/heat/"})
    assert told.review("isBasedOn") == []
    assert "permalink" not in told.notes


@pytest.mark.parametrize("key", ["letterboxd", "link"])
def test_somebodys_entry_is_the_source_and_names_its_film(tell, key):
    told = tell(BODY, {"film": "Heat", key: "https://letterboxd.com/jane/film/heat-1995/"})
    assert told.review("isBasedOn") == [Link("https://letterboxd.com/jane/film/heat-1995/")]
    assert told.movie("identifier") == [Identifier("letterboxd", "heat-1995")]


def test_hostile_addresses_are_rejected_by_validation(tell):
    told = tell(BODY, {"film": "Heat", "poster": "javascript:alert(1)"})
    assert [type(value) for value in told.movie("image")] == [Malformed]
