"""Facets that are merged ask what each of them asks."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from shapes.facets import TERMS, WITH_TEXT, Facets
from shapes.terms import SHORT, Term

PARTS = (
    Facets(),
    Facets(frozenset({Literal})),
    Facets(TERMS - {Literal}),
    Facets(WITH_TEXT, shortest=3),
    Facets(WITH_TEXT, longest=3),
    Facets(WITH_TEXT, patterns=(re.compile("a").search,)),
    Facets(WITH_TEXT, patterns=(re.compile("^[a-c]+$").search,)),
    Facets(tests=({Literal("abc"), BlankNode("abc"), Literal("z")}.__contains__,)),
    Facets(frozenset({Literal}), tests=(lambda value: value.language is None,)),  # type: ignore[union-attr]
)

LONG = "a" * (SHORT + 1)

VALUES: tuple[Term, ...] = (
    *(kind(text) for kind, text in product((Literal, BlankNode), ("a", "abc", "abcd", "z", LONG))),
    *(NamedNode(f"a:{text}") for text in ("", "abcd")),
    Literal("abc", language="en"),
    Literal(""),
)


@pytest.mark.parametrize("parts", [*combinations(PARTS, 2), *combinations(PARTS, 3), PARTS])
def test_merged_facets_ask_what_each_asks(parts: tuple[Facets, ...]) -> None:
    merged = Facets.merged(parts).test
    for value in (*VALUES, *VALUES):  # the second time from memory
        assert merged(value) == all(part.test(value) for part in parts), value


def test_what_long_values_are_told_is_not_kept() -> None:
    asked: list[Term] = []
    test = Facets(tests=(lambda value: not asked.append(value),)).test  # type: ignore[func-returns-value]
    for value in (Literal("a"), Literal(LONG)) * 3:
        assert test(value)
    assert asked == [Literal("a"), Literal(LONG), Literal(LONG), Literal(LONG)]
