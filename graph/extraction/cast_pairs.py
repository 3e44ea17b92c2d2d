"""Which of several actors plays which of several characters beside them, and which words beside an
actor name nobody: “Ann Berg and Max Roe as Ida and Tom”, “Ann Berg as Ida’s daughter”.
"""

from __future__ import annotations

import re

from graph.extraction.cast_phrases import PLAYS
from graph.extraction.names import AND, DEMONYMS, TOKEN, WRAPPED
from graph.extraction.phrases import alternatives
from graph.values.patterns import on_demand

LONGEST = 100
"""Characters of a name, or of a character's."""

_SECOND = rf"{TOKEN}(?:{WRAPPED}{TOKEN}){{0,2}}"
ANOTHER_BEFORE = on_demand(rf"(?<![\w’'-])(?P<other>{_SECOND})\s{AND}\s(?:the\s)?\Z")
ANOTHER_BEHIND = on_demand(
    rf"(?:\sthe\s{TOKEN})?\s{AND}\s(?:the\s)?(?P<other>{_SECOND})"
    rf"(?P<again>,?\s(?:as|{alternatives(PLAYS)})\s)?"
)
"""A second actor or character beside one: “Ann Berg and Max Roe as Ida and Tom”."""

OWNED = on_demand(r"[’']s\s")
PART_OF = on_demand(r"\bof\s\Z")


def pairs(match: re.Match[str]) -> list[tuple[str, str]]:
    """The names and the character that were found; two pairs in their order, where two actors stand
    beside two characters, and no character where it is only whose somebody is."""
    text, (actor, character) = match.string, (match.span("names"), match.span("character"))
    first, last = sorted((actor, character))
    before = ANOTHER_BEFORE.search(text, max(0, first[0] - LONGEST), first[0])
    behind = ANOTHER_BEHIND.match(text, last[1])
    if before and behind and not behind["again"]:
        other, second = before["other"], behind["other"]
        if actor < character:
            return [(other, match["character"]), (match["names"], second)]
        return [(match["names"], other), (second, match["character"])]
    if actor < character and OWNED.match(text, character[1]):
        return [(match["names"], "")]
    part = actor > character and PART_OF.search(text, max(0, character[0] - 4), character[0])
    if part or match["character"].split()[-1] in DEMONYMS:  # “the wounded South Korean soldier”
        return [(match["names"], "")]
    return [(match["names"], match["character"])]
