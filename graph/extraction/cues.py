"""Patterns that are tried only where something stands that all their matches have: a word at their
beginning, a name with certain words behind it, or letters within a text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property

from graph.extraction.edges import beginnings, endings
from graph.extraction.tokens import tokens_of

Match = re.Match[str]


class AtWords:
    """Tries a pattern where one of some words stands, or some in a row, with which it begins; in
    lower case."""

    def __init__(self, words: Iterable[str], pattern: re.Pattern[str]) -> None:
        self._words = tuple(words)
        self._pattern = pattern

    def finditer(self, text: str) -> Iterator[Match]:
        """The matches, from left to right, none over another."""
        places = standing(self._words, text)
        return matches(text, ((at, self._pattern) for at in places)) if places else iter(())


class BeforeNames:
    """Tries a pattern, which begins with one of some words and a name behind it, where that name
    stands; in lower case."""

    def __init__(self, words: Iterable[str], pattern: re.Pattern[str]) -> None:
        self._words = tuple(words)
        self._pattern = pattern

    def finditer(self, text: str) -> Iterator[Match]:
        """The matches, from left to right, none over another."""
        said = self._words
        there = [
            (at, words[0])
            for at, words in tokens_of(text).leads
            if words and words[0].endswith(said)
        ]
        return matches(text, self._begun(there)) if there else iter(())

    def _begun(self, leads: Iterable[tuple[int, str]]) -> Iterator[tuple[int, re.Pattern[str]]]:
        for at, last in leads:
            word = next(word for word in self._words if last.endswith(word))
            yield at - 1 - len(word), self._pattern


class AtNames:
    """Tries a pattern where a name of two words or more stands, with which it begins, and `behind`
    it what another matches; that one is asked first."""

    def __init__(self, pattern: re.Pattern[str], behind: re.Pattern[str]) -> None:
        self._pattern = pattern
        self._behind = behind

    def finditer(self, text: str) -> Iterator[Match]:
        """The matches, from left to right, none over another."""
        asked = self._behind.match
        return matches(
            text,
            (
                (start, self._pattern)
                for start, ends in tokens_of(text).names
                if any(asked(text, end) for end in ends)
            ),
        )


class InText:
    """A pattern of some phrases, whatever their case, tried in what has the letters with which one
    begins or ends."""

    def __init__(self, said: Iterable[str]) -> None:
        self._said = tuple(said)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What all of the phrases match, as whole words."""
        return re.compile(rf"(?<![\w’'-])(?:{'|'.join(self._said)})", re.IGNORECASE)

    @cached_property
    def _letters(self) -> frozenset[str]:
        edges = ((beginnings(phrase), endings(phrase)) for phrase in self._said)
        return frozenset().union(*(max(both, key=_shortest) for both in edges))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Match]:
        """The matches in a part of a text, from left to right, none over another."""
        part = tokens_of(text).plain[start:end]
        if any(map(part.__contains__, self._letters)):
            return self.pattern.finditer(text, start, end)
        return iter(())


def standing(words: Iterable[str], text: str) -> list[int]:
    """Where any of some words stands, be it within another, in whatever case."""
    plain = tokens_of(text).plain
    there = [word for word in words if word in plain]
    return sorted({at for word in there for at in _found(word, plain)}) if there else []


def matches(text: str, places: Iterable[tuple[int, re.Pattern[str]]]) -> Iterator[Match]:
    """What patterns match at their places, which come from left to right; none over another."""
    done = 0
    for start, pattern in places:
        if start >= done and (match := pattern.match(text, start)):
            done = match.end()
            yield match


def _found(word: str, plain: str) -> Iterator[int]:
    at = plain.find(word)
    while at >= 0:
        yield at
        at = plain.find(word, at + len(word))


def _shortest(texts: Iterable[str]) -> int:
    return min(map(len, texts))
