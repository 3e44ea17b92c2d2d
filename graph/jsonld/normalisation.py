"""The one normalisation between an embedded block and the graph.

A plain value in an embedded block stands for one literal or IRI, by its property:

    url, sameAs, image, isBasedOn,         a string is an IRI
      license, contentUrl
    datePublished, dateCreated,            a string is, by its form, an xsd:date (2012-01-23),
      dateModified, startDate,               xsd:gYearMonth (2012-01) or xsd:gYear (2012)
      startTime, sdDatePublished
    duration                               a string is an xsd:duration
    ratingValue, bestRating, worstRating   a number is an xsd:decimal, a string such as R text
    all others                             a whole number is an xsd:integer, any other number
                                             an xsd:decimal
    name, reviewBody, abstract,            a string is in the language that the main node of
      of a Review                            the block states, alone, as its inLanguage
    all else                               a string is an xsd:string

What this would misread is written as a value object with @value and @language or @type, which
say what they mean: `{"@value": "x"}` is an xsd:string. `literal` is this table as code; the
writer asks it whether a plain value would come back as it was, hence `to_triples` is the exact
inverse of `embedded` by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal

from graph.vocabulary import (
    XSD_DATE,
    XSD_DECIMAL,
    XSD_DURATION,
    XSD_INTEGER,
    XSD_YEAR,
    XSD_YEAR_MONTH,
)

IRIS = frozenset({"url", "sameAs", "image", "isBasedOn", "license", "contentUrl"})
DATES = frozenset(
    {"datePublished", "dateCreated", "dateModified", "startDate", "startTime", "sdDatePublished"}
)
DECIMALS = frozenset({"ratingValue", "bestRating", "worstRating"})
INTEGERS = frozenset({"ratingCount", "reviewCount"})
TEXTS = frozenset({"name", "reviewBody", "abstract"})

_DATE_FORMS = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), XSD_DATE),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), XSD_YEAR_MONTH),
    (re.compile(r"[0-9]{4}"), XSD_YEAR),
)


def literal(key: str, value: object, language: str) -> Literal:
    """The literal that a plain value of the property stands for: the table above.

    `language` is that of the block where the property holds text of a work, and empty elsewhere.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"“{key}” has a value that is neither text nor number")
    if not isinstance(value, str):
        whole = isinstance(value, int) and key not in DECIMALS
        return Literal(_decimal(value), datatype=XSD_INTEGER if whole else XSD_DECIMAL)
    if key in DATES:
        for form, datatype in _DATE_FORMS:
            if form.fullmatch(value):
                return Literal(value, datatype=datatype)
    if key == "duration":
        return Literal(value, datatype=XSD_DURATION)
    return Literal(value, language=language or None)


def _decimal(number: float) -> str:
    return format(Decimal(repr(number)), "f")


def text_language(key: str, types: Iterable[str], language: str) -> str:
    """The language of plain text in this place, given that of the block."""
    return language if key in TEXTS and "Review" in types else ""


def language_tag(stated: object) -> str:
    """The language tag that is stated, or none where it is no language tag."""
    try:
        return stated if isinstance(stated, str) and Literal("", language=stated) else ""
    except ValueError:
        return ""
