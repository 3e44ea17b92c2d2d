"""Who made the film, where running text says so: “director Jane Doe”, “dirigida por Jane Doe”.

A review names other films and their makers as well. So what is compared, remembered or inspired
does not count, nor what stands with another title; and where a text yields two answers to one
question, it yields none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.extraction.names import person_names
from graph.extraction.phrases import BOTH, DIRECTOR, MAKER, WRITER, finders
from graph.records import Person, Value
from graph.values.names import name_key

DIRECTORS = tuple(finders(BOTH, DIRECTOR))
MAKERS = tuple(finders(MAKER))
WRITERS = tuple(finders(BOTH, WRITER))

ELSEWHERE = re.compile(
    r"\b(?:unlike|recalls?|recuerdan?|remember\w*|reminiscent|remind\w*|influence\w*|inspired?"
    r"|homage|echo\w*|compare\w*|borrowed|remake|original|previous|earlier|former|legendary|late"
    r"|such\sas|similar|tradition|style\sof|works?\sof|films?\sof|films?\sby|films?\sled|fan\sof"
    r"|elements\sof|need\sto\ssee|from\sthe\ssame|seen|would-be|named|called|played\sby|plays"
    r"|fictional|anterior(?:es)?|d’après|rappelle|ancien|lembra|novel|novels|book|romance|livro"
    r"|libro|roman|manga|comics?|vorgänger|originals?)\b[^.!?]{0,60}$"
    r"|\b(?:like|como|comme|wie|come|first|early|character)\s(?:[\w-]+\s){0,2}$"
    r"|[”\"»*_’)\]],?\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
"""Words before a name, or another title, that make it another film's, or a figure's."""

TITLE_AFTER = re.compile(
    r"(?:[’']s?)?,?\s(?:\w+\s){0,3}?[“\"«„*_‘](?P<title>[^”\"»“*_’\n]{1,80})[”\"»“*_’]"
)
TURN = re.compile(r"\b(?:but|here|mas|pero|mais|aber)\s", re.IGNORECASE)
"""Words after which the talk is of something else again."""

BEFORE, AFTER = 100, 140


class Found(NamedTuple):
    """What a text says, with the words that say it."""

    property: str
    value: Value
    key: str
    words: str


def made_by(title: str, text: str) -> Iterator[Found]:
    """Directors and writers of the film of that title."""
    told = list(_agreed(of_this_film(DIRECTORS, title, text)))
    for name, words in told or _agreed(of_this_film(MAKERS, title, text)):
        yield Found("director", Person(name), "director in the text", words)
    for name, words in _agreed(of_this_film(WRITERS, title, text)):
        yield Found("author", Person(name), "writer in the text", words)


def of_this_film(patterns: Iterable[re.Pattern[str]], title: str, text: str) -> list[re.Match[str]]:
    """The matches that no comparison and no other title beside them makes another film's."""
    return [m for p in patterns for m in p.finditer(text) if is_of_this_film(m, title, text)]


def is_of_this_film(match: re.Match[str], title: str, text: str) -> bool:
    """Whether neither a comparison or title before the words nor a title after them says no."""
    before = TURN.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
    if ELSEWHERE.search(before) and not before.rstrip(' ”"»*_’,').endswith(title):
        return False
    return own_title(match, title, text)


def own_title(match: re.Match[str], title: str, text: str) -> bool:
    """Whether no other title follows."""
    other = TITLE_AFTER.match(text[match.end() : match.end() + AFTER])
    return other is None or name_key(other["title"].strip(" ,.")) == name_key(title)


def _agreed(matches: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """The names on which all matches agree, each with its words; the longest list holds all."""
    said = [({name_key(n): n for n in person_names(m["names"])}, m[0]) for m in matches]
    said = [pair for pair in said if pair[0]]
    if not said:
        return
    most, words = max(said, key=lambda pair: len(pair[0]))
    if all(names.keys() <= most.keys() for names, _ in said):
        for name in most.values():
            yield name, words
