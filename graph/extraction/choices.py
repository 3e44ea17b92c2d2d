"""Which phrases of some tables may stand at a place of a text, by the letters that stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import TypeVar

from graph.extraction.edges import beginnings, endings, most_words
from graph.extraction.phrases import SMALL
from graph.extraction.tokens import Tokens, tokens_of

MOST_REMEMBERED = 20_000
IN_GAP = 2
"""Words between a phrase and the name: “, the (”."""

SKIPPED = "~"
"""Stands before letters that stand behind a small word."""

T = TypeVar("T")


class Choice:
    """The patterns of those phrases that may begin as a text does at some place.

    `beside` is the form of what stands beside names, which is short and asked first; `whole` is
    that of both, which is compiled for phrases that a text has.
    """

    def __init__(self, said: Iterable[str], beside: str, whole: str) -> None:
        self._said = sorted(said, key=len, reverse=True)
        self.by_beginning: dict[str, list[int]] = {}
        """With which letters phrases begin, and the numbers of those that begin so."""
        for number, phrase in enumerate(self._said):
            for beginning in _beginnings(phrase):
                self.by_beginning.setdefault(beginning, []).append(number)
        self.beside = cache(partial(self._compiled, beside))
        """The pattern of phrases by themselves, by their numbers."""
        self.whole = cache(partial(self._compiled, whole))
        """That of phrases with the names beside them."""

    def reaches(self) -> dict[str, int]:
        """With which letters phrases end, and how many words those phrases have at most."""
        found: dict[str, int] = {}
        for phrase in self._said:
            for ending in endings(phrase):
                found[ending] = max(found.get(ending, 0), most_words(phrase) + IN_GAP)
        return found

    def of_all(self) -> re.Pattern[str]:
        """The pattern of all phrases with the names beside them."""
        return self.whole(tuple(range(len(self._said))))

    def _compiled(self, form: str, numbers: tuple[int, ...]) -> re.Pattern[str]:
        return re.compile(form % "|".join(self._said[n] for n in numbers))


def _beginnings(phrase: str) -> Iterator[str]:
    """With which letters a phrase begins, also behind the small word that it begins with."""
    behind_small = phrase.removeprefix(rf"\s{SMALL}")
    if behind_small == phrase:
        yield from beginnings(phrase)
        return
    for beginning in beginnings(rf"\s{behind_small}"):
        yield beginning
        yield SKIPPED + beginning


OfChoice = tuple[Choice, tuple[int, ...], re.Pattern[str]]
Asked = tuple[OfChoice, ...]
Places = dict[Choice, list[tuple[int, tuple[int, ...]]]]
"""Where something may begin, with the numbers of the phrases that stand there."""


class Answers(dict[str, T]):
    """What a function answers to each text, asked once; all is forgotten when it is too much."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> T:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        answer = self[text] = self._function(text)
        return answer


class Choices:
    """Several choices of one language, asked together, since most places begin none."""

    def __init__(self) -> None:
        self._by_beginning: dict[str, list[tuple[Choice, list[int]]]] = {}
        self.at = Answers(self._at)
        """The choices that have phrases with some first letters, with the numbers and the pattern
        of these phrases by themselves."""
        self._last: tuple[str, Places] = ("", {})

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        for beginning, numbers in choice.by_beginning.items():
            self._by_beginning.setdefault(beginning, []).append((choice, numbers))
        self.at.clear()
        self._last = ("", {})
        return choice

    def places(self, text: str) -> Places:
        """Where phrases of each stand in a text beside names; those of the last text are
        remembered."""
        last, found = self._last
        if last is not text:
            found = {}
            self._find(tokens_of(text), found)
            self._last = (text, found)
        return found

    def _find(self, tokens: Tokens, found: Places) -> None:
        raise NotImplementedError

    def _at(self, letters: str) -> Asked:
        may_begin: dict[Choice, set[int]] = {}
        for length in range(len(letters) + 1):
            for choice, numbers in self._by_beginning.get(letters[:length], ()):
                may_begin.setdefault(choice, set()).update(numbers)
        ordered = ((choice, tuple(sorted(some))) for choice, some in may_begin.items())
        return tuple((choice, some, choice.beside(some)) for choice, some in ordered)
