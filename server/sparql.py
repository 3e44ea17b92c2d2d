"""The SPARQL endpoint put together, and what it says to people.

Programs are answered in `answering`, before Flask. Every decision stands elsewhere: what is asked
in `protocol`, what is let in by `gate`, in which form it is answered by `negotiation`, by whom in
`workers` or `forwarding`.
"""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, Response, request
from flask.blueprints import BlueprintSetupState
from pyoxigraph import Triple
from werkzeug.wrappers import Response as AnyResponse

from graph import errors
from graph.formats import GRAPH_FORMATS, SOLUTION_FORMATS, Format, named
from graph.store import Published
from server import browsing
from server.answering import HANDED_ON, Answering
from server.conditions import under_conditions
from server.config import Config
from server.description import KEPT_PATH, SPARQL_PATH, service_description
from server.discovery.feeds import SUFFIXES, Feeds, feed_path
from server.engine import Answer, Cached, Engine
from server.examples import example_triples
from server.gate import Form
from server.keeping import KeptQueries
from server.loop import Loop
from server.negotiation import HTML, Offer, choose
from server.pages.reading import Paths
from server.problems import not_acceptable, problem_of
from server.protocol import METHODS, DescribeService, Query
from server.querying import QueryPage
from server.rates import Rate, per_minute
from server.replies import LIMITS, stated_limits
from server.results import write_graph
from server.terms import term_triples
from server.turns import Turns
from server.workers import Limits, QueryWorkers, Snapshots

PROGRAMS = "programs"
"""Of an application's extensions: the `Answering` of its endpoint."""

CACHE_BYTES = 64 << 20
"""Answers that are kept in memory."""

_ALL_FORMATS = (*SOLUTION_FORMATS, *GRAPH_FORMATS)

NEW_LINKS = 60
"""Short addresses that one client may make in an hour."""


def open_engine(published: Published, config: Config, loop: Loop | None = None) -> Engine:
    """The pool of query workers on the own store, or the remote engine. To be closed.

    `loop` is the server's, where there is one.
    """
    endpoint = config.base_iri + SPARQL_PATH
    limits = Limits(
        workers=config.query_workers,
        memory_mb=config.query_memory_mb,
        max_result_bytes=config.max_result_bytes,
    )
    if config.engine_query_url:
        return _forwarder(published, config, limits)
    snapshots = cast(Snapshots, published)  # what a site without an engine has
    return Cached(QueryWorkers(snapshots, limits, endpoint, loop), CACHE_BYTES)


def _forwarder(published: Published, config: Config, limits: Limits) -> Engine:
    from graph.store.client import Client  # SPARQLWrapper imports rdflib
    from server.forwarding import Forwarder

    place = config.location
    client = Client(place.query_url, "", place.graph, place.user, place.password)
    turns = Turns(limits.workers, limits.waiting, limits.wait_s)
    endpoint = config.base_iri + SPARQL_PATH
    reader = published.current()
    return Forwarder(client, reader, place.graph, endpoint, config.max_result_bytes, turns)


def sparql_blueprint(engine: Engine, config: Config, feeds: Feeds) -> Blueprint:
    """The endpoint at `/sparql`, and kept queries at `/q/`, with their own limits and headers."""
    blueprint = Blueprint("sparql", __name__)
    _Endpoint(engine, config, feeds).register(blueprint)
    return blueprint


class _Endpoint:
    def __init__(self, engine: Engine, config: Config, feeds: Feeds) -> None:
        self._config = config
        self._rate = per_minute(config.queries_per_minute)
        self._programs = Answering(engine, config, self._rate)
        self._page = QueryPage(config)
        self._kept = KeptQueries(config, self._table, feeds)

    def register(self, blueprint: Blueprint) -> None:
        """Route the endpoint, and kept queries, each client address so many times in a minute."""
        blueprint.record_once(self._stand_before)
        keep = Rate(
            NEW_LINKS,
            3_600,
            f"More than {NEW_LINKS} links in an hour. The long address works, too.",
        )
        kept = f"/{KEPT_PATH}/<name>"
        blueprint.add_url_rule(kept, "kept", self._rate.limited(self.respond_kept))
        feed = f"{kept}/{feed_path(1)}.<any({','.join(SUFFIXES)}):suffix>"
        blueprint.add_url_rule(feed, "followed", self._rate.limited(self._kept.feed))
        blueprint.add_url_rule(
            f"/{KEPT_PATH}", "keep", keep.limited(self.respond_keep), methods=["POST"]
        )
        blueprint.after_request(self.add_headers)

    def respond(self) -> Response:
        """Answer what programs are not told: a page, a description of the service, an error."""
        if request.method == "OPTIONS":
            return _options()
        operation, error = request.environ[HANDED_ON]
        if error and isinstance(operation, Query):
            return self._explain(operation, error)
        if error:
            raise error
        return self._show(operation) if isinstance(operation, Query) else self._describe(operation)

    def respond_keep(self) -> AnyResponse:
        """Keep the query that is sent; what is wrong with it is said beside it."""
        try:
            return self._kept.keep()
        except errors.TriplebillError as error:
            return self._explain(self._kept.sent(), error)

    def respond_kept(self, name: str) -> Response:
        """Answer the query that is kept under a name as if it had been sent."""
        query = Query(self._kept.get(name), format=request.args.get("format", ""))
        try:
            reply = self._programs.reply(query, request.environ)
        except errors.TriplebillError as error:
            return self._explain(query, error, name)
        if reply is None:
            return self._show(query, name)
        return Response(reply.body, reply.status, reply.headers)

    def add_headers(self, response: Response) -> Response:
        """What every answer of the endpoint carries, errors too."""
        response.headers[LIMITS] = stated_limits(self._config)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.vary.add("Accept")
        return response

    def _stand_before(self, state: BlueprintSetupState) -> None:
        app = cast(Flask, state.app)
        app.extensions[PROGRAMS] = self._programs
        # Of any method, so that what is said of the wrong ones is the endpoint's own.
        rule = app.url_rule_class(f"/{SPARQL_PATH}", endpoint=f"{state.blueprint.name}.endpoint")
        app.url_map.add(rule)
        app.view_functions[rule.endpoint] = self.respond
        app.wsgi_app = self._programs.before(app.wsgi_app)  # type: ignore[assignment,method-assign]

    def _describe(self, operation: DescribeService) -> Response:
        if not operation.format and _in_browser(GRAPH_FORMATS):
            return self._page.respond()
        format_ = _negotiated(operation.format, GRAPH_FORMATS)
        response = Response(content_type=format_.content_type)
        response.data = write_graph(_description(self._config), format_)
        response.add_etag()
        response.cache_control.no_cache = True
        under_conditions(response)
        return response

    def _show(self, query: Query, name: str = "") -> Response:
        """The page with the form, and what the query found."""
        try:
            form, answer = self._table(query)
        except errors.TriplebillError as error:
            return self._explain(query, error, name)
        paths = Paths(self._config.base_iri, request.script_root)
        found = browsing.found(answer, form, paths)
        followed = bool(name) and self._kept.finds_reviews(form, answer)
        return self._page.respond(query.text, found, name=name, followed=followed)

    def _table(self, query: Query) -> tuple[Form, Answer]:
        return self._programs.table(query, request.environ)

    def _explain(self, query: Query, error: Exception, name: str = "") -> Response:
        """The page with the form, and what is wrong with the query. To programs it is raised."""
        for_page = not query.format and _in_browser(_ALL_FORMATS)
        if not for_page or not isinstance(error, errors.TriplebillError):
            raise error
        return self._page.respond(query.text, problem=problem_of(error), name=name)


def _in_browser(formats: tuple[Format, ...]) -> bool:
    offered: tuple[Offer, ...] = (*formats, HTML)
    return choose(request.headers.get("Accept"), offered) is HTML


def _description(config: Config) -> list[Triple]:
    """The service description, with what editors of others look for in it."""
    return [*service_description(config), *example_triples(config.base_iri), *term_triples()]


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
    return response
