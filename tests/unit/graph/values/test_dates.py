import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import Malformed, PartialDate
from graph.values.dates import find_dates, parse_date, parse_key_date
from graph.values.months import MONTH_NAMES


def test_a_date_is_read(valid_date):
    words, meaning = valid_date
    assert str(parse_date(words)) == meaning


def test_a_date_that_no_calendar_has_keeps_its_words(impossible_date):
    (words,) = impossible_date
    value = parse_date(words)
    assert isinstance(value, Malformed)
    assert value.text == words


def test_what_is_no_date_is_not_guessed(no_date):
    (words,) = no_date
    assert parse_date(words) is None


@pytest.mark.parametrize(
    ("language", "meaning"),
    [
        ("fr", "2012-04-03"),
        ("pt-br", "2012-04-03"),
        ("en-GB", "2012-04-03"),
        ("en-US", "2012-03-04"),
    ],
)
def test_a_language_settles_the_order(language, meaning):
    assert str(parse_date("3/4/2012", language)) == meaning


@pytest.mark.parametrize("language", ["", "en", "en-ca", "ja"])
def test_a_language_that_uses_both_orders_settles_nothing(language):
    assert parse_date("3/4/2012", language) is None


@pytest.mark.parametrize("language", ["", "de", "ja"])
def test_dots_put_the_day_first(language):
    assert str(parse_date("05.10.2019", language)) == "2019-10-05"
    assert str(parse_date("10/26/1984", language)) == "1984-10-26"


@pytest.mark.parametrize("language", ["en", "en-ca"])
def test_dots_in_english_settle_nothing(language):
    assert parse_date("05.10.2019", language) is None


def test_the_only_possible_order_outranks_the_language():
    assert str(parse_date("10/26/1984", "fr")) == "1984-10-26"


def test_every_month_name_is_read():
    for number, names in enumerate(MONTH_NAMES, 1):
        for name in names.replace("|", " ").split():
            assert parse_date(f"1 {name} 2012") == PartialDate(2012, number, 1)


def test_the_dates_of_a_line_come_with_their_places():
    line = "January 23, 2012 (Sundance Film Festival), October 19, 2012 (United States)"
    found = find_dates(line)
    assert [(str(date), line[start:end]) for date, start, end in found] == [
        ("2012-01-23", "January 23, 2012"),
        ("2012-10-19", "October 19, 2012"),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "It came out 2012 and was set 1970.",
        "The story of 1917 and 2012.",
        "https://example.org/2012/01/23/heat",
        "on 3/4/2012",
        "from 2012-02-30 on",
        "the 2012-2013 season",
        "version 1.2.2012.4",
        "years ago 2012",
        "Julius 2012",
        "Wal-Mart 2012",
        "drie leden 2012",
        "It came out in 1999. November 5 was a Friday.",
        "shot 20200105",
        "في ٣ مايو ١٤٤١",
        "۱۳۹۹/۰۲/۱۴",
    ],
)
def test_prose_without_a_date_has_none(prose):
    assert find_dates(prose) == []


def test_an_abbreviation_is_a_month_in_its_own_language():
    assert [str(date) for date, *_ in find_dates("visto em out 2012", "pt-br")] == ["2012-10"]


def test_a_croatian_month_is_not_the_polish_one():
    assert parse_date("12. listopada 2020", "hr") == PartialDate(2020, 10, 12)
    assert parse_date("12 listopada 2020", "pl") == PartialDate(2020, 11, 12)


def test_digits_of_other_scripts_are_read_in_their_places():
    line = "تاریخ ۲۰۲۰-۰۱-۰۵ است"
    assert [(str(d), line[a:b]) for d, a, b in find_dates(line)] == [("2020-01-05", "۲۰۲۰-۰۱-۰۵")]


@pytest.mark.parametrize("words", ["18690105", "21010105", "20200230", "2020015", "120200105"])
def test_eight_figures_that_are_no_day(words):
    assert parse_key_date(words) is None


@given(st.dates(datetime.date(1870, 1, 1), datetime.date(2100, 12, 31)))
def test_eight_figures_are_a_day_under_a_key_only(day):
    assert str(parse_key_date(f"{day:%Y%m%d}")) == day.isoformat()
    assert parse_date(f"{day:%Y%m%d}") is None


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_iso_date_comes_back(day):
    assert parse_date(day.isoformat()) == PartialDate(day.year, day.month, day.day)
    assert parse_date(f"{day:%B} {day.day}, {day.year:04d}") == parse_date(day.isoformat())


@given(st.datetimes(min_value=datetime.datetime(1000, 1, 1)))
def test_a_datetime_keeps_the_day_that_it_writes(moment):
    expected = PartialDate(moment.year, moment.month, moment.day)
    assert parse_date(str(moment)) == expected
    assert parse_date(moment.isoformat() + "Z") == expected


@given(st.text(), st.sampled_from(["", "en", "de", "x"]))
def test_no_text_is_too_much(text, language):
    assert isinstance(parse_date(text, language), PartialDate | Malformed | None)
    places = [place for date, *place in find_dates(text, language)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "unit", ["1", "1.", "1/", "May ", "1 May ", "2012-", " ", "年", "mon, ", "2020. ", "۲۰۲۰ "]
)
def test_a_long_hostile_text_is_read_to_its_end(unit):
    find_dates(unit * (300_000 // len(unit)) + " May 5, 2012")
    assert parse_date(unit * 100_000) is None
