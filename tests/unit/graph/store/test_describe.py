"""The walk that finds a resource's triples, and its description."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.store.describe import (
    NAMING,
    Lookup,
    closure,
    lookup_in,
    n_triples,
    own_triples,
    parsed_resources,
    wanted_triples,
)
from graph.triples import Triples
from graph.vocabulary import SAME_AS, TYPE, XSD_DECIMAL, schema

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


def test_tells_apart_the_film_that_it_is_about() -> None:
    film, critic = iri("film#movie"), iri("critic#person")
    about = Triple(iri("a#review"), schema("itemReviewed"), film)
    by = Triple(iri("a#review"), schema("author"), critic)
    wanted = [
        Triple(film, schema("name"), Literal("Heat")),
        Triple(film, schema("datePublished"), Literal("1995")),
        Triple(film, schema("sameAs"), iri("tt0113277")),
        Triple(film, SAME_AS, iri("Q42198")),
    ]
    hidden = [
        Triple(film, schema("duration"), Literal("PT2H50M")),
        Triple(critic, schema("sameAs"), iri("elsewhere")),
    ]
    lookup = lookup_of([about, by, *wanted, *hidden])
    assert set(closure(iri("a#review"), lookup)) == {about, by, *wanted}


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


def test_n_triples_are_those_that_are_wanted_each_once() -> None:
    texts = ["3.50", "3.5", "no number", 'two\nlines, "quoted" \\ and \u2028 \U0001f600']
    triples = Triples()
    for datatype in (None, XSD_DECIMAL):
        values = [Literal(text, datatype=datatype) for text in texts]
        triples.state(iri("a#1"), schema("x").value, values)
    triples.state(iri("a"), schema("y").value, [Literal("a", language="en-US"), iri("a#1")])
    written = n_triples(iri("a"), triples)
    [(document, read)] = parsed_resources({iri("a").value: written}).items()
    assert set(read) == wanted_triples({document: triples})
    assert len(read) == written.count(b"\n") == len(set(read)) == 9


def test_triples_that_are_joined_leave_those_they_came_from_as_they_were() -> None:
    one, other = Triples(), Triples()
    one.state(iri("a"), "urn:p", [iri("x")])
    other.state(iri("a"), "urn:p", [iri("y")])
    other.state(iri("b"), "urn:p", [iri("z")])
    both = Triples()
    for part in (one, other, one):
        both.join(part)
    assert [str(t.object) for t in both] == [str(iri(name)) for name in "xyz"]
    assert [str(t.object) for t in one] == [str(iri("x"))]
    assert both.subjects[iri("b")] is other.subjects[iri("b")]


@pytest.mark.parametrize("subject", ["b", "ab", "a/b#1", ""])
def test_what_belongs_to_another_resource_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="no subject of the resource"):
        wanted_triples({iri("a"): [link("a", "a"), link(subject, "a")]})
    triples = Triples()
    triples.state(iri(subject), "urn:p", [iri("a")])
    with pytest.raises(ValueError, match="no subject of the resource"):
        n_triples(iri("a"), triples)
