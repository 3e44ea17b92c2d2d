"""Trusted queries: each file runs alone, and nothing that a parameter holds gets out of it."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

from graph import queries
from graph.queries import load
from graph.vocabulary import TYPE, schema

NAMES = sorted(f.name[:-3] for f in files(queries).iterdir() if f.name.endswith(".rq"))


@pytest.mark.parametrize("name", NAMES)
def test_every_query_runs_alone(name: str) -> None:
    text = load(name)
    Store().query(text)
    prepareQuery(text)
    assert text.startswith("# "), "the first line says what it answers"


def test_a_parameter_binds() -> None:
    store, film = Store(), NamedNode("http://example.org/film")
    for number in range(3):
        review = NamedNode(f"http://example.org/{number}")
        store.add(Quad(review, TYPE, schema("Review")))
        store.add(Quad(review, schema("itemReviewed"), film if number else review))
    found = store.query(load("reviews_of_film", film=film))
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 2
    page = store.query(load("reviews_of_film", (1, 1), film=film))
    assert isinstance(page, QuerySolutions)
    assert [row["review"] for row in page] == [NamedNode("http://example.org/2")]


def test_several_values() -> None:
    text = load("review_counts", film=[NamedNode("http://a/1"), NamedNode("http://a/2")])
    assert "VALUES ?film { <http://a/1> <http://a/2> }" in text
    Store().query(text)


@given(st.text())
def test_a_literal_can_not_get_out(text: str) -> None:
    try:
        literal = Literal(text)
    except ValueError:
        return  # lone surrogates are no text
    store, subject = Store(), NamedNode("http://example.org/x")
    store.add(Quad(subject, schema("name"), literal))
    query = load("review_counts", film=literal)
    assert list(store.query(query)) == []  # a literal is no subject, and the query is still whole
    assert load("review_counts").replace("UNDEF", str(literal), 1) == query


def test_what_a_query_does_not_have() -> None:
    with pytest.raises(KeyError, match="review"):
        load("counts", review=NamedNode("http://example.org/x"))
    with pytest.raises(ValueError, match="not paged"):
        load("counts", (1, 0))
    with pytest.raises(FileNotFoundError):
        load("none")
