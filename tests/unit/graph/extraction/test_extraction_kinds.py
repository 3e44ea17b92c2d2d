"""What is no review of a film is skipped, and says why."""

from __future__ import annotations

import pytest

BODY = "It goes on and on, and I would not have it otherwise."


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"title": "Dark", "type": "tv"}, "television"),
        ({"title": "Dark", "type": "series", "season": "1"}, "television"),
        ({"title": "Dune", "category": "Books"}, "a book"),
        ({"title": "Review: Andor", "categories": ["Reviews", "Series Reviews"]}, "television"),
        ({"title": "Review: Kites", "categories": ["Reviews", "Board Game Reviews"]}, "a game"),
        ({"title": "Celeste", "categories": ["Reviews", "Games"]}, "a game"),
        ({"title": "Dark", "tags": ["tv"]}, "television"),
        ({"title": "Black Mirror: Season 3 Review"}, "Season 3"),
        ({"title": "Duster 1x1", "rating": "4/5"}, "1x1"),
        ({"name": "Dark", "episode": "4"}, "episode"),
        ({"itemReviewed": {"@type": "TVSeries", "name": "Dark"}}, "television"),
        ({"itemReviewed": {"@type": "https://schema.org/Book", "name": "Dune"}}, "a book"),
        ({"Const": "tt1", "Title": "Ozymandias", "Title Type": "TV Episode"}, "television"),
        ({"film": "Heat", "draft": "true"}, "not published: its key “draft” says “true”"),
        ({"film": "Heat", "published": False}, "not published: its key “published” says “false”"),
        ({"film": "Heat", "draft": "yes"}, "not published"),
        ({"film": "Heat", "private": True}, "not published"),
        ({"film": "Heat", "hidden": "true"}, "not published"),
        ({"film": "Heat", "Status": "Draft"}, "not published: its key “Status” says “Draft”"),
        ({"film": "Heat", "status": "hidden"}, "not published"),
        ({"film": "Heat", "visibility": "private"}, "not published"),
        ({"film": "Heat", "status": "in progress"}, "not published: its key “status” says “in pro"),
        ({"film": "Heat", "status": "Watched, draft"}, "not published"),
        ({"film": "Heat", "visibility": "followers"}, "not published"),
        (
            {"film": "Heat", "visibility": "the club"},
            "“the club”, which may mean that not everybody",
        ),
        ({"film": "Heat", "draft": "the second"}, "If all may, write “false”."),
        ({"film": "Heat", "is_published": "false", "audience": "everyone"}, "not published"),
        ({"film": "Heat", "is_published": "true", "audience": "only_paid"}, "“only_paid”"),
        ({"film": "Heat", "password": "s3cret"}, "behind a password, its key “password”"),
        ({"title": "Dark", "director": "Baran bo Odar", "tags": ["tv"]}, "television"),
        ({"title": "Heat (1995)", "tags": ["tv series"]}, "television"),
        ({"title": "Heat (1995)", "categories": ["TV"]}, "television"),
        ({"Name": "Dark", "Letterboxd URI": "https://boxd.it/x", "Tags": "série"}, "television"),
        ({"title": "The Bear: Season Two review", "rating": "4/5"}, "Season Two"),
        ({"title": "The Bear: Season Two", "category": "Film & TV", "tags": "film"}, "Season Two"),
        ({"title": "Dark – zweite Staffel", "rating": "4/5"}, "zweite Staffel"),
        ({"title": "Élite, segunda temporada", "rating": "4/5"}, "segunda temporada"),
        ({"title": "Le Bureau, saison deux", "rating": "4/5"}, "saison deux"),
        ({"title": "Fleabag, Series 2 (2019)", "rating": "4/5"}, "Series 2"),
        ({"title": "Chernobyl (2019, mini-series)", "rating": "4/5"}, "mini-series"),
        ({"film": "Chernobyl: Miniseries", "rating": "4/5"}, "Miniseries"),
        ({"title": "Heat", "status": "to watch"}, "not seen yet"),
        ({"title": "Marsh Patrol S02", "rating": "4/5"}, "S02"),
        ({"title": "Salt", "bookauthor": "Ann Berg", "bookrating": "4"}, "bookauthor"),
        ({"title": "Salt", "type": "Mini serie TV"}, "television"),
        ({"title": "Salt", "type": "Fernsehserie"}, "television"),
        ({"title": "Salt", "type": "Série télévisée"}, "television"),
        ({"film": "Black Mirror: San Junipero S3E4", "rating": "4/5"}, "S3E4"),
        ({"letterboxd:filmTitle": "Dark", "tmdb:tvId": "70523"}, "tmdb:tvId"),
        (
            {"title": "Dune", "isbn": 9780441013593, "year": 1965},
            "a book, not a film: it has a key",
        ),
        ({"title": "Dune", "book_author": "Ann Berg", "rating": "4/5"}, "a book"),
        ({"title": "Dune", "Number of Pages": "604", "Rating": "4/5"}, "a book"),
        ({"title": "Low", "artist": "The Kiln", "release_date": "1997", "year": 1997}, "music"),
        ({"title": "Hades", "platforms": ["Switch", "PC"], "year": 2020}, "a game"),
        ({"title": "Hades", "developer": "Ann Berg", "rating": "9/10"}, "a game"),
        (
            {"title": "Hamlet", "playwright": "Shakespeare", "director": "Ann Berg", "cast": "Jo"},
            "a play",
        ),
        ({"title": "Dark", "showrunner": "Ann Berg", "cast": "Jo", "imdb": "tt1"}, "television"),
        ({"title": "Ten", "abv": "46%", "rating": "5/5"}, "a drink"),
        ({"title": "Noma (2019)", "categories": ["Restaurants"]}, "a place"),
    ],
)
def test_skipped(tell, metadata, reason):
    told = tell(BODY, metadata)
    assert reason in told.skip
    assert told.extraction.movie == ()


@pytest.mark.parametrize(
    "metadata",
    [
        {"title": "Heat", "year": "1995", "rating": "4/5", "category": "Theater"},
        {"title": "Heat", "year": "1995", "rating": "4/5", "type": "theatre"},
        {"film": "Dune", "tags": ["books", "sand"]},
        {"title": "Dune", "tags": ["movie", "tv"], "year": "2021"},
        {"title": "Dune", "category": ["Film", "Books"], "year": "2021"},
        {"title": "Tron", "tags": ["games"], "year": "1982"},
        {"title": "Duel", "Title Type": "TV Movie", "year": "1971"},
        {"film": "Heat", "draft": "false", "published": "2020-01-02"},
        {"film": "Heat", "published": "true"},
        {"film": "Heat", "private": False, "hidden": "no"},
        *({"film": "Heat", "status": word} for word in ("published", "live", "done", "watched")),
        *({"film": "Heat", "status": word} for word in ("✅ seen", "Watched; reviewed", "🟢", "3")),
        *({"film": {"title": "Heat", "status": "Lost"}}, {"film": "Heat", "movie_status": "Lost"}),
        {"film": "Heat", "audience": "85%", "password": "", "visibility": "Public"},
        {"film": "Heat", "published": "The Guardian"},
        {"title": "Heat (1995)", "tags": ["tv", "crime"], "rating": "4/5"},
        {"Name": "Suspiria", "Letterboxd URI": "https://boxd.it/x", "Tags": "tv, halloween"},
        *({"film": name, "rating": "2/5"} for name in ("Open Season 2", "The Fifth Season", "5x2")),
        {"title": "Series 7: The Contenders (2001)", "rating": "3/5"},
        {"film": "A Series of Unfortunate Events", "rating": "3/5"},
        {"film": "Heat", "season": "2", "episode": "5", "title": "S2E5: Heat"},
        {"letterboxd:filmTitle": "Heat", "tmdb:movieId": "949"},
        *({"film": "Dune", "isbn": "1", "rating": "4/5"}, {"film": "Heat", "showrunner": "Ann Lo"}),
        {"title": "Dune", "director": "Denis Villeneuve", "book_author": "Frank Herbert"},
        {"title": "Heat", "platform": "Netflix", "venue": "Palast", "network": "HBO", "year": 1995},
        {"title": "Heat", "category": "Film", "artist": "Ann Berg"},
        {"title": "Heat", "isbn": "", "pages": None, "rating": "4/5"},
        {"title": "Hamlet", "playwright": "Shakespeare", "imdb": "tt0116477", "year": "1996"},
    ],
)
def test_kept(tell, metadata):
    told = tell(BODY, metadata)
    assert told.skip == ""
    assert told.movie("name")


@pytest.mark.parametrize("line", ["Status: Draft", "**Visibility:** friends", "Draft: yes"])
def test_a_label_says_that_it_is_not_published(tell, line):
    assert "not published" in tell(f"Film: Heat\nRating: 4/5\n{line}\n\n{BODY}").skip


@pytest.mark.parametrize("line", ["Status: watched", "Draft: no", "Password: Swordfish"])
def test_other_words_under_such_labels_are_of_the_text(tell, line):
    told = tell(f"Film: Heat\nRating: 4/5\n{line}\n\n{BODY}")
    assert told.skip == ""
    assert line in told.review("reviewBody")[0].value


@pytest.mark.parametrize(("season", "skipped"), [("1", True), ("", False), ("Winter 2020", False)])
def test_a_row_with_the_number_of_a_season_is_of_a_series(tell, season, skipped):
    told = tell("", {"Film": "Fargo", "Rating": "4/5", "Season": season, "Episode": ""}, "csv")
    assert bool(told.skip) is skipped


def test_a_series_in_a_plain_text(tell):
    assert "Season 2" in tell(f"Severance, Season 2\n\n{BODY}").skip


def test_a_text_without_a_film_is_not_skipped(tell):
    told = tell(f"On Waiting\n\n{BODY}")
    assert told.skip == ""
    assert told.movie("name") == []
    assert "“On Waiting” may be a film's title" in told.notes
