"""The reconciliation service: others find which films, persons and reviews of this site they mean.

The Reconciliation Service API of the W3C community group, 0.2 at `/reconcile` and 1.0-draft at
`/reconcile/1.0-draft` (https://reconciliation-api.github.io/specs/). Strangers ask: bodies,
batches, time and the number of requests have limits, and few are answered at once.
"""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from graph.ledger import Moved
from graph.reconciliation import Reconciler
from graph.reconciliation.entities import TYPES, type_of
from graph.reconciliation.properties import PROPERTIES, properties_of
from graph.store import Published
from graph.vocabulary import SCHEMA, schema_http
from server.config import Config
from server.negotiation import HTML, JSON, Offer, choose
from server.pages.disagreement import Resolve
from server.rates import per_minute
from server.reconcile import answers, asking
from server.reconcile.manifest import DRAFT_PATH, PATH, SUGGESTING, manifest_02, manifest_10
from server.reconcile.preview import preview
from server.turns import Turns

AT_ONCE, WAITING, WAIT_S = 2, 16, 10.0
"""Batches that are answered at once, that wait, and for how long."""

SUGGESTIONS, MOST_SUGGESTIONS, FURTHEST = 10, 50, 1_000
"""Suggestions where the request does not say, at most, and how many can be skipped."""

FRAMED = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors *"
"""The policy of previews, which other sites show in frames; it outranks X-Frame-Options."""


def reconcile_blueprint(config: Config, published: Published, resolve: Resolve) -> Blueprint:
    """The service with its own rate limit. `resolve` says where a slug moved."""

    def moved(identifier: str) -> str:
        kind, (_, _, slug) = type_of(identifier).kind, identifier.partition("/")
        found = resolve(kind, slug)
        return f"{kind}/{found.slug}" if isinstance(found, Moved) else ""

    blueprint = Blueprint("reconcile", __name__)
    reconciler = Reconciler(published, config.base_iri, moved, config.query_timeout_s)
    _Service(config, reconciler).register(blueprint)
    return blueprint


class _Service:
    def __init__(self, config: Config, reconciler: Reconciler) -> None:
        self._config = config
        self._reconciler = reconciler
        self._turns = Turns(AT_ONCE, WAITING, WAIT_S)

    def register(self, blueprint: Blueprint) -> None:
        """Route both versions; they share what they have in common."""
        rate = per_minute(self._config.queries_per_minute)
        routes: dict[str, tuple[Any, str]] = {
            f"/{PATH}": (self.root_02, "GET POST"),
            f"/{DRAFT_PATH}": (self.root_10, "GET"),
            f"/{DRAFT_PATH}/match": (self.match_10, "POST"),
            f"/{DRAFT_PATH}/extend": (self.extend_10, "POST"),
        }
        for base in (PATH, DRAFT_PATH):
            routes[f"/{base}/suggest/<any({','.join(SUGGESTING)}):what>"] = (self.suggest, "GET")
            routes[f"/{base}/extend/propose"] = (self.propose, "GET")
            routes[f"/{base}/preview"] = (self.preview, "GET")
        for rule, (view, methods) in routes.items():
            blueprint.add_url_rule(
                rule, rule[1:].partition("<")[0].replace(".", "-"), rate.limited(view),
                methods=methods.split(),
            )  # fmt: skip

    # --- 0.2 --------------------------------------------------------------------------------

    def root_02(self) -> Response:
        """The manifest, a batch of queries or a data extension query, by the parameter."""
        given = self._form() if request.method == "POST" else request.args
        if "queries" in given:
            batch = asking.batch_02(given["queries"])
            with self._turns.one():
                found = self._reconciler.match(list(batch.values()))
            return _json(answers.results_02(dict(zip(batch, found, strict=True))))
        if "extend" in given:
            with self._turns.one():
                asked = asking.extension(given["extend"])
                return _json(answers.extension_02(asked, self._reconciler))
        if request.method == "POST":
            raise BadRequest("Post a form with “queries” or “extend”.")
        return self._manifest(manifest_02(self._config))

    def _form(self) -> Any:
        if request.mimetype not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            raise UnsupportedMediaType("Post a form (application/x-www-form-urlencoded) here.")
        return request.form

    # --- 1.0-draft --------------------------------------------------------------------------

    def root_10(self) -> Response:
        """The manifest."""
        return self._manifest(manifest_10(self._config))

    def match_10(self) -> Response:
        """The answer to a batch of queries."""
        batch = asking.batch_10(self._body())
        with self._turns.one():
            return _json(answers.results_10(self._reconciler.match(batch)))

    def extend_10(self) -> Response:
        """The answer to a data extension query."""
        asked = asking.extension(self._body())
        with self._turns.one():
            return _json(answers.extension_10(asked, self._reconciler))

    def _body(self) -> bytes:
        if request.mimetype != "application/json":
            raise UnsupportedMediaType("Post JSON (application/json) here.")
        return request.get_data()

    # --- both -------------------------------------------------------------------------------

    def suggest(self, what: str) -> Response:
        """Entities, properties or types that begin with what was typed."""
        prefix = request.args.get("prefix", "").strip()
        limit = _number("limit", SUGGESTIONS, MOST_SUGGESTIONS) or SUGGESTIONS
        offset = _number("offset", _number("cursor", 0, FURTHEST), FURTHEST)
        types = asking.types_named(request.args.getlist("type"))
        if what == "entity":
            with self._turns.one():
                found = self._reconciler.suggest(prefix, types, limit, offset)
            return _json(answers.suggested_entities(found))
        if what == "type":
            rows = [answers.type_of(row) for row in TYPES.values()]
        else:
            named = [row for t in types for row in properties_of(t)] or PROPERTIES.values()
            rows = [answers.property_of(row) for row in dict.fromkeys(named)]
        fitting = [row for row in rows if _begins(row, prefix)]
        return _json({"result": fitting[offset : offset + limit] if prefix else fitting})

    def propose(self) -> Response:
        """Properties by which a table of things of a type can be extended."""
        name = request.args.get("type", "")
        types = asking.types_named([name])
        rows = list(properties_of(types[0])) if types else list(PROPERTIES.values())
        limit = _number("limit", 0, len(rows))
        shown = [{"id": row.id, "name": row.label} for row in rows[: limit or len(rows)]]
        asked = {"limit": limit} if limit else {}
        return _json({"type": name, "properties": shown, **asked})

    def preview(self) -> Response:
        """A small page about a thing, for a frame."""
        shown = preview(request.args.get("id", ""), self._reconciler)
        if shown is None:
            raise NotFound("There is nothing with this identifier here.")
        response = Response(
            render_template("preview.html", shown=shown), content_type=HTML.content_type
        )
        response.headers["Content-Security-Policy"] = FRAMED
        return response

    def _manifest(self, manifest: dict[str, Any]) -> Response:
        """The manifest, or, in a browser, the page that says how to use the service."""
        offered: tuple[Offer, ...] = (JSON, HTML)
        if choose(request.headers.get("Accept"), offered) is HTML:
            page = render_template(
                "reconcile.html",
                service=self._config.base_iri + PATH,
                draft=self._config.base_iri + DRAFT_PATH,
                types=[(row, list(properties_of(row))) for row in TYPES.values()],
                batch=asking.BATCH,
                per_minute=self._config.queries_per_minute,
            )
            response = Response(page, content_type=HTML.content_type)
        else:
            response = _json(manifest)
        response.vary.add("Accept")
        return response


def _json(answer: dict[str, Any]) -> Response:
    response = Response(msgspec.json.encode(answer), content_type=JSON.content_type)
    response.cache_control.no_cache = True
    return response


def _number(name: str, default: int, most: int) -> int:
    """A parameter that is a number; anything else counts as not given."""
    given = request.args.get(name, default, type=int)
    return min(max(0, given), most)


def _begins(row: dict[str, Any], prefix: str) -> bool:
    """Whether the identifier, or a word of the name, begins so."""
    wanted = schema_http(prefix).removeprefix(SCHEMA).casefold()
    words = (row["name"], *row["name"].split(), row["id"])
    return any(word.casefold().startswith(wanted) for word in words)
