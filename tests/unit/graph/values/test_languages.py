import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.values.languages import FUNCTION_WORDS, NAMES, detect_language, parse_language


def test_a_language_is_known_by_name_and_tag(named_language):
    words, tag = named_language
    assert parse_language(words) == tag


def test_what_names_no_language_is_none(no_language):
    (words,) = no_language
    assert parse_language(words) is None


def test_each_name_stands_for_one_language():
    for tag, names in NAMES.items():
        assert {parse_language(name) for name in names.split()} == {tag}


def test_the_language_of_sentences_is_told_and_else_unsure(written):
    words, tag = written
    assert detect_language(words) == tag.strip("?")


def test_languages_mixed_in_equal_parts_are_unsure():
    german = "Der Film ist nicht das, was man von dem Regisseur erwartet, aber schön. "
    english = "The film is not what one would expect of the director, but it is good. "
    assert detect_language(german + english) == ""


def test_every_language_that_is_told_has_a_name():
    assert set(FUNCTION_WORDS) <= set(NAMES)


@given(st.text())
def test_no_text_is_too_much(text):
    assert detect_language(text) == detect_language(text)
    assert parse_language(text) is None or parse_language(text).islower()


@pytest.mark.parametrize("unit", ["a-", "the ", "www.", "http://", "の"])
def test_a_long_hostile_text_is_no_trouble(unit):
    detect_language(unit * 100_000)
    assert parse_language(unit * 100_000) is None
