"""Looks for the phrases of a language in a text, each only where its first letters stand.

A phrase before names is tried at words that begin as it does, one behind names at the ends of
words with a capital: what is found is what one pattern of all phrases would find, in their order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol

from graph.extraction.beginnings import LONGEST, beginnings, letters_of
from graph.extraction.names import FOLLOWING, NAME, PERSONS, SIBLING, TOKEN
from graph.extraction.phrases import Table, phrases

Match = re.Match[str]

WORD = re.compile(r"\w+")
FIRST = re.compile(rf"(?<![\w’'-]){TOKEN}")
NEXT = re.compile(FOLLOWING)
MOST_FOLLOWING = 4
MOST_REMEMBERED = 20_000
GAP = r",?\s?\(?(?i:the\s)?"
SIBLINGS = re.compile(SIBLING)


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
        >>> said = "joué par Ann Berg"
        >>> [len([*finders.of(tag)[0].finditer(said)]) for tag in ("fr-ca", "en", "")]
        [1, 0, 1]
        """
        own = language.partition("-")[0]
        return self._of(own if own in self._languages else "")

    def _made(self, language: str) -> tuple[Finder, ...]:
        said = [phrase for table in self._tables for phrase in phrases(table, language)]
        return (*_finders(said, language), *self._also)


def _finders(said: list[str], language: str) -> Iterator[Finder]:
    """One for the phrases before names, two for those behind, and one for each around them."""
    before = [p.removesuffix("…").removesuffix(r"\s") for p in said if p.endswith("…")]
    plural = [p.removeprefix("…&") for p in said if p.startswith("…&")]
    behind = [p.removeprefix("…") for p in said if p.startswith("…") and p[1:2] != "&"]
    if before:
        yield Before(before, rf"(?P<names>{PERSONS})", language)
    if behind:
        yield Behind(behind, language)
    if plural:
        yield BehindSeveral(plural, language)
    for phrase in said:
        if not phrase.endswith("…") and not phrase.startswith("…"):
            start, _, end = phrase.partition("…")
            yield Before([start], rf"(?P<names>{PERSONS})(?i:{end})", language, gap="")


class Choice:
    """The pattern of those phrases that may begin as a text does at some place."""

    def __init__(self, said: Iterable[str], form: str) -> None:
        self._said = sorted(said, key=len, reverse=True)
        self._form = form
        self._by_beginning: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._said):
            for beginning in beginnings(phrase):
                self._by_beginning.setdefault(beginning, []).append(number)
        self._of = cache(self._compiled)

    def at(self, letters: str) -> re.Pattern[str] | None:
        """The pattern for a place with these first letters; None where none may begin there."""
        starts = (letters[:length] for length in range(LONGEST + 1))
        numbers = sorted({n for start in starts for n in self._by_beginning.get(start, ())})
        return self._of(tuple(numbers)) if numbers else None

    def pairs(self) -> set[str]:
        """The first two letters of all phrases."""
        return {beginning[:2] for beginning in self._by_beginning}

    def whole(self) -> re.Pattern[str]:
        """The pattern of all phrases."""
        return self._of(tuple(range(len(self._said))))

    def _compiled(self, numbers: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile(self._form % "|".join(self._said[n] for n in numbers))


Places = dict[Choice, list[tuple[int, re.Pattern[str]]]]


class Choices:
    """Several choices of one language, asked together, since most places begin none."""

    def __init__(self) -> None:
        self._all: list[Choice] = []
        self._pairs: set[str] = set()
        self._remembered: dict[str, list[tuple[Choice, re.Pattern[str]]]] = {}
        self._last: tuple[str, Places] = ("", {})

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        self._all.append(choice)
        self._pairs |= choice.pairs()
        self._remembered.clear()
        self._last = ("", {})
        return choice

    def at(self, letters: str) -> list[tuple[Choice, re.Pattern[str]]]:
        """The choices that have phrases with these first letters, each with their pattern."""
        if not self._pairs.intersection((letters[:2], letters[:1], "")):
            return []
        found = self._remembered.get(letters)
        if found is None:
            asked = ((choice, choice.at(letters)) for choice in self._all)
            found = [(choice, pattern) for choice, pattern in asked if pattern]
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[letters] = found
        return found

    def places(self, text: str, standing: Iterable[tuple[int, Sequence[str]]]) -> Places:
        """Where phrases of each may stand in a text, of which `standing` tells places by their
        letters; those of the last text are remembered."""
        last, found = self._last
        if last is not text:
            found = {}
            for start, several in standing:
                for letters in several:
                    for choice, pattern in self.at(letters):
                        found.setdefault(choice, []).append((start, pattern))
            self._last = (text, found)
        return found


BEFORE: defaultdict[str, Choices] = defaultdict(Choices)
BEHIND: defaultdict[str, Choices] = defaultdict(Choices)
"""The choices of each language."""


class Before:
    """Finds phrases that stand before names."""

    def __init__(self, said: Iterable[str], names: str, language: str, gap: str = GAP) -> None:
        self._choices = BEFORE[language]
        self._choice = self._choices.add(Choice(said, rf"\b(?i:%s){gap}{names}"))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        return _matches(text, self._choices.places(text, _words(text)).get(self._choice, ()))


class Behind:
    """Finds phrases that stand behind a name."""

    def __init__(self, said: Iterable[str], language: str) -> None:
        form = rf"(?<![\w’'-])(?P<names>{NAME}|{TOKEN})(?i:%s)(?!\w)"
        self._choices = BEHIND[language]
        self._choice = self._choices.add(Choice(said, form))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        return _matches(text, self._choices.places(text, _capitals(text)).get(self._choice, ()))


class BehindSeveral:
    """Finds phrases that stand behind several names."""

    def __init__(self, said: Iterable[str], language: str) -> None:
        form = rf"(?<![\w’'-])(?P<names>{PERSONS})(?i:%s)(?!\w)"
        self._choices = BEHIND[language]
        self._choice = self._choices.add(Choice(said, form))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        if self._choice in self._choices.places(text, _capitals(text)) or SIBLINGS.search(text):
            yield from self._choice.whole().finditer(text)


def _matches(text: str, places: Iterable[tuple[int, re.Pattern[str]]]) -> Iterator[Match]:
    done = 0
    for start, pattern in places:
        if start >= done and (match := pattern.match(text, start)):
            done = match.end()
            yield match


@lru_cache(maxsize=1)
def _words(text: str) -> list[tuple[int, tuple[str]]]:
    """Where words begin, with their first letters and what follows."""
    plain = letters_of(text)
    starts = [match.start() for match in WORD.finditer(text)]
    return [(start, (plain[start : start + LONGEST],)) for start in starts]


@lru_cache(maxsize=1)
def _capitals(text: str) -> list[tuple[int, list[str]]]:
    """Where words with a capital begin, and what stands behind each name that begins there, the
    longest first."""
    plain = letters_of(text)
    found = []
    at = 0
    while match := FIRST.search(text, at):
        ends = [match.end()]
        while len(ends) <= MOST_FOLLOWING and (more := NEXT.match(text, ends[-1])):
            ends.append(more.end())
        found.append((match.start(), [plain[end : end + LONGEST] for end in reversed(ends)]))
        at = match.start() + 1
    return found
