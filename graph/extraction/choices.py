"""Which phrases of some tables may stand at a place of a text, by the letters that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from graph.extraction.edges import LONGEST, beginnings, endings, spaced
from graph.extraction.tokens import Tokens, tokens_of

MOST_REMEMBERED = 20_000
WORD = re.compile(r"\w+")
REACH = 150
"""Characters of the longest phrase."""

SIBLINGS = ("bro", "sis", "sib")
SIBLINGS_AFTER = re.compile(r"\s(?:brothers|sisters|siblings)\b")
COMPOUND = re.compile(r".*[-/]")


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

    def endings(self) -> frozenset[str]:
        """With which letters all phrases end."""
        return frozenset().union(*map(endings, self._said))

    def whole(self) -> re.Pattern[str]:
        """The pattern of all phrases."""
        return self._of(tuple(range(len(self._said))))

    def _compiled(self, numbers: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile(self._form % "|".join(self._said[n] for n in numbers))


Asked = tuple[tuple[Choice, re.Pattern[str]], ...]
Places = dict[Choice, list[tuple[int, re.Pattern[str]]]]


class Choices:
    """Several choices of one language, asked together, since most places begin none."""

    def __init__(self) -> None:
        self._all: list[Choice] = []
        self._remembered: dict[str, Asked] = {}
        self._last: tuple[str, Places] = ("", {})

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        self._all.append(choice)
        self._remembered.clear()
        self._last = ("", {})
        return choice

    def at(self, letters: str) -> Asked:
        """The choices that have phrases with these first letters, each with their pattern."""
        found = self._remembered.get(letters)
        if found is None:
            plain = spaced(letters)
            asked = ((choice, choice.at(plain)) for choice in self._all)
            found = tuple((choice, pattern) for choice, pattern in asked if pattern)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[letters] = found
        return found

    def places(self, text: str) -> Places:
        """Where phrases of each may stand in a text; those of the last text are remembered."""
        last, found = self._last
        if last is not text:
            found = {}
            self._find(tokens_of(text), found)
            self._last = (text, found)
        return found

    def _find(self, tokens: Tokens, found: Places) -> None:
        raise NotImplementedError


class ChoicesBefore(Choices):
    """Those of phrases before names."""

    def __init__(self) -> None:
        super().__init__()
        self._endings: set[str] = set()
        self._ends: dict[str, bool] = {}

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        self._endings |= choice.endings()
        self._ends.clear()
        return super().add(choice)

    def _find(self, tokens: Tokens, found: Places) -> None:
        """The words that lead up to a name whose last ones end a phrase."""
        plain, done = tokens.plain, 0
        for end, words in tokens.leads:
            if self._end(words):
                for word in WORD.finditer(plain, max(done, end - REACH), end):
                    start = word.start()
                    for choice, pattern in self.at(plain[start : start + LONGEST]):
                        found.setdefault(choice, []).append((start, pattern))
                done = end

    def _end(self, words: list[str]) -> bool:
        """Whether a phrase may end with one of some words, or with part of it."""
        for word in words:
            ends = self._ends.get(word)
            if ends is None:
                if len(self._ends) >= MOST_REMEMBERED:
                    self._ends.clear()
                ends = self._ends[word] = self._ends_with(f" {word}")
            if ends:
                return True
        return False

    def _ends_with(self, word: str) -> bool:
        compound = COMPOUND.match(word)
        forms = [word, word.rstrip("(,"), *([compound[0]] if compound else ())]
        return any(form[-n:] in self._endings for form in forms for n in range(1, LONGEST + 1))


class ChoicesBehind(Choices):
    """Those of phrases behind names."""

    def _find(self, tokens: Tokens, found: Places) -> None:
        """Names behind which a phrase may begin, of each first the longest."""
        plain = tokens.plain
        asked = [self._behind(plain, end) for end in tokens.ends]
        near = {n for number, some in enumerate(asked) if some for n in tokens.joined_to(number)}
        for number in sorted(near):
            if tokens.free[number]:
                start = tokens.starts[number]
                for each in reversed(tokens.name(number)):
                    for choice, pattern in asked[each]:
                        found.setdefault(choice, []).append((start, pattern))

    def _behind(self, plain: str, end: int) -> Asked:
        found = self.at(plain[end : end + LONGEST])
        if plain[end + 1 : end + 4] in SIBLINGS and (siblings := SIBLINGS_AFTER.match(plain, end)):
            found += self.at(plain[siblings.end() : siblings.end() + LONGEST])
        return found


BEFORE: defaultdict[str, ChoicesBefore] = defaultdict(ChoicesBefore)
BEHIND: defaultdict[str, ChoicesBehind] = defaultdict(ChoicesBehind)
"""The choices of each language."""
