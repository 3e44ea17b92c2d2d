"""Who plays in the film, where running text says so in words: “starring Ann Berg and Max Roe”,
“actress Ann Berg”, “Ann Berg’s performance”, “Ann Berg plays Ester”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extraction.crew import Found, of_this_film, person_names
from graph.extraction.names import NAME, NAMES, TOKEN
from graph.records import Person, Role
from graph.values.names import name_key

MOST = 100
_ACTOR = (
    r"(?:actor|actors|actress|actresses|actriz|actrices|ator|atores|atriz|attore|attrice"
    r"|Schauspieler(?:in)?|co-stars?)"
)
_STARRING = (
    r"(?:starring|co-starring|stars|starred|headlined[ ]by|estrelad[oa][ ]por"
    r"|protagonizad[oa][ ]por|interpretad[oa][ ]por|interprétée?[ ]par|gespielt[ ]von)"
)
_OWN = r"[’'](?:s[ ])?(?:[\w-]+[ ])?(?:performance|portrayal|acting)"
LISTS = (
    re.compile(rf"\b(?i:{_STARRING}|{_ACTOR})[ ](?P<names>{NAMES})"),
    re.compile(
        rf"\b(?i:performances?|turns?|chemistry)[ ](?:by|from|between)[ ](?P<names>{NAMES})"
    ),
    re.compile(rf"\b(?i:with)[ ](?P<names>{NAMES})[ ]in[ ]the[ ](?:lead|title|main)"),
    re.compile(rf"\b(?P<names>{NAME}){_OWN}\b"),
    re.compile(rf"\b(?P<names>{NAME})[ ](?:\w+ly[ ])?(?:stars|co-stars|plays|portrays)\b"),
    re.compile(rf"\bmade[ ](?P<names>{NAME})[ ]a[ ](?:\w+[ ])?star\b"),
)
PLAYS = re.compile(
    rf"\b(?P<names>{NAME})[ ](?:\w+ly[ ])?(?:plays|portrays|stars[ ]as|spielt|interpreta[ ]a"
    rf"|incarne|joue)[ ](?:[a-z-]+[ ]){{0,3}}(?P<character>{TOKEN}(?:[ ]{TOKEN}){{0,2}})"
)
NO_CHARACTER = frozenset({"I", "He", "She", "It", "The", "A", "An", "Best"})


def played_by(title: str, text: str, crew: set[str]) -> Iterator[Found]:
    """The actors that a text names as such; `crew` are others, as `name_key` has them."""
    characters = {}
    for match in [*PLAYS.finditer(text)][:MOST]:
        if of_this_film(match, title, text) and match["character"] not in NO_CHARACTER:
            characters[name_key(match["names"])] = match["character"]
    seen: set[str] = set()
    for match in [m for pattern in LISTS for m in pattern.finditer(text)][:MOST]:
        if not of_this_film(match, title, text):
            continue
        for name in person_names(match["names"]):
            key = name_key(name)
            if key not in seen | crew:
                seen.add(key)
                role = Role(Person(name), characters.get(key, ""))
                yield Found("actor", role, "actor in the text", match[0])
