"""Queries kept under short addresses, over HTTP: `POST /q` keeps one, `/q/…` answers it, and its
feed has the reviews that it finds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from flask import current_app, jsonify, redirect, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden, NotFound, ServiceUnavailable
from werkzeug.wrappers import Response

from graph import errors
from server.access import check_site
from server.config import Config
from server.description import KEPT_PATH
from server.discovery.feeds import Feeds, Suffix
from server.engine import Answer
from server.following import reviews_in, title_of
from server.gate import Form
from server.negotiation import HTML, choose
from server.problems import PROBLEM
from server.protocol import NO_QUERY, Query, parse
from server.shortlinks import FullError, ShortLinks

_TOO_MUCH = errors.QueryTimeoutError, errors.QueryMemoryError, errors.ResultTooLargeError

_LONG = "The long address works as well."

Run = Callable[[Query], tuple[Form, Answer]]
"""Answers a query in the first format of its form."""


class KeptQueries:
    """The kept queries of a site; `run` answers one, wherever that is done."""

    def __init__(self, config: Config, run: Run, feeds: Feeds) -> None:
        self._config = config
        self._run = run
        self._feeds = feeds
        self._links = ShortLinks(config.state, config.short_links)

    def get(self, name: str) -> str:
        """The query of that name. Raises `NotFound`, `StorageError`."""
        text = self._links.get(name)
        if text is None:
            raise NotFound("There is no query at this address. Look for a mistyped letter.")
        return text

    def keep(self) -> Response:
        """Keep the query of the request: 201 and JSON for scripts, a redirect for a form.

        Only what can be run is kept, though it may take too long today. Raises werkzeug's
        exceptions for 400, 403, 413, 415 and 503, `QueryError`, `StateError`.
        """
        check_site()
        if not self._config.short_links:
            raise Forbidden(f"This site keeps no queries. {_LONG}")
        query = self.sent()
        if query.default_graphs or query.named_graphs:
            raise BadRequest("A kept query is asked of the published graph, and names no other.")
        found = None
        with suppress(*_TOO_MUCH):
            found = self._run(Query(query.text))
        name = self._name(query.text)
        path = url_for("sparql.kept", name=name)
        if choose(request.headers.get("Accept"), (PROBLEM, HTML)) is HTML:
            return redirect(path, HTTPStatus.SEE_OTHER)
        told = {"path": path}
        if found and self.finds_reviews(*found):
            told["feed"] = url_for("sparql.followed", name=name, suffix="atom")
        response = jsonify(told)
        response.status_code, response.location = HTTPStatus.CREATED, path
        return response

    def sent(self) -> Query:
        """The query in the request. Raises werkzeug's exceptions for 400, 413 and 415."""
        query = parse(request, self._config.max_query_bytes)
        if not isinstance(query, Query):
            raise BadRequest(NO_QUERY)
        return query

    def finds_reviews(self, form: Form, answer: Answer) -> bool:
        """Whether there are reviews of the site in an answer, so that its query can be followed."""
        with suppress(errors.ResultTooLargeError):
            found = reviews_in(answer, form, self._config.base_iri)
            return bool(found and self._feeds.newest_of(found))
        return False

    def feed(self, name: str, suffix: Suffix) -> Response:
        """The newest of the reviews that a query finds. Raises `NotFound`, and what `run` does."""
        query = Query(self.get(name))
        form, answer = self._run(query)
        reviews = reviews_in(answer, form, self._config.base_iri)
        if reviews is None:
            raise NotFound(
                "Only a query that finds reviews has a feed. Select the review, as in "
                "“SELECT ?review { ?review a schema:Review }”."
            )
        title = title_of(query.text, name)
        return self._feeds.of_reviews(f"{KEPT_PATH}/{name}", title, reviews, suffix)

    def _name(self, text: str) -> str:
        try:
            return self._links.keep(text)
        except FullError as error:
            raise Forbidden(f"{error} {_LONG}") from error
        except errors.StorageError as error:
            current_app.logger.error("%s", error)
            raise ServiceUnavailable(
                f"This site can not keep queries: its folder is read-only or full. {_LONG}"
            ) from error
