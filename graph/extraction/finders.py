"""Looks for the phrases of a language in a text, each only where a name stands beside it.

A phrase before names is tried at words that begin as it does and lead up to a name before which
stands what it ends with; one behind names at the ends of names. What is found is what one pattern
of all phrases would find, in their order; but no name begins within a word in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from graph.extraction.beside_names import BEFORE, BEHIND
from graph.extraction.choices import Choice
from graph.extraction.cues import Match, matches
from graph.extraction.names import NAME, PERSONS, PERSONS_BEGIN, TOKEN
from graph.extraction.phrases import Table, phrases
from graph.extraction.tokens import tokens_of

GAP = r",?\s?\(?(?i:the\s)?"
BEHIND_NAMES = r"(?i:%s)(?!\w)"


class Finder(Protocol):
    """What looks for some phrases; its matches have a group `names`."""

    def finditer(self, text: str, /) -> Iterator[Match]:
        """The matches, from left to right, none over another."""


class Finders:
    """The finders for some tables by language."""

    def __init__(self, *tables: Table, also: Iterable[Finder] = ()) -> None:
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
        return (*self._of(self._own(language)).values(), *self._also)

    def in_text(self, text: str, language: str) -> Iterable[Finder]:
        """Those of a language of whose phrases some stand beside names in a text."""
        own = self._own(language)
        by_choice = self._of(own)
        before, behind = BEFORE[own].places(text), BEHIND[own].places(text)
        if not before and not behind:
            return self._also
        there = [by_choice[c] for c in by_choice if c in before or c in behind]
        return [*there, *self._also]

    def _own(self, language: str) -> str:
        own = language.partition("-")[0]
        return own if own in self._languages else ""

    def _made(self, language: str) -> dict[Choice, Finder]:
        said = [phrase for table in self._tables for phrase in phrases(table, language)]
        return {finder.choice: finder for finder in _finders(said, language)}


def _finders(said: list[str], language: str) -> Iterator[Before | Behind | BehindSeveral]:
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


class Before:
    """Finds phrases that stand before names."""

    def __init__(self, said: Iterable[str], names: str, language: str, gap: str = GAP) -> None:
        self._choices = BEFORE[language]
        beside = rf"\b(?i:%s){gap}"
        choice = Choice(said, rf"{beside}(?={PERSONS_BEGIN})", rf"{beside}{names}")
        self.choice = self._choices.add(choice)

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        places = self._choices.places(text).get(self.choice, ())
        return matches(text, ((at, self.choice.whole(numbers)) for at, numbers in places))


class Behind:
    """Finds phrases that stand behind a name."""

    def __init__(self, said: Iterable[str], language: str) -> None:
        whole = rf"(?<![\w’'-])(?P<names>{NAME}|{TOKEN}){BEHIND_NAMES}"
        self._choices = BEHIND[language]
        self.choice = self._choices.add(Choice(said, BEHIND_NAMES, whole))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        places = self._choices.places(text).get(self.choice, ())
        return matches(text, ((at, self.choice.whole(numbers)) for at, numbers in places))


class BehindSeveral:
    """Finds phrases that stand behind several names."""

    def __init__(self, said: Iterable[str], language: str) -> None:
        whole = rf"(?<![\w’'-])(?P<names>{PERSONS}){BEHIND_NAMES}"
        self._choices = BEHIND[language]
        self.choice = self._choices.add(Choice(said, BEHIND_NAMES, whole))

    def finditer(self, text: str) -> Iterator[Match]:
        """See `Finder`."""
        places = self._choices.places(text).get(self.choice, ())
        tokens, pattern = tokens_of(text), self.choice.of_all()
        starts = {start for place, _ in places for start in tokens.list_starts(place)}
        return matches(text, ((start, pattern) for start in sorted(starts)))
