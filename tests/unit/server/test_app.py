"""The application put together: headers on every answer, proxies, health, the whole of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Blueprint, Response, request
from pyoxigraph import NamedNode, Quad, Store
from werkzeug.test import TestResponse

from graph.errors import StorageError
from graph.store.oxigraph import OxigraphReader
from graph.store.snapshots import Snapshots
from server.app import create_app
from server.bodies import FORM_BYTES
from server.config import Config, load
from server.health import health_blueprint
from server.policies import HEADERS
from server.sparql import open_engine
from server.web import open_app


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load(tmp_path, {}, {})


@pytest.fixture
def echo() -> Blueprint:
    blueprint = Blueprint("echo", __name__)

    @blueprint.get("/address")
    def address() -> str:
        return f"{request.remote_addr} {request.host_url}{request.script_root}"

    @blueprint.get("/own")
    def own() -> Response:
        return Response("own", headers={"Content-Security-Policy": "sandbox"})

    @blueprint.get("/fails")
    def fails() -> str:
        raise ValueError("secret")

    @blueprint.post("/body")
    def body() -> str:
        return str(len(request.get_data()))

    return blueprint


@pytest.mark.parametrize("path", ["/address", "/none", "/fails", "/static/style.css", "/static/x"])
def test_every_answer_is_secured(config: Config, echo: Blueprint, path: str) -> None:
    response = create_app(config, [echo]).test_client().get(path, buffered=True)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in response.headers["Content-Security-Policy"]
    assert "secret" not in response.text


def test_an_answer_may_be_stricter(config: Config, echo: Blueprint) -> None:
    response = create_app(config, [echo]).test_client().get("/own")
    assert response.headers.getlist("Content-Security-Policy") == ["sandbox"]


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "films.example",
    "X-Forwarded-Prefix": "/site",
}


def test_forwarded_headers_are_believed_from_trusted_proxies_only(
    tmp_path: Path, echo: Blueprint
) -> None:
    def seen(proxies: int) -> str:
        app = create_app(load(tmp_path, {"trusted_proxies": proxies}, {}), [echo])
        return app.test_client().get("/address", headers=FORWARDED).text

    assert seen(0) == "127.0.0.1 http://localhost/"
    assert seen(1) == "198.51.100.7 https://films.example//site"


def test_the_way_without_a_slash_keeps_the_path_of_the_site(
    tmp_path: Path, echo: Blueprint
) -> None:
    client = create_app(load(tmp_path, {"trusted_proxies": 1}, {}), [echo]).test_client()
    root, forwarded = {"SCRIPT_NAME": "/caf%C3%A9"}, {"X-Forwarded-Prefix": "/k%C3%A4se"}
    assert client.get("/own/", environ_overrides=root).location == "/caf%C3%A9/own"
    assert client.get("/own/?a=%C3", environ_overrides=root).location == "/caf%C3%A9/own?a=%C3"
    answer = client.get("/own/", environ_overrides=root, headers=forwarded)
    assert answer.location == "/k%C3%A4se/own"


def test_a_body_that_is_too_long(config: Config, echo: Blueprint) -> None:
    client = create_app(config, [echo]).test_client()
    assert client.post("/body", data=b"x" * FORM_BYTES).text == str(FORM_BYTES)
    response = client.post("/body", data=b"x" * (FORM_BYTES + 1))
    assert response.status_code == 413
    assert json.loads(response.data)["status"] == 413


@pytest.mark.parametrize(
    ("asked", "status"),
    [("lines=0-3", 200), ("bytes=a", 200), ("bytes=0-3,6-9", 200), ("bytes=0-3", 206),
     ("bytes=99999999-", 416)],
)  # fmt: skip
def test_of_a_file_a_single_range_is_served(
    config: Config, echo: Blueprint, asked: str, status: int
) -> None:
    client = create_app(config, [echo]).test_client()
    response = client.get("/static/style.css", headers={"Range": asked}, buffered=True)
    assert response.status_code == status


class Changing:
    """A published graph whose versions are counted, and which can fail."""

    def __init__(self) -> None:
        self.store = Store()
        self.version = "1"
        self.error: Exception | None = None

    def current(self) -> OxigraphReader:
        if self.error:
            raise self.error
        return OxigraphReader(self.store, self.version)


def test_health(config: Config) -> None:
    published = Changing()
    client = create_app(config, [health_blueprint(published)]).test_client()
    assert client.get("/health").json == {"status": "ok", "version": "1", "triples": 0}
    node = NamedNode("http://example.org/x")
    published.store.add(Quad(node, node, node))
    published.version = "2"
    response = client.get("/health")
    assert response.json == {"status": "ok", "version": "2", "triples": 1}
    assert response.cache_control.no_store


def test_health_of_a_graph_that_can_not_be_read(config: Config) -> None:
    published = Changing()
    client = create_app(config, [health_blueprint(published)]).test_client()
    published.error = StorageError("/srv/secret is gone")
    response = client.get("/health")
    assert (response.status_code, response.json) == (503, {"status": "unavailable"})


def test_the_whole_site_before_its_first_review(config: Config) -> None:
    published = Snapshots(config.state)
    engine = open_engine(published, config)
    try:
        client = open_app(config, published, engine).test_client()
        for path in (
            "/",
            "/reviews",
            "/movies",
            "/people",
            "/health",
            "/sparql",
            "/.well-known/void",
        ):
            assert client.get(path).status_code == 200, path
        assert client.get("/movie/none").status_code == 404
        assert client.get("/movie/none/claims").status_code == 404
        slash = client.get("/movie/am%C3%A9lie/?a=b%20c")
        assert (slash.status_code, slash.location) == (308, "/movie/am%C3%A9lie?a=b%20c")
        assert client.get("/health/").location == "/health"
        assert client.get("//evil.example/movies/").location != "//evil.example/movies"
        assert client.get("/nothing/of/the/kind/").status_code == 404
        assert client.post("/movies/").status_code == 404
        answer = client.get("/sparql?query=ASK+{}", headers={"Accept": "application/json"})
        assert answer.json == {"head": {}, "boolean": True}
        slashes = {"PATH_INFO": "//sparql"}  # as some servers hand them on
        answer = client.get("/sparql?query=ASK+{}", environ_overrides=slashes)
        assert answer.json == {"head": {}, "boolean": True}
    finally:
        engine.close()


def test_programs_and_people_have_the_same_headers_and_the_same_limit(tmp_path: Path) -> None:
    """Programs are answered before Flask; the address that a proxy names counts for both."""
    config = load(tmp_path, {"trusted_proxies": 1, "queries_per_minute": 2}, {})
    published = Snapshots(config.state)
    engine = open_engine(published, config)

    def ask(address: str, accept: str) -> TestResponse:
        headers = {"X-Forwarded-For": address, "Accept": accept}
        return client.get("/sparql?query=ASK{}", headers=headers)

    try:
        client = open_app(config, published, engine).test_client()
        program, person = ask("203.0.113.1", "*/*"), ask("203.0.113.1", "text/html")
        assert (program.mimetype, person.mimetype) == (
            "application/sparql-results+json",
            "text/html",
        )
        for name in ("Referrer-Policy", "X-Frame-Options", "Triplebill-Limits", "Vary"):
            assert program.headers.getlist(name) == person.headers.getlist(name)
        assert ask("203.0.113.1", "*/*").status_code == 429
        assert ask("203.0.113.2", "*/*").status_code == 200
    finally:
        engine.close()


def test_every_path_is_answered_once(config: Config) -> None:
    """No two blueprints take the same address with the same method."""
    published = Snapshots(config.state)
    engine = open_engine(published, config)
    try:
        rules = list(open_app(config, published, engine).url_map.iter_rules())
    finally:
        engine.close()
    taken = [(rule.rule, method) for rule in rules for method in rule.methods or ()]
    assert len(taken) == len(set(taken))
