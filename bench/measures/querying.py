"""A query over HTTP against the same query in process.

A small join, about another review each time: its film, with the directors, and what others gave
it. In process pyoxigraph answers it on the same snapshot, in one thread, and writes the same JSON.
Over HTTP it passes the server, the gate, a query worker and back; where there is
room, a worker copies a graph of up to some 350,000 triples, which is 16,000 of these reviews, into
its memory while it answers; larger ones stay on disk. Uncached, no
query is asked twice; cached, the same ones are asked again. The answers are compared before the
speeds are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, cycle, islice

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
)

from bench import load
from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.workspace import Workspace

CLIENTS = (1, 8)
SPARQL = "/sparql"

JOIN = """PREFIX schema: <http://schema.org/>
SELECT ?film ?title ?director ?other ?critic ?score WHERE {
  <%s> schema:itemReviewed ?film .
  ?film schema:name ?title .
  ?other schema:itemReviewed ?film ; schema:author ?author .
  ?author schema:name ?critic .
  OPTIONAL { ?film schema:director ?person . ?person schema:name ?director }
  OPTIONAL { ?other schema:reviewRating ?rating . ?rating schema:ratingValue ?score }
} LIMIT %d"""

REVIEWS = "SELECT ?review WHERE { ?review a <http://schema.org/Review> } ORDER BY ?review"


def measure(workspace: Workspace) -> Iterator[Row]:
    """Rows for one client and for eight, uncached and cached."""
    store, texts = in_process(workspace), queries(workspace)
    number = workspace.sizes.requests
    asked = list(islice(texts, number))

    def inside(_: int) -> float:
        fresh = list(islice(texts, number))
        return number / seconds(lambda: answer(store, fresh))

    def outside(port: int, clients: int, texts: Iterable[str]) -> Callable[[int], float]:
        return lambda _: over_http(port, SPARQL, list(islice(texts, number)), clients)

    def kept(port: int, clients: int) -> Callable[[int], float]:
        return lambda _: again(port, SPARQL, asked, clients)

    with workspace.served() as port:
        require_same_answers(store, port, SPARQL, list(islice(texts, 5)))
        sides: dict[str, Callable[[int], float]] = {"in process": inside}
        for clients in CLIENTS:
            crowd = f"{clients} client{'s' * (clients > 1)}"
            sides[f"over HTTP, {crowd}, uncached"] = outside(port, clients, texts)
            sides[f"over HTTP, {crowd}, cached"] = kept(port, clients)
        over_http(port, SPARQL, asked, max(CLIENTS))  # so that the workers run
        mine, *theirs = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    for side in theirs:
        yield Comparison("query", "queries/s", side, mine)


def in_process(workspace: Workspace) -> Store:
    """The snapshot that the server reads too."""
    path = workspace.reader().path
    assert path is not None
    return Store.read_only(str(path))


def queries(workspace: Workspace) -> Iterator[str]:
    """Queries without end, each about another review, and no two the same."""
    found = workspace.reader().query(REVIEWS)
    assert isinstance(found, QuerySolutions)
    reviews = [solution["review"].value for solution in found]
    # A limit that nothing reaches makes the text another one and leaves the work the same.
    return (JOIN % pair for pair in zip(cycle(reviews), count(10_000)))


def answer(store: Store, texts: Sequence[str]) -> list[bytes]:
    """The answers in process, as JSON."""
    return [_json(store.query(text)) for text in texts]


def over_http(port: int, path: str, texts: Sequence[str], clients: int) -> float:
    """Queries a second from an endpoint."""
    return load.send(port, [load.query(path, text) for text in texts], clients).rate


def again(port: int, path: str, texts: Sequence[str], clients: int) -> float:
    """Queries a second of those whose answers are kept: what was asked in another turn may have
    taken their place, so they are asked before."""
    over_http(port, path, texts, clients)
    return over_http(port, path, texts, clients)


def require_same_answers(store: Store, port: int, path: str, texts: Sequence[str]) -> None:
    """Raises `DisagreementError` where an endpoint does not answer what the store does."""
    for text, expected in zip(texts, answer(store, texts), strict=True):
        if _rows(load.fetch(port, load.query(path, text))) != _rows(expected):
            raise DisagreementError(f"{path} on port {port} answers something else to {text}")


def _json(found: QuerySolutions | QueryBoolean | QueryTriples) -> bytes:
    assert isinstance(found, QuerySolutions)
    return found.serialize(format=QueryResultsFormat.JSON) or b""


def _rows(body: bytes) -> list[str]:
    bindings = json.loads(body)["results"]["bindings"]
    return sorted(
        json.dumps({name: term["value"] for name, term in row.items()}, sort_keys=True)
        for row in bindings
    )
