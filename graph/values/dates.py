"""Text → calendar date, of which the month or the day may be unknown.

Exact forms only: a parser that accepts anything guesses silently, and a guessed date is worse
than none. A date is taken as it is written; no time zone moves it to the next day.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from graph.records import Malformed, PartialDate
from graph.values.characters import ascii_digits
from graph.values.months import is_a_word, month_of
from graph.values.patterns import FILM_YEAR, on_demand

LONGEST = 80

DAY_FIRST = frozenset(
    "ar bg ca cs da de el es et fi fr gl he hr id is it lv nb nl nn no pl pt ro ru "  # noqa: SIM905
    "sk sl sr sv tr uk vi en-au en-gb en-ie en-in en-nz en-za".split()
)
"""Languages in which 3/4/2012 can only be the third of April."""

_WEEKDAY = (
    r"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:lune|marte|mercole|giove|vener)d[iì]"
    r"|sabato|domenica|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?)\.?,?\s{1,2})?(?:(?:den|le|el)\s)?)?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|[.ºª°oa])?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_GAP = r"[\s,/-]{1,3}(?:(?:de|del|do|of|di)\s{1,2})?"
_HUNGARIAN = (  # in small letters: “in 1999. November 5 came” has another date, or none
    r"(?P<name>(?-i:janu[aá]r|febru[aá]r|m[aá]rcius|[aá]prilis|m[aá]jus|j[uú]nius|j[uú]lius"
    r"|augusztus|szeptember|okt[oó]ber|november|december))"
)
_ERA = r"(?:\s?(?:г(?:ода|\.)|р(?:оку|\.)|r(?:oku|\.)))?"
"""“Of the year”, as Russians, Ukrainians and Poles say behind it."""

_TIME = (
    r"(?:(?:T|,?\s{1,2}(?:at\s|um\s)?)(?:[01]?[0-9]|2[0-4]):[0-5][0-9]"
    r"(?::[0-6][0-9](?:[.,][0-9]{1,9})?)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:Z|[A-Z]{3,4}|[+-][0-9]{2}:?[0-9]{2})\b)?)?"
)


def _pattern(form: str) -> re.Pattern[str]:
    return on_demand(rf"(?<![\w./-]){form}{_TIME}(?!\w)(?![-/.][0-9])", re.IGNORECASE)


PATTERNS = (
    _pattern(rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"),
    _pattern(
        rf"{_YEAR}\s?[年년]\s?(?P<month>[0-9]{{1,2}})\s?[月월](?:\s?(?P<day>[0-9]{{1,2}})\s?[日일])?"
    ),
    _pattern(rf"{_YEAR}-(?P<month>[0-9]{{2}})"),
    _pattern(rf"{_WEEKDAY}{_NAME}{_GAP}{_DAY}{_GAP}{_YEAR}"),
    _pattern(rf"{_WEEKDAY}{_DAY}{_GAP}{_NAME}{_GAP}{_YEAR}{_ERA}"),
    _pattern(rf"{_YEAR}\.\s{_HUNGARIAN}\s{_DAY}"),
    _pattern(rf"{_NAME}{_GAP}{_YEAR}"),
    _pattern(rf"{_WEEKDAY}{_NAME}\s{{1,2}}{_DAY}\s[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}\s{_YEAR}"),
    _pattern(rf"(?P<one>[0-9]{{1,2}})(?P<mark>[./-])\s?(?P<two>[0-9]{{1,2}})(?P=mark)\s?{_YEAR}"),
)
FOUR_DIGITS = on_demand("[0-9]{4}")
COMPACT = on_demand(rf"(?P<year>{FILM_YEAR}|2100)(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})")
FIRST_FILM, LATEST = 1870, 2100
"""Of a year in other digits than ours: one before or after is of another calendar, mostly."""

YEAR_ALONE = on_demand(r"(?P<year>[12][0-9]{3})\s?[年년]?")


def parse_date(text: str, language: str = "") -> PartialDate | Malformed | None:
    """The date that a text is, as a whole.

    `language` is a BCP 47 tag and settles 3/4/2012, which without it has two readings and is
    None. Dots, as in 3.4.2012, put the day first in every language but English. A text in the
    form of a date that no calendar has is `Malformed`.

    >>> str(parse_date("15 Diciembre 2006")), str(parse_date("January 2012"))
    ('2006-12-15', '2012-01')
    >>> parse_date("2012-02-30")
    Malformed(text='2012-02-30')
    >>> parse_date("3/4/2012"), str(parse_date("3/4/2012", "fr")), str(parse_date("3/14/2012"))
    (None, '2012-04-03', '2012-03-14')
    >>> str(parse_date("3.4.2012")), parse_date("3.4.2012", "en")
    ('2012-04-03', None)
    """
    return _parsed(text, language) if len(text) <= LONGEST else None


@lru_cache(1 << 12)
def _parsed(text: str, language: str) -> PartialDate | Malformed | None:
    said = unicodedata.normalize("NFKC", text).strip()
    words = ascii_digits(said)
    for pattern in (YEAR_ALONE, *PATTERNS) if FOUR_DIGITS.search(words) else ():
        if match := pattern.fullmatch(words):
            value = _value(match, language)
            if words != said and _of_another_calendar(value):
                return None
            return Malformed(text) if isinstance(value, ValueError) else value
    return None


def parse_key_date(text: str, language: str = "") -> PartialDate | Malformed | None:
    """The same under a key of dates, where eight figures in a row are a day, too.

    >>> str(parse_key_date("20200105")), parse_key_date("20201350"), parse_date("20200105")
    ('2020-01-05', None, None)
    """
    match = COMPACT.fullmatch(text.strip())
    value = _value(match, language) if match else None
    return value if isinstance(value, PartialDate) else parse_date(text, language)


def find_dates(text: str, language: str = "") -> list[tuple[PartialDate, int, int]]:
    """The dates in a line or in prose, each with its place: text[start:end].

    A year alone is not taken: in prose it is as often the year of the story.

    >>> [str(date) for date, *_ in find_dates("January 23, 2012 (Sundance), 19.10.2012 (US)")]
    ['2012-01-23', '2012-10-19']
    """
    said, text = text, ascii_digits(text)
    if not FOUR_DIGITS.search(text):
        return []
    found, end = [], 0
    for match in sorted(_matches(text), key=lambda m: (m.start(), -m.end())):
        if match.start() < end or is_a_word(match.groupdict().get("name") or "", language):
            continue
        value = _value(match, language)
        if value is None:
            continue
        end = match.end()  # an impossible date hides the possible one inside it
        foreign = said is not text and said[match.start() : end] != match[0]
        if isinstance(value, PartialDate) and not (foreign and _of_another_calendar(value)):
            found.append((value, match.start(), end))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What has the form of a date: looked for around the years only, since there are few."""
    spans: list[list[int]] = []
    for year in FOUR_DIGITS.finditer(text):
        start = max(0, year.start() - LONGEST)
        if spans and start <= spans[-1][1]:
            spans[-1][1] = year.end() + LONGEST
        else:
            spans.append([start, year.end() + LONGEST])
    for span in spans:
        for pattern in PATTERNS:
            yield from pattern.finditer(text, *span)


def _of_another_calendar(value: PartialDate | ValueError | None) -> bool:
    return isinstance(value, PartialDate) and not FIRST_FILM <= value.year <= LATEST


def _value(match: re.Match[str], language: str) -> PartialDate | ValueError | None:
    """None where it is no date or has two readings; the error where no calendar has it."""
    groups = match.groupdict()
    year, day = int(groups["year"]), groups.get("day")
    if "one" in groups:
        return _numeric(year, match, language)
    if "name" in groups:
        month = month_of(groups["name"], language)
        if month is None:
            return None
    else:
        month = int(groups["month"]) if "month" in groups else None
    return _calendar(year, month, int(day) if day else None)


def _numeric(year: int, match: re.Match[str], language: str) -> PartialDate | ValueError | None:
    one, two = int(match["one"]), int(match["two"])
    day_first, month_first = _calendar(year, two, one), _calendar(year, one, two)
    if isinstance(day_first, ValueError) or day_first == month_first:
        return month_first
    if isinstance(month_first, ValueError):
        return day_first
    tag = language.lower()
    primary = tag.partition("-")[0]
    if tag == "en-us":
        return month_first
    dotted = match["mark"] == "." and primary != "en"
    return day_first if dotted or {tag, primary} & DAY_FIRST else None


def _calendar(year: int, month: int | None, day: int | None) -> PartialDate | ValueError:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        return error
    return PartialDate(year, month or 0, day or 0)
