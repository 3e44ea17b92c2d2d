"""Which phrases of some tables may stand at a place of a text, by the letters that stand there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial

from graph.extraction.edges import LONGEST, beginnings, endings, most_words
from graph.extraction.phrases import SMALL
from graph.extraction.tokens import Tokens, tokens_of

MOST_REMEMBERED = 20_000
WORD = re.compile(r"\w+")
IN_GAP = 2
"""Words between a phrase and the name: “, the (”."""

LONGEST_STRETCH = 180

SIBLINGS = ("bro", "sis", "sib")
SIBLINGS_AFTER = re.compile(r" (?:brothers|sisters|siblings)\b")
SMALL_WORD = re.compile(r" [a-zß-öø-ÿ][\w-]{0,20}(?= )")
LONGEST_SMALL = 23
"""Characters of a small word, with the blanks around it."""
SKIPPED = "~"
"""Stands before letters that stand behind a small word."""

COMPOUND = re.compile(r".*[-/’']")


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
    yield from beginnings(rf"\s{behind_small}" if behind_small != phrase else phrase)
    if behind_small != phrase:
        yield from (SKIPPED + beginning for beginning in beginnings(rf"\s{behind_small}"))


OfChoice = tuple[Choice, tuple[int, ...], re.Pattern[str]]
Asked = tuple[OfChoice, ...]
Places = dict[Choice, list[tuple[int, tuple[int, ...]]]]
"""Where something may begin, with the numbers of the phrases that stand there."""



class Choices:
    """Several choices of one language, asked together, since most places begin none."""

    def __init__(self) -> None:
        self._by_beginning: dict[str, list[tuple[Choice, list[int]]]] = {}
        self._remembered: dict[str, Asked] = {}
        self._last: tuple[str, Places] = ("", {})

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        for beginning, numbers in choice.by_beginning.items():
            self._by_beginning.setdefault(beginning, []).append((choice, numbers))
        self._remembered.clear()
        self._last = ("", {})
        return choice

    def at(self, letters: str) -> Asked:
        """The choices that have phrases with these first letters, with the numbers and the pattern
        of these phrases by themselves."""
        found = self._remembered.get(letters)
        if found is None:
            may_begin: dict[Choice, set[int]] = {}
            for length in range(len(letters) + 1):
                for choice, numbers in self._by_beginning.get(letters[:length], ()):
                    may_begin.setdefault(choice, set()).update(numbers)
            ordered = ((choice, tuple(sorted(some))) for choice, some in may_begin.items())
            found = tuple((choice, some, choice.beside(some)) for choice, some in ordered)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[letters] = found
        return found

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


class ChoicesBefore(Choices):
    """Those of phrases before names."""

    def __init__(self) -> None:
        super().__init__()
        self._reaches: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def add(self, choice: Choice) -> Choice:
        """Take one in."""
        for ending, reach in choice.reaches().items():
            self._reaches[ending] = max(reach, self._reaches.get(ending, 0))
        self._ends.clear()
        return super().add(choice)

    def _find(self, tokens: Tokens, found: Places) -> None:
        text, plain, known = tokens.text, tokens.plain, self._remembered.get
        for start, end in self._stretches(tokens):
            for word in WORD.finditer(plain, start, end):
                at = word.start()
                letters = plain[at : at + LONGEST]
                asked = known(letters)
                if asked is None:
                    asked = self.at(letters)
                for choice, numbers, beside in asked:
                    if beside.match(text, at):
                        found.setdefault(choice, []).append((at, numbers))

    def _stretches(self, tokens: Tokens) -> list[tuple[int, int]]:
        """The parts of a text that lead up to a name and whose last words end a phrase."""
        found: list[tuple[int, int]] = []
        for end, words in tokens.leads:
            if reach := self._reach(words):
                start = max(0, end - LONGEST_STRETCH)
                before, *rest = tokens.plain[start:end].rsplit(None, reach)
                start += len(before) if len(rest) == reach else 0
                while found and start <= found[-1][1]:
                    start = min(start, found.pop()[0])
                found.append((start, end))
        return found

    def _reach(self, words: list[str]) -> int:
        """How many words a phrase has at most that ends with one of some, or with part of it."""
        most = 0
        for word in words:
            reach = self._ends.get(word)
            if reach is None:
                if len(self._ends) >= MOST_REMEMBERED:
                    self._ends.clear()
                reach = self._ends[word] = self._reach_of(f" {word}")
            most = max(most, reach)
        return most

    def _reach_of(self, word: str) -> int:
        compound = COMPOUND.match(word)
        forms = (word, word.rstrip("(,"), compound[0] if compound else "")
        ends = (form[-length:] for form in forms for length in range(1, LONGEST + 1))
        return max(self._reaches.get(end, 0) for end in ends)


class ChoicesBehind(Choices):
    """Those of phrases behind names."""

    def _find(self, tokens: Tokens, found: Places) -> None:
        """Names behind which a phrase stands, of each first the longest."""
        behind = {
            number: asked
            for number, end in enumerate(tokens.ends)
            if (asked := self._behind(tokens, end))
        }
        near = {each for number in behind for each in tokens.joined_to(number)}
        for number in sorted(near):
            if tokens.is_free(number):
                start = tokens.starts[number]
                for each in reversed(tokens.name(number)):
                    for choice, numbers, _ in behind.get(each, ()):
                        found.setdefault(choice, []).append((start, numbers))

    def _behind(self, tokens: Tokens, end: int) -> list[OfChoice]:
        """The choices with phrases that stand behind a token."""
        text, plain, known = tokens.text, tokens.plain, self._remembered.get
        letters = plain[end : end + LONGEST]
        asked = known(letters)
        if asked is None:
            asked = self.at(letters)
        after = plain.find(" ", end + 2, end + LONGEST_SMALL)
        if after >= 0:
            skipped = SKIPPED + plain[after : after + LONGEST]
            further = known(skipped)
            if further is None:
                further = self.at(skipped)
            if further and SMALL_WORD.match(plain, end):
                asked += further
        found = [each for each in asked if each[2].match(text, end)]
        if letters[1:4] in SIBLINGS and (siblings := SIBLINGS_AFTER.match(plain, end)):
            end = siblings.end()
            further = self.at(plain[end : end + LONGEST])
            found += [each for each in further if each[2].match(text, end)]
        return found


BEFORE: defaultdict[str, ChoicesBefore] = defaultdict(ChoicesBefore)
BEHIND: defaultdict[str, ChoicesBehind] = defaultdict(ChoicesBehind)
"""The choices of each language."""
