"""What answers strangers' queries: one interface; `workers` and `forwarding` implement it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct
from pyoxigraph import NamedNode, Triple

from graph.errors import QueryError, QueryTimeoutError
from graph.formats import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, Format, named
from graph.store.describe import Lookup, closure
from server.bounded import Bounded
from server.gate import Form

_FORMATS = {Form.SELECT: SOLUTION_FORMATS, Form.ASK: BOOLEAN_FORMATS}


class Question(Struct, frozen=True):
    """An admitted query with the dataset that the protocol gives it, and the format wanted.

    `graphs` are those of its FROM clauses. An empty `default_graphs` and `named_graphs` leave the
    dataset to the query (SPARQL 1.1 Protocol, section 2.1.4). `timeout_s` counts from when it is
    run. `volatile` and `stated` are those of `server.gate.Admitted`.
    """

    text: str
    form: Form
    format: str
    timeout_s: float
    graphs: tuple[str, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    volatile: bool = False
    stated: bool = False


class UnknownGraphError(QueryError):
    """The dataset of a query names a graph that is not here."""

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"There is no graph <{iri}> here, and this endpoint never loads graphs. The "
            "published graph is the default graph: leave FROM and default-graph-uri out."
        )
        self.iri = iri


def late(timeout_s: float) -> QueryTimeoutError:
    """A query was stopped at its deadline."""
    return QueryTimeoutError(f"The query was stopped after {timeout_s:g} seconds, its limit here.")


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole result, and the version of the graph that it was taken from."""

    body: bytes
    format: Format
    version: str


Gone = Callable[[], bool]
"""Whether nobody waits for an answer any more."""


LOOK_S = 0.25
"""How often to look whether somebody still waits for the answer."""


def waiting() -> bool:
    """The `Gone` of who waits to the end."""
    return False


class Engine(Protocol):
    """Answers queries of strangers within its limits."""

    @property
    def version(self) -> str:
        """The version that the next answer will have; empty where the engine cannot tell."""

    def answer(self, question: Question, gone: Gone = waiting, version: str = "") -> Answer:
        """Run a query; one that nobody waits for any more may be stopped.

        `version` is that of the graph where the caller has just looked, which saves a look.
        Raises `QueryError` and what is below it, `UnsupportedFormatError` where the format cannot
        hold the result, `BusyError`, `EngineError`.
        """

    async def answer_async(self, question: Question, version: str = "") -> Answer:
        """The same for a task of the server's event loop, which is cancelled to stop the query."""

    def close(self) -> None:
        """Leave no process and no file behind."""


def formats_of(form: Form) -> tuple[Format, ...]:
    """The formats for the results of a query form, the preferred one first."""
    return _FORMATS.get(form, GRAPH_FORMATS)


def format_of(question: Question) -> Format:
    """The format that a question asks for."""
    return named(question.format, formats_of(question.form))


def describe(iris: Sequence[NamedNode], lookup: Lookup) -> list[Triple]:
    """The descriptions of several IRIs, each triple once."""
    found: dict[Triple, None] = {}
    for iri in dict.fromkeys(iris):
        found.update(dict.fromkeys(closure(iri, lookup)))
    return list(found)


class Cached:
    """Remembers answers that depend on nothing but the version, up to so many bytes."""

    def __init__(self, engine: Engine, limit_bytes: int) -> None:
        self._engine = engine
        self._answers = Bounded[tuple[str, Question], Answer](limit_bytes)

    @property
    def version(self) -> str:
        """The version that the next answer will have."""
        return self._engine.version

    def answer(self, question: Question, gone: Gone = waiting, version: str = "") -> Answer:
        """The answer from memory, else from the engine."""
        version = version or self.version
        known = self._answers.get((version, question))
        return known or self._kept(question, self._engine.answer(question, gone, version))

    async def answer_async(self, question: Question, version: str = "") -> Answer:
        """The same in the event loop."""
        version = version or self.version
        known = self._answers.get((version, question))
        return known or self._kept(question, await self._engine.answer_async(question, version))

    def close(self) -> None:
        """Close the engine."""
        self._engine.close()

    def _kept(self, question: Question, answer: Answer) -> Answer:
        if answer.version and not question.volatile:
            size = len(answer.body) + len(question.text)
            self._answers.put((answer.version, question), answer, size)
        return answer
