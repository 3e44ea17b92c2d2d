"""Names of things, in memory, and how they are looked up: as they are, nearly so, by beginning.

A name is a key (`title_key`, `name_key`) with the identifiers of the things that bear it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import log

from rapidfuzz import fuzz, process

from graph.values.names import name_key
from graph.values.titles import title_key

LONGEST = 200
"""Characters of a name that count."""

ALIKE = 80
"""The least similarity of a misspelled name, of 100."""

COMMON = 2_000
"""A word in more names than this finds none of them."""

MOST_WORDS = 20
"""Words of a name that are looked up, the rarest ones."""


def key_of(name: str, kind: str) -> str:
    """The form in which names of things of a kind are compared; empty for an empty name.

    >>> key_of("The Sessions", "movie"), key_of("Bong Joon-ho", "person")
    ('sessions', 'bong joon ho')
    """
    key = title_key if kind in {"movie", "review"} else name_key
    return key(name[: 2 * LONGEST])[:LONGEST]


class Names:
    """The names of the things of one type; it does not change."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """`pairs` are keys and identifiers."""
        things: dict[str, dict[str, None]] = defaultdict(dict)
        for key, thing in pairs:
            if key:
                things[key][thing] = None
        self._things = {key: tuple(things[key]) for key in sorted(things)}
        self._keys = list(self._things)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            for word in set(key.split()):
                self._words[word].append(number)
        self._vocabulary = sorted(self._words)

    def exact(self, key: str) -> tuple[str, ...]:
        """The things of that very name."""
        return self._things.get(key, ())

    def near(self, key: str, most: int) -> Iterator[str]:
        """Things of other names that share its rarer words or nearly its letters."""
        for other in (*self._misspelled(key, most), *self._sharing(key, most)):
            yield from self._things[other]

    def beginning(self, prefix: str) -> Iterator[str]:
        """Things whose name begins so, by name; then those with a later word that begins so."""
        seen: dict[str, None] = {}
        for key in chain(_from(self._keys, prefix), self._with_words(prefix.split())):
            for thing in self._things[key]:
                if thing not in seen:
                    seen[thing] = None
                    yield thing

    def _misspelled(self, key: str, most: int) -> list[str]:
        found = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=most)
        return [other for other, _, _ in found]

    def _sharing(self, key: str, most: int) -> list[str]:
        weights: Counter[int] = Counter()
        words = [self._words[word] for word in set(key.split()) if word in self._words]
        for numbers in sorted(words, key=len)[:MOST_WORDS]:
            if len(numbers) <= COMMON:
                weight = int(1_000 * log(1 + len(self._keys) / len(numbers)))
                weights.update(dict.fromkeys(numbers, weight))
        best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        return [self._keys[number] for number, _ in best[:most]]

    def _with_words(self, words: list[str]) -> Iterator[str]:
        """Names with all these words, the last of which may go on; none where it is too common."""
        numbers: set[int] = set()
        for word in _from(self._vocabulary, words[-1]) if words else ():
            numbers.update(self._words[word])
            if len(numbers) > COMMON:
                return
        for word in words[:-1]:
            numbers &= set(self._words.get(word, ()))
        yield from (self._keys[number] for number in sorted(numbers))


def _from(ordered: list[str], prefix: str) -> Iterator[str]:
    """The texts of an ordered list that begin with the prefix."""
    for at in range(bisect_left(ordered, prefix), len(ordered)):
        if not ordered[at].startswith(prefix):
            return
        yield ordered[at]
