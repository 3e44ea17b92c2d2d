"""The letters with which a regular expression may begin and end, so that it is tried only where
they stand.

Knows the syntax that phrases use: letters, classes, groups, “?”, lookarounds. Where the rest is
not known, an edge is short, and stands for all that begin or end with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.values.characters import beyond_ascii
from graph.values.patterns import on_demand

LONGEST = 6
ATOM = on_demand(
    r"(?P<text>(?:[^\\.\[\](){}|?*+^$](?![?*+{]))+)|(?P<zero>\\b)|(?P<space>\\s)|(?P<word>\\w)|(?P<any>\\[WdDS]|\.)|\\(?P<escaped>.)"
    r"|\[(?P<class>\^?[^\]]+)\]|(?P<group>\((?:\?[a-z]*(?:-[a-z]+)?[:=!]|\?<[=!])?)|(?P<letter>[^)|])",
    re.DOTALL,
)
WHITE = on_demand(r"\s")
CONTROLS = "\t\n\v\f\r\x1c\x1d\x1e\x1f"
"""The white space of ASCII beside the blank."""

REPEATED = on_demand(r"(?:\?|[*+]|\{(?:\d+,)?(?P<most>\d+)\})[?+]?")
MOST_REPEATED = 5
"""How often what is repeated without limit is held to stand in a row."""

SHORT_WORD = 4
"""Letters of a word and its blank, at least on average, in words that are not listed."""


class Part(NamedTuple):
    """A piece of an expression: one of some texts, or one of some sequences of pieces."""

    texts: frozenset[str] | None = None
    """Mostly of a single letter; None for what is not listed."""
    inner: tuple[tuple[Part, ...], ...] = ()
    optional: bool = False
    of_word: bool = False
    """Whether what is not listed can be of one word only."""
    blanks: float = 0
    """How many of them may be in it."""


def beginnings(expression: str) -> frozenset[str]:
    """The first letters of all that an expression matches, in lower case, white space as a blank.

    >>> sorted(beginnings(r"(?<!art\\s)(?:co-)?directors?|d[oa]\\sfilm"))
    ['co-dir', 'da fil', 'direct', 'do fil']
    >>> sorted(beginnings(r"[a-z]+\\sfilm")), sorted(beginnings(r"of\\s?\\w+"))
    ([''], ['of', 'of '])
    """
    closed, opened = _firsts(_parsed(expression), backwards=False)
    return frozenset(closed | opened)


def endings(expression: str) -> frozenset[str]:
    """The last letters within the last word that an expression gives; words at the end that it
    does not list, and white space, are passed over.

    >>> sorted(endings(r"(?:a\\s)?films?\\sby")), sorted(endings(r"made\\sby\\s(?:\\w+\\s)?"))
    ([' by'], [' by'])
    >>> sorted(endings(r"actor(?:/\\w+)?")), sorted(endings(r"after\\s[^.]{1,9}?,\\s"))
    (['actor', 'actor/'], [','])
    """
    closed, opened = _firsts(_parsed(expression), backwards=True, at_end=True)
    found = (backwards[::-1] for backwards in closed | opened)
    return frozenset(ending[max(0, ending.rfind(" ")) :] for ending in found)


def most_words(expression: str) -> int:
    """How many words an expression matches at most; of what it does not list, some letters.

    >>> most_words(r"(?:a\\s)?films?\\s(?:\\w+\\s)?by"), most_words(r"after\\s[^.]{1,40},\\s")
    (4, 13)
    """
    return math.ceil(_blanks(_parsed(expression))) + 1


def letters_of(text: str) -> str:
    """A text in the form of edges, letter for letter: in lower case, white space as a blank.

    >>> letters_of("The\\nİ")
    'the i'
    """
    plain = text.lower()
    if len(plain) != len(text):  # a few letters are two in lower case
        plain = "".join(letter.lower()[:1] for letter in text)
    for white in (*CONTROLS, *set(WHITE.findall(beyond_ascii(plain)))):
        plain = plain.replace(white, " ")
    return plain


@lru_cache(1 << 10)  # of a phrase both edges are asked for
def _parsed(expression: str) -> tuple[tuple[Part, ...], ...]:
    alternatives, end = _alternatives(expression, 0)
    if end != len(expression):
        raise ValueError(f"{expression!r} has brackets that do not match.")
    return alternatives


def _alternatives(expression: str, at: int) -> tuple[tuple[tuple[Part, ...], ...], int]:
    found = []
    while True:
        sequence, at = _sequence(expression, at)
        found.append(sequence)
        if at >= len(expression) or expression[at] == ")":
            return tuple(found), at
        at += 1  # behind the bar


def _sequence(expression: str, at: int) -> tuple[tuple[Part, ...], int]:
    found = []
    while at < len(expression) and expression[at] not in "|)":
        part, at = _part(expression, at)
        repeated = REPEATED.match(expression, at)
        at = repeated.end() if repeated else at
        if repeated and repeated[0][0] == "?":
            part = part._replace(optional=True)
        elif repeated:
            most = int(repeated["most"] or MOST_REPEATED)
            part = Part(of_word=part.of_word, blanks=most * _blanks_of(part))
        found.append(part)
    return tuple(found), at


def _part(expression: str, at: int) -> tuple[Part, int]:
    match = ATOM.match(expression, at)
    if match is None:
        raise ValueError(f"{expression!r} cannot be read at {at}.")
    end = match.end()
    if match["group"]:
        inner, end = _alternatives(expression, end)
        around = match["group"][-1] in "=!"
        return Part(inner=((),) if around else inner), end + 1
    if match["zero"]:
        return Part(inner=((),)), end
    if match["class"] and not _listed(match["class"]):
        negated = match["class"].startswith("^")
        return Part(of_word=not negated, blanks=negated / SHORT_WORD), end
    if match["any"] or match["word"]:
        return Part(of_word=bool(match["word"]), blanks=bool(match["any"]) / SHORT_WORD), end
    if match["text"]:
        return Part(frozenset((match["text"].lower(),)), blanks=match["text"].count(" ")), end
    letters = " " if match["space"] else match["escaped"] or match["class"] or match["letter"]
    return Part(frozenset(letters.lower()), blanks=letters == " "), end


def _blanks(alternatives: Iterable[tuple[Part, ...]]) -> float:
    """How many of them at most stand in what is matched."""
    return max(sum(map(_blanks_of, sequence)) for sequence in alternatives)


def _blanks_of(part: Part) -> float:
    return _blanks(part.inner) if part.inner else part.blanks


def _listed(letters: str) -> bool:
    """Whether a class lists its letters, without a range."""
    return not re.search(r"^\^|\\|.-.", letters)


Firsts = tuple[set[str], set[str]]
"""The edges behind which all may follow, and those that are whole."""


def _firsts(
    alternatives: Iterable[tuple[Part, ...]], *, backwards: bool, at_end: bool = False
) -> Firsts:
    closed: set[str] = set()
    opened: set[str] = set()
    for sequence in alternatives:
        order = sequence[::-1] if backwards else sequence
        some_closed, some_opened = _of_sequence(order, backwards=backwards, at_end=at_end)
        closed |= some_closed
        opened |= some_opened
    return closed, opened


def _of_sequence(sequence: Iterable[Part], *, backwards: bool, at_end: bool) -> Firsts:
    """`at_end` tells that nothing follows, where blanks and unlisted words are passed over."""
    closed: set[str] = set()
    opened = {""}
    for part in sequence:
        more = opened if part.optional else set()
        outermost = {""} & opened if at_end else set()
        for some, is_end in ((opened - outermost, False), (outermost, True)):
            if some:
                done, further = _of_part(part, backwards=backwards, at_end=is_end)
                closed |= set(_joined(some, done))
                more = more | set(_joined(some, further))
        opened = more
    return closed, opened


def _of_part(part: Part, *, backwards: bool, at_end: bool) -> Firsts:
    if part.inner:
        return _firsts(part.inner, backwards=backwards, at_end=at_end)
    if part.texts is None:
        return (set(), {""}) if at_end and part.of_word else ({""}, set())
    texts = (text.rstrip(" ") if at_end else text for text in part.texts)
    return set(), {text[::-1] if backwards else text for text in texts}


def _joined(firsts: Iterable[str], seconds: Iterable[str]) -> Iterator[str]:
    return ((first + second)[:LONGEST] for first in firsts for second in seconds)
