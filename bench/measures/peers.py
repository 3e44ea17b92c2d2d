"""Ours against what people use for the same job, where it is installed.

The naive pipeline reads each file as ours does, makes an rdflib graph of what it says, has pySHACL
judge it, and adds it to a graph that oxrdflib keeps in a folder; it settles, links and fuses
nothing. A document costs it the same however many there are, and so much that it is given few, and
its rate is reckoned from those. Ours adds a whole corpus; of a few hundred reviews, starting takes
a good part of the time. What is imported late is not part of either's.
Endpoints answer the queries of `querying` from the same graph, to eight clients, and no query
twice; ours is also asked the same ones again. Their commands are looked for beside this Python
and on the PATH. Virtuoso is given the graph by SPARQL Update.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urldefrag, urlsplit

from pyoxigraph import NamedNode, QueryTriples, Triple
from pyshacl import validate
from rdflib import Graph, URIRef

from bench.comparison import Absent, Comparison, Row, in_turns, seconds
from bench.measures import querying
from bench.measures.validation import plain_shapes
from bench.processes import free_port, in_fresh_process, serving
from bench.workspace import Workspace, add, load_validation, read_plainly
from graph.formats import named
from graph.store.location import Location, open_writer
from shapes.terms import to_rdflib
from tests import virtuoso

CLIENTS = 8


GRAPH = "http://bench.test/"
"""The named graph in Virtuoso and oxrdflib, which have no default graph of their own."""

NAIVE = "rdflib graph, pySHACL, oxrdflib add"


@dataclass(frozen=True, slots=True)
class Asked:
    """An endpoint that answers: its port, and where queries are sent to."""

    port: int
    path: str


Start = Callable[[Workspace], AbstractContextManager[Asked]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A peer that answers SPARQL: how to start it with the graph of the site.

    `absent` says in a few words why it is not here, where it is not.
    """

    name: str
    absent: Callable[[], str]
    start: Start
    slowdown: int = 1  # takes so many times fewer queries, not to take all day


def _oxigraph(workspace: Workspace) -> AbstractContextManager[Asked]:
    folder = workspace.reader().path
    assert folder is not None
    command = "oxigraph", "serve-read-only", "--location", str(folder), "--bind", "127.0.0.1:{port}"
    return _command(workspace, command, "/query")


def _rdflib_endpoint(workspace: Workspace) -> AbstractContextManager[Asked]:
    file = workspace.folder / "peers.nt"
    workspace.reader().dump(file, named("nt"))
    command = "rdflib-endpoint", "serve", "--host", "127.0.0.1", "--port", "{port}", str(file)
    return _command(workspace, command, "/")


@contextmanager
def _command(workspace: Workspace, command: Sequence[str], path: str) -> Iterator[Asked]:
    port, found = free_port(), _which(command[0])
    assert found is not None
    arguments = [argument.format(port=port) for argument in command[1:]]
    with serving([found, *arguments], port, workspace.folder / f"{command[0]}.log"):
        yield Asked(port, path)


@contextmanager
def _virtuoso(workspace: Workspace) -> Iterator[Asked]:
    with workspace.scratch() as folder, virtuoso.running(folder) as server:
        store = open_writer(Location(folder, query_url=server.url, graph=GRAPH))
        store.replace(_resources(workspace))
        store.close()
        address = urlsplit(server.url)
        assert address.port is not None
        yield Asked(address.port, f"{address.path}?default-graph-uri={quote(GRAPH, safe='')}")


def _resources(workspace: Workspace) -> dict[NamedNode, list[Triple]]:
    """The graph, by the documents that its triples belong to."""
    found = workspace.reader().query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    resources = defaultdict[NamedNode, list[Triple]](list)
    for triple in found:
        assert isinstance(triple.subject, NamedNode)
        resources[NamedNode(urldefrag(triple.subject.value).url)].append(triple)
    return resources


def _which(command: str) -> str | None:
    """Where a command is: beside this Python, else as everywhere."""
    places = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return shutil.which(command, path=places)


def _missing(command: str) -> Callable[[], str]:
    return lambda: "" if _which(command) else f"not installed: no “{command}” found"


ENDPOINTS = (
    Endpoint("Oxigraph's own server", _missing("oxigraph"), _oxigraph),
    Endpoint("rdflib-endpoint", _missing("rdflib-endpoint"), _rdflib_endpoint, slowdown=10),
    Endpoint("Virtuoso 7", virtuoso.unavailable, _virtuoso),
)


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for the naive pipeline, and one for each endpoint."""
    if find_spec("oxrdflib"):
        yield _naive(workspace)
    else:
        yield Absent("peers", NAIVE, "not installed: pip install oxrdflib")
    for endpoint in ENDPOINTS:
        if absent := endpoint.absent():
            yield Absent("peers", endpoint.name, absent)
        else:
            yield from _compared(workspace, endpoint)


def _naive(workspace: Workspace) -> Row:
    reviews, few = workspace.sizes.asked, workspace.sizes.documents
    corpus = workspace.corpus(reviews)
    first = workspace.corpus(few)

    def ours(_: int) -> float:
        with workspace.scratch() as root:
            return reviews / in_fresh_process(_add_s, root, corpus)

    def theirs(_: int) -> float:
        with workspace.scratch() as folder:
            return few / in_fresh_process(naive_s, first, folder / "store")

    sides = {
        f"add of {reviews:,} reviews": ours,
        f"{NAIVE}, reckoned from {few:,}": theirs,
    }
    mine, naive = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    return Comparison("peers", "reviews/s", mine, naive)


def _add_s(root: Path, corpus: Path) -> float:
    load_validation()
    return seconds(lambda: add(root, corpus))


def naive_s(corpus: Path, store: Path) -> float:
    """How long the naive pipeline takes over a corpus; its graph is in a new folder."""
    shapes, whole = plain_shapes(), Graph("Oxigraph", URIRef(GRAPH))
    whole.open(str(store), create=True)
    load_validation()
    deque(read_plainly(corpus), maxlen=0)

    def work() -> None:
        for triples in read_plainly(corpus):
            document = to_rdflib(triples)
            conforms, _, _ = validate(document, shacl_graph=shapes, allow_warnings=True)
            if conforms:
                whole.__iadd__(document)

    return seconds(work)


def _compared(workspace: Workspace, endpoint: Endpoint) -> Iterator[Row]:
    """Rows for our endpoint uncached and cached, both against a peer that is asked anew."""
    texts, number = querying.queries(workspace), workspace.sizes.requests
    few = max(CLIENTS, number // endpoint.slowdown)
    kept = list(islice(texts, number))

    def ask(asked: Asked, texts: Iterable[str], number: int) -> Callable[[int], float]:
        def rate(_: int) -> float:
            return querying.over_http(asked.port, asked.path, list(islice(texts, number)), CLIENTS)

        return rate

    with workspace.served() as port, endpoint.start(workspace) as peer:
        own, store = Asked(port, querying.SPARQL), querying.in_process(workspace)
        querying.require_same_answers(store, peer.port, peer.path, list(islice(texts, 2)))
        sides = {
            f"our endpoint, {CLIENTS} clients, uncached": ask(own, texts, number),
            f"our endpoint, {CLIENTS} clients, cached": lambda _: querying.again(
                own.port, own.path, kept, CLIENTS
            ),
            endpoint.name: ask(peer, texts, few),
        }
        for warm_up in sides.values():
            warm_up(0)
        *mine, theirs = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    for side in mine:
        yield Comparison("peers", "queries/s", side, theirs)
