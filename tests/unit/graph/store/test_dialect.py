"""How literals are written for an engine, and what is made of those that come back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from graph.store.canonical import canonical
from graph.store.dialect import Dialect, read
from graph.vocabulary import XSD, schema

STANDARD, VIRTUOSO = Dialect(standard=True), Dialect(standard=False)


def triple(text: str, datatype: str) -> Triple:
    literal = Literal(text, datatype=NamedNode(XSD + datatype))
    return Triple(NamedNode("https://films.example/movie/heat"), schema("x"), literal)


@given(st.integers(0, 100_000))
def test_every_running_time_comes_back(minutes: int) -> None:
    duration = canonical(triple(f"PT{minutes}M", "duration"))
    for dialect in (STANDARD, VIRTUOSO):
        assert read(dialect.written(duration)) == dialect.kept(duration) == duration


def test_durations_are_written_in_the_derived_type_where_needed() -> None:
    assert VIRTUOSO.written(triple("PT1H", "duration")) == triple("PT1H", "dayTimeDuration")
    assert STANDARD.written(triple("PT1H", "duration")) == triple("PT1H", "duration")
    assert VIRTUOSO.written(triple("P1Y", "duration")) == triple("P1Y", "duration")


@given(st.decimals(min_value=0, max_value=100, places=18))
def test_decimals_keep_fifteen_digits(value: Decimal) -> None:
    exact = canonical(triple(f"{value:f}", "decimal"))
    kept = VIRTUOSO.kept(exact)
    assert VIRTUOSO.kept(kept) == VIRTUOSO.written(kept) == VIRTUOSO.written(exact) == kept
    assert STANDARD.kept(exact) == exact
    assert isinstance(kept.object, Literal)
    assert abs(Decimal(kept.object.value) - value) <= Decimal("1e-12")


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        (triple("1", "boolean"), triple("true", "boolean")),
        (triple("PT5700S", "dayTimeDuration"), triple("PT1H35M", "duration")),
        (triple("3.50", "decimal"), triple("3.5", "decimal")),
        (triple("2012", "gYear"), triple("2012", "gYear")),
    ],
)
def test_reads_what_an_engine_means(given_: Triple, meant: Triple) -> None:
    assert read(given_) == meant
