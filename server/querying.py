"""The query page: the endpoint's face for people, and what its editor reads.

The page works without script: a form, examples as links, the answer as a table. With script it
has an editor, and charts, a timeline and a graph of the same answers (static/query/).
"""

from __future__ import annotations

import json
from http import HTTPStatus

import msgspec
from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.formats import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, VARIANT_FORMATS, named
from graph.mapping import KINDS
from graph.statistics import Statistics
from graph.store import Published
from graph.store.remembered import Remembered
from server.browsing import Found
from server.conditions import under_conditions
from server.config import Config
from server.description import limits
from server.examples import EXAMPLES_PATH, example_triples, examples
from server.negotiation import HTML, choose
from server.pages.variants import conditional, data_response
from server.problems import Problem, not_acceptable, with_headers
from server.results import write_graph
from server.terms import terms_of

TERMS_PATH = "sparql/terms"

_FORMATS = {
    "solutions": [f.name for f in SOLUTION_FORMATS],
    "boolean": [f.name for f in BOOLEAN_FORMATS],
    "graph": [f.name for f in GRAPH_FORMATS],
}


class QueryPage:
    """The page of a site, with or without a query and what it found."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def respond(
        self,
        query: str = "",
        found: Found | None = None,
        problem: Problem | None = None,
        name: str = "",
        *,
        followed: bool = False,
    ) -> Response:
        """The page; `name` is the short one under which the query is kept, if it is, and
        `followed` whether it has a feed."""
        body = render_template(
            "sparql.html",
            query=query,
            found=found,
            problem=problem,
            name=name,
            followed=followed,
            links=self._config.short_links > 0,
            examples=examples(),
            limits=limits(self._config),
            settings=self._settings(),
        )
        status = problem.status if problem else HTTPStatus.OK
        response = Response(body, status, content_type=HTML.content_type)
        if query:
            response.headers["X-Robots-Tag"] = "noindex"
        if problem:
            return with_headers(response, problem)
        response.cache_control.no_cache = True
        return response

    def _settings(self) -> str:
        """What the scripts have to know of the site."""
        return json.dumps(
            {
                "base": self._config.base_iri,
                "root": request.script_root,
                "kinds": KINDS,
                "formats": _FORMATS,
            }
        )


def querying_blueprint(
    config: Config, published: Published, numbers: Remembered[Statistics]
) -> Blueprint:
    """The example queries as data, and the terms of the graph for editors."""
    blueprint = Blueprint("querying", __name__)

    @blueprint.get(f"/{EXAMPLES_PATH}")
    @blueprint.get(f"/{EXAMPLES_PATH}.<any({','.join(f.suffix for f in VARIANT_FORMATS)}):suffix>")
    def example_queries(suffix: str = "") -> AnyResponse:
        accept = request.headers.get("Accept")
        format_ = named(suffix) if suffix else choose(accept, GRAPH_FORMATS)
        if format_ is None:
            raise not_acceptable(GRAPH_FORMATS)
        response = data_response(format_.content_type)
        response.vary.add("Accept")
        triples = example_triples(config.base_iri)
        return conditional(response, "", lambda: write_graph(triples, format_))

    @blueprint.get(f"/{TERMS_PATH}")
    def terms() -> Response:
        reader = published.current()
        response = Response(content_type="application/json")
        response.cache_control.no_cache = True
        if reader.version:
            response.set_etag(reader.version, weak=True)
            under_conditions(response)
        if response.status_code == HTTPStatus.OK:
            response.data = msgspec.json.encode(terms_of(numbers.of(reader)))
        return response

    return blueprint
