"""The index in parts: what a reader without a server loads to find something.

A part of words holds all that begin with the same letters, as many letters as keep it small. It
gives for each word the ids of the things that have it; what is shown of these, parts of things
say. A part depends on its own words and things alone, so that few parts change with a review.

A word of names leads to [films by name, films by their people, people and publications]; a word
of reviews to [by headline or film, by author, by body: three lists, the best last]. A word that
stands in very many bodies has no lists of these. Ids are each given as the difference to the one
before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal

from graph.ledger.indexed import Indexed, Shown, Table
from graph.values.folding import fold_letters

Shelf = Literal["names", "words"]
TABLES: dict[Shelf, tuple[Table, ...]] = {
    "names": ("film_words", "agent_words"),
    "words": ("review_words",),
}
SHELVES: tuple[Shelf, ...] = ("names", "words")

THINGS = 32
"""Ids of things in a part."""

LARGEST: dict[Shelf, int] = {"names": 160, "words": 4_000}
"""Places in a part, of which a name takes 80 bytes and a word 3; a single word may have more."""

COMMON, SHARE = 2_000, 16
"""A word that stands in more bodies than these, and in one of so many, is in too many to help."""

USUAL = 350
"""Words of a body that is neither short nor long. BM25 takes the mean for it, which would change
every part with every review."""

K1, B = 1.2, 0.75
STEPS = (0.8, 1.2)
"""Between these BM25's weights of a word in a body are told apart."""

WHOLE = "-"
"""Ends the name of a part that holds nothing but the word before it."""

Known = Mapping[str, Sequence[tuple[Table, str, int]]]
"""Words as readers look for them: the words of the tables, and how many things have each."""

_FILMS, _CAST, _AGENTS = range(3)
_TITLE, _AUTHOR, _BODY = range(3)


def known(indexed: Indexed, shelf: Shelf) -> Known:
    """All words of a shelf, in their order."""
    found: defaultdict[str, list[tuple[Table, str, int]]] = defaultdict(list)
    for table in TABLES[shelf]:
        for word, number in indexed.vocabulary(table):
            found[fold_letters(word)].append((table, word, number))
    return dict(sorted(found.items()))


def parted(words: Known, shelf: Shelf, common: int) -> dict[str, list[str]]:
    """The words of each part, by the letters that these begin with.

    >>> few = {word: [("film_words", word, 90)] for word in ("heat", "hero", "jaws")}
    >>> parted(few, "names", 2_000)
    {'hea': ['heat'], 'her': ['hero'], 'j': ['jaws']}
    """
    weights = {
        word: sum(number if number <= common else 1 for _, _, number in stands)
        for word, stands in words.items()
    }
    return dict(_split(list(words), weights, 0, LARGEST[shelf]))


def _split(
    words: Sequence[str], weights: Mapping[str, int], depth: int, most: int
) -> Iterator[tuple[str, list[str]]]:
    for letters, group in groupby(words, lambda word: word[: depth + 1]):
        own = list(group)
        if len(letters) <= depth:
            yield letters + WHOLE, own
        elif len(own) == 1 or sum(weights[word] for word in own) <= most:
            yield letters, own
        else:
            yield from _split(own, weights, depth + 1, most)


def file_name(letters: str) -> str:
    """The name of a part's file, without suffix.

    >>> file_name("he"), file_name("a-"), file_name("七")
    ('he', 'a-', '_4e03_')
    """
    return "".join(
        c if (c.isascii() and c.isalnum()) or c == WHOLE else f"_{ord(c):x}_" for c in letters
    )


def common_from(reviews: int) -> int:
    """How many reviews a word may stand in, of so many, before it is common."""
    return max(COMMON, reviews // SHARE)


class Names:
    """Parts of the names of films and people, each with what is shown of what they name."""

    def __init__(self, indexed: Indexed) -> None:
        self._indexed = indexed

    def part(self, words: Iterable[str], stands: Known) -> dict[str, object]:
        """The part with these words."""
        lists = {word: self._lists(stands[word]) for word in words}
        named = {i for films, _, agents in lists.values() for i in (*films, *agents)}
        return {"words": _written(lists), "things": things(self._indexed, named)}

    def _lists(self, stands: Sequence[tuple[Table, str, int]]) -> list[set[int]]:
        lists: list[set[int]] = [set(), set(), set()]
        for table, word, _ in stands:
            for thing, column in self._indexed.places(table, word):
                at = _AGENTS if table == "agent_words" else _CAST if column == "people" else _FILMS
                lists[at].add(thing)
        lists[_CAST] -= lists[_FILMS]
        return lists


class Words:
    """Parts of the words of reviews."""

    def __init__(self, indexed: Indexed, common: int, lengths: Mapping[int, int]) -> None:
        self._indexed = indexed
        self._common = common
        self._lengths = lengths

    def part(self, words: Iterable[str], stands: Known) -> dict[str, object]:
        """The part with these words."""
        return {"words": _written({word: self._lists(stands[word]) for word in words})}

    def _lists(self, stands: Sequence[tuple[Table, str, int]]) -> list[set[int]]:
        common = any(number > self._common for _, _, number in stands)
        titles, authors, counts = set[int](), set[int](), defaultdict[int, int](int)
        for table, word, _ in stands:
            places = self._indexed.named(word) if common else self._indexed.places(table, word)
            for thing, column in places:
                if column == "body":
                    counts[thing] += 1
                else:
                    (authors if column == "author" else titles).add(thing)
        authors -= titles
        if common:
            return [titles, authors]
        bodies: list[set[int]] = [set(), set(), set()]
        for thing in counts.keys() - titles - authors:
            bodies[self._step(counts[thing], self._lengths.get(thing, USUAL))].add(thing)
        return [titles, authors, *bodies]

    @staticmethod
    def _step(count: int, length: int) -> int:
        """How well a word stands for a body with so many of it among so many words: BM25."""
        weight = count * (K1 + 1) / (count + K1 * (1 - B + B * length / USUAL))
        return bisect_right(STEPS, weight)


def things(indexed: Indexed, ids: Iterable[int]) -> dict[str, Shown]:
    """What is shown of those of the things with these ids that are searched."""
    return {str(thing): shown for thing, shown in indexed.shown(ids).items()}


def _written(lists: Mapping[str, Sequence[set[int]]]) -> dict[str, list[list[int]]]:
    return {word: [_differences(each) for each in own] for word, own in lists.items()}


def _differences(ids: Iterable[int]) -> list[int]:
    return [after - before for before, after in pairwise([0, *sorted(ids)])]
