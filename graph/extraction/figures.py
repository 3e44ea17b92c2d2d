"""The film's year and length in running text: “this 1989 gem”, “(92 minutes)”, “un film de 1979”.

A year may be that of the story, or of another film; so only what says “this film” counts, and
only where all of it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.crew import Found
from graph.extraction.marked import MARKS
from graph.extraction.names import UPPER
from graph.extraction.other_films import ThisFilm
from graph.extraction.phrases import KIND
from graph.records import Duration, PartialDate
from graph.values.characters import DIGITS, has_any
from graph.values.patterns import on_demand

_YEAR = r"(?P<year>(?:19[0-9]|20[0-9])[0-9])"
_OUT = r"(?:came[ ]out|released)[^.“\"(\n]{0,12}?[ ]in"
YEARS = tuple(
    (tuple(before.split("|")), on_demand(pattern, re.MULTILINE))
    for before, pattern in (
        ("his ", rf"\b[Tt]his[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{KIND}\b"),
        ("The ", rf"(?:^|[.!?][ ])The[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{KIND}\b"),
        (" in ", rf"\b(?:this|the)[ ](?:film|movie)[^.“\"(\n]{{0,30}}?[ ]{_OUT}[ ]{_YEAR}"),
        (
            "m de |te de |ti en ",
            rf"\b[Cc](?:e|[’']est[ ]un)[ ](?:[a-zé-]+[ ])?film"
            rf"[ ](?:de|date[ ]de|sorti[ ]en)[ ]{_YEAR}",
        ),
        ("m de |ti en ", rf"(?:^|[.!?:][ \n]+)(?:Film[ ]de|Sorti[ ]en)[ ]{_YEAR}"),
        (
            " de ",
            rf"\b(?:[Ee]st[ea]|[Uu]m)[ ](?:película|filme?|cinta|trabalho)[ ]de[ ]{_YEAR}",
        ),
        ("aus |ahr |ahre ", rf"\b[dD]ieser[ ]Film[ ]aus[ ](?:dem[ ]Jahre?[ ])?{_YEAR}"),
        ("del |nel ", rf"\b[Qq]uesto[ ]film[ ](?:del|uscito[ ]nel)[ ]{_YEAR}"),
    )
)
"""What stands right before the year, and all of it."""

_MINUTES = r"(?P<minutes>[0-9]{2,3})"
LENGTHS = (
    on_demand(rf"\((?:only[ ]|just[ ])?{_MINUTES}[ ]min(?:ute)?s?[!.]?\)"),
    on_demand(
        r"\b(?:run(?:ning)?[ -]?time|clock(?:s|ing)[ ]in|runs)[ ]"
        r"(?:(?:of|at|is|for|a|an|just|only|around|under|over)[ ]){0,4}"
        rf"{_MINUTES}[ -]min"
    ),
    on_demand(rf"\b[Aa]t[ ](?:just[ ]|only[ ])?an?[ ](?:[\w-]+[ ]){{1,2}}{_MINUTES}[ -]minutes\b"),
    on_demand(rf"\b{_MINUTES}-minute[ ](?:film|movie|runtime|running[ ]time)\b"),
    on_demand(
        rf"\b(?:dura(?:ción[ ]de|ção[ ]de|ta[ ]di)?|durée[ ]de|dure)[ ]{_MINUTES}[ ]minut[eoi]s?\b"
    ),
    on_demand(rf"\bLaufzeit[ ]von[ ](?:rund[ ])?{_MINUTES}[ ]Min"),
)
A_YEAR = on_demand(r"[12][90][0-9]{2}")
A_LENGTH = on_demand(r"[0-9]{2}[ -][mM]in")
"""Without these no pattern above finds anything, nor at a distance of them."""

OF_OTHER = on_demand(
    rf"(?:\b(?:cut|version|edition|print|fassung|versión|versão|versione)|(?P<name>{UPPER}[\w’'-]*))"
    r"[”\"»*_]{0,2}\s\Z"
)
"""What has a length of its own before the verb: another film, or another cut of this one."""

NAME_BEHIND = on_demand(rf"[ ]{MARKS}(?={UPPER})")
REACH = 120

VERBS = ("runs ", "clocks ", "dura ", "dure ")
PRONOUNS = ("It", "Il")
SHORTEST, LONGEST = 60, 300


def figures(film: ThisFilm) -> Iterator[Found]:
    """Year and length of a film."""
    text, known = film.text, set(film.years)
    if not has_any(text, DIGITS):
        return
    years = {int(m["year"]): m for m in _years(text) if _is_year_of(film, m)}
    if len(years) == 1 and (not known or known & {year + d for year in years for d in (-1, 0, 1)}):
        for year, match in years.items():
            yield Found("datePublished", PartialDate(year), "year in the text", match[0].strip())
    lengths = {int(m["minutes"]): m for m in _lengths(text) if _is_length_of(film, m)}
    if len(lengths) == 1 and SHORTEST <= min(lengths) <= LONGEST:
        for minutes, match in lengths.items():
            yield Found("duration", Duration(minutes), "length in the text", match[0])


def _is_length_of(film: ThisFilm, match: re.Match[str]) -> bool:
    """Whether neither the sentence nor the subject of “runs” is another film’s."""
    before = film.text[max(0, match.start() - REACH) : match.start()]
    other = OF_OTHER.search(before) if match[0].startswith(VERBS) else None
    own = other and (other["name"] in PRONOUNS or before.rstrip('”"»*_ ').endswith(film.title))
    return not film.is_other(*match.span()) and bool(own or not other)


def _is_year_of(film: ThisFilm, match: re.Match[str]) -> bool:
    """Whether no other title follows, and “The 1977 film” cannot be the original of this one."""
    name = NAME_BEHIND.match(film.text, match.end())
    if name and match[0][-1].isalpha() and not film.text.startswith(film.title, name.end()):
        return False
    weak = match[0].lstrip(".!? \n").startswith("The ")
    return film.is_own_title_behind(match) and not (weak and film.has_double)


def _years(text: str) -> list[re.Match[str]]:
    years = [match.start() for match in A_YEAR.finditer(text)]
    return [
        match
        for before, pattern in YEARS
        for match in _near([at for at in years if text.endswith(before, 0, at)], pattern, text)
    ]


def _lengths(text: str) -> list[re.Match[str]]:
    told = "min" in text or "Min" in text
    lengths = [match.start() for match in A_LENGTH.finditer(text)] if told else []
    return [match for pattern in LENGTHS for match in _near(lengths, pattern, text)]


def _near(places: list[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches around some places, from left to right, none over another."""
    done = 0
    for at in places:
        while match := pattern.search(text, max(done, at - REACH), at + REACH):
            done = match.end()
            yield match
