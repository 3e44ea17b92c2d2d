"""Queries of programs, from the request to the whole answer.

A small query takes less time than Flask's way to a view and back, so the endpoint stands before
Flask. What is for people, the page and the service's description, and whatever goes wrong is
handed on to the view of the same address (server.sparql).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.wrappers import Request

from graph import errors
from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, Format, named
from server.admissions import Admissions
from server.bounded import Bounded
from server.conditions import unmet
from server.config import Config
from server.description import SPARQL_PATH
from server.engine import Answer, Engine, Question, UnknownGraphError, formats_of, waiting
from server.gate import Admitted, Form
from server.negotiation import HTML, Offer, choose, weighed
from server.problems import not_acceptable
from server.protocol import Operation, Query, parse, parse_url
from server.rates import Rate
from server.replies import Asked, Reply, headers_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HANDED_ON = "triplebill.handed_on"
"""Of the environment: the `HandedOn` of a request that is no program's, or went wrong."""

GONE = "triplebill.gone"
"""Of the environment: says whether the client has closed the connection."""

_UNDERSTOOD_BYTES = 16 << 20
"""Requests whose meaning is remembered."""


class HandedOn(NamedTuple):
    """What a request asks for as far as it was understood, and the error that it met."""

    operation: Operation | None
    error: Exception | None = None


class Answering:
    """The endpoint of a site, for programs."""

    def __init__(self, engine: Engine, config: Config, rate: Rate) -> None:
        self._engine = engine
        self._config = config
        self._rate = rate
        self._gate = Admissions(config.base_iri + SPARQL_PATH)
        self._understood = Bounded[tuple[str | Query, str], Asked](_UNDERSTOOD_BYTES)
        self._headers = {
            (format_, normalized): headers_of(config, format_, normalized)
            for format_ in (*SOLUTION_FORMATS, *GRAPH_FORMATS)
            for normalized in (False, True)
        }

    def before(self, app: WSGIApplication) -> WSGIApplication:
        """An application that answers programs itself and leaves all else to another one.

        What the event loop has handed on already it leaves, too.
        """

        def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            known = HANDED_ON in environ or not self.concerns(environ)
            reply = None if known else self._respond(environ)
            if reply is None:
                return app(environ, start_response)
            start_response(reply.status, reply.headers)
            return () if environ["REQUEST_METHOD"] == "HEAD" else (reply.body,)

        return respond

    @staticmethod
    def concerns(environ: WSGIEnvironment) -> bool:
        """Whether a request is for the endpoint; werkzeug takes any number of slashes before it."""
        path = environ["PATH_INFO"].lstrip("/")
        return bool(path == SPARQL_PATH and environ["REQUEST_METHOD"] != "OPTIONS")

    async def respond_async(self, environ: WSGIEnvironment) -> Reply | None:
        """The answer to a program, in the event loop; None hands the request on."""
        try:
            asked = self._asked(environ)
            if not isinstance(asked, Asked):
                return asked
            return asked.reply(await self._engine.answer_async(asked.question))
        except (HTTPException, errors.TriplebillError) as error:
            _hand_on(environ, error)
            return None

    def reply(self, query: Query, environ: WSGIEnvironment) -> Reply | None:
        """The answer to a program, None for a browser, which gets a page.

        Raises `QueryError` and what else `Engine.answer` does, and werkzeug's exceptions for 400
        and 406.
        """
        asked = self._meant(query, environ)
        if not isinstance(asked, Asked):
            return asked
        return asked.reply(self._run(asked.question, environ))

    def table(self, query: Query, environ: WSGIEnvironment) -> tuple[Form, Answer]:
        """The answer for a page, and the form of the query. Raises what `reply` raises."""
        admitted = self._gate.admit(query.text)
        question = self._question(query, admitted, formats_of(admitted.form)[0])
        return admitted.form, self._run(question, environ)

    def _run(self, question: Question, environ: WSGIEnvironment) -> Answer:
        gone: Callable[[], bool] = environ.get(GONE, waiting)
        try:
            return self._engine.answer(question, gone)
        except UnknownGraphError as error:
            raise BadRequest(str(error)) from None

    def _question(self, query: Query, admitted: Admitted, format_: Format) -> Question:
        most = float(self._config.query_timeout_s)
        return Question(
            text=admitted.text,
            form=admitted.form,
            format=format_.name,
            timeout_s=min(query.timeout_s or most, most),
            graphs=tuple(graph.value for graph in admitted.graphs),
            default_graphs=query.default_graphs,
            named_graphs=query.named_graphs,
            volatile=admitted.volatile,
            stated=admitted.stated,
        )

    def _respond(self, environ: WSGIEnvironment) -> Reply | None:
        try:
            asked = self._asked(environ)
            if not isinstance(asked, Asked):
                return asked
            return asked.reply(self._run(asked.question, environ))
        except (HTTPException, errors.TriplebillError) as error:
            _hand_on(environ, error)
            return None

    def _asked(self, environ: WSGIEnvironment) -> Asked | Reply | None:
        """What a request means, or its answer where that is known; None for a person's."""
        environ[HANDED_ON] = HandedOn(None)
        self._rate.spend(environ.get("REMOTE_ADDR", ""))
        accept = weighed(environ.get("HTTP_ACCEPT"))
        address = ""
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            address = environ.get("QUERY_STRING", "")
            if known := self._understood.get((address, accept)):
                environ[HANDED_ON] = HandedOn(known.query)
                return self._unless_known(known, environ)
        operation = _parsed(environ, self._config.max_query_bytes)
        environ[HANDED_ON] = HandedOn(operation)
        if not isinstance(operation, Query):
            return None
        asked = self._understand(operation, accept, address)
        return asked and self._unless_known(asked, environ)

    def _meant(self, query: Query, environ: WSGIEnvironment) -> Asked | Reply | None:
        asked = self._understand(query, weighed(environ.get("HTTP_ACCEPT")))
        return asked and self._unless_known(asked, environ)

    def _unless_known(self, asked: Asked, environ: WSGIEnvironment) -> Asked | Reply:
        """The same, or 304 where the client has the answer (RFC 9110, section 13.1.2).

        A query that is posted is about no state of this address, so it has no conditions (13.2.1).
        Raises `PreconditionFailed`: no weak tag is one of `If-Match` (13.1.1).
        """
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return asked
        if environ.get("HTTP_IF_MATCH", "*") != "*":
            raise unmet()
        known = environ.get("HTTP_IF_NONE_MATCH")
        return (known and asked.not_modified(known, self._engine.version)) or asked

    def _understand(self, query: Query, accept: str, address: str = "") -> Asked | None:
        """What a query means; remembered by its address, where it has one."""
        key = address or query, accept
        if not address and (known := self._understood.get(key)):
            return known
        admitted = self._gate.admit(query.text)
        format_ = _format(query.format, accept, admitted.form)
        if format_ is None:
            return None
        question = self._question(query, admitted, format_)
        asked = Asked(query, question, self._headers[format_, admitted.normalized])
        size = 2 * len(query.text) + len(address) + len(accept) + 1_000
        self._understood.put(key, asked, size)
        return asked


@lru_cache(1_000)
def _format(name: str, accept: str, form: Form) -> Format | None:
    """The format of an answer to a program, None for a browser.

    Raises `UnsupportedFormatError` for a name, and 406.
    """
    formats = formats_of(form)
    if name:
        return named(name, formats)
    offered: tuple[Offer, ...] = (*formats, HTML)
    if choose(accept, offered) is HTML:
        return None
    if format_ := choose(accept, formats):
        return format_
    raise not_acceptable(formats)


def _parsed(environ: WSGIEnvironment, max_query_bytes: int) -> Operation:
    if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:  # needs no request object
        return parse_url(environ.get("QUERY_STRING", "").encode("latin-1"), max_query_bytes)
    return parse(Request(environ), max_query_bytes)


def _hand_on(environ: WSGIEnvironment, error: Exception) -> None:
    """Keep what went wrong for who explains it."""
    if isinstance(error, UnknownGraphError):
        error = BadRequest(str(error))
    environ[HANDED_ON] = HandedOn(environ[HANDED_ON].operation, error)
