"""What shapes ask of one value by itself, merged so that a value is looked at once.

Named after the facets of XML Schema, which restrict a datatype:
https://www.w3.org/TR/xmlschema11-2/#facets
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import maxsize

from pyoxigraph import BlankNode, Literal, NamedNode

from shapes.terms import REMEMBERED, SHORT, Term

Test = Callable[[Term], bool]
Search = Callable[[str], object]

TERMS: frozenset[type] = frozenset({NamedNode, BlankNode, Literal})

WITH_TEXT = TERMS - {BlankNode}
"""The kinds of terms that have a text: a blank node's label means nothing."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The kinds of terms a value may be, its length in characters, patterns and further tests."""

    kinds: frozenset[type] = TERMS
    shortest: int = 0
    longest: int = maxsize
    patterns: tuple[Search, ...] = ()
    tests: tuple[Test, ...] = ()

    @classmethod
    def merged(cls, parts: Iterable[Facets]) -> Facets:
        """What all of these ask; anything is right where there are none."""
        found = cls()
        for part in parts:
            found = cls(
                found.kinds & part.kinds,
                max(found.shortest, part.shortest),
                min(found.longest, part.longest),
                tuple(dict.fromkeys((*found.patterns, *part.patterns))),
                (*found.tests, *part.tests),
            )
        return found

    @property
    def test(self) -> Test:
        """Whether a value is as asked."""
        return _test(self)

    @property
    def form(self) -> Test:
        """The same without the further tests."""
        kinds, shortest, longest = self.kinds, self.shortest, self.longest
        if not self.patterns and not shortest and longest == maxsize:
            return lambda value: type(value) in kinds
        fits = _all_found(self.patterns)

        def test(value: Term) -> bool:
            if type(value) not in kinds:
                return False
            text = value.value
            return shortest <= len(text) <= longest and fits(text) is not None

        return test


def _all_found(patterns: Sequence[Search]) -> Search:
    """None where one of the patterns is not found; nearly always there is one."""
    if len(patterns) == 1:
        return patterns[0]
    return lambda text: all(search(text) is not None for search in patterns) or None


@lru_cache(REMEMBERED)
def _test(facets: Facets) -> Test:
    """One for all who ask the same. Further tests take long: what they say of a value is kept."""
    kinds, form, tests = facets.kinds, facets.form, facets.tests
    if not tests:
        return form

    def whole(value: Term) -> bool:
        return form(value) and all(test(value) for test in tests)

    known = lru_cache(REMEMBERED)(whole)

    def test(value: Term) -> bool:
        if type(value) not in kinds:
            return False
        return (known if len(value.value) <= SHORT else whole)(value)

    return test
