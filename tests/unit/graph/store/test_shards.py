"""The graph in several files: whole together, each resource in one, the same ones every time."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph.store.describe import document_of
from graph.store.embedded import EmbeddedStore
from graph.store.shards import export
from graph.vocabulary import PRIMARY_TOPIC, schema


def test_shards(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph", reserve_bytes=0)
    resources = {}
    for number in range(60):
        document = NamedNode(f"https://example.org/movie/film-{number}")
        thing = NamedNode(f"{document.value}#movie")
        name = Triple(
            thing, schema("name"), Literal(f"Film {number}\n“two” > lines #x", language="en")
        )
        resources[document] = [Triple(document, PRIMARY_TOPIC, thing), name]
    store.replace(resources)
    assert export(store, tmp_path / "shards", 4, "urn:films") == 120
    files = sorted((tmp_path / "shards").iterdir())
    assert [file.name for file in files] == [f"graph-00{n}-of-004.nq" for n in range(1, 5)]
    quads = [list(parse(path=file, format=RdfFormat.N_QUADS)) for file in files]
    assert {q.triple for own in quads for q in own} == {
        t for own in resources.values() for t in own
    }
    assert {q.graph_name for own in quads for q in own} == {NamedNode("urn:films")}
    documents = [{document_of(q.subject) for q in own} for own in quads]  # type: ignore[arg-type]
    assert all(documents)
    assert sum(map(len, documents)) == 60
    before = [file.read_bytes() for file in files]
    export(store, tmp_path / "shards", 4, "urn:films")
    assert [file.read_bytes() for file in files] == before
    store.close()
