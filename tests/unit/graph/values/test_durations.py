import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mapping import iso_duration
from graph.records import Duration, Malformed
from graph.values.durations import parse_duration, parse_minutes


def test_a_running_time_is_read(valid_duration):
    words, meaning = valid_duration
    assert parse_duration(words) == Duration(int(meaning))


def test_an_impossible_running_time_keeps_its_words(impossible_duration):
    (words,) = impossible_duration
    value = parse_duration(words)
    assert isinstance(value, Malformed)
    assert value.text == words


def test_what_is_no_running_time_is_not_guessed(no_duration):
    (words,) = no_duration
    assert parse_duration(words) is None


@pytest.mark.parametrize(
    ("words", "minutes"), [("95", 95), (" 107.0 ", 107), ("95 min", 95), ("1:35", 95)]
)
def test_a_number_counts_minutes_where_the_caller_says_so(words, minutes):
    assert parse_minutes(words) == Duration(minutes)


@pytest.mark.parametrize("words", ["0", "", "ninety", "1e3", "95,5", "901", "7620"])
def test_what_counts_no_minutes(words):
    assert parse_minutes(words) is None


@given(st.integers(1, 59_999))
def test_the_canonical_duration_comes_back(minutes):
    assert parse_duration(iso_duration(minutes)) == Duration(minutes)


@given(st.integers(0, 99), st.integers(1, 59))
def test_hours_and_minutes_come_back(hours, minutes):
    expected = Duration(hours * 60 + minutes)
    assert parse_duration(f"{hours}h {minutes}min") == expected
    assert parse_duration(f"{hours}:{minutes:02d}:00") == expected


@given(st.integers(0, 9), st.integers(1, 59))
def test_a_clock_with_few_hours_shows_hours_and_minutes(hours, minutes):
    expected = Duration(hours * 60 + minutes)
    assert parse_duration(f"{hours}:{minutes:02d}") == expected
    assert parse_duration(f"0{hours}:{minutes:02d}") == expected


@given(st.integers(10, 900), st.integers(0, 59))
def test_a_clock_with_more_shows_minutes_and_seconds(minutes, seconds):
    assert parse_duration(f"{minutes}:{seconds:02d}") == Duration(minutes + (seconds >= 30))


@given(st.text())
def test_no_text_is_too_much(text):
    assert isinstance(parse_duration(text), Duration | Malformed | None)
    assert isinstance(parse_minutes(text), Duration | Malformed | None)


@pytest.mark.parametrize("unit", ["1", "1h", "1h ", " ", "P1", "1:", ","])
def test_a_long_hostile_text_is_no_running_time(unit):
    assert parse_minutes(unit * 100_000) is None
