"""The copy in memory gives the bytes that the snapshot gives."""

from __future__ import annotations

import os

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph.vocabulary import TYPE, schema
from server import copied
from server.copied import Copy, room_bytes
from server.engine import formats_of
from server.gate import admit
from server.results import write_result

FILMS, PEOPLE = 400, 40
ROOM = 64 << 20
PROLOGUE = "PREFIX s: <http://schema.org/> "

QUERIES = [
    "SELECT * { ?film a s:Movie }",
    "SELECT * { ?film a s:Movie } LIMIT 7 OFFSET 5",
    "SELECT * { ?film s:director ?who . ?who s:name ?name } LIMIT 50",
    "SELECT * { ?who s:name ?name . ?film s:director ?who } LIMIT 50",
    "SELECT * { ?film s:director/s:name ?name ; s:name ?title }",
    "SELECT * { <http://films.test/person/3#person> ^s:director ?film OPTIONAL { ?film s:genre ?g } }",
    "SELECT * { { ?x s:genre 'noir' } UNION { ?x s:name 'Film 7' } UNION { ?x s:director ?y } }",
    "SELECT ?g (COUNT(*) AS ?n) (SAMPLE(?film) AS ?one) { ?film s:genre ?g } GROUP BY ?g",
    "SELECT DISTINCT ?g { ?film s:genre ?g ; s:director ?who }",
    "SELECT * { ?film s:genre ?g FILTER NOT EXISTS { ?film s:director ?who } }",
    "SELECT * { ?film s:genre 'noir' MINUS { ?film s:director <http://films.test/person/3#person> } }",
    "SELECT (GROUP_CONCAT(?t) AS ?all) { ?film s:name ?t ; s:genre 'noir' }",
    "CONSTRUCT { ?who s:knowsAbout ?film } WHERE { ?film s:director ?who }",
    "ASK { ?film s:name 'Film 3' }",
]


def graph():
    people = [NamedNode(f"http://films.test/person/{n}#person") for n in range(PEOPLE)]
    for n, person in enumerate(people):
        yield Quad(person, schema("name"), Literal(f"Person {n * 7 % PEOPLE}"), DefaultGraph())
    for n in range(FILMS):
        film = NamedNode(f"http://films.test/movie/{n * 31 % FILMS}#movie")
        yield Quad(film, TYPE, schema("Movie"))
        yield Quad(film, schema("name"), Literal(f"Film {n}"))
        yield Quad(film, schema("genre"), Literal(("noir", "drama", "western")[n % 3]))
        for person in people[n % PEOPLE : n % PEOPLE + n % 4]:
            yield Quad(film, schema("director"), person)


def store_in(folder, quads):
    store = Store(folder)
    store.extend(quads)
    store.flush()
    del store
    return Store.read_only(str(folder))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("films")


@pytest.fixture(scope="module")
def disk(folder):
    return store_in(folder, graph())


def whole(copy):
    for _ in range(1_000):
        if copy.store:
            break
        copy.grow()
    return copy.store


@pytest.fixture(scope="module")
def memory(disk, folder):
    return whole(Copy(disk, str(folder), ROOM))


def answer(store, query):
    admitted = admit(PROLOGUE + query, "http://films.test/")
    return write_result(store.query(admitted.text), formats_of(admitted.form)[0], 1 << 30)


@pytest.mark.parametrize("query", QUERIES)
def test_answers_are_the_same_bytes(disk, memory, query):
    assert admit(PROLOGUE + query, "http://films.test/").stated
    assert answer(memory, query) == answer(disk, query)


def test_nothing_is_missing(disk, memory):
    assert set(memory) == set(disk)


def test_a_copy_is_of_no_use_before_it_is_whole(disk, folder):
    copy = Copy(disk, str(folder), ROOM)
    copy.grow()
    assert copy.store is None


def test_what_is_too_large_is_not_copied(disk, folder):
    copy = Copy(disk, str(folder), limit_bytes=1_000)
    assert copy.most_bytes == 0
    assert whole(copy) is None


def test_what_has_named_graphs_is_not_copied(tmp_path):
    there = NamedNode("http://films.test/graph")
    disk = store_in(tmp_path / "store", [Quad(there, TYPE, schema("Movie"), there)])
    assert whole(Copy(disk, str(tmp_path / "store"), ROOM)) is None


def test_an_empty_graph_has_no_folder():
    assert whole(Copy(Store(), "", ROOM)) is None


def test_a_copy_takes_no_more_than_its_part(tmp_path, monkeypatch):
    monkeypatch.setattr(copied, "_CONTAINER", tmp_path / "memory.max")
    (tmp_path / "memory.max").write_text("max\n")
    assert room_bytes(64 << 20) == 16 << 20
    (tmp_path / "memory.max").write_text("16777216\n")
    assert room_bytes(64 << 20) == 1 << 20
    (tmp_path / "memory.max").unlink()
    assert room_bytes(1 << 60) == os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 16
