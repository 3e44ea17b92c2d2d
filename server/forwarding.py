"""Strangers' queries on a remote engine: the gate's rules, this site's limits, its formats.

The engine has to bring its own limits of memory, and should give this site's user no right to
call others. Here a query gets the published graph as its whole dataset, its time and its bytes,
and an answer that the engine itself calls a part of the result is none.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph import errors
from graph.store.client import RESULTS, TRIPLES, Client
from graph.store.client import Limits as ClientLimits
from graph.store.dialect import in_canonical_form, read
from server.describe import to_describe
from server.engine import Answer, Gone, Question, UnknownGraphError, format_of, late, waiting
from server.gate import Form, check_forwardable
from server.results import write_result
from server.turns import Turns


class Describer(Protocol):
    """What gives descriptions: the remote store."""

    def describe(self, iri: NamedNode) -> list[Triple]:
        """See `graph.store.Reader.describe`."""


class Forwarder:
    """The `Engine` on one named graph of a remote SPARQL engine."""

    def __init__(
        self, client: Client, describer: Describer, graph: str, base_iri: str, max_bytes: int,
        turns: Turns,
    ) -> None:  # fmt: skip
        self._client = client
        self._describer = describer
        self._graph = graph
        self._base_iri = base_iri
        self._max_bytes = max_bytes
        self._turns = turns
        # With the last one the rest, as fast as it is refused; the loop's own threads are too few.
        self._threads = ThreadPoolExecutor(turns.threads + 1, "forwarded")

    @property
    def version(self) -> str:
        """Always empty: the standard gives an engine no way to tell."""
        return ""

    def answer(self, question: Question, gone: Gone = waiting, version: str = "") -> Answer:
        """Run a query on the engine, which can not be stopped from here; see `Engine.answer`."""
        for iri in (*question.graphs, *question.default_graphs, *question.named_graphs):
            if iri != self._graph:
                raise UnknownGraphError(iri)
        check_forwardable(question.text)
        format_ = format_of(question)
        with self._turns.one():
            result = self._run(question)
            return Answer(write_result(result, format_, self._max_bytes), format_, "")

    async def answer_async(self, question: Question, version: str = "") -> Answer:
        """The same, waited for in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.answer, question)

    def close(self) -> None:
        """End the threads, with the queries that the engine still answers."""
        self._threads.shutdown(cancel_futures=True)

    def _run(self, question: Question) -> QuerySolutions | QueryBoolean | Iterable[Triple]:
        if question.form is Form.DESCRIBE:
            return self._describe(question)
        if question.form is Form.CONSTRUCT:
            body = self._ask(question.text, TRIPLES, question.timeout_s)
            return _triples(body)
        return _solutions(self._ask(question.text, RESULTS, question.timeout_s))

    def _describe(self, question: Question) -> list[Triple]:
        deadline = time.monotonic() + question.timeout_s

        def select(text: str) -> object:
            return _solutions(self._ask(text, RESULTS, question.timeout_s))

        found: dict[Triple, None] = {}
        for iri in to_describe(question.text, self._base_iri, select):
            if time.monotonic() > deadline:
                raise late(question.timeout_s)
            found.update(dict.fromkeys(self._describer.describe(iri)))
        return list(found)

    def _ask(self, text: str, media_type: str, timeout_s: float) -> bytes:
        limits = ClientLimits(math.ceil(timeout_s), attempts=1, max_bytes=self._max_bytes)
        try:
            answer = self._client.query(f"BASE <{self._base_iri}> {text}", media_type, limits)
        except errors.EngineError as error:
            raise _meant(error, timeout_s) from error
        if answer.truncated:
            raise errors.ResultTooLargeError(
                "The result is larger than the engine gives at once. Ask for less: LIMIT with "
                "ORDER BY and OFFSET gives it in parts."
            )
        return answer.body


def _meant(error: errors.EngineError, timeout_s: float) -> errors.TriplebillError:
    """What a failure of the engine says about the query; the engine's address stays private."""
    cause = error.__cause__
    if isinstance(cause, QueryBadFormed):
        _, _, said = str(error).partition("answered HTTP 400: ")
        return errors.QuerySyntaxError(f"The engine does not take this query: {said}")
    if isinstance(cause, TimeoutError) or isinstance(getattr(cause, "reason", 0), TimeoutError):
        return late(timeout_s)
    return error


def _solutions(body: bytes) -> QuerySolutions | QueryBoolean:
    try:
        results = in_canonical_form(json.loads(body))
        return parse_query_results(json.dumps(results), QueryResultsFormat.JSON)
    except (ValueError, SyntaxError, AttributeError, KeyError, TypeError) as error:
        raise _nonsense() from error


def _triples(body: bytes) -> list[Triple]:
    try:
        return [read(quad.triple) for quad in parse(body, RdfFormat.N_TRIPLES)]
    except SyntaxError as error:
        raise _nonsense() from error


def _nonsense() -> errors.EngineError:
    return errors.EngineError("The engine gave an answer that is not SPARQL's.")
