"""Values → terms: texts with their language, dates, durations and numbers in canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.records import Duration, Link, Malformed, PartialDate, Text
from graph.triples import Term
from graph.vocabulary import XSD_DATE, XSD_DECIMAL, XSD_DURATION, XSD_YEAR, XSD_YEAR_MONTH


def texts(*stated: Text | Malformed | None) -> Sequence[Literal]:
    """Words as they are, with their language."""
    return [
        Literal(text.text)
        if isinstance(text, Malformed)
        else Literal(text.value, language=text.language or None)
        for text in stated
        if text
    ]


def plain(text: Text) -> Literal:
    """Words without their language."""
    return Literal(text.value)


def date(stated: PartialDate | Malformed | None) -> Sequence[Literal]:
    """A date, a month or a year."""
    if stated is None:
        return ()
    if isinstance(stated, Malformed):
        return (Literal(stated.text, datatype=XSD_DATE),)
    return (_date(stated),)


@lru_cache(1 << 12)  # of reviews by the thousand many share a day, and films a year
def _date(stated: PartialDate) -> Literal:
    datatype = XSD_DATE if stated.day else XSD_YEAR_MONTH if stated.month else XSD_YEAR
    return Literal(str(stated), datatype=datatype)


def duration(stated: Duration | Malformed | None) -> Sequence[Literal]:
    """A running time."""
    if stated is None:
        return ()
    text = stated.text if isinstance(stated, Malformed) else iso_duration(stated.minutes)
    return (Literal(text, datatype=XSD_DURATION),)


def iso_duration(minutes: int) -> str:
    """The canonical xsd:duration (XML Schema 1.1 part 2, section 3.3.6).

    >>> iso_duration(95), iso_duration(120), iso_duration(0)
    ('PT1H35M', 'PT2H', 'PT0S')
    """
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    day = f"{days}D" if days else ""
    time = (f"{hours}H" if hours else "") + (f"{left}M" if left else "")
    return f"P{day}" + (f"T{time}" if time else "") if day or time else "PT0S"


def link(stated: Link | Malformed | None) -> Sequence[Term]:
    """The address itself."""
    if stated is None:
        return ()
    return (Literal(stated.text) if isinstance(stated, Malformed) else NamedNode(stated.url),)


@lru_cache(1 << 10)  # reviewers give few scores
def decimal(number: Decimal) -> Literal:
    """The canonical xsd:decimal: no exponent, no trailing zeros."""
    return Literal(format(number.normalize(), "f"), datatype=XSD_DECIMAL)
