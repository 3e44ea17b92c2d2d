"""The words with a capital in a text, where names begin and end: found once, for all who look for
names and for what stands beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from graph.extraction.edges import letters_of
from graph.extraction.names import (
    AND,
    BROTHERS_BEFORE,
    CAPITAL,
    FOLLOWING,
    GAP,
    PARTICLE,
    TOKEN,
    UPPER,
    WORD,
)
from graph.values.patterns import on_demand

CAPITALISED = on_demand(WORD.replace(UPPER, CAPITAL))
MENTIONED = on_demand(rf"{CAPITAL}[\w\-]{{0,40}}")
WHOLE = on_demand(TOKEN)
NEXT = on_demand(FOLLOWING)
INNER = on_demand(rf"(?<!{UPPER}){UPPER}")
MOST_FOLLOWING = 4
MOST_BETWEEN = 16
"""No more characters stand between two words of a name: two particles with their spaces."""

JOINED = on_demand(rf"(?:,|,?\s{AND})\s|{GAP}(?:{PARTICLE}\s){{0,2}}")
MOST_IN_LIST = 20
BROTHERS = on_demand(rf"{BROTHERS_BEFORE}\s\Z")
LONGEST_BROTHERS = 12

LEAD = 64
MOST_LEADING = 4
"""Words before a name among which a phrase ends that stands before names."""

SENTENCE_ENDS = (". ", "! ", "? ")


class Tokens:
    """The capitalised words of a text, in their order, and which of them make a name together."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = letters_of(text)
        spans = [match.span() for match in CAPITALISED.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        for number, (start, end) in enumerate(spans):
            if text[end : end + 1] == "." and (whole := WHOLE.match(text, start)):
                self.ends[number] = whole.end()  # “Dr.”, “J. R.”
        self.following = self._following()

    def is_free(self, number: int) -> bool:
        """Whether a token begins a word, of which no apostrophe or hyphen parts it."""
        start = self.starts[number]
        before = self.text[start - 1] if start else " "
        return before in " \n" or not (before.isalnum() or before in "_’'-")

    def _following(self) -> list[int]:
        """For each token the number of that which goes on with the name, or 0."""
        text, starts, count = self.text, self.starts, len(self.starts)
        found = [0] * count
        near = [
            number
            for number, (end, start) in enumerate(zip(self.ends, starts[1:], strict=False))
            if start - end < MOST_BETWEEN
        ]
        for number in near:
            end, after = self.ends[number], number + 1
            while after < count and starts[after] < end:
                after += 1  # the letters of “J.R.”
            if after < count and starts[after] - end < MOST_BETWEEN and NEXT.match(text, end):
                found[number] = after
        return found

    def name(self, number: int) -> list[int]:
        """The tokens of the longest name that begins with one."""
        found = [number]
        while len(found) <= MOST_FOLLOWING and (number := self.following[number]):
            found.append(number)
        return found

    def joined_to(self, number: int) -> Iterator[int]:
        """Tokens near by with whose names one may end: itself, and those before it."""
        yield number
        for before in range(number - 1, max(-1, number - 1 - 2 * MOST_FOLLOWING), -1):
            if not self.following[before]:
                return
            yield before

    @cached_property
    def names(self) -> list[tuple[int, list[int]]]:
        """Where names of two words or more begin, and the ends of each, the shortest first; names
        within names as well, and behind an apostrophe or a hyphen."""
        return [
            (start, [self.ends[each] for each in self.name(number)[1:]])
            for number, start in enumerate(self.starts)
            if self.following[number] and not self._within_word(start)
        ]

    def full_names(self) -> Iterator[str]:
        """Names of two words or more, each as long as it is, none within another."""
        done = 0
        for number, after in enumerate(self.following):
            start = self.starts[number]
            if after and start >= done and self.is_free(number):
                done = self.ends[self.name(number)[-1]]
                yield self.text[start:done]

    def list_starts(self, start: int) -> Iterator[int]:
        """Where a list of persons may begin in which a name stands that begins there."""
        yield start
        number = bisect_left(self.starts, start)
        for _ in range(MOST_IN_LIST):
            if siblings := BROTHERS.search(self.text, max(0, start - LONGEST_BROTHERS), start):
                yield siblings.start()
            number -= 1
            if number < 0 or not JOINED.fullmatch(self.text, self.ends[number], start):
                return
            start = self.starts[number]
            yield start

    @cached_property
    def leads(self) -> list[tuple[int, list[str]]]:
        """Where names may begin behind other words of their sentence, and the last of these words,
        in lower case, the nearest first."""
        plain, found = self.plain, []
        for start in self._name_starts():
            if start and not plain.endswith(SENTENCE_ENDS, 0, start):
                words = plain[max(0, start - LEAD) : start].rsplit(None, MOST_LEADING)
                found.append((start, words[: -MOST_LEADING - 1 : -1]))
        return found

    def _name_starts(self) -> list[int]:
        """Where tokens begin, and names within them."""
        spans = zip(self.starts, self.ends, strict=True)
        rests = [self.text[start + 1 : end] for start, end in spans]
        within = [number for number, rest in enumerate(rests) if rest and not rest.islower()]
        if not within:
            return self.starts
        return sorted({*self.starts, *(at for each in within for at in self.inner_starts(each))})

    def free_between(self, start: int, end: int) -> Iterator[int]:
        """Where tokens begin, and words with them, in a part of the text."""
        for number in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.is_free(number):
                yield self.starts[number]

    def numbers_before(self, end: int, most: int) -> range:
        """The numbers of the last tokens that begin before a place, the nearest first."""
        last = bisect_left(self.starts, end) - 1
        return range(last, max(-1, last - most), -1)

    def inner_starts(self, number: int) -> Iterator[int]:
        """Where a token begins, and a name within it: “D’Ann”, “ByAnn”."""
        start, end = self.starts[number], self.ends[number]
        yield start
        if end - start > 1 and not self.text[start + 1 : end].islower():
            yield from (inner.start() for inner in INNER.finditer(self.text, start + 1, end))

    def _within_word(self, start: int) -> bool:
        return bool(start) and (self.text[start - 1].isalnum() or self.text[start - 1] == "_")


class Mentions:
    """Where the first names of some persons stand in a text: with what behind them."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        firsts = {_words(name)[0] for name in names}
        self._behind: dict[str, list[str]] = {}
        for word, behind in pairwise([*_words(text), ""]) if firsts else ():
            if word in firsts:
                self._behind.setdefault(word, []).append(behind)

    def alone(self, name: str) -> bool:
        """Whether the text says the first word of a name without the second one as well."""
        first, *rest = _words(name)
        behind = self._behind.get(first, [])
        return len(behind) > (behind.count(rest[0]) if rest else 1)


def _words(text: str) -> list[str]:
    return MENTIONED.findall(text) or [""]


@lru_cache(maxsize=1)
def tokens_of(text: str) -> Tokens:
    """The tokens of a text; those of the last one are remembered."""
    return Tokens(text)
