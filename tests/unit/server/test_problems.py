"""One error body, in three forms, for every way in which an error can arise."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from html.parser import HTMLParser
from http import HTTPStatus
from typing import NoReturn

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug import exceptions
from werkzeug.test import TestResponse

from graph import errors
from graph.formats import GRAPH_FORMATS
from server import assets, problems
from server.pages import rendering
from server.problems import OUTCOMES, not_acceptable, outcome

SECRET = "/srv/secret/place"


def raising(error: Exception) -> Callable[[], NoReturn]:
    def view() -> NoReturn:
        raise error

    return view


WAYS: dict[str, tuple[Exception, int]] = {
    "bad request": (exceptions.BadRequest(), 400),
    "forbidden": (exceptions.Forbidden(), 403),
    "not found": (exceptions.NotFound(), 404),
    "not allowed": (exceptions.MethodNotAllowed(["GET", "HEAD"]), 405),
    "not acceptable": (not_acceptable(GRAPH_FORMATS), 406),
    "gone": (exceptions.Gone(), 410),
    "too large": (exceptions.RequestEntityTooLarge(), 413),
    "wrong type": (exceptions.UnsupportedMediaType(), 415),
    "too many": (exceptions.TooManyRequests(retry_after=7), 429),
    "internal": (exceptions.InternalServerError(), 500),
    "unavailable": (exceptions.ServiceUnavailable(), 503),
    "format": (errors.UnsupportedFormatError("There is no format “n3” here."), 406),
    "unreadable": (errors.UnreadableError("This is no text."), 400),
    "syntax": (errors.QuerySyntaxError("Expected “{”.", 3, 14), 400),
    "refused": (errors.QueryRefusedError("SERVICE is off."), 403),
    "deadline": (errors.QueryTimeoutError("Stopped after 10 s."), 504),
    "memory": (errors.QueryMemoryError("Needs more than 1024 MB."), 500),
    "result": (errors.ResultTooLargeError("The result passed 32 MB."), 500),
    "busy": (errors.BusyError("All workers are taken.", retry_after_s=3), 503),
    "locked": (errors.LockedError(SECRET), 503),
    "disk": (errors.StorageError(SECRET), 503),
    "unwritable": (errors.UnwritableError(SECRET), 503),
    "version": (errors.VersionError(SECRET), 503),
    "engine": (errors.EngineError(SECRET), 502),
    "settings": (errors.SettingsError(SECRET), 500),
    "unforeseen": (ValueError(SECRET), 500),
    "recursion": (RecursionError(SECRET), 500),
}


def application() -> Flask:
    app = Flask("server")
    app.config["SITE_NAME"] = "The Late Show"
    for module in (problems, assets, rendering):
        module.register(app)
    return app


@pytest.fixture
def client() -> FlaskClient:
    app = application()
    for number, (error, _) in enumerate(WAYS.values()):
        app.add_url_rule(f"/{number}", str(number), raising(error))
    app.add_url_rule("/moved", "moved", lambda: abort(app.redirect("/0", 301)))
    app.add_url_rule("/folder/", "folder", lambda: "here")
    app.add_url_rule("/sent", "sent", lambda: "here", methods=["POST"])
    return app.test_client()


def address(way: str) -> str:
    return f"/{list(WAYS).index(way)}"


def assert_problem(response: TestResponse, status: int) -> dict[str, object]:
    """The contract: RFC 9457, with the status twice, a title and a sentence; never cached."""
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert "Accept" in response.headers["Vary"]
    assert "no-store" in response.headers["Cache-Control"]
    problem = json.loads(response.data)
    assert problem["type"] == "about:blank"
    assert problem["status"] == status
    assert problem["title"] == HTTPStatus(status).phrase
    assert problem["detail"]
    assert SECRET not in response.text
    assert "Traceback" not in response.text
    return dict(problem)


@pytest.mark.parametrize("way", WAYS)
def test_every_error_has_the_one_body(client: FlaskClient, way: str) -> None:
    problem = assert_problem(client.get(address(way)), WAYS[way][1])
    error = WAYS[way][0]
    if isinstance(error, errors.TriplebillError) and outcome(error).public:
        assert problem["detail"] == str(error)


@pytest.mark.parametrize("way", WAYS)
def test_every_error_has_a_text_and_a_page(client: FlaskClient, way: str) -> None:
    text = client.get(address(way), headers={"Accept": "text/plain"})
    page = client.get(address(way), headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert (text.status_code, page.status_code) == (WAYS[way][1], WAYS[way][1])
    assert text.content_type == "text/plain; charset=utf-8"
    assert text.text.startswith(HTTPStatus(WAYS[way][1]).phrase)
    assert page.content_type == "text/html; charset=utf-8"
    assert HTTPStatus(WAYS[way][1]).phrase in page.text
    assert SECRET not in text.text + page.text


def test_a_client_of_other_types_gets_the_standard_one(client: FlaskClient) -> None:
    assert_problem(client.get(address("gone"), headers={"Accept": "text/turtle"}), 410)


def test_an_address_that_is_not_there(client: FlaskClient) -> None:
    problem = assert_problem(client.get("/nowhere"), 404)
    assert str(problem["detail"]).startswith("There is nothing at this address.")


def test_quotation_marks_stay_readable_in_json(client: FlaskClient) -> None:
    client.application.add_url_rule("/“", "quoted", raising(errors.QueryError("no “x”")))
    assert "no “x”" in client.get("/“").text


def test_a_method_that_is_not_there_names_those_that_are(client: FlaskClient) -> None:
    response = client.delete(address("gone"))
    detail = assert_problem(response, 405)["detail"]
    assert detail == "DELETE is not possible here; these are: GET, HEAD, OPTIONS."
    assert response.allow == {"GET", "HEAD", "OPTIONS"}
    detail = assert_problem(client.get("/sent"), 405)["detail"]
    assert detail == "GET is not possible here; these are: OPTIONS, POST."
    assert client.get(address("not allowed")).allow == {"GET", "HEAD"}


def test_retry_after(client: FlaskClient) -> None:
    assert client.get(address("busy")).headers["Retry-After"] == "3"
    assert client.get(address("too many")).headers["Retry-After"] == "7"


def test_the_place_of_a_syntax_error(client: FlaskClient) -> None:
    problem = assert_problem(client.get(address("syntax")), 400)
    assert (problem["line"], problem["column"]) == (3, 14)


def test_not_acceptable_lists_what_is_offered(client: FlaskClient) -> None:
    detail = assert_problem(client.get(address("not acceptable")), 406)["detail"]
    assert all(f.media_type in str(detail) for f in GRAPH_FORMATS)


def test_head_has_the_status_and_no_body(client: FlaskClient) -> None:
    response = client.head(address("gone"))
    assert (response.status_code, response.data) == (410, b"")


def test_redirects_are_no_problems(client: FlaskClient) -> None:
    assert client.get("/moved").headers["Location"] == "/0"
    assert client.get("/folder").status_code == 308


@pytest.mark.parametrize(
    ("way", "logged"), [("unforeseen", True), ("disk", True), ("syntax", False), ("gone", False)]
)
def test_the_log_has_the_traceback_of_what_is_the_servers_fault(
    client: FlaskClient, way: str, logged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get(address(way))
    assert (SECRET in caplog.text) is logged
    assert ("Traceback" in caplog.text) is logged


class Tags(HTMLParser):
    found: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs).get("src") == assets.asset("search.js")
        self.found += [] if own else [tag]


def test_what_a_client_wrote_is_inert_in_the_page() -> None:
    app = application()
    hostile = "<script>alert(1)</script>{{7*7}}"
    app.add_url_rule("/", "x", raising(errors.QuerySyntaxError(f"Unexpected {hostile}")))
    page = app.test_client().get("/", headers={"Accept": "text/html"}).text
    parser = Tags()
    parser.found = []
    parser.feed(page)
    assert "script" not in parser.found
    assert "{{7*7}}" in page


def test_every_error_of_the_tree_has_an_outcome() -> None:
    def tree(kind: type[errors.TriplebillError]) -> list[type[errors.TriplebillError]]:
        return [kind, *(k for child in kind.__subclasses__() for k in tree(child))]

    kinds = tree(errors.TriplebillError)
    assert set(OUTCOMES) <= set(kinds)
    assert all(400 <= outcome(kind("why")).status <= 599 for kind in kinds)
