"""Which words of a review tell of its film, and which of another that it is compared with.

A review names other films and their makers as well. So what is compared, remembered or inspired
does not count, nor what stands with another title, nor what a sentence says of the original, of
last year's film, or of one with another year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from graph.extraction.bystanders import is_bystander
from graph.extraction.comparison_phrases import (
    AGAIN,
    DATED,
    EITHER,
    OTHER,
    SEQUEL,
    STATED,
    THIS,
    TWO,
    VERSION,
)
from graph.extraction.comparisons import is_compared
from graph.extraction.cues import InText
from graph.extraction.marked import DATED as TITLE_DATED
from graph.extraction.marked import MARKS, ends
from graph.extraction.names import (
    CAPITAL,
    FUNCTION_WORDS,
    TOKEN,
    WORD,
    may_be_led,
    opening,
)
from graph.extraction.phrases import phrases
from graph.extraction.title_runs import ends_within_title, is_other_title
from graph.extraction.unreal import is_unreal
from graph.values.characters import DIGITS, has_any
from graph.values.given_names import is_given
from graph.values.names import name_key
from graph.values.patterns import on_demand

TITLE_AFTER = on_demand(
    r"(?:[’']s?)?,?\s(?:\w+\s){0,3}?[“\"«„*_‘](?P<title>[^”\"»“*_’\n]{1,80})[”\"»“*_’]"
)
AFTER = 140

A_YEAR = on_demand(r"[12][0-9]{3}")
OWNED = on_demand(rf"(?<![\w’'-])(?P<name>{WORD})[’']s?,?\s[“„«\"‘*_]{{0,3}}\Z")
NO_OWNERS = FUNCTION_WORDS | {"He", "It", "Let", "She", "Today", "Tonight", "What", "Who"}
IS_PAST = on_demand(rf"{MARKS}\s(?:starred|had|featured|was|were|did|gave)\b")
CONTRAST = on_demand(
    rf"{CAPITAL}[\w-]{{0,30}}[’']s\s(?:is|was|does|did|has)(?:\snot|n[’']t)?(?=[^\w\s]|\san?\b)"
)
"""“Eve Low’s is a history lesson”, where two versions are compared."""

NUMBERED = on_demand(r"\d|\b(?:II|III|IV|VI{0,3}|IX|X|Part|Chapter|Returns?|Strikes|Again)\b")
ONE_ITSELF = on_demand(r"\b(?i:this|a|an) (?:\w+ )?(?:sequel|prequel|follow-up|spin-off)\b")

LONGEST_OWNER = 40
SENTENCE_END = on_demand(r"[.!?…](?<![\s.][^\W\d_].)[”\"»’)]{0,2}\s+(?=[^\sa-zß-öø-ÿ])|\n")
LONGEST_SENTENCE, LONGEST_TITLE = 400, 80
SUBJECT = 30
"""Characters from the beginning of a sentence within which it tells what it is about."""

WITHIN = on_demand(rf"(?:\s{TOKEN}){{0,2}}\s(?:(?P<into>in|on|dans|en|em)\s(?P<the>the\s)?)?")
BEYOND = 24
"""Characters behind the words in which what tells of another film may end."""

INTO = frozenset("in en em dans im nel".split())  # noqa: SIM905


class Phrases(NamedTuple):
    """Those of one language, or of all, by which films are told apart."""

    other: InText
    this: InText
    two: InText
    either: InText
    again: InText
    dated: InText
    stated: InText
    version: InText
    sequel: InText


@cache
def _phrases(language: str) -> Phrases:
    own = language if language in OTHER else ""
    return Phrases(
        *(
            InText(phrases(table, own))
            for table in (OTHER, THIS, TWO, EITHER, AGAIN, DATED, STATED, VERSION, SEQUEL)
        )
    )


class ThisFilm:
    """The film that a text reviews, by its title and those of its years that are known."""

    def __init__(
        self, title: str, text: str, language: str = "", years: Collection[int] = ()
    ) -> None:
        self.title, self.text, self.years = title, text, years
        self.language = language.partition("-")[0]
        self._phrases = _phrases(self.language)

    @cached_property
    def _key(self) -> str:
        return name_key(self.title)

    def is_titled(self, name: str) -> bool:
        """Whether a name has the title before it, as at the beginning of “Heat Ann Berg made”."""
        before, _, behind = name.partition(self.title or "\n")
        opens = FUNCTION_WORDS.issuperset(before.split())
        return opens and len(behind.split()) > 1 and not is_given(self.title)

    def has(self, match: re.Match[str]) -> bool:
        """Whether some words tell of it: neither a comparison nor another title before them, nor
        one after them, says no."""
        names = match.start("names") + opening(match["names"])
        start = match.start() if match.start() < match.start("names") else names
        if is_compared(self.text, start, match.end(), self.title):
            return False
        if self.is_unreal(start, names) or self._is_led(names, match.end("names")):
            return False
        if is_bystander(self.text, start, match.end(), self.language):
            return False
        if self._goes_on_with_another(match.end()):
            return False
        return self.is_own_title_behind(match) and not self.is_other(*match.span())

    def _is_led(self, start: int, end: int) -> bool:
        """Whether a name begins with another word: the first of a sentence, which may speak of any
        film, as in “Watch Ann Berg as Ester”, or the last of a title, as in “In Fargo Ann Berg”."""
        if not may_be_led(self.text[start:end]):
            return False
        before = self.text[max(0, start - LONGEST_TITLE) : start]
        last = before.rpartition("\n")[2].lower().split()[-1:]
        return (
            start == self.opening(start)
            or INTO.issuperset(last)
            or (last == ["of"] and ends_within_title(before))
        )

    def is_unreal(self, start: int, names: int) -> bool:
        """Whether words are denied or only imagined that begin and name somebody at two places."""
        return is_unreal(self.text, start, names, self.language)

    def is_own_title_behind(self, match: re.Match[str]) -> bool:
        """Whether no other title follows in marks."""
        other = TITLE_AFTER.match(self.text[match.end() : match.end() + AFTER])
        return other is None or name_key(other["title"].strip(" ,.")) == self._key

    def _goes_on_with_another(self, end: int) -> bool:
        """Whether words end before “in the remake”, or before a name and that."""
        within = WITHIN.match(self.text, end)
        if within is None:
            return False
        places = {within.end(), within.start("into"), within.start("the")} - {-1}
        said = (self._phrases.other.pattern, self._phrases.version.pattern)
        return any(pattern.match(self.text, at) for pattern in said for at in places)

    def is_other(self, start: int, end: int) -> bool:
        """Whether their sentence tells of another film where some words stand in it."""
        opening = self.opening(start)
        told = [other.start() for other in self._others(opening, end + BEYOND)]
        told = [at for at in [*told, *self._namesakes] if opening <= at < end]
        told += self._stated_of_others(opening, end)
        return max(told) >= self._turn(opening, start) if told else self._goes_on(opening)

    @cached_property
    def has_double(self) -> bool:
        """Whether the text tells of two films of one story, as of a remake and its original."""
        return any(self._phrases.two.finditer(self.text))

    @cached_property
    def _is_sequel(self) -> bool:
        """Whether its title has a number, or its text calls it a sequel."""
        return bool(NUMBERED.search(self.title) or ONE_ITSELF.search(self.text))

    def is_other_year(self, year: int) -> bool:
        """Whether a year is not this film's, or may well be another's."""
        near = {known + off for known in self.years for off in (-1, 0, 1)}
        return year not in near if near else self.has_double

    @cached_property
    def _namesakes(self) -> frozenset[int]:
        """Where the title stands for another film: before its year, or behind whose it is, where
        that one is past or two are told of."""
        return frozenset(
            end - len(self.title)
            for end in ends(self.title, self.text)
            if self._is_namesake(end - len(self.title), end)
        )

    def _is_namesake(self, start: int, end: int) -> bool:
        dated = TITLE_DATED.match(self.text, end) if self.years else None
        if dated:
            return self.is_other_year(int(dated["year"]))
        if not self.owner(start):
            return False
        past = IS_PAST.match(self.text, end) or CONTRAST.search(self.text)
        return self.has_double or past is not None

    def owner(self, start: int) -> str:
        """Whose the title is that stands at a place, in one word: “Ann Berg’s Heat”."""
        owned = OWNED.search(self.text, max(0, start - LONGEST_OWNER), start)
        return "" if owned is None or owned["name"] in NO_OWNERS else owned["name"]

    @cached_property
    def _dates(self) -> bool:
        return has_any(self.text, DIGITS) and (bool(self.years) or self.has_double)

    def opening(self, at: int) -> int:
        """Where the sentence begins in which some words stand."""
        start = max(0, at - LONGEST_SENTENCE)
        for end in SENTENCE_END.finditer(self.text, start, at + 1):
            start = end.end()
        return start

    def _turn(self, opening: int, end: int) -> int:
        """Where a sentence comes to speak of this film, or its beginning."""
        at = opening
        for this in self._phrases.this.finditer(self.text, opening, end):
            at = this.end()
        own = self.text.rfind(self.title, at, end)
        if own < 0 or not self.title or own in self._namesakes:
            return at
        if any(o.end() + 2 >= own for o in self._others(at, own)):
            return at
        return own + len(self.title)

    def _others(self, start: int, end: int) -> Iterator[re.Match[str]]:
        if self.has_double:
            yield from self._phrases.either.finditer(self.text, start, end)
        yield from self._phrases.other.finditer(self.text, start, end)
        yield from self._phrases.version.finditer(self.text, start, end)
        if not self._is_sequel:
            yield from self._phrases.sequel.finditer(self.text, start, end)
        if self._dates and A_YEAR.search(self.text, start, end):
            for dated in self._phrases.dated.finditer(self.text, start, end):
                year = A_YEAR.search(dated[0])
                if year and self.is_other_year(int(year[0])):
                    yield dated

    def _stated_of_others(self, opening: int, end: int) -> list[int]:
        """Where a part of a sentence states behind another title who made it."""
        stated = self._phrases.stated.finditer(self.text, opening, end + 1)
        places = [match.start() for match in stated]
        return [at for at in places if self._is_other_title(opening, at)]

    def _goes_on(self, opening: int) -> bool:
        """Whether a sentence goes on with what the last one says at its beginning."""
        if not self._phrases.again.pattern.match(self.text, opening):
            return False
        last = self.opening(max(0, opening - 2))
        told = any(other.start() < last + SUBJECT for other in self._others(last, opening))
        return told and self._turn(last, opening) == last

    def _is_other_title(self, opening: int, end: int) -> bool:
        """Whether the words that end at a place are a title, and not this film's."""
        return is_other_title(self.text[max(opening, end - LONGEST_TITLE) : end], self._key)
