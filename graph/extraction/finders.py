"""Looks for the phrases of a language in a text, each only where its first letters stand.

A phrase before names is tried at words that begin as it does, one behind names at the ends of
words with a capital: what is found is what one pattern of all phrases would find, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import Protocol

from graph.extraction.beginnings import LONGEST, beginnings, opening
from graph.extraction.names import FOLLOWING, NAME, PERSONS, TOKEN
from graph.extraction.phrases import Table, phrases

Match = re.Match[str]

WORD = re.compile(r"\w+")
FIRST = re.compile(rf"(?<![\w’'-]){TOKEN}")
NEXT = re.compile(FOLLOWING)
MOST_FOLLOWING = 4
MOST_REMEMBERED = 4_000
SIBLINGS = re.compile(r"\b(?:[Bb]rothers|[Ss]isters|siblings)\b|\b(?:[Ii]rm|[Hh]erman|[Ff]r|[Ss](?:œ|oe|or)|(?:Geb)?[Bb]r)\w+\s")


class Finder(Protocol):
    """What looks for some phrases; its matches have a group `names`."""

    def finditer(self, text: str, /) -> Iterator[Match]:
        """The matches, from left to right, none over another."""


class Finders:
    """The finders for some tables by language."""

    def __init__(self, *tables: Table, also: Iterable[re.Pattern[str]] = ()) -> None:
        self._tables = tables
        self._also = tuple(also)
        self._languages = frozenset(language for table in tables for language in table)
        self._of = cache(self._made)

    def of(self, language: str) -> tuple[Finder, ...]:
        """Those of a language, a BCP 47 tag; of all, where it is unknown or has no table.

        >>> finders = Finders({"en": "starring …", "fr": "joué par …"})
        >>> [len([*finders.of(tag)[0].finditer("joué par Ann Berg")]) for tag in ("fr-ca", "en", "")]
        [1, 0, 1]
        """
        own = language.partition("-")[0]
        return self._of(own if own in self._languages else "")

    def _made(self, language: str) -> tuple[Finder, ...]:
        said = [phrase for table in self._tables for phrase in phrases(table, language)]
        return (*_finders(said), *self._also)


def _finders(said: list[str]) -> Iterator[Finder]:
    """One for the phrases before names, two for those behind, and one for each around them."""
    before = [p.removesuffix("…").removesuffix(r"\s") for p in said if p.endswith("…")]
    plural = [p.removeprefix("…&") for p in said if p.startswith("…&")]
    behind = [p.removeprefix("…") for p in said if p.startswith("…") and p[1:2] != "&"]
    if before:
        yield Before(before, rf"(?P<names>{PERSONS})")
    if behind:
        yield Behind(behind)
    if plural:
        yield BehindSeveral(plural)
    for phrase in said:
        if not phrase.endswith("…") and not phrase.startswith("…"):
            start, _, end = phrase.partition("…")
            yield Before([start], rf"(?P<names>{PERSONS})(?i:{end})", between=True)


class Choice:
    """The pattern of those phrases that may begin as a text does at some place."""

    def __init__(self, said: Iterable[str], form: str) -> None:
        self._said = sorted(said, key=len, reverse=True)
        self._form = form
        self._by_beginning: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._said):
            for beginning in beginnings(phrase):
                self._by_beginning.setdefault(beginning, []).append(number)
        self._remembered: dict[str, re.Pattern[str] | None] = {}
        self._of = cache(self._compiled)

    def at(self, letters: str) -> re.Pattern[str] | None:
        """The pattern for a place with these first letters; None where none may begin there."""
        if letters in self._remembered:
            return self._remembered[letters]
        starts = (letters[:length] for length in range(LONGEST + 1))
        numbers = sorted({n for start in starts for n in self._by_beginning.get(start, ())})
        found = self._of(tuple(numbers)) if numbers else None
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[letters] = found
        return found

    def whole(self) -> re.Pattern[str]:
        """The pattern of all phrases."""
        return self._of(tuple(range(len(self._said))))

    def _compiled(self, numbers: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile(self._form % "|".join(self._said[n] for n in numbers))


class Before:
    """Finds phrases that stand before names."""

    def __init__(self, said: Iterable[str], names: str, *, between: bool = False) -> None:
        gap = "" if between else r",?\s?\(?(?i:the\s)?"
        self._choice = Choice(said, rf"\b(?i:%s){gap}{names}")

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        places = [
            (start, pattern)
            for letters, starts in _words(text).items()
            if (pattern := self._choice.at(letters))
            for start in starts
        ]
        done = 0
        for start, pattern in sorted(places, key=itemgetter(0)):
            if start >= done and (match := pattern.match(text, start)):
                done = match.end()
                yield match


class Behind:
    """Finds phrases that stand behind a name."""

    def __init__(self, said: Iterable[str]) -> None:
        self._choice = Choice(said, rf"(?<![\w’'-])(?P<names>{NAME}|{TOKEN})(?i:%s)(?!\w)")

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        done = 0
        for start, ends in _capitals(text):
            for letters in ends if start >= done else ():
                pattern = self._choice.at(letters)
                if pattern and (match := pattern.match(text, start)):
                    done = match.end()
                    yield match
                    break


class BehindSeveral:
    """Finds phrases that stand behind several names."""

    def __init__(self, said: Iterable[str]) -> None:
        self._choice = Choice(said, rf"(?<![\w’'-])(?P<names>{PERSONS})(?i:%s)(?!\w)")

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        ends = (letters for _, ends in _capitals(text) for letters in ends)
        if any(map(self._choice.at, ends)) or SIBLINGS.search(text):
            yield from self._choice.whole().finditer(text)


@lru_cache(maxsize=1)
def _words(text: str) -> dict[str, list[int]]:
    """Where words begin, by their first letters and what follows."""
    found: dict[str, list[int]] = {}
    for match in WORD.finditer(text):
        start = match.start()
        found.setdefault(opening(text, start), []).append(start)
    return found


@lru_cache(maxsize=1)
def _capitals(text: str) -> list[tuple[int, list[str]]]:
    """Where words with a capital begin, and what stands behind each name that begins there, the
    longest first."""
    found = []
    at = 0
    while match := FIRST.search(text, at):
        ends = [match.end()]
        while len(ends) <= MOST_FOLLOWING and (more := NEXT.match(text, ends[-1])):
            ends.append(more.end())
        found.append((match.start(), [opening(text, end) for end in reversed(ends)]))
        at = match.start() + 1
    return found
