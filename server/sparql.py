"""The SPARQL endpoint: requests in, whole answers out.

Every decision stands elsewhere: what is asked in `protocol`, what is let in by `gate`, in which
form it is answered by `negotiation`, by whom in `workers` or `forwarding`.
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import cast

from flask import Blueprint, Flask, Response, request
from pyoxigraph import Triple
from werkzeug.exceptions import BadRequest

from graph import errors
from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, Format, named
from graph.store import Published
from server import browsing
from server.config import Config
from server.description import SPARQL_PATH, service_description
from server.engine import Answer, Cached, Engine, Question, UnknownGraphError, formats_of, waiting
from server.examples import example_triples
from server.gate import Admitted, admit
from server.keeping import KeptQueries
from server.negotiation import HTML, Offer, choose
from server.pages.reading import Paths
from server.problems import not_acceptable, problem_of
from server.protocol import METHODS, DescribeService, Query, parse
from server.querying import QueryPage
from server.rate_limits import RateLimits
from server.results import write_graph
from server.terms import term_triples
from server.turns import Turns
from server.workers import Limits, Pool, Snapshots

CACHE_BYTES = 64 << 20
"""Answers that are kept in memory."""

NORMALIZED = "Triplebill-Normalized"
LIMITS = "Triplebill-Limits"

_EXPOSED = ("Link", "Content-Location", "ETag", "Retry-After", NORMALIZED, LIMITS)
_GONE = "waitress.client_disconnected"
"""Of the request's environment: says whether the client has closed the connection."""

_OTHERS = ("PUT", "PATCH", "DELETE")  # routed, so that their 405 is the endpoint's own
_ALL_FORMATS = (*SOLUTION_FORMATS, *GRAPH_FORMATS)

NEW_LINKS = 60
"""Short addresses that one client may make in an hour."""


def open_engine(published: Published, config: Config) -> Engine:
    """The pool of query workers on the own store, or the remote engine. To be closed."""
    endpoint = config.base_iri + SPARQL_PATH
    limits = Limits(
        workers=config.query_workers,
        memory_mb=config.query_memory_mb,
        max_result_bytes=config.max_result_bytes,
    )
    if config.engine_query_url:
        return _forwarder(published, config, limits)
    snapshots = cast(Snapshots, published)  # what a site without an engine has
    return Cached(Pool(snapshots, limits, endpoint), CACHE_BYTES)


def _forwarder(published: Published, config: Config, limits: Limits) -> Engine:
    from graph.store.client import Client  # SPARQLWrapper imports rdflib
    from server.forwarding import Forwarder

    place = config.location
    client = Client(place.query_url, "", place.graph, place.user, place.password)
    turns = Turns(limits.workers, limits.waiting, limits.wait_s)
    endpoint = config.base_iri + SPARQL_PATH
    reader = published.current()
    return Forwarder(client, reader, place.graph, endpoint, config.max_result_bytes, turns)


def sparql_blueprint(engine: Engine, config: Config, limits: RateLimits | None = None) -> Blueprint:
    """The endpoint at `/sparql`, and kept queries at `/q/`, with their own limits and headers."""
    blueprint = Blueprint("sparql", __name__)
    _Endpoint(engine, config, limits or RateLimits()).register(blueprint)
    return blueprint


class _Endpoint:
    def __init__(self, engine: Engine, config: Config, limits: RateLimits) -> None:
        self._engine = engine
        self._config = config
        self._base_iri = config.base_iri + SPARQL_PATH
        self._page = QueryPage(config)
        self._kept = KeptQueries(config)
        self._limits = limits

    def register(self, blueprint: Blueprint) -> None:
        """Route every method here, each client address so many times in a minute."""
        per_minute = self._config.queries_per_minute
        limit = self._limits.limit(
            f"{per_minute} per minute",
            error_message=f"More than {per_minute} requests in a minute. Wait a little.",
            exempt_when=lambda: request.method == "OPTIONS",
        )
        blueprint.record_once(lambda state: self._limits.register(cast(Flask, state.app)))
        blueprint.add_url_rule(
            f"/{SPARQL_PATH}",
            "endpoint",
            limit(self.respond),
            methods=[*METHODS, *_OTHERS],
            provide_automatic_options=False,
        )
        keep = self._limits.limit(
            f"{NEW_LINKS} per hour",
            error_message=f"More than {NEW_LINKS} links in an hour. The long address works, too.",
        )
        blueprint.add_url_rule("/q/<name>", "kept", limit(self.respond_kept))
        blueprint.add_url_rule("/q", "keep", keep(self._kept.keep), methods=["POST"])
        blueprint.after_request(self.add_headers)

    def respond(self) -> Response:
        """Answer the request that Flask has at hand."""
        if request.method == "OPTIONS":
            return _options()
        operation = parse(request, self._config.max_query_bytes)
        if isinstance(operation, DescribeService):
            return self._describe(operation)
        return self._answer(operation)

    def respond_kept(self, name: str) -> Response:
        """Answer the query that is kept under a name as if it had been sent."""
        query = Query(self._kept.get(name), format=request.args.get("format", ""))
        return self._answer(query, name)

    def add_headers(self, response: Response) -> Response:
        """What every answer of the endpoint carries, errors too."""
        config = self._config
        response.headers[LIMITS] = (
            f"query-bytes={config.max_query_bytes}, timeout-s={config.query_timeout_s}, "
            f"memory-mb={config.query_memory_mb}, result-bytes={config.max_result_bytes}"
        )
        self._limits.say_when(response)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.access_control_allow_origin = "*"
        response.access_control_expose_headers = _EXPOSED  # type: ignore[assignment]
        response.vary.add("Accept")
        return response

    def _answer(self, query: Query, name: str = "") -> Response:
        try:
            admitted = admit(query.text, self._base_iri)
            if not query.format and self._in_browser(formats_of(admitted.form)):
                return self._show(query, admitted, name)
            return self._send(query, admitted)
        except errors.TriplebillError as error:
            if query.format or not self._in_browser(_ALL_FORMATS):
                raise
            return self._page.respond(query.text, problem=problem_of(error), name=name)

    def _send(self, query: Query, admitted: Admitted) -> Response:
        format_ = _negotiated(query.format, formats_of(admitted.form))
        question = self._question(query, admitted, format_)
        response = Response(content_type=format_.content_type)
        if admitted.normalized:
            response.headers[NORMALIZED] = "schema.org"
        # A browser shows what strangers put into a result; it must not run it.
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        _validate(response, question, self._engine.version)
        if response.status_code == HTTPStatus.OK:
            answer = self._run(question)
            _validate(response, question, answer.version)
            response.data = answer.body
        return response

    def _run(self, question: Question) -> Answer:
        try:
            return self._engine.answer(question, request.environ.get(_GONE, waiting))
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
        )

    def _describe(self, operation: DescribeService) -> Response:
        if not operation.format and self._in_browser(GRAPH_FORMATS):
            return self._page.respond()
        format_ = _negotiated(operation.format, GRAPH_FORMATS)
        response = Response(content_type=format_.content_type)
        response.data = write_graph(_description(self._config), format_)
        response.add_etag()
        response.cache_control.no_cache = True
        response.make_conditional(request)
        return response

    def _in_browser(self, formats: tuple[Format, ...]) -> bool:
        offered: tuple[Offer, ...] = (*formats, HTML)
        return choose(request.headers.get("Accept"), offered) is HTML

    def _show(self, query: Query, admitted: Admitted, name: str) -> Response:
        """The page with the form, and what the query found."""
        answer = self._run(self._question(query, admitted, formats_of(admitted.form)[0]))
        paths = Paths(self._config.base_iri, request.script_root)
        return self._page.respond(
            query.text, browsing.found(answer, admitted.form, paths), name=name
        )


def _description(config: Config) -> list[Triple]:
    """The service description, with what editors of others look for in it."""
    return [*service_description(config), *example_triples(config.base_iri), *term_triples()]


def _validate(response: Response, question: Question, version: str) -> None:
    """Give an answer its ETag; it becomes a 304 where the client has it already.

    Weak, since the order of triples and rows is not part of a result.
    """
    if question.volatile or not version:
        response.cache_control.no_store = True
        return
    tag = sha256(repr((version, question)).encode()).hexdigest()[:32]
    response.set_etag(tag, weak=True)
    response.cache_control.no_cache = True
    response.make_conditional(request)


def _negotiated(name: str, formats: tuple[Format, ...]) -> Format:
    """The format that `?format=` names, else that the Accept header prefers, else 406."""
    if name:
        return named(name, formats)
    format_ = choose(request.headers.get("Accept"), formats)
    if format_ is None:
        raise not_acceptable(formats)
    return format_


def _options() -> Response:
    response = Response(status=204)
    response.allow.update(METHODS)
    response.access_control_allow_methods = METHODS  # type: ignore[assignment]
    response.access_control_allow_headers = ("Accept", "Content-Type", "If-None-Match")  # type: ignore[assignment]
    response.access_control_max_age = 86_400
    return response
