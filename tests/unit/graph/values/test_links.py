import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.records import Identifier, Link, Malformed
from graph.values.links import parse_identifier, parse_link


def test_an_address_is_read_into_its_normal_form(valid_link):
    words, url = valid_link
    assert parse_link(words) == Link(url)


def test_a_dangerous_address_is_no_link(dangerous_link):
    (words,) = dangerous_link
    value = parse_link(words)
    assert isinstance(value, Malformed)
    assert value.text == words


@pytest.mark.parametrize("character", ["\x00", "\n", "\t", "\x7f", "\x85", "\u2028", "\u202e"])
def test_control_characters_are_refused(character):
    assert isinstance(parse_link(f"https://example.org/{character}a"), Malformed)


def test_what_is_no_address_is_none(no_link):
    (words,) = no_link
    assert parse_link(words) is None


def test_an_identifier_is_read(identifier):
    words, meaning = identifier
    assert parse_identifier(words) == Identifier(*meaning.split())


@pytest.mark.parametrize(
    ("words", "scheme", "value"),
    [
        ("7139936", "imdb", "tt7139936"),
        ("100157", "IMDb", "tt0100157"),
        ("603", "tmdb", "movie/603"),
        ("tv/1399", "tmdb", "tv/1399"),
        ("q83495", "wikidata", "Q83495"),
        ("heat-1995", "letterboxd", "heat-1995"),
    ],
)
def test_a_bare_identifier_needs_its_scheme(words, scheme, value):
    assert parse_identifier(words, scheme) == Identifier(scheme.lower(), value)


def test_what_is_no_identifier_is_none(no_identifier):
    (words,) = no_identifier
    assert parse_identifier(words) is None


@pytest.mark.parametrize(("words", "scheme"), [("603", "ean"), ("Heat", "tmdb"), ("", "imdb")])
def test_a_word_that_does_not_fit_its_scheme_is_none(words, scheme):
    assert parse_identifier(words, scheme) is None


@given(st.text(), st.sampled_from(["https://example.org/", "http://", "https://example.org?", ""]))
def test_every_link_is_an_iri_and_stays_what_it_is(text, start):
    link = parse_link(start + text)
    assert isinstance(link, Link | Malformed | None)
    if isinstance(link, Link):
        assert NamedNode(link.url).value == link.url
        assert parse_link(link.url) == link


@given(st.text(), st.sampled_from(["", "imdb", "tmdb", "wikidata", "letterboxd", "x"]))
def test_no_text_is_too_much(text, scheme):
    assert isinstance(parse_identifier(text, scheme), Identifier | None)


@pytest.mark.parametrize("unit", ["a", "a.", "%", "/", "javascript:", "https://", " "])
def test_a_long_hostile_address_is_refused(unit):
    text = "https://" + unit * (100_000 // len(unit))
    assert isinstance(parse_link(text), Malformed)
    parse_identifier(text, "letterboxd")
