from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.statistics import count
from graph.store.oxigraph import OxigraphReader
from graph.vocabulary import PREFIXES, TYPE, schema
from server.terms import Term, term_triples, terms_of

A, B, C = (NamedNode(f"http://x.test/{name}") for name in "abc")


@pytest.fixture
def store():
    store = Store()
    for thing, class_ in ((A, "Movie"), (B, "Movie"), (C, "Person")):
        store.add(Quad(thing, TYPE, schema(class_)))
        store.add(Quad(thing, schema("name"), Literal(f"{thing.value}")))
    store.add(Quad(A, NamedNode("http://x.test/own"), C))
    return store


def test_the_most_frequent_first_with_the_classes_that_have_them(store):
    found = terms_of(count(OxigraphReader(store, "1")))
    assert found.prefixes == PREFIXES
    movie, person = schema("Movie").value, schema("Person").value
    assert [(t.iri, t.number) for t in found.classes] == [(movie, 2), (person, 1)]
    names = {t.iri: t for t in found.properties}
    assert [t.number for t in found.properties] == [3, 3, 1]
    assert names[schema("name").value].classes == (movie, person)
    assert names["http://x.test/own"] == Term("http://x.test/own", 1, "", (movie,))
    assert names[schema("name").value].comment.startswith("A title")


def test_each_term_is_explained_once():
    subjects = [triple.subject for triple in term_triples()]
    assert len(subjects) == len(set(subjects))
    assert all(triple.object.language == "en" for triple in term_triples())
