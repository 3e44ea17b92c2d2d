"""Keys with several meanings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.records import PartialDate, Person, Text

BODY = "She looks at the sea, and the sea looks back at her for a very long time."


def test_title_is_the_headline_beside_a_film_key(tell):
    told = tell(BODY, {"title": "The Sea", "movie": "Ponyo"})
    assert told.review("name") == [Text("The Sea", "en")]
    assert told.movie("name") == [Text("Ponyo")]


def test_name_is_the_headline_beside_a_film_key(tell):
    assert tell(BODY, {"name": "The Sea", "movie": "Ponyo"}).review("name") == [
        Text("The Sea", "en")
    ]
    assert tell(BODY, {"Name": "Ponyo"}).movie("name") == [Text("Ponyo")]


def test_a_language_code_is_the_texts_and_a_name_the_films(tell):
    told = tell(BODY, {"movie": "Ponyo", "language": "Japanese"})
    assert told.movie("inLanguage") == [Text("ja")]
    assert told.review("inLanguage") == [Text("en")]
    told = tell(BODY, {"movie": "Ponyo", "language": "pt-BR"})
    assert told.review("inLanguage") == [Text("pt-br")]
    assert told.movie("inLanguage") == []


def test_author_is_the_reviewer_and_inside_the_film_its_writer(tell):
    told = tell(
        BODY, {"movie": {"title": "Ponyo", "author": "Hayao Miyazaki"}, "author": "Jane Doe"}
    )
    assert told.movie("author") == [Person("Hayao Miyazaki")]
    assert told.review("author") == [Person("Jane Doe")]


WATCHLIST = {
    "Position": "2", "Const": "tt0113277", "Created": "2020-01-01",
    "Description": "to see with Bob", "Title": "Heat", "Title Type": "Movie", "Year": "1995",
}  # fmt: skip


def test_a_film_on_a_list_at_imdb_is_no_review_until_it_is_rated(tell):
    assert "only names a film" in tell("", WATCHLIST, "csv").skip
    told = tell("", WATCHLIST | {"Your Rating": "8", "Date Rated": "2021-02-02"}, "csv")
    assert told.skip == ""
    assert [rating.value for rating in told.review("reviewRating")] == [8]
    assert told.review("datePublished") == [PartialDate(2021, 2, 2)]


def test_the_day_of_rating_in_imdbs_exports_of_old(tell):
    row = {"const": "tt0113277", "created": "2010-02-02", "Title": "Heat", "You rated": "8"}
    assert tell("", row, "csv").review("datePublished") == [PartialDate(2010, 2, 2)]


@pytest.mark.parametrize(
    ("header", "row", "scale"),
    [
        ("SIMKL_ID,Title,Type,Watchlist,Rating", "1,Heat,movie,completed,4", (1, 10)),
        (
            "TMDb ID,Name,Rating,Your Rating,Date Rated",
            "949,Heat,7.9,4,2020-01-02",
            (Decimal("0.5"), 10),
        ),
        ("movie_id,tmdb_id,rating,average_rating,title", "6,949,4,3.9,Heat", (Decimal("0.5"), 5)),
        ("media_id,media_type,title,score,progress", "949,movie,Heat,4,1", (0, 10)),
    ],
)
def test_the_scales_of_exports(tell, header, row, scale):
    told = tell("", dict(zip(header.split(","), row.split(","), strict=True)), "csv")
    [rating] = told.review("reviewRating")
    assert (rating.value, (rating.worst, rating.best)) == (4, scale)
    assert told.movie("name") == [Text("Heat")]


def test_a_description_in_a_table_of_ones_own_is_the_summary(tell):
    row = {"Title": "Heat", "Year": "1995", "imdb": "tt0113277", "Description": "Long and blue."}
    assert tell("", row, "csv").review("abstract") == [Text("Long and blue.")]


def test_a_writer_is_the_films_beside_a_director_only(tell):
    told = tell(BODY, {"movie": "Ponyo", "director": "A Bc", "writer": "Dee Ef"})
    assert told.movie("author") == [Person("Dee Ef")]
    told = tell(BODY, {"movie": "Ponyo", "writer": "Dee Ef"})
    assert told.movie("author") == told.review("author") == []
    assert "may be the film's or the review's" in told.notes


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Film: 4/5", 4),
        ("Movie: ★★★★", 4),
        ("Film: A-", 10),
        ("Película: 4/5", 4),
    ],
)
def test_the_film_of_a_disc_has_a_score_and_no_name(tell, label, value):
    told = tell(f"Heat (1995)\n\n{label}\nPicture: 5/5\nExtras: 2/5\n\n{BODY}")
    assert told.movie("name") == [Text("Heat")]
    assert [rating.value for rating in told.review("reviewRating")] == [value]


def test_a_number_is_a_films_score_where_a_headline_names_another_film(tell):
    told = tell(f"Heat (1995)\n\nFilm: 8\nPicture: 9\n\n{BODY}")
    assert told.movie("name") == [Text("Heat")]
    assert [score.value for score in told.extraction.scores] == [8]
    for name in ("9", "8½", "50/50"):
        assert tell(BODY, {"title": "A long way", "film": name}).movie("name") == [Text(name)]
        assert tell(f"{name} (2009)\n\nFilm: {name}\n\n{BODY}").movie("name") == [Text(name)]
    assert tell("", {"Film": "4/5", "Review": BODY}, "csv").movie("name") == [Text("4/5")]
