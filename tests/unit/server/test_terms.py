from __future__ import annotations

from types import SimpleNamespace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.store.oxigraph import OxigraphReader
from graph.vocabulary import PREFIXES, TYPE, schema
from server import terms
from server.terms import KnownTerms, Term, read_terms, term_triples

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
    found = read_terms(OxigraphReader(store, "1"))
    assert found.prefixes == PREFIXES
    movie, person = schema("Movie").value, schema("Person").value
    assert [(t.iri, t.number) for t in found.classes] == [(movie, 2), (person, 1)]
    names = {t.iri: t for t in found.properties}
    assert [t.number for t in found.properties] == [3, 3, 1]
    assert names[schema("name").value].classes == (movie, person)
    assert names["http://x.test/own"] == Term("http://x.test/own", 1, "", (movie,))
    assert names[schema("name").value].comment.startswith("A title")


def test_a_version_is_read_once_and_an_engine_without_now_and_then(store, monkeypatch):
    asked = []
    known = KnownTerms()

    def reader(version):
        real = OxigraphReader(store, version)

        def query(text):
            asked.append(text)
            return real.query(text)

        return SimpleNamespace(version=version, query=query)

    first = known.of(reader("1"))
    assert known.of(reader("1")) is first
    assert len(asked) == 3
    store.add(Quad(B, NamedNode("http://x.test/new"), C))
    assert len(known.of(reader("2")).properties) == len(first.properties) + 1
    assert len(asked) == 6
    known.of(reader(""))
    known.of(reader(""))
    assert len(asked) == 9
    monkeypatch.setattr(terms, "KEEP_S", 0)
    known.of(reader(""))
    known.of(reader("3"))
    known.of(reader(""))
    known.of(reader(""))
    assert len(asked) == 9 + 3 * 3


def test_each_term_is_explained_once():
    subjects = [triple.subject for triple in term_triples()]
    assert len(subjects) == len(set(subjects))
    assert all(triple.object.language == "en" for triple in term_triples())
