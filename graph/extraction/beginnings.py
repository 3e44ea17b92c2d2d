"""The letters with which a regular expression may begin, so that it is tried only where they stand.

Knows the syntax that phrases use: letters, classes, groups, “?”, lookarounds. Where the rest is
not known, a beginning is short, and stands for all that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 4
ATOM = re.compile(
    r"(?P<zero>\\b)|(?P<space>\\s)|(?P<any>\\[wWdDS]|\.)|\\(?P<escaped>.)"
    r"|\[(?P<class>\^?[^\]]+)\]|(?P<group>\((?:\?[a-z]*(?:-[a-z]+)?[:=!]|\?<[=!])?)|(?P<letter>[^)|])",
    re.DOTALL,
)
WHITE = re.compile(r"\s")
REPEATED = re.compile(r"\?|[*+]|\{[^}]*\}")


def beginnings(expression: str) -> frozenset[str]:
    """The first letters of all that an expression matches, in lower case, white space as a blank.

    >>> sorted(beginnings(r"(?<!art\\s)(?:co-)?directors?|d[oa]\\sfilm"))
    ['co-d', 'da f', 'dire', 'do f']
    >>> sorted(beginnings(r"[a-z]+\\sfilm")), sorted(beginnings(r"of\\s?\\w+"))
    ([''], ['of', 'of '])
    """
    closed, opened, end = _alternatives(expression, 0)
    if end != len(expression):
        raise ValueError(f"{expression!r} has brackets that do not match.")
    return frozenset(closed | opened)


def letters_of(text: str) -> str:
    """A text in the form of `beginnings`, letter for letter.

    >>> letters_of("The\\nİ")
    'the i'
    """
    plain = text.lower()
    if len(plain) != len(text):  # a few letters are two in lower case
        plain = "".join(letter.lower()[:1] for letter in text)
    return WHITE.sub(" ", plain)


def _alternatives(expression: str, at: int) -> tuple[set[str], set[str], int]:
    """The beginnings behind which all may follow, those that are whole, and where they end."""
    closed: set[str] = set()
    opened: set[str] = set()
    while True:
        some_closed, some_opened, at = _sequence(expression, at)
        closed |= some_closed
        opened |= some_opened
        if at >= len(expression) or expression[at] == ")":
            return closed, opened, at
        at += 1  # behind the bar


def _sequence(expression: str, at: int) -> tuple[set[str], set[str], int]:
    closed: set[str] = set()
    opened = {""}
    while at < len(expression) and expression[at] not in "|)":
        done, more, at = _atom(expression, at)
        repeated = REPEATED.match(expression, at)
        at = repeated.end() if repeated else at
        if repeated and repeated[0] != "?":
            done, more = {""}, set()
        parts = set(_joined(opened, done)), set(_joined(opened, more))
        opened = parts[1] | (opened if repeated and repeated[0] == "?" else set())
        closed |= parts[0]
    return closed, opened, at


def _atom(expression: str, at: int) -> tuple[set[str], set[str], int]:
    match = ATOM.match(expression, at)
    if match is None:
        raise ValueError(f"{expression!r} cannot be read at {at}.")
    end = match.end()
    if match["group"]:
        done, more, end = _alternatives(expression, end)
        around = match["group"][-1] in "=!"
        return (set(), {""}, end + 1) if around else (done, more, end + 1)
    if match["zero"]:
        return set(), {""}, end
    if match["any"] or (match["class"] and not _listed(match["class"])):
        return {""}, set(), end
    letters = " " if match["space"] else match["escaped"] or match["class"] or match["letter"]
    return set(), set(letters.lower()), end


def _listed(letters: str) -> bool:
    """Whether a class lists its letters, without a range."""
    return not re.search(r"^\^|\\|.-.", letters)


def _joined(firsts: set[str], seconds: set[str]) -> Iterator[str]:
    return ((first + second)[:LONGEST] for first in firsts for second in seconds)
