"""What goes wrong, as an HTTP answer: one table of statuses, one body (RFC 9457).

The body is `application/problem+json`, plain text or a page, by the Accept header. Here is also
the server's only `except Exception`: Flask's last error handler, which logs the traceback and
tells the client nothing of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from graph import errors
from server.negotiation import HTML, Offer, Representation, choose
from server.words import size

LONGEST_SEARCH = 80
"""Characters of an address that are offered to be looked for."""

KEPT = "This is kept, and will show later: the graph can not be changed at present."
"""Of what is in the ledger, and could not be published."""

UNWRITABLE = (
    "Nothing can be written to this site: its folder is read-only, or the disk is full. "
    "Nothing was changed."
)

_HTML = re.compile(r"\.html?$")


class Outcome(NamedTuple):
    """The status of an error; `public` says whether its text is meant for the client."""

    status: HTTPStatus
    public: bool


OUTCOMES: dict[type[errors.TriplebillError], Outcome] = {
    errors.UnsupportedFormatError: Outcome(HTTPStatus.NOT_ACCEPTABLE, public=True),
    errors.UnreadableError: Outcome(HTTPStatus.BAD_REQUEST, public=True),
    errors.QuerySyntaxError: Outcome(HTTPStatus.BAD_REQUEST, public=True),
    errors.QueryRefusedError: Outcome(HTTPStatus.FORBIDDEN, public=True),
    errors.QueryTimeoutError: Outcome(HTTPStatus.GATEWAY_TIMEOUT, public=True),
    errors.QueryError: Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, public=True),
    errors.BusyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, public=True),
    errors.EngineError: Outcome(HTTPStatus.BAD_GATEWAY, public=False),
    errors.UnavailableError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, public=False),
    errors.RestartError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, public=True),
    errors.StateError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, public=False),
    errors.TriplebillError: Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, public=False),
}
"""An error that is not listed has the outcome of its nearest ancestor.

A query that fails for its size is 500, as SPARQL 1.1 Protocol, section 2.1.7, has it for a query
that a service fails to execute. What is wrong with the machine is told to its keeper, in the
log; its text may name folders and addresses.
"""

PROBLEM = Representation(
    "application/problem+json", "application/problem+json", ("application/json",)
)
TEXT = Representation("text/plain", "text/plain; charset=utf-8")
REPRESENTATIONS: tuple[Offer, ...] = (PROBLEM, TEXT, HTML)


@dataclass(frozen=True)
class Problem:
    """The members of a problem, RFC 9457 section 3.1; `extensions` are further ones (3.2).

    `retry_after_s` says when to try again, where that may help; it is no member.
    """

    status: int
    detail: str
    extensions: dict[str, int] = field(default_factory=dict)
    retry_after_s: int = 0

    @property
    def title(self) -> str:
        """The phrase of the status, as the type `about:blank` wants it."""
        return HTTPStatus(self.status).phrase

    def members(self) -> dict[str, str | int]:
        """The JSON object of the problem."""
        members: dict[str, str | int] = {"type": "about:blank", "title": self.title}
        return {**members, "status": self.status, "detail": self.detail, **self.extensions}


def register(app: Flask) -> None:
    """Answer every error of the application as a problem."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(errors.TriplebillError, _known)
    app.register_error_handler(Exception, _unforeseen)


def not_acceptable(offered: Sequence[Offer]) -> NotAcceptable:
    """The exception to raise where none of the offered formats suits the client."""
    types = ", ".join(offer.media_type for offer in offered)
    return NotAcceptable(f"None of the media types you accept is offered here. Offered: {types}.")


def outcome(error: errors.TriplebillError) -> Outcome:
    """The row of the table that an error falls under."""
    return next(OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES)


def problem_of(error: errors.TriplebillError) -> Problem:
    """What the client is told of an error; what is not for it goes into the log."""
    status, public = outcome(error)
    if not public:
        log(error)
    detail = str(error) if public else "The server can not answer this at present."
    if isinstance(error, errors.StateError) and error.kept:
        detail = KEPT
    elif isinstance(error, errors.UnwritableError):
        detail = UNWRITABLE
    return Problem(status, detail, _position(error), getattr(error, "retry_after_s", 0))


def with_headers(response: Response, problem: Problem) -> Response:
    """An answer that tells a problem, in whatever form: nobody keeps it."""
    response.cache_control.no_store = True
    if problem.retry_after_s:
        response.headers["Retry-After"] = str(problem.retry_after_s)
    return response


def log(error: errors.TriplebillError) -> None:
    """Tell the keeper what went wrong with a request; of an engine that is away, or a disk that
    takes nothing, one line."""
    known = isinstance(error, errors.UnavailableError | errors.UnwritableError)
    said = f": {error}" if known else ""
    current_app.logger.error(
        "%s %s%s", request.method, request.path, said, exc_info=None if known else error
    )


# --- handlers -------------------------------------------------------------------------------


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return error.get_response(request.environ)
    response = _answer(Problem(status, _detail(error, status)))
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _detail(error: HTTPException, status: int) -> str:
    """What the raiser says; where only Flask's routing speaks, a sentence of this site."""
    if error.description and error.description != type(error).description:
        return error.description
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        possible = ", ".join(sorted(error.valid_methods))
        return f"{request.method} is not possible here; these are: {possible}."
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and request.max_content_length:
        return f"What is sent to this address has {size(request.max_content_length)} at most."
    if status == HTTPStatus.NOT_FOUND:
        return "There is nothing at this address. Look for a missing or a mistyped letter."
    return error.description or HTTPStatus(status).phrase


def _known(error: errors.TriplebillError) -> Response:
    return _answer(problem_of(error))


def _unforeseen(error: Exception) -> Response:
    current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    detail = "Something went wrong on the server. It has been noted in its log."
    return _answer(Problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail))


def _position(error: errors.TriplebillError) -> dict[str, int]:
    """Where in the query the error is, as far as the parser tells."""
    if not isinstance(error, errors.QuerySyntaxError):
        return {}
    place = {"line": error.line, "column": error.column}
    return {name: number for name, number in place.items() if number}


def _answer(problem: Problem) -> Response:
    form = choose(request.headers.get("Accept"), REPRESENTATIONS) or PROBLEM
    if form is HTML:
        body = render_template("problem.html", problem=problem, words=_words(request.path))
    elif form is TEXT:
        body = f"{problem.title}\n\n{problem.detail}\n"
    else:
        body = json.dumps(problem.members(), ensure_ascii=False, indent=2) + "\n"
    response = Response(body, status=problem.status, content_type=form.content_type)
    response.vary.add("Accept")
    return with_headers(response, problem)


def _words(path: str) -> str:
    """The words in the last part of an address, to look for what is not there.

    >>> _words("/movie/blade_runner-1982.html")
    'blade runner 1982'
    """
    last = _HTML.sub("", path.rstrip("/").rpartition("/")[2])
    return " ".join(re.findall(r"[^\W_]+", last))[:LONGEST_SEARCH]
