"""The published graph: one interface, two implementations, one conformance test for both.

`embedded` keeps it in Oxigraph on disk, `remote` in any SPARQL 1.1 engine. A *resource* (a film,
a review, a person) is a document IRI without fragment; it owns the triples whose subject is that
IRI or a fragment of it. Every fragment can be reached from the document's IRI over the triples
of the resource itself, which makes `describe` a walk and not a search.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.formats import Format

QueryResult = QuerySolutions | QueryBoolean | QueryTriples


class Reader(Protocol):
    """One consistent state of the published graph."""

    @property
    def version(self) -> str:
        """Changes whenever the graph changes; empty where the engine cannot tell."""

    def query(self, sparql: str) -> QueryResult:
        """Answer a trusted query. Raises `QuerySyntaxError`, `EngineError`."""

    def describe(self, iri: NamedNode) -> list[Triple]:
        """What is known of the resource that the IRI belongs to: see `describe.closure`.

        An empty list where nothing is known.
        """

    def stated(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> list[Triple]:
        """The triples of some subjects that have some predicates, in no order."""

    def leading_to(self, iri: NamedNode, predicates: Collection[NamedNode]) -> list[Triple]:
        """The triples that lead to an IRI by some predicates, in no order."""

    def count(self) -> int:
        """The number of triples."""

    def dump(self, path: Path, format_: Format) -> None:
        """Write the whole graph into a file; the file is complete or not there.

        A path that ends in `.gz` is compressed.
        """


class Store(Reader, Protocol):
    """The graph with its one writer."""

    def replace(self, resources: Mapping[NamedNode, Iterable[Triple]]) -> int:
        """Make each resource's own triples exactly these; none withdraws it.

        Idempotent. Returns the number of triples removed and added, 0 where nothing changed.
        Raises `StorageError`, `EngineError`.
        """

    def load(self, resources: Mapping[str, bytes], *, new: bool = False) -> int:
        """`replace` for many resources, by IRI, with their triples as N-Triples.

        The triples are distinct, in canonical form, and the resource's own. With `new` the caller
        knows that none of them has been stored, and they need not be looked for.
        """

    def clear(self) -> None:
        """Remove every triple of the published graph."""

    def flush(self) -> None:
        """Make what was written durable, though not yet visible to readers."""

    def snapshot(self) -> str:
        """Make what was written durable and visible to readers; returns the new version."""

    def close(self) -> None:
        """Release the lock and all files."""


class Published(Protocol):
    """Where the newest published state of the graph is found; shared by threads."""

    def current(self) -> Reader:
        """The newest state. Raises `StorageError`, `VersionError`."""
