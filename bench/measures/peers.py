"""Ours against what people use for the same job, where it is installed.

The naive pipeline is given each document's triples, makes an rdflib graph of them, has pySHACL
judge it, and adds it to a graph in memory; ours reads the files and does everything else too.
Endpoints answer the queries of `querying` from the same graph, to eight clients, uncached;
their commands are looked for on the PATH.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import Triple
from pyshacl import validate
from rdflib import Graph

from bench.comparison import Absent, Comparison, Row, in_turns, seconds
from bench.measures import querying
from bench.measures.validation import plain_shapes
from bench.processes import free_port, in_fresh_process, serving
from bench.workspace import Workspace, add
from graph.formats import named
from shapes.terms import to_rdflib

CLIENTS = 8


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A peer that answers SPARQL: its command, how to start it, and where it answers.

    `arguments` are made of the snapshot's folder, the graph as N-Triples, and the port.
    """

    name: str
    command: str
    arguments: Callable[[Path, Path, str], Sequence[str | Path]]
    path: str
    slowdown: int = 1  # takes so many times fewer queries, not to take all day


ENDPOINTS = (
    Endpoint(
        "Oxigraph's own server",
        "oxigraph",
        lambda folder, _, port: (
            ("serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}")
        ),
        "/query",
    ),
    Endpoint(
        "rdflib-endpoint",
        "rdflib-endpoint",
        lambda _, file, port: ("serve", "--host", "127.0.0.1", "--port", port, file),
        "/",
        slowdown=10,
    ),
)


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for the naive pipeline, and one for each endpoint."""
    yield _naive(workspace)
    for endpoint in ENDPOINTS:
        command = shutil.which(endpoint.command, path=_path())
        if command:
            yield _asked(workspace, endpoint, command)
        else:
            yield Absent("peers", endpoint.name, f"not installed: no “{endpoint.command}” found")


def _path() -> str:
    """Where commands are looked for: beside this Python, then as everywhere."""
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def _naive(workspace: Workspace) -> Row:
    reviews = workspace.sizes.reviews[0]
    corpus, documents = workspace.corpus(reviews), workspace.triples(reviews)
    few = documents[: workspace.sizes.documents]

    def ours(_: int) -> float:
        with workspace.scratch() as root:
            return reviews / in_fresh_process(_add_s, root, corpus)

    def theirs(_: int) -> float:
        return len(few) / in_fresh_process(naive_s, few)

    sides = {
        f"add of {reviews:,} reviews": ours,
        "rdflib graph, pySHACL, add, of ready triples": theirs,
    }
    mine, naive = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    return Comparison("peers", "reviews/s", mine, naive)


def _add_s(root: Path, corpus: Path) -> float:
    return seconds(lambda: add(root, corpus))


def naive_s(documents: Sequence[list[Triple]]) -> float:
    """How long the naive pipeline takes over some documents."""
    shapes, whole = plain_shapes(), Graph()

    def work() -> None:
        for triples in documents:
            document = to_rdflib(triples)
            conforms, _, _ = validate(document, shacl_graph=shapes, allow_warnings=True)
            if conforms:
                whole.__iadd__(document)

    return seconds(work)


def _asked(workspace: Workspace, endpoint: Endpoint, command: str) -> Row:
    reader, port = workspace.reader(), free_port()
    assert reader.path is not None
    file = workspace.folder / "peers.nt"
    reader.dump(file, named("nt"))
    started = [command, *endpoint.arguments(reader.path, file, str(port))]
    texts, number = querying.queries(workspace), workspace.sizes.requests
    few = max(CLIENTS, number // endpoint.slowdown)
    log = workspace.folder / f"{endpoint.command}.log"

    def ask(asked: int, path: str, number: int) -> Callable[[int], float]:
        return lambda _: querying.over_http(
            asked, path, list(islice(texts, number)), clients=CLIENTS
        )

    with workspace.served() as own, serving(started, port, log):
        store = querying.in_process(workspace)
        querying.require_same_answers(store, port, endpoint.path, list(islice(texts, 2)))
        sides = {
            "our endpoint, 8 clients, uncached": ask(own, querying.SPARQL, number),
            endpoint.name: ask(port, endpoint.path, few),
        }
        for warm_up in sides.values():
            warm_up(0)
        mine, theirs = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    return Comparison("peers", "queries/s", mine, theirs)
