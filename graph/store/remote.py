"""The published graph as one named graph in any SPARQL 1.1 engine.

Nothing is assumed of the engine but the standard, and little of its limits: updates are small,
results are read in pages, and their number is checked where there was more than one page. What is
written first is read back, so that a wrong address or an engine that changes values shows.
"""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from graph.engines import PAGE_ROWS
from graph.errors import EngineError, ResultTooLargeError
from graph.formats import Format
from graph.store import QueryResult
from graph.store.client import RESULTS, TRIPLES, Answer, Client, Limits
from graph.store.describe import (
    closure,
    own_triples,
    parsed_resources,
    wanted_triples,
)
from graph.store.dialect import PROBE, Dialect, in_canonical_form, read
from graph.store.durable import storage_error
from graph.store.oxigraph import OxigraphReader, parsed
from graph.store.patience import PATIENT, Circuit, Patience
from graph.store.updates import updates

SUBJECTS = 200
"""Subjects looked up at once."""


class RemoteStore:
    """The `Store` in an engine, and its own `Published`: what is written is visible at once.

    Raises `EngineError` where the engine does not answer as it should, `UnavailableError` where it
    does not answer.
    """

    def __init__(
        self, query_url: str, update_url: str, graph: str, user: str = "", password: str = "",
        patience: Patience = PATIENT,
    ) -> None:  # fmt: skip
        self._client = Client(query_url, update_url, graph, user, password)
        self._patience = patience
        self._circuit = Circuit()
        self._graph = NamedNode(graph)
        self._lock = threading.Lock()
        self._known_dialect: Dialect | None = None
        self._verified = False

    # --- reading ----------------------------------------------------------------------------

    @property
    def version(self) -> str:
        """Always empty: the standard gives an engine no way to tell."""
        return ""

    def current(self) -> RemoteStore:
        """The store itself."""
        return self

    def query(self, sparql: str) -> QueryResult:
        """Answer a trusted query, with values in canonical form.

        Raises `QuerySyntaxError`, `EngineError`, and `ResultTooLargeError` where the engine says
        that it left rows out.
        """
        form = parsed(sparql)
        answer = self._answer(sparql, TRIPLES if form is QueryTriples else RESULTS)
        if answer.truncated:
            raise ResultTooLargeError(
                f"{self._client.query_url} gave only a part of the result. Ask for less, or raise"
                " the engine's limit of rows or of time."
            )
        return self._triples(answer) if form is QueryTriples else self._solutions(answer)

    def describe(self, iri: NamedNode) -> list[Triple]:
        """What is known of the resource that the IRI belongs to: see `describe.closure`."""
        return closure(iri, self._lookup)

    def stated(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> list[Triple]:
        """The triples of some subjects that have some predicates. Raises `EngineError`."""
        return list(self._lookup(subjects, predicates))

    def leading_to(self, iri: NamedNode, predicates: Collection[NamedNode]) -> list[Triple]:
        """The triples that lead to an IRI by some predicates. Raises `EngineError`."""
        where = f"VALUES ?p {{ {_joined(predicates)} }} VALUES ?o {{ {iri} }} ?s ?p ?o"
        return list(self._whole(where))

    def count(self) -> int:
        """The number of triples."""
        return self._number("?s ?p ?o", self._patience.counting)

    def dump(self, path: Path, format_: Format) -> None:
        """Write the whole graph into a file; the file is complete or not there.

        It passes through an Oxigraph store beside the file, so equal graphs give equal files,
        whichever engine they come from. Raises `EngineError`, `StorageError`.
        """
        everything = "?s ?p ?o"
        try:
            with tempfile.TemporaryDirectory(prefix=".dump-", dir=path.parent) as folder:
                store = Store(folder)
                store.bulk_extend(
                    Quad(t.subject, t.predicate, t.object)
                    for t in self._rows(everything, self._patience.dumping)
                )
                self._require_number(everything, len(store), self._patience.dumping)
                OxigraphReader(store, "").dump(path, format_)
        except OSError as error:
            raise storage_error(path.parent, error) from error

    def _lookup(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> Iterable[Triple]:
        of_these = f"VALUES ?p {{ {_joined(predicates)} }}" if predicates else ""
        wanted = list(subjects)
        for start in range(0, len(wanted), SUBJECTS):
            some = _joined(wanted[start : start + SUBJECTS])
            yield from self._whole(f"VALUES ?s {{ {some} }} {of_these} ?s ?p ?o")

    def _whole(self, where: str) -> set[Triple]:
        found = set(self._rows(where))
        if len(found) >= PAGE_ROWS:
            self._require_number(where, len(found))
        return found

    def _rows(self, where: str, limits: Limits | None = None) -> Iterator[Triple]:
        offset = 0
        while True:
            answer = self._answer(
                f"SELECT ?s ?p ?o {{ {where} }} OFFSET {offset} LIMIT {PAGE_ROWS}", RESULTS, limits
            )
            rows = self._solutions(answer)
            if not isinstance(rows, QuerySolutions):
                raise self._nonsense("a boolean for a SELECT")
            page = [Triple(row["s"], row["p"], row["o"]) for row in rows]
            yield from page
            offset += len(page)
            if not page or (len(page) < PAGE_ROWS and not answer.truncated):
                return

    def _require_number(self, where: str, found: int, limits: Limits | None = None) -> None:
        # The standard promises no order between pages, and many engines cut results silently.
        expected = self._number(where, limits)
        if found != expected:
            raise EngineError(
                f"{self._client.query_url} counts {expected} triples and gave {found}: the graph"
                " changed meanwhile, or the engine cuts results. Try again, or raise its limit."
            )

    def _number(self, where: str, limits: Limits | None = None) -> int:
        rows = self._solutions(
            self._answer(f"SELECT (COUNT(*) AS ?n) {{ {where} }}", RESULTS, limits)
        )
        number = next(rows)["n"] if isinstance(rows, QuerySolutions) else None
        if not isinstance(number, Literal):
            raise self._nonsense("no number for a COUNT")
        return int(number.value)

    def _answer(self, sparql: str, media_type: str, limits: Limits | None = None) -> Answer:
        with self._circuit.asking():
            return self._client.query(sparql, media_type, limits or self._patience.asking)

    def _solutions(self, answer: Answer) -> QuerySolutions | QueryBoolean:
        try:
            results = in_canonical_form(json.loads(answer.body))
            return parse_query_results(json.dumps(results), QueryResultsFormat.JSON)
        except (ValueError, SyntaxError, AttributeError, KeyError, TypeError) as error:
            raise self._nonsense(str(error)) from error

    def _triples(self, answer: Answer) -> QueryTriples:
        store = Store()
        try:
            for quad in parse(answer.body, RdfFormat.N_TRIPLES):
                triple = read(quad.triple)
                store.add(Quad(triple.subject, triple.predicate, triple.object))
        except SyntaxError as error:
            raise self._nonsense(str(error)) from error
        triples = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(triples, QueryTriples)  # noqa: S101
        return triples

    def _nonsense(self, what: str) -> EngineError:
        return EngineError(
            f"{self._client.query_url} gave an answer that is not SPARQL’s ({what})."
            " Check that it is the address of a SPARQL 1.1 endpoint."
        )

    # --- writing ----------------------------------------------------------------------------

    def replace(self, resources: Mapping[NamedNode, Iterable[Triple]]) -> int:
        """Make each resource's own triples exactly these, in batches.

        An engine that stops in the middle leaves some resources as they were, and a large one
        perhaps half changed; all that is left of it is found by the next call, which completes it.
        """
        canonical = wanted_triples(resources)
        with self._lock:
            wanted = {self._dialect.kept(triple) for triple in canonical}
            stored = set(own_triples(resources, self._lookup))
            for update in updates(self._graph, stored, wanted, self._dialect):
                self._client.update(update)
            if wanted - stored and not self._verified:
                self._verify(resources, wanted)
        return len(stored ^ wanted)

    def load(self, resources: Mapping[str, bytes], *, new: bool = False) -> int:
        """`replace` for resources whose triples come as N-Triples; others may store them too."""
        return self.replace(parsed_resources(resources))

    def flush(self) -> None:
        """Nothing to do: the engine has made each update durable."""

    def clear(self) -> None:
        """Remove every triple of the named graph."""
        with self._lock:
            self._client.update(f"CLEAR SILENT GRAPH {self._graph}")

    def snapshot(self) -> str:
        """Nothing to do: the engine has made each update durable and visible. Always empty."""
        return self.version

    def close(self) -> None:
        """Nothing is held open between requests."""

    @property
    def _dialect(self) -> Dialect:
        if self._known_dialect is None:
            rows = self._solutions(self._answer(PROBE, RESULTS))
            value = next(rows)["v"] if isinstance(rows, QuerySolutions) else None
            self._known_dialect = Dialect(isinstance(value, Literal) and value.value == "PT1M")
        return self._known_dialect

    def _verify(self, resources: Iterable[NamedNode], wanted: set[Triple]) -> None:
        stored = set(own_triples(resources, self._lookup))
        if stored != wanted:
            example = min(map(str, stored ^ wanted))[:200]
            raise EngineError(
                f"{self._client.query_url} does not give back what was written to"
                f" {self._client.update_url}, for example {example}. Check that both addresses"
                " belong to the same data and that the graph is written by this site alone."
            )
        self._verified = True


def _joined(terms: Iterable[NamedNode]) -> str:
    return " ".join(map(str, terms))
