"""A query worker: one process that holds one snapshot and answers one query at a time.

It is started by server.workers as `python -m server.worker FD PARENT MEMORY BASE SNAPSHOT`, and
killed by it: a query cannot be stopped from inside. Messages go over the socket FD, each as
eight bytes of length and msgpack.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

import msgspec
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store, Triple

from graph import errors
from graph.store.describe import Lookup, lookup_in
from graph.store.oxigraph import syntax_error
from server.copied import Copy, room_bytes
from server.describe import to_describe
from server.engine import Question, UnknownGraphError, describe, format_of
from server.gate import Form
from server.mistakes import clearer
from server.results import write_result
from server.sandbox import AddressSpace, die_with_parent, enclose

STACK_BYTES = 256 << 20
"""The parser and the evaluator recurse: on 8 MB a query of 4 kB ends the process."""

HEADER = struct.Struct("!Q")
_CHUNK_BYTES = 1 << 16

_Result = QuerySolutions | QueryBoolean | Iterable[Triple]


class Done(msgspec.Struct, tag="done"):
    """The result; `last` when the worker has grown so much that it should be replaced."""

    body: bytes
    last: bool = False


class Failed(msgspec.Struct, tag="failed"):
    """An error of the tree in graph.errors, by its name; `last` as above."""

    error: str
    message: str
    line: int = 0
    column: int = 0
    last: bool = False


class Job(msgspec.Struct, frozen=True):
    """What a worker is asked."""

    question: Question
    max_bytes: int


def main() -> None:
    """Serve until the parent closes its end."""
    fd, parent, memory_bytes = map(int, sys.argv[1:4])
    base_iri, snapshot = sys.argv[4:6]
    die_with_parent(parent)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=_serve, args=(fd, memory_bytes, base_iri, snapshot))
    thread.start()
    thread.join()


def _serve(fd: int, memory_bytes: int, base_iri: str, snapshot: str) -> None:
    store = Store.read_only(snapshot) if snapshot else Store()
    bool(store.query("ASK { ?s ?p ?o }"))  # reads what is read once
    space, copy = AddressSpace(), Copy(store, snapshot, room_bytes(memory_bytes))
    size = space.in_bytes()
    enclose(size + copy.most_bytes + memory_bytes)
    grown = size + copy.most_bytes + memory_bytes // 2
    _send(fd, b"")
    decoder = msgspec.msgpack.Decoder(Job)
    while payload := _receive(fd):
        job = decoder.decode(payload)
        outcome = _outcome(_fastest(store, copy, job.question), job, base_iri)
        outcome.last |= space.in_bytes() > grown
        _send(fd, msgspec.msgpack.encode(outcome))
        copy.grow()


def _fastest(store: Store, copy: Copy, question: Question) -> Store:
    """Where a question is answered fastest, and in the same words."""
    in_dataset = question.graphs or question.default_graphs or question.named_graphs
    if question.stated and not in_dataset and question.form is not Form.DESCRIBE:
        return copy.store or store
    return store


def _outcome(store: Store, job: Job, base_iri: str) -> Done | Failed:
    question = job.question
    try:
        result = _run(store, question, base_iri)
        return Done(write_result(result, format_of(question), job.max_bytes))
    except SyntaxError as error:
        return _not_sparql(question.text, error)
    except UnknownGraphError as error:
        return Failed("UnknownGraphError", error.iri)
    except errors.TriplebillError as error:
        return Failed(type(error).__name__, str(error))
    except MemoryError:
        return Failed("QueryMemoryError", "", last=True)
    except PermissionError:
        return Failed("QueryRefusedError", "This endpoint does not ask other endpoints.")
    except (ValueError, RuntimeError, OSError) as error:
        return Failed("QueryError", f"The query could not be answered: {error}.")


def _run(store: Store, question: Question, base_iri: str) -> _Result:
    dataset = _dataset(store, question)
    result = store.query(question.text, base_iri=base_iri, **dataset)
    if question.form is not Form.DESCRIBE:
        return result
    graphs = question.default_graphs if dataset else question.graphs
    lookup = _lookup(store, _nodes(graphs)) if dataset or graphs else lookup_in(store)
    select = partial(store.query, base_iri=base_iri, **dataset)
    return describe(to_describe(question.text, base_iri, select), lookup)


def _nodes(iris: Iterable[str]) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris]


def _dataset(store: Store, question: Question) -> dict[str, Any]:
    """The dataset of the protocol, which goes before that of the query; no graph is loaded."""
    for iri in (*question.graphs, *question.default_graphs, *question.named_graphs):
        if not store.contains_named_graph(NamedNode(iri)):
            raise UnknownGraphError(iri)
    if not question.default_graphs and not question.named_graphs:
        return {}
    default, named = _nodes(question.default_graphs), _nodes(question.named_graphs)
    return {"default_graph": default, "named_graphs": named}


def _lookup(store: Store, graphs: Iterable[NamedNode]) -> Lookup:
    def lookup(
        subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> Iterable[Triple]:
        for subject in subjects:
            for predicate in predicates or (None,):
                for graph in graphs:
                    for quad in store.quads_for_pattern(subject, predicate, None, graph):
                        yield quad.triple

    return lookup


def _not_sparql(text: str, error: SyntaxError) -> Failed:
    found = clearer(text, syntax_error(error))
    return Failed("QuerySyntaxError", str(found), found.line, found.column)


def _send(fd: int, payload: bytes) -> None:
    view = memoryview(HEADER.pack(len(payload)) + payload)
    while view:
        view = view[os.write(fd, view) :]


def _receive(fd: int) -> memoryview:
    """The next message, with nothing after it; empty when the other end is closed."""
    data = os.read(fd, _CHUNK_BYTES)
    while len(data) < HEADER.size or len(data) < HEADER.size + HEADER.unpack_from(data)[0]:
        part = os.read(fd, _CHUNK_BYTES)
        if not part:
            return memoryview(b"")
        data += part
    return memoryview(data)[HEADER.size :]


if __name__ == "__main__":
    main()
