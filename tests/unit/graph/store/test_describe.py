"""The walk that finds a resource's triples, and its description."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.store.describe import NAMING, Lookup, closure, lookup_in, own_triples, wanted_triples
from graph.vocabulary import TYPE, XSD_DECIMAL, schema

BASE = "https://films.example/"


def iri(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def link(subject: str, target: str) -> Triple:
    return Triple(iri(subject), schema("to"), iri(target))


def lookup_of(triples: Iterable[Triple]) -> Lookup:
    store = Store()
    store.extend(Quad(*t) for t in triples)
    return lookup_in(store)


def test_walks_circles_once() -> None:
    own = [link("a", "a#1"), link("a#1", "a#2"), link("a#2", "a#1"), link("a#2", "a")]
    found = own_triples([iri("a")], lookup_of(own))
    assert len(found) == 4
    assert set(found) == set(own)


def test_does_not_walk_into_other_documents() -> None:
    own, other = link("a", "b#1"), [link("b#1", "a#hidden"), link("b", "b#1")]
    assert own_triples([iri("a")], lookup_of([own, *other])) == [own]


def test_walks_many_documents_abreast() -> None:
    triples = [link(f"{n}", f"{n}#1") for n in range(50)]
    triples += [link(f"{n}#1", f"{n}#2") for n in range(50)]
    inner, asked = lookup_of(triples), []

    def lookup(
        subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> Iterable[Triple]:
        asked.append(len(subjects))
        return inner(subjects, predicates)

    assert set(own_triples([iri(f"{n}") for n in range(50)], lookup)) == set(triples)
    assert asked == [50, 50, 50]


def test_names_the_neighbours_in_one_lookup() -> None:
    neighbours = [Triple(iri(f"b{n}#x"), schema("name"), Literal(f"B{n}")) for n in range(30)]
    neighbours += [Triple(iri("b0#x"), TYPE, schema("Person"))]
    neighbours += [Triple(iri("b0#x"), schema("url"), iri("b0"))]
    hidden = Triple(iri("b0#x"), schema("birthDate"), Literal("1900"))
    own = [link("a", f"b{n}#x") for n in range(30)]
    inner, asked = lookup_of([*own, *neighbours, hidden]), []

    def lookup(
        subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> Iterable[Triple]:
        asked.append(tuple(predicates))
        return inner(subjects, predicates)

    assert set(closure(iri("a"), lookup)) == {*own, *neighbours}
    assert asked == [(), NAMING]


def test_what_is_not_known_asks_once() -> None:
    asked = []

    def lookup(subjects: Collection[NamedNode], _: Collection[NamedNode]) -> Iterable[Triple]:
        asked.append(set(subjects))
        return ()

    assert closure(iri("a#b"), lookup) == []
    assert asked == [{iri("a"), iri("a#b")}]


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_every_iri_of_a_tied_resource_gives_the_same_description(
    edges: set[tuple[int, int]],
) -> None:
    names = ["a", *(f"a#{n}" for n in range(1, 10))]
    tied = [link("a", name) for name in names[1:]]
    triples = {*tied, *(link(names[s], names[o]) for s, o in edges)}
    lookup = lookup_of(triples)
    for name in names:
        description = closure(iri(name), lookup)
        assert len(description) == len(triples)
        assert set(description) == triples


def test_what_is_wanted_is_canonical() -> None:
    def value(text: str) -> Triple:
        return Triple(iri("a#1"), schema("x"), Literal(text, datatype=XSD_DECIMAL))

    assert wanted_triples({iri("a"): [value("3.50"), value("3.5"), value("03.500")]}) == {
        value("3.5")
    }


@pytest.mark.parametrize("subject", ["b", "ab", "a/b#1", ""])
def test_what_belongs_to_another_resource_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="no subject of the resource"):
        wanted_triples({iri("a"): [link(subject, "a")]})
