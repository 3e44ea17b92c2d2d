"""The film's year and length in running text: “this 1989 gem”, “(92 minutes)”, “un film de 1979”.

A year may be that of the story, or of another film; so only what says “this film” counts, and
only where all of it says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extraction.crew import Found, own_title
from graph.records import Duration, PartialDate

_KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary)"
)
_YEAR = r"(?P<year>(?:19[0-9]|20[0-9])[0-9])"
_OUT = r"(?:came[ ]out|released)[^.“\"(\n]{0,12}?[ ]in"
YEARS = (
    re.compile(rf"\b[Tt]his[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{_KIND}\b"),
    re.compile(rf"(?:^|[.!?][ ])The[ ]{_YEAR}[ ](?:[\w-]+[ ]){{0,2}}{_KIND}\b", re.MULTILINE),
    re.compile(rf"\b(?:this|the)[ ](?:film|movie)[^.“\"(\n]{{0,30}}?[ ]{_OUT}[ ]{_YEAR}"),
    re.compile(
        rf"\b[Cc](?:e|[’']est[ ]un)[ ](?:[a-zé-]+[ ])?film"
        rf"[ ](?:de|date[ ]de|sorti[ ]en)[ ]{_YEAR}"
    ),
    re.compile(rf"(?:^|[.!?:][ \n]+)(?:Film[ ]de|Sorti[ ]en)[ ]{_YEAR}"),
    re.compile(rf"\b(?:[Ee]st[ea]|[Uu]m)[ ](?:película|filme?|cinta|trabalho)[ ]de[ ]{_YEAR}"),
    re.compile(rf"\b[dD]ieser[ ]Film[ ]aus[ ](?:dem[ ]Jahre?[ ])?{_YEAR}"),
    re.compile(rf"\b[Qq]uesto[ ]film[ ](?:del|uscito[ ]nel)[ ]{_YEAR}"),
)
_MINUTES = r"(?P<minutes>[0-9]{2,3})"
LENGTHS = (
    re.compile(rf"\((?:only[ ]|just[ ])?{_MINUTES}[ ]min(?:ute)?s?[!.]?\)"),
    re.compile(
        r"\b(?:run(?:ning)?[ -]?time|clock(?:s|ing)[ ]in|runs)[ ]"
        r"(?:(?:of|at|is|for|a|an|just|only|around|under|over)[ ]){0,4}"
        rf"{_MINUTES}[ -]min"
    ),
    re.compile(rf"\b[Aa]t[ ](?:just[ ]|only[ ])?an?[ ](?:[\w-]+[ ]){{1,2}}{_MINUTES}[ -]minutes\b"),
    re.compile(rf"\b{_MINUTES}-minute[ ](?:film|movie|runtime|running[ ]time)\b"),
    re.compile(
        rf"\b(?:dura(?:ción[ ]de|ção[ ]de|ta[ ]di)?|durée[ ]de|dure)[ ]{_MINUTES}[ ]minut[eoi]s?\b"
    ),
    re.compile(rf"\bLaufzeit[ ]von[ ](?:rund[ ])?{_MINUTES}[ ]Min"),
)
A_YEAR = re.compile(r"[12][90][0-9]{2}")
A_LENGTH = re.compile(r"[0-9]{2}[ -][mM]in")
"""Without these no pattern above finds anything."""

SHORTEST, LONGEST = 60, 300


def figures(title: str, text: str, known: set[int]) -> Iterator[Found]:
    """Year and length of the film of that title; `known` are the years that are claimed."""
    years = {int(m["year"]): m for m in _matches(YEARS, A_YEAR, text) if own_title(m, title, text)}
    if len(years) == 1 and (not known or known & {year + d for year in years for d in (-1, 0, 1)}):
        for year, match in years.items():
            yield Found("datePublished", PartialDate(year), "year in the text", match[0].strip())
    lengths = {int(match["minutes"]): match for match in _matches(LENGTHS, A_LENGTH, text)}
    if len(lengths) == 1 and SHORTEST <= min(lengths) <= LONGEST:
        for minutes, match in lengths.items():
            yield Found("duration", Duration(minutes), "length in the text", match[0])


def _matches(
    patterns: Iterable[re.Pattern[str]], needed: re.Pattern[str], text: str
) -> list[re.Match[str]]:
    if not needed.search(text):
        return []
    return [match for pattern in patterns for match in pattern.finditer(text)]
