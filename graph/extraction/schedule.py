"""Not to be read yet, or no longer, by the dates that a post states itself.

Extraction says the same on every day; only here somebody looks at the clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

from graph.extraction.keys import fold
from graph.records import Claim, Extraction, PartialDate, SourceKind
from graph.values.patterns import on_demand

POSTS = frozenset(("markdown",))
"""Formats of what a site's generator reads, which holds posts back until their date. What else has
a date to come is public already."""

FIRST_YEAR = 1900
"""Earlier dates stand for none: programs write 0001-01-01 where nothing is set."""

TO_BE_PUBLISHED = "pub"
"""How the keys begin, as `publishDate`, that go before a plain `date`."""

TIME = on_demand(
    r"(?<![0-9:])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\.[0-9]+)?"
    r"\s?(?P<half>[ap]m)?\s?(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE | re.ASCII,
)
DAY = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)
MOST_AHEAD = timedelta(hours=14)
"""The zone that is furthest ahead of UTC."""


def on_time(extraction: Extraction, format_: str, now: datetime) -> tuple[Extraction, str]:
    """What a document says at an instant, nothing where it is held back then, and the instant
    (ISO 8601, UTC) from which on that is otherwise, empty if it never is.

    A date without a time is its midnight, and a time without a zone is that of this machine. A time
    that is not understood is the end of its day: rather late than early.
    """
    starts = _starts(extraction, now) if format_ in POSTS else []
    if starts and (instant := _instant(starts[-1])) > now:
        why = (
            f"It is not to be published before its date: {_says(starts[-1])}. Add it again from "
            "then on, or correct the date."
        )
        return _withheld(extraction, why), iso(instant)
    ends = [claim for claim in extraction.expires if _date(claim).year >= FIRST_YEAR]
    for end in sorted(ends, key=_instant)[:1]:
        if (instant := _instant(end)) > now:
            return extraction, iso(instant)
        return _withheld(extraction, f"It is published no longer: {_says(end)}."), ""
    return extraction, ""


def iso(instant: datetime) -> str:
    """An instant in UTC as text; the earlier one sorts first."""
    return instant.isoformat(timespec="seconds")


def _starts(extraction: Extraction, now: datetime) -> list[Claim]:
    """The dates in the metadata from which on it may be to come out, the latest last. Of what is
    long past, no instant need be known."""
    dates = [
        claim
        for claim in extraction.review
        if claim.property == "datePublished"
        and claim.evidence.kind >= SourceKind.METADATA
        and isinstance(claim.value, PartialDate)
        and claim.value.year >= FIRST_YEAR
    ]
    if all(_date(claim).year < now.year - 1 for claim in dates):
        return []
    named = [claim for claim in dates if _name(claim).startswith(TO_BE_PUBLISHED)]
    return sorted(named or dates, key=_instant)


def _name(claim: Claim) -> str:
    return fold(claim.evidence.key.rpartition(".")[2])


def _withheld(extraction: Extraction, why: str) -> Extraction:
    return extraction if extraction.skip else Extraction(skip=why, scores=extraction.scores)


def _says(claim: Claim) -> str:
    return f"“{claim.evidence.key}” says “{claim.evidence.words}”"


def _instant(claim: Claim) -> datetime:
    date = _date(claim)
    day = datetime(date.year, date.month or 1, date.day or 1)
    try:
        return _at(day, claim.evidence.words).astimezone(UTC)
    except (OverflowError, ValueError):  # the last day of 9999 says never
        return NEVER


def _at(day: datetime, words: str) -> datetime:
    """The instant on a day that words state; without a zone where they state none."""
    match = TIME.search(words)
    zone = _zone(match["zone"]) if match else None
    if not match or match.end() < len(words.rstrip()) or (match["zone"] and not zone):
        return day + DAY if ":" in words else day
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"].lower() == "pm")
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    return (day + time).replace(tzinfo=zone)


def _zone(words: str | None) -> timezone | None:
    """A zone such as -08:00; None where there is none such."""
    if not words:
        return None
    figures = words.replace(":", "")[1:]
    if not figures.isdigit():
        return UTC
    ahead = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
    return timezone(-ahead if words[0] == "-" else ahead) if ahead <= MOST_AHEAD else None


def _date(claim: Claim) -> PartialDate:
    return cast("PartialDate", claim.value)
