"""The text of SPARQL updates that make a named graph hold other triples: small ones, in order.

An engine may stop between any two, so what leads to a fragment comes before what the fragment says
and goes after it: whatever is left of a resource can be reached from its document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from graph.store.describe import document_of
from graph.store.dialect import Dialect

UPDATE_TRIPLES = 1_000
"""Triples in one update; Virtuoso 7 runs out of parser memory at 5,000."""

UPDATE_BYTES = 500_000
"""Text of one update, passed only by a single larger triple."""

_LINK, _REMOVE, _STATE, _UNLINK = range(4)
"""The steps for one resource. Values go before others come: Virtuoso takes some for equal."""


class _Change(NamedTuple):
    """A triple that comes or goes; what is to be done first is less."""

    document: str
    step: int
    distance: int
    text: str

    @property
    def inserted(self) -> bool:
        """Whether it comes."""
        return self.step in (_LINK, _STATE)


def updates(
    graph: NamedNode, stored: Set[Triple], wanted: Set[Triple], dialect: Dialect
) -> Iterator[str]:
    """Requests that make some resources, of which these triples are stored, have those wanted.

    Only a resource that is too large for one request is parted.
    """
    changes = sorted(_changes(stored, wanted, dialect))
    resources = groupby(changes, attrgetter("document"))
    pieces = chain.from_iterable(_packed([change] for change in own) for _, own in resources)
    for batch in _packed(pieces):
        yield _request(graph, batch)


def _changes(stored: Set[Triple], wanted: Set[Triple], dialect: Dialect) -> Iterator[_Change]:
    distances = _distances(stored | wanted)
    for inserted, triples in ((False, stored - wanted), (True, wanted - stored)):
        for triple in triples:
            if isinstance(subject := triple.subject, NamedNode):
                step, distance = _STATE if inserted else _REMOVE, 0
                if _target(triple):
                    away = distances.get(subject, 0)
                    step, distance = (_LINK, away) if inserted else (_UNLINK, -away)
                text = str(dialect.written(triple))
                yield _Change(document_of(subject).value, step, distance, text)


def _distances(triples: Iterable[Triple]) -> dict[NamedNode, int]:
    """How many steps it is from a document to each of its fragments that can be reached."""
    links: defaultdict[object, list[NamedNode]] = defaultdict(list)
    for triple in triples:
        if target := _target(triple):
            links[triple.subject].append(target)
    found: dict[NamedNode, int] = {}
    fresh = {document_of(s) for s in links if isinstance(s, NamedNode)}
    distance = 0
    while fresh:
        found |= dict.fromkeys(fresh, distance)
        fresh = {target for subject in fresh for target in links[subject]} - found.keys()
        distance += 1
    return found


def _target(triple: Triple) -> NamedNode | None:
    """The part of the same resource that a triple leads to."""
    subject, value = triple.subject, triple.object
    if not isinstance(value, NamedNode) or not isinstance(subject, NamedNode):
        return None
    return value if document_of(value) == document_of(subject) else None


def _packed(parts: Iterable[list[_Change]]) -> Iterator[list[_Change]]:
    """Parts put together, as many as fit into one update."""
    batch: list[_Change] = []
    size = 0
    for part in parts:
        own = sum(len(change.text.encode()) for change in part)
        if batch and (len(batch) + len(part) > UPDATE_TRIPLES or size + own > UPDATE_BYTES):
            yield batch
            batch, size = [], 0
        batch += part
        size += own
    if batch:
        yield batch


def _request(graph: NamedNode, batch: list[_Change]) -> str:
    """One update; each step is done for all resources before the next."""
    operations = []
    steps = groupby(sorted(batch, key=attrgetter("step")), attrgetter("inserted"))
    for inserted, changes in steps:
        block = " . ".join(change.text for change in changes)
        name = "INSERT" if inserted else "DELETE"
        operations.append(f"{name} DATA {{ GRAPH {graph} {{ {block} }} }}")
    return " ; ".join(operations)
