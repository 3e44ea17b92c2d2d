"""Text → running time in whole minutes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph.records import Duration, Malformed
from graph.values.patterns import AND_BETWEEN_NAMES, AND_WORDS, on_demand

LONGEST = 60
MOST_HOURS = 9
"""In h:mm; what has more, as 95:12, counts minutes and seconds."""

MOST_MINUTES = 900
"""Of a number without a unit; a larger one counts something else, such as seconds."""

TOLERANCE = 25
"""Minutes by which running times of one film may differ: cuts, credits, PAL speed-up."""

_HOURS = (
    r"(?:hours?|hrs?\.?|h\.?|heures?|horas?|ore|ora|stunden?|std\.?|時間|시간|小时|小時"
    r"|uur|uren|tim(?:e|er|me|mar)?\.?|tuntia?|t\.?(?=\s?[0-9])|godz(?:in[ay]?)?\.?|hod(?:in[ay]?)?\.?"
    r"|saat|óra|or[ăae]|ώρ(?:α|ες)|час(?:а|ов)?|годин[аи]?|год\.?|ч\.?)"
)
_MINUTES = (
    r"(?:minut(?:es?|en|t?er|os?|i|a|y|s)?|minuut|minuuttia?|dakika|dk\.?|минут[аы]?|мин\.?"
    r"|хв(?:илин[аи]?)?\.?|perc|λεπτ(?:ά|ό|α|ο|\.)|de\sminute|mins?\.?|mn\.?|m\.?"
    r"|['\u2019\u2032]|分鐘|分钟|分|분)(?:\slong)?"
)
WORDS = on_demand(
    r"(?:about|approx\.?|ca\.?|circa|约|約)?\s?"
    rf"(?:(?P<hours>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?)[\s-]?{_HOURS}"
    rf"(?:(?:\s|,|(?:{AND_WORDS}|{AND_BETWEEN_NAMES})(?![^\W\d_])){{0,5}}(?=[0-9])|$))?"
    rf"(?:(?P<minutes>[0-9]{{1,5}})[\s-]?(?P<unit>{_MINUTES})?)?"
)
ISO = on_demand(
    r"p(?:(?P<days>[0-9]{1,3})d)?"
    r"(?:t(?:(?P<hours>[0-9]{1,5})h)?(?:(?P<minutes>[0-9]{1,7})m)?"
    r"(?:(?P<seconds>[0-9]{1,9})(?:\.[0-9]{1,9})?s)?)?"
)
CLOCK = on_demand(r"(?P<first>[0-9]{1,3}):(?P<second>[0-9]{2})(?::(?P<third>[0-9]{2}))?")
LOOKS_ISO = on_demand(r"pt?[0-9].*|pt")
BARE = on_demand(r"(?P<minutes>[0-9]{1,5})(?:\.0{1,6})?")
NEGATIVE = on_demand(rf"[-\u2212]\s?[0-9]{{1,5}}\s?{_MINUTES}?")


def parse_duration(text: str) -> Duration | Malformed | None:
    """The running time that a text states with its units; ISO 8601, h:mm and mm:ss included.

    A running time of 0 stands for an unknown one and is None.

    >>> parse_duration("2 hours and 20 minutes"), parse_duration("PT1H35M"), parse_duration("1:35")
    (Duration(minutes=140), Duration(minutes=95), Duration(minutes=95))
    >>> parse_duration("1h 75min").text, parse_duration("95")
    ('1h 75min', None)
    """
    return _parsed(text) if len(text) <= LONGEST else None


@lru_cache(1 << 12)
def _parsed(text: str) -> Duration | Malformed | None:
    words = unicodedata.normalize("NFKC", text).strip().casefold()
    minutes = _minutes(words)
    if minutes is None:
        return None
    return Malformed(text) if minutes < 0 else Duration(minutes) if minutes else None


def parse_minutes(text: str) -> Duration | Malformed | None:
    """The same where a number without a unit is known to count minutes.

    >>> parse_minutes("95"), parse_minutes("1h 35min"), parse_minutes("7620")
    (Duration(minutes=95), Duration(minutes=95), None)
    """
    match = BARE.fullmatch(text.strip())
    if not match:
        return parse_duration(text)
    minutes = int(match["minutes"])
    return Duration(minutes) if 0 < minutes <= MOST_MINUTES else None


def _minutes(words: str) -> int | None:
    """The number of minutes; -1 for the form of a running time that is none."""
    if match := ISO.fullmatch(words):
        return _sum(match) if any(match.groups()) and not words.endswith("t") else -1
    if LOOKS_ISO.fullmatch(words) or NEGATIVE.fullmatch(words):
        return -1
    if match := CLOCK.fullmatch(words):
        return _on_the_clock(int(match["first"]), int(match["second"]), match["third"])
    return _in_words(words.removesuffix("."))


def _on_the_clock(first: int, second: int, third: str | None) -> int:
    """h:mm, h:mm:ss, or mm:ss where that would be too many hours."""
    if third is None and first > MOST_HOURS:
        minutes, seconds = first, second
    else:
        minutes, seconds = first * 60 + second, int(third or 0)
    possible = second < 60 and seconds < 60 and first <= MOST_MINUTES
    return minutes + (seconds + 30) // 60 if possible else -1


def _in_words(words: str) -> int | None:
    match = WORDS.fullmatch(words)
    if not match or not (match["hours"] or match["unit"]):
        return None
    minutes = int(match["minutes"] or 0)
    if not match["hours"]:
        return minutes
    hours = float(match["hours"].replace(",", "."))
    return round(hours * 60) + minutes if minutes < 60 else -1


def _sum(match: re.Match[str]) -> int:
    units = match.groupdict()
    days, hours, minutes, seconds = (
        int(units.get(unit) or 0) for unit in ("days", "hours", "minutes", "seconds")
    )
    return (days * 24 + hours) * 60 + minutes + (seconds + 30) // 60
