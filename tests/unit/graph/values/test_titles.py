import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values.titles import LONGEST_SLUG, slug, split_title_year, title_key


def test_a_heading_is_split_into_title_and_year(headed):
    words, meaning = headed
    title, year = meaning.split(";")
    assert split_title_year(words) == (title, int(year) if year else None)


def test_spellings_of_one_title_are_equal(same_title):
    one, other = same_title
    assert title_key(one) == title_key(other)


def test_titles_of_two_films_differ(other_title):
    one, other = other_title
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Sessions", "the-sessions"),
        ("Amélie & Ocean’s", "amelie-and-oceans"),
        ("9½ Weeks", "9-1-2-weeks"),
        ("シン・ゴジラ", "shin-gojira"),
        ("Сталкер", "stalker"),
        ("1917", "1917"),
        ("</script>", "script"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_slug_is_readable(title, expected):
    assert slug(title) == expected


def test_a_long_slug_is_cut_at_a_word():
    assert slug("wonder " * 30) == "-".join(["wonder"] * 11)
    assert slug("a" * 10_000) == "a" * LONGEST_SLUG


def test_titles_without_letters_get_different_short_ids():
    assert slug("…") != slug("?!")
    assert re.fullmatch(r"x-[0-9a-f]{8}", slug("?!"))


@given(st.text(min_size=1))
def test_a_key_is_never_empty_and_ignores_case_and_form(title):
    if title.strip():
        assert title_key(title)
        assert title_key(unicodedata.normalize("NFC", title)) == title_key(
            unicodedata.normalize("NFD", title)
        )
        assert title_key(f" {title} ") == title_key(title)


@given(st.text())
def test_a_slug_is_always_fit_for_an_address(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= LONGEST_SLUG


@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("“”\"'()-: 2019Review")))
def test_a_heading_never_loses_its_last_word(text):
    title, year = split_title_year(text)
    assert bool(title) == bool(text.strip())
    assert year is None or str(year) in text


@given(st.text(alphabet="abc XYZ", min_size=1), st.integers(1890, 2090))
def test_title_and_year_come_back(title, year):
    plain = " ".join(title.split())
    if plain:
        assert split_title_year(f"{title} ({year})") == (plain, year)
        assert split_title_year(f"“{title}” ({year}) - Movie Review") == (plain, year)


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        " - ",
        "a.",
        "“",
        "Review: ",
        " review",
        ", the",
        "2012 ",
        " (Jane Doe, ",
        "(1995, ",
        " [4k ",
    ],
)
def test_a_long_hostile_title_is_no_trouble(unit):
    title = "x" + unit * (50_000 // len(unit))
    split_title_year(title)
    split_title_year(f"{title} 1995)")
    assert title_key(title)
    assert slug(title)
