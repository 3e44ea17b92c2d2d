"""The text of SPARQL updates that make a named graph hold other triples: small ones, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode, Triple

from graph.store.describe import document_of
from graph.store.dialect import Dialect

UPDATE_TRIPLES = 1_000
"""Triples in one update; Virtuoso 7 runs out of parser memory at 5,000."""

UPDATE_BYTES = 500_000
"""Text of one update, passed only by a single larger triple."""


def updates(
    graph: NamedNode, gone: Collection[Triple], new: Collection[Triple], dialect: Dialect
) -> Iterator[str]:
    """Requests that delete and insert, resource by resource."""
    changes = sorted(
        (document_of(triple.subject).value, inserted, str(dialect.written(triple)))
        for inserted, triples in ((False, gone), (True, new))
        for triple in triples
        if isinstance(triple.subject, NamedNode)
    )
    batch: list[tuple[bool, str]] = []
    size = 0
    for _, inserted, text in changes:
        size += len(text.encode())
        if batch and (len(batch) == UPDATE_TRIPLES or size > UPDATE_BYTES):
            yield _request(graph, batch)
            batch, size = [], len(text.encode())
        batch.append((inserted, text))
    if batch:
        yield _request(graph, batch)


def _request(graph: NamedNode, batch: list[tuple[bool, str]]) -> str:
    operations = []
    for name, wanted in (("DELETE", False), ("INSERT", True)):
        block = " . ".join(text for inserted, text in batch if inserted == wanted)
        if block:  # Virtuoso takes no empty block
            operations.append(f"{name} DATA {{ GRAPH {graph} {{ {block} }} }}")
    return " ; ".join(operations)
