from __future__ import annotations

from decimal import Decimal

import pytest

from graph.records import ContentRating, Rating, SourceKind

BODY = "Somebody has left the tap running, and nobody in the film will close it."


@pytest.mark.parametrize(
    ("metadata", "value", "best"),
    [
        ({"rating": "7/10"}, "7", "10"),
        ({"rating": "3.82/4 (aka Do it)"}, "3.82", "4"),
        ({"rating": "8,5/10"}, "8.5", "10"),
        ({"rating": "4", "rating_max": "5"}, "4", "5"),
        ({"rating": "4", "scale": "1-10"}, "4", "10"),
        ({"score": {"value": "4", "max": "5"}}, "4", "5"),
        ({"reviewRating": {"ratingValue": "4", "bestRating": "5"}}, "4", "5"),
        ({"stars": "4"}, "4", "5"),
        ({"stars": "1/2"}, "0.5", "5"),
        ({"rating": "1/2 star"}, "0.5", "5"),
        ({"ratingNum": "3.82", "rating": "3.82/4"}, "3.82", "4"),
        ({"rating": "11/10"}, "11", "10"),
        ({"Rating (out of 10)": "8"}, "8", "10"),
        ({"Score /5": "3.5"}, "3.5", "5"),
        ({"Rating (%)": "85"}, "85", "100"),
        ({"Bewertung /10": "8"}, "8", "10"),
        ({"rating10": "8"}, "8", "10"),
        ({"Rating (1-10)": "8"}, "8", "10"),
        ({"Rating (out of 5)": "8/10"}, "8", "10"),
        ({"stars (of 4)": "3.5"}, "3.5", "4"),
        ({"score /5": "4", "rating_max": "10"}, "4", "5"),
        ({"review": {"rating /4": "3"}}, "3", "4"),
    ],
)
def test_scores(tell, metadata, value, best):
    told = tell(BODY, {"film": "X", **metadata})
    rating = told.review("reviewRating")
    assert [(r.value, r.best) for r in rating] == [(Decimal(value), Decimal(best))]
    assert told.notes.count("scale") == 0


@pytest.mark.parametrize("words", ["٨٫٥", "۸.۵", "८,५"])
def test_a_bare_number_may_have_the_digits_of_another_script(tell, words):
    told = tell(BODY, {"film": "X", "rating": words})
    assert [score.value for score in told.extraction.scores] == [Decimal("8.5")]
    told = tell(BODY, {"film": "X", "rating": words, "rating_max": "10"})
    assert told.review("reviewRating") == [Rating(Decimal("8.5"), Decimal(10), Decimal(0), words)]


def test_a_bare_number_is_no_score_until_its_scale_is_known(tell):
    told = tell(BODY, {"film": "X", "rating": "4"})
    assert told.review("reviewRating") == []
    assert "“4” under “rating” is a number without a known scale" in told.notes
    assert "rating_best" in told.notes
    known = tell(BODY, {"film": "X", "rating": "4"}, rating_best=Decimal(5))
    assert known.review("reviewRating") == [Rating(Decimal(4), Decimal(5), Decimal(0), "4")]


def test_a_key_that_counts_ratings_has_no_scale(tell):
    told = tell(BODY, {"film": "X", "Rating 5": "4", "Top 10": "4"})
    assert told.review("reviewRating") == []
    assert told.extraction.scores == ()


def test_the_scores_of_others_have_a_scale_too(tell):
    told = tell(BODY, {"film": "X", "IMDb Rating (out of 10)": "8.3"})
    assert told.review("reviewRating") == []
    assert "is not the reviewer's own" in told.notes


def test_a_number_whose_key_has_its_scale_is_not_bare(tell):
    told = tell(BODY, {"film": "X", "type": "game", "Score /5": "4"})
    assert (bool(told.skip), told.extraction.scores) == (True, ())


def test_the_documents_own_scale_comes_before_the_sites(tell):
    told = tell(BODY, {"film": "X", "rating": "4", "out_of": "10"}, rating_best=Decimal(5))
    assert told.review("reviewRating")[0].best == Decimal(10)


@pytest.mark.parametrize(
    ("metadata", "rating"),
    [
        ({"rating": "R"}, ContentRating("R")),
        ({"rating": "PG-13"}, ContentRating("PG-13")),
        ({"mpaa": "R"}, ContentRating("R", "MPAA")),
        ({"fsk": "12"}, ContentRating("FSK 12", "FSK")),
        ({"certificate": "Para mayores de 7 años"}, ContentRating("Para mayores de 7 años")),
    ],
)
def test_age_ratings_are_no_scores(tell, metadata, rating):
    told = tell(BODY, {"film": "X", **metadata})
    assert told.movie("contentRating") == [rating]
    assert told.review("reviewRating") == []
    assert "is an age rating" in told.notes


def test_a_letter_grade_is_a_score(tell):
    told = tell(BODY, {"film": "X", "rating": "A"})
    assert told.review("reviewRating")[0].text == "A"
    assert told.movie("contentRating") == []


def test_no_score_is_told(tell):
    assert "The review has no score" in tell(BODY, {"film": "X"}).notes


def test_evidence_keeps_the_wording(tell):
    evidence = tell(BODY, {"film": "X", "rating": "★★★½"}).claim("reviewRating", "review").evidence
    assert (evidence.kind, evidence.words) == (SourceKind.METADATA, "★★★½")


@pytest.mark.parametrize("line", ["Rating: 1/2", "評価：☆☆☆☆", "Rating: ☆☆☆"])
def test_a_score_that_may_mean_another_is_told_and_stays(tell, line):
    told = tell(f"Title: Heat\n{line}\n\nA long night.")
    assert not told.review("reviewRating")
    assert "could not be read as a score" in told.notes
    assert line in told.body


def test_the_parts_of_a_score_are_told(tell):
    told = tell("", {"film": "Heat", "rating": {"plot": "3/5", "acting": "4/5"}})
    assert not told.review("reviewRating")
    assert "“3/5, 4/5” under “rating” could not be read as a score" in told.notes


@pytest.mark.parametrize(
    "words", ["4/5 (Empire)", "87% (Rotten Tomatoes)", "8.3/10 (1,234,567 votes)", "4/5 (MC)"]
)
def test_a_score_that_names_whose_it_is_is_another_s(tell, words):
    told = tell(f"Heat (1995)\n\nRating: {words}\n\nThe ferry leaves at dawn.")
    assert told.review("reviewRating") == []
    assert "it is another's" in told.notes


@pytest.mark.parametrize("line", ["Four out of five stars.", "five stars", "*Vier von fünf Sternen*",
                                  "4⁄5", "Rating: four stars"])  # fmt: skip
def test_a_line_with_a_score_in_words(tell, line):
    told = tell(f"Heat (1995)\n\nThe ferry leaves at dawn.\n\n{line}")
    assert len(told.review("reviewRating")) == 1
    assert told.body == "The ferry leaves at dawn."


def test_a_line_with_a_score_below_the_heading_of_another_film_is_that_one_s(tell):
    others = "## Thief (1981)\n\nColder.\n\n5/5\n\n## Collateral (2004)\n\nWarmer.\n\n3/5"
    text = f"The ferry leaves at dawn.\n\n{others}"
    told = tell(text, {"title": "Heat (1995)"})
    assert told.review("reviewRating") == []
    assert "The review has no score" in told.notes
    own = tell(f"{text}\n\n## Heat (1995)\n\nLoud.\n\n4/5", {"title": "Heat (1995)"})
    assert [str(rating.value) for rating in own.review("reviewRating")] == ["4"]
