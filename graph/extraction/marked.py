"""Titles that a text marks: in quotation marks or emphasis, with or without a year behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.values.patterns import FILM_YEAR, on_demand

MOST_MENTIONS = 200
QUOTED = on_demand(
    r"(?:“(?P<a>[^“”]{1,120})”|\"(?P<b>[^\"\n]{1,120})\"|«\s?(?P<c>[^«»]{1,120}?)\s?»"
    r"|„(?P<d>[^„“”]{1,120})[“”]|[『「](?P<e>[^『』「」]{1,120})[』」]|‘(?P<f>[^‘\n]{1,120}?)’(?!\w)"
    r"|(?<![*\w])\*{1,3}(?P<g>[^*\n]{1,120})\*{1,3}(?![*\w])|(?<![_\w])_(?P<h>[^_\n]{1,120})_(?!\w))"
)
YEAR = rf"\s?[(\[](?:[\w\s]{{1,20}},\s)?(?P<year>{FILM_YEAR})[)\]]"
OPENING = on_demand('[“"«„『「‘*_]')
"""How what is `QUOTED` begins."""

MARKS = r"[,”\"»“’*_』」]{0,4}"
DATED = on_demand(rf"{MARKS},?{YEAR}")
QUOTED_WITH_YEAR = on_demand(QUOTED.pattern + r",?" + YEAR)
A_YEAR = on_demand(YEAR.removeprefix(r"\s?"))


def ends(title: str, text: str) -> Iterator[int]:
    """Where a title ends that stands in a text as whole words, in their order."""
    at = text.find(title) if title else -1
    for _ in range(MOST_MENTIONS):
        if at < 0:
            return
        end = at + len(title)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield end
        at = text.find(title, end)


def quoted(text: str) -> Iterator[str]:
    """What stands in quotation marks or emphasis."""
    return (inside(match) for match in matches(QUOTED, text))


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Those of a pattern that begins with an opening mark, looked for at such marks only."""
    at = 0
    while opening := OPENING.search(text, at):
        at = opening.end()
        if match := pattern.match(text, opening.start()):
            yield match
            at = match.end()


def inside(match: re.Match[str]) -> str:
    """The words between the marks that were found, without the punctuation around them."""
    groups = match.groupdict()
    inner = next(groups[name] for name in "abcdefgh" if groups.get(name) is not None)
    return inner.strip(" ,.*_")
