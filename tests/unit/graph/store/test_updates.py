"""Updates by which resources change, on an engine that stops after any of them."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.store import updates as module
from graph.store.describe import own_triples
from graph.store.dialect import Dialect
from graph.store.updates import updates
from graph.vocabulary import schema

GRAPH = NamedNode("urn:g")
STANDARD = Dialect(standard=True)


class Engine:
    """An engine that keeps the graph, and resources that are to be in it."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.store = Store()
        self.store.extend(Quad(*triple, GRAPH) for triple in triples)

    def lookup(self, subjects: Collection[NamedNode], _: Collection[NamedNode]) -> list[Triple]:
        found = (self.store.quads_for_pattern(s, None, None, GRAPH) for s in subjects)
        return [quad.triple for quads in found for quad in quads]

    def holds(self) -> set[Triple]:
        return {quad.triple for quad in self.store}

    def owned(self, documents: Iterable[NamedNode]) -> set[Triple]:
        """What can be found of the resources."""
        return set(own_triples(documents, self.lookup))

    def requests(self, documents: Iterable[NamedNode], wanted: Iterable[Triple]) -> list[str]:
        return list(updates(GRAPH, self.owned(documents), set(wanted), STANDARD))


def film(number: int, roles: Iterable[int], value: str = "x") -> list[Triple]:
    """A film, with roles that each have a rating, a step further away."""
    document = NamedNode(f"https://e/movie/f{number:03}")
    movie = NamedNode(f"{document.value}#movie")
    triples = [
        Triple(document, schema("about"), movie),
        Triple(movie, schema("name"), Literal(value)),
        Triple(movie, schema("url"), document),
    ]
    for role in roles:
        node, far = (NamedNode(f"{document.value}#{name}-{role}") for name in ("role", "a"))
        triples += [
            Triple(movie, schema(f"actor{role % 2}"), node),
            Triple(node, schema("characterName"), Literal(value)),
            Triple(node, schema("rating"), far),
            Triple(far, schema("ratingValue"), Literal(value)),
        ]
    return triples


def documents_of(triples: Iterable[Triple]) -> set[NamedNode]:
    return {NamedNode(t.subject.value.partition("#")[0]) for t in triples}  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_left_by_an_engine_that_stops_can_be_reached(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(module, "UPDATE_TRIPLES", chance.choice((1, 2, 3, 7)))

    def some() -> list[Triple]:
        roles = [chance.sample(range(6), chance.randint(0, 5)) for _ in range(3)]
        films = [film(n, own, chance.choice("xyz")) for n, own in enumerate(roles)]
        return [t for own in films if chance.random() < 0.8 for t in own]

    before, after = some(), some()
    documents = documents_of([*before, *after])
    requests = Engine(before).requests(documents, after)
    for stopped in range(len(requests) + 1):
        engine = Engine(before)
        for request in requests[:stopped]:
            engine.store.update(request)
        assert engine.owned(documents) == engine.holds()
        for request in engine.requests(documents, after):
            engine.store.update(request)
        assert engine.holds() == set(after)


def test_a_withdrawal_that_stops_half_way_is_completed() -> None:
    before = [t for n in range(150) for t in film(n, range(3))]
    documents = documents_of(before)
    requests = Engine(before).requests(documents, ())
    assert len(requests) > 1
    engine = Engine(before)
    engine.store.update(requests[0])
    for request in engine.requests(documents, ()):
        engine.store.update(request)
    assert engine.holds() == set()


def test_no_resource_is_parted_that_fits_into_a_request() -> None:
    before = [t for n in range(150) for t in film(n, range(3))]
    after = [t for n in range(150) for t in film(n, range(1, 4), "other")]
    engine, documents = Engine(before), documents_of(before)
    each = [set(film(n, range(3))) for n in range(150)]
    done = [set(film(n, range(1, 4), "other")) for n in range(150)]
    requests = engine.requests(documents, after)
    assert len(requests) > 1
    for request in requests:
        engine.store.update(request)
        held = engine.holds()
        assert all(new <= held or old <= held for old, new in zip(each, done, strict=True))
    assert engine.holds() == set(after)
