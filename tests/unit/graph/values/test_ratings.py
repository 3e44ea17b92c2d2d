from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import ContentRating, Malformed, Rating
from graph.values.ratings import GRADES, parse_content_rating, parse_rating


def test_a_score_is_read_with_its_scale_and_its_words(valid_rating):
    words, meaning = valid_rating
    value, best, worst = map(Decimal, meaning.split())
    assert parse_rating(words) == Rating(value, best, worst, words)


def test_the_form_of_a_score_that_is_none_keeps_its_words(malformed_rating):
    (words,) = malformed_rating
    value = parse_rating(words)
    assert isinstance(value, Malformed)
    assert value.text == words


def test_what_is_no_score_is_not_guessed(no_rating):
    (words,) = no_rating
    assert parse_rating(words) is None


def test_a_bare_number_is_a_score_on_the_scale_given():
    assert parse_rating("4", Decimal(5)) == Rating(Decimal(4), Decimal(5), Decimal(0), "4")
    assert parse_rating("4,5", Decimal(10)) == Rating(
        Decimal("4.5"), Decimal(10), Decimal(0), "4,5"
    )


def test_the_scale_in_the_words_outranks_the_one_given():
    rating = parse_rating("7/10", Decimal(5), Decimal("0.5"))
    assert rating == Rating(Decimal(7), Decimal(10), Decimal("0.5"), "7/10")


def test_stars_count_on_the_scale_given():
    assert parse_rating("***", Decimal(4)) == Rating(Decimal(3), Decimal(4), Decimal(0), "***")
    assert parse_rating("7 stars", Decimal(10)).value == 7


def test_a_value_beyond_the_scale_given_is_returned_as_it_is():
    assert parse_rating("6", Decimal(5)).value == 6


def test_an_age_class_is_read(age_class):
    words, meaning = age_class
    assert parse_content_rating(words) == ContentRating(*meaning.split(";"))


def test_what_is_no_age_class_is_not_guessed(no_age_class):
    (words,) = no_age_class
    assert parse_content_rating(words) is None


def test_the_seeds_age_class_is_no_score():
    words = "R (for strong sexuality including graphic nudity and frank dialogue)"
    assert parse_rating(words, Decimal(10)) is None
    assert parse_content_rating(words) == ContentRating("R", "", words[3:-1])


def test_letters_rise():
    values = [parse_rating(grade).value for grade in GRADES]
    assert values == sorted(set(values))


@given(
    st.decimals(0, 100, places=2, allow_nan=False),
    st.integers(1, 100),
    st.sampled_from(["/", " / ", "／", " of ", " out of "]),
)
def test_a_number_of_a_number_comes_back(value, best, of):
    rating = parse_rating(f"{value}{of}{best}")
    assert (rating.value, rating.best, rating.worst) == (value, best, 0)


@given(st.integers(0, 5), st.booleans())
def test_stars_come_back(full, half):
    full = min(full, 4) if half else max(full, 1)
    words = "★" * full + "½" * half
    assert parse_rating(words).value == full + Decimal("0.5") * half


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("★☆½*/10 5%.(-")))
def test_no_text_is_too_much(text):
    rating = parse_rating(text, Decimal(5))
    assert isinstance(rating, Rating | Malformed | None)
    if isinstance(rating, Rating):
        assert rating.worst < rating.best
    assert isinstance(parse_content_rating(text), ContentRating | None)


@pytest.mark.parametrize("unit", ["*", "★ ", "1", "1/", "☆", "(", "R ", "½", "for "])
def test_a_long_hostile_text_is_no_score(unit):
    for length in (100, 500, 100_000):
        text = "R (" + unit * (length // len(unit))
        parse_rating(text, Decimal(5))
        assert parse_content_rating(text) is None
