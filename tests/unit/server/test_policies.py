"""What scripts of other sites may ask, and that nothing that writes is among it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store.snapshots import Snapshots
from server.config import load
from server.policies import OPEN
from server.sparql import open_engine
from server.web import open_app

TOKEN = "one-that-nobody-guesses"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A whole site before its first review."""
    config = load(tmp_path_factory.mktemp("site"), {}, {"TRIPLEBILL_TOKEN": TOKEN})
    published = Snapshots(config.state)
    engine = open_engine(published, config)
    try:
        yield open_app(config, published, engine).test_client()
    finally:
        engine.close()


def preflight(client: FlaskClient, path: str, method: str, *fields: str) -> TestResponse:
    headers = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": ",".join(fields),
    }
    return client.options(path, headers=headers)


def open_headers(answer: TestResponse) -> list[str]:
    return [name for name, _ in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize(
    ("method", "path", "field"),
    [
        ("GET", "/movie/heat-1995", "accept"),
        ("GET", "/movie/heat-1995.ttl", "if-none-match"),
        ("HEAD", "/feed.json", "content-type"),
        ("GET", "/search.json?q=heat", "x-requested-with"),
        ("GET", "/dump.nq.gz", "if-range"),
        ("GET", "/links.tsv", "accept"),
        ("GET", "/reviews/heat", "if-none-match"),
        ("GET", "/q/abc", "accept"),
        ("GET", "/embed", "accept"),
        ("GET", "/.well-known/void", "accept"),
        ("POST", "/sparql", "content-type"),
        ("GET", "/sparql", "if-none-match"),
        ("POST", "/reconcile", "content-type"),
        ("POST", "/reconcile/1.0-draft/match", "content-type"),
    ],
)
def test_what_anybody_may_read_or_ask(
    client: FlaskClient, method: str, path: str, field: str
) -> None:
    answer = preflight(client, path, method, "Authorization", field)
    assert answer.status_code in {200, 204}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert method in answer.headers["Access-Control-Allow-Methods"].split(", ")
    assert answer.headers["Access-Control-Allow-Headers"] == field
    assert int(answer.headers["Access-Control-Max-Age"]) > 600
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/reviews"),
        ("PUT", "/reviews/heat"),
        ("DELETE", "/reviews/heat"),
        ("POST", "/q"),
        ("POST", "/links/decide"),
        ("GET", "/links/open"),
        ("POST", "/login"),
        ("GET", "/login"),
        ("POST", "/logout"),
        ("GET", "/status"),
        ("GET", "/status.json"),
        ("GET", "/status/rejects"),
    ],
)
def test_nothing_that_writes_and_nothing_of_the_owner(
    client: FlaskClient, method: str, path: str
) -> None:
    assert not open_headers(preflight(client, path, method, "authorization", "content-type"))
    assert not open_headers(client.open(path, method=method))


def test_where_anybody_reads_and_some_write_a_preflight_names_reading_alone(
    client: FlaskClient,
) -> None:
    answer = preflight(client, "/reviews/heat", "GET", "accept")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "PUT" in answer.headers["Allow"]
    answer = preflight(client, "/sparql", "PUT")
    assert "PUT" not in answer.headers["Access-Control-Allow-Methods"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/movies", 200),
        ("/search.json?q=heat", 200),
        ("/movie/none", 404),
        ("/none", 404),
        ("/reviews/none", 404),
        ("/.well-known/void", 303),
        ("/sparql?query=nonsense", 400),
        ("/reconcile/none", 404),
    ],
)
def test_what_is_read_is_open_whatever_its_status(
    client: FlaskClient, path: str, status: int
) -> None:
    answer = client.get(path, headers={"Accept": "text/html" if status == 303 else "*/*"})
    assert answer.status_code == status
    for name, value in OPEN.items():
        assert answer.headers.getlist(name) == [value]


def test_what_an_owner_is_shown_is_not_in_a_cache_for_others(client: FlaskClient) -> None:
    assert client.post("/login", data={"token": TOKEN}).status_code == 303
    own = client.get("/")
    assert (open_headers(own), own.headers["Cache-Control"]) == ([], "no-cache, private")
    assert client.get("/none").headers["Cache-Control"] == "no-store"
    with client.get("/static/style.css") as style:  # the same for all
        assert "private" not in style.headers["Cache-Control"]
    client.delete_cookie("triplebill_session")
    others = client.get("/")
    assert open_headers(others)
    assert others.headers["Cache-Control"] == "no-cache"
