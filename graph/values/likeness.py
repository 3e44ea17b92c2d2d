"""Whether two names may be one person's, or two titles one film's, spelled otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from graph.values.folding import fold, remembered

ALIKE = 85
"""RapidFuzz's ratio of two folded names from which they may be one, misspelled."""

MOST = 20
"""Names of each side that are compared."""

LONGEST = 300
"""Letters of a name that count."""

SHORT = 4
"""Letters from which a title with one slip of the pen is still known."""

NUMBER = re.compile(r"\b[0-9]{1,4}\b")

HONORIFICS = frozenset({"dr", "prof", "sir", "dame"})
SIBLINGS = re.compile(r"(?:the )?(.+) (?:brothers|bros|sisters|siblings)|the (.+)s")
"""Several persons by their family name, folded: “The Coen Brothers”, “The Wachowskis”."""


def nearly_the_same(ours: str, theirs: str) -> bool:
    """Whether two names are alike but for a slip of the pen, the order of their parts, a title,
    initials or names left out, or one of them is that of siblings, of whom the other is one.

    >>> nearly_the_same("J. A. Bayona", "Juan Antonio Bayona")
    True
    >>> nearly_the_same("Paul Thomas Anderson", "Paul W. S. Anderson")
    False
    """
    mine, other = _words(ours[:LONGEST]), _words(theirs[:LONGEST])
    if not mine or not other:
        return False
    if min(len(mine), len(other)) > 1 and mine[-1] == other[-1]:
        first, *between = mine[:-1]
        given, *inner = other[:-1]
        if first == given or (_abbreviate(first, given) and 1 in (len(first), len(given))):
            return _left_out(between, inner)
    return (
        fuzz.ratio(_in_order(mine), _in_order(other), score_cutoff=ALIKE) >= ALIKE
        or _is_of_siblings(mine, other)
        or _is_of_siblings(other, mine)
    )


@lru_cache(1 << 14)  # films of one title are compared several times
def any_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a name of ours is one of theirs, or nearly the same."""
    return not ours.isdisjoint(theirs) or any(
        nearly_the_same(*pair) for pair in _pairs(ours, theirs)
    )


def are_others(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether names say that those who bear them are not the same: none is nearly that of another,
    though some are written in one script.

    >>> are_others(frozenset({"George Miller"}), frozenset({"George Lucas"}))
    True
    >>> are_others(frozenset({"黒澤明"}), frozenset({"Akira Kurosawa"}))
    False
    """
    if not ours or not theirs or any_alike(ours, theirs):
        return False
    return any(not _scripts(x).isdisjoint(_scripts(y)) for x, y in _pairs(ours, theirs))


def any_titles_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a title of ours, all of them folded, may be one of theirs, misspelled or longer.

    >>> any_titles_alike(frozenset({"heta"}), frozenset({"heat"}))
    True
    >>> any_titles_alike(frozenset({"rocky 2"}), frozenset({"rocky 3"}))
    False
    """
    return any(_titles_alike(x[:LONGEST], y[:LONGEST]) for x, y in _pairs(ours, theirs))


def _titles_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if f"{longer} ".startswith(f"{shorter} "):
        return not NUMBER.match(longer[len(shorter) :].lstrip())  # else it is a sequel
    slips = OSA.distance(one, other, score_cutoff=1)
    alike = fuzz.ratio(one, other) >= ALIKE or (slips <= 1 and min(map(len, (one, other))) >= SHORT)
    return alike and not differ_in_number(one, other)


def differ_in_number(one: str, other: str) -> bool:
    """Whether two folded titles are those of two sequels, however alike."""
    numbers, others = set(NUMBER.findall(one)), set(NUMBER.findall(other))
    return bool(numbers and others) and numbers != others


def _pairs(ours: frozenset[str], theirs: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Each of ours with each of theirs; in their order, so that always the same are left out."""
    return product(sorted(ours)[:MOST], sorted(theirs)[:MOST])


@remembered
def _words(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return tuple(words[1:] if len(words) > 2 and words[0] in HONORIFICS else words)


@lru_cache(1 << 14)
def _in_order(words: tuple[str, ...]) -> str:
    """The words of a name as one text, whatever order they came in."""
    return " ".join(sorted(words))


def _abbreviate(one: str, other: str) -> bool:
    """Whether one begins as the other, which may be an initial."""
    return one.startswith(other) or other.startswith(one)


def _left_out(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one has the names of the other in their order, if not all, or not all written out."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(any(name[0] == each[0] for each in rest) for name in shorter)


def _is_of_siblings(names: Sequence[str], person: Sequence[str]) -> bool:
    family = SIBLINGS.fullmatch(" ".join(names))
    return bool(family and len(person) > 1 and person[-1] == (family[1] or family[2]))


@remembered
def _scripts(name: str) -> frozenset[str]:
    """The scripts in which a name is written, as Unicode calls them."""
    return frozenset(unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha())
