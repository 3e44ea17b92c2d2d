"""A public SPARQL service as its guest: patient, polite, and distrustful of its answers.

Wikidata's query service wants a User-Agent with a contact, means its `Retry-After`, and stops a
query after a minute, sometimes with a stack trace in the middle of a response that began with
200 (https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual, “Query limits”). So an
answer counts only if it is whole JSON; what was cut short is asked again in halves.
"""

from __future__ import annotations

import http.client
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import TypeVar
from urllib.error import HTTPError, URLError

import msgspec
from msgspec import Struct, field
from pyoxigraph import BlankNode, Literal, NamedNode
from SPARQLWrapper import GET, JSON, POST, SELECT, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph.engines import is_cut, refusal
from graph.errors import EngineError

LONGEST_GET = 2_000
"""Characters of a query that is sent by GET, which caches on the way understand."""

LARGEST_ANSWER = 256 * 1024 * 1024
CHUNK = 1024 * 1024
SAID = 200

BUSY = frozenset({429, 502, 503})
"""Statuses after which the same question may be asked again."""

TOO_LONG = ("TimeoutException", "timed out", "time limit", "timeout")
"""What services say of a query that they stopped."""

T = TypeVar("T")
Row = dict[str, NamedNode | BlankNode | Literal]
Tell = Callable[[str], None]


class CutShortError(EngineError):
    """The service could not give the whole answer; a smaller question may get one."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a sign of life, for a whole answer, and between attempts."""

    timeout_s: int = 90
    answer_s: float = 300
    attempts: int = 6
    first_pause_s: float = 2
    longest_pause_s: float = 900


class Service:
    """Asks one service, one question at a time.

    `contact` is a mail address or a page of who asks; `tell` hears, in a sentence, why it waits.
    """

    def __init__(
        self, url: str, contact: str, tell: Tell, patience: Patience | None = None
    ) -> None:
        self.url = url
        self._agent = f"triplebill/{version('triplebill')} ({contact or 'no contact given'})"
        self._tell = tell
        self._patience = patience or Patience()

    def select(self, sparql: str) -> list[Row]:
        """The rows of an answer, all of them.

        Raises `CutShortError` where the service does not finish it, `EngineError` where it does
        not answer at all.
        """
        attempts = self._patience.attempts
        for attempt in range(1, attempts + 1):
            try:
                return _rows(self._body(sparql))
            except (HTTPError, SPARQLWrapperException) as error:
                status, headers = refusal(error)
                problem = self._problem(status, _said(error))
                if attempt == attempts or status not in BUSY:
                    raise problem from error
                self._wait(attempt, f"answered HTTP {status}", headers.get("Retry-After", ""))
            except _HalfError as error:
                if attempt > 1:
                    raise CutShortError(f"{self.url} gave no whole answer: {error}.") from error
                self._wait(attempt, f"gave no whole answer ({error})")
            except (URLError, OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", "") or error or type(error).__name__
                if attempt == attempts:
                    raise EngineError(
                        f"{self.url} cannot be reached ({reason}). What was fetched is kept; run "
                        "the same command again later."
                    ) from error
                self._wait(attempt, f"does not answer ({reason})")
        raise AssertionError("the last attempt returns or raises")

    def select_in_parts(
        self, items: Sequence[T], question: Callable[[Sequence[T]], str]
    ) -> Iterator[Row]:
        """The rows for many items; where they are too many for one answer, in halves."""
        try:
            yield from self.select(question(items))
        except CutShortError:
            if len(items) < 2:
                raise
            middle = len(items) // 2
            self._tell(f"{self.url} could not answer for {len(items)} at once; asking in halves.")
            yield from self.select_in_parts(items[:middle], question)
            yield from self.select_in_parts(items[middle:], question)

    def _body(self, sparql: str) -> bytes:
        wrapper = SPARQLWrapper(self.url, agent=self._agent, returnFormat=JSON)
        wrapper.setMethod(GET if len(sparql) <= LONGEST_GET else POST)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self._patience.timeout_s)
        wrapper.queryString, wrapper.queryType = sparql, SELECT
        until = time.monotonic() + self._patience.answer_s
        with wrapper.query().response as response:
            if is_cut(response.headers):
                raise CutShortError(f"{self.url} left rows out of its answer.")
            body = bytearray()
            while chunk := response.read1(CHUNK):
                body += chunk
                if len(body) > LARGEST_ANSWER or time.monotonic() > until:
                    raise CutShortError(f"{self.url} gave an answer without end.")
            if response.length:
                raise http.client.IncompleteRead(bytes(body[-SAID:]), response.length)
            return bytes(body)

    def _wait(self, attempt: int, why: str, retry_after: str = "") -> None:
        patience = self._patience
        pause = _asked_pause(retry_after)
        if pause is None:
            doubled = patience.first_pause_s * 2.0 ** (attempt - 1)
            pause = doubled * random.uniform(0.75, 1.25)  # noqa: S311
        pause = min(pause, patience.longest_pause_s)
        self._tell(f"{self.url} {why}; asking again in {pause:.0f} s.")
        time.sleep(pause)

    def _problem(self, status: int, said: str) -> EngineError:
        if status == 504 or (status >= 500 and any(words in said for words in TOO_LONG)):
            return CutShortError(f"{self.url} stopped the query at its time limit.")
        if status in (401, 403):
            return EngineError(
                f"{self.url} does not let us ask (HTTP {status}). Services want to know who asks: "
                "set “contact” to a mail address or a page of yours."
            )
        words = " ".join(said.split())[:SAID]
        return EngineError(f"{self.url} answered HTTP {status}: {words or 'nothing more'}")


class _HalfError(Exception):
    """An answer that is not whole, and what it is instead."""


class _Term(Struct):
    type: str
    value: str
    language: str = field(name="xml:lang", default="")
    datatype: str = ""


class _Bindings(Struct):
    bindings: list[dict[str, _Term]]


class _Answer(Struct):
    results: _Bindings


_decoder = msgspec.json.Decoder(_Answer)


def _rows(body: bytes) -> list[Row]:
    """The rows of an answer (SPARQL 1.1 Query Results JSON Format, section 3.2)."""
    try:
        answer = _decoder.decode(body)
        return [
            {name: _term(term) for name, term in binding.items()}
            for binding in answer.results.bindings
        ]
    except (msgspec.DecodeError, ValueError) as error:
        tail = body[-20_000:].decode(errors="replace")
        stopped = any(words in tail for words in TOO_LONG)
        raise _HalfError("it ran into its time limit" if stopped else "no whole JSON") from error


def _term(term: _Term) -> NamedNode | BlankNode | Literal:
    """An RDF term. Raises `ValueError` for an IRI or a language that is none."""
    if term.type == "uri":
        return NamedNode(term.value)
    if term.type == "bnode":
        return BlankNode()
    if term.language:
        return Literal(term.value, language=term.language)
    return Literal(term.value, datatype=NamedNode(term.datatype) if term.datatype else None)


def _said(error: Exception) -> str:
    """The words with which a request is refused."""
    if isinstance(error, HTTPError):
        return error.read(CHUNK).decode(errors="replace")
    return str(error)


def _asked_pause(retry_after: str) -> float | None:
    """Seconds that the service asks for (RFC 9110, section 10.2.3); None where it does not."""
    words = retry_after.strip()
    if words.isdecimal():
        return float(words[:9])
    try:
        when = parsedate_to_datetime(words)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
