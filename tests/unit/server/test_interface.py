"""The OpenAPI description: valid, and what the server really does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from tests.engine import GRAPH, Engine, running
from tests.interface import BASE, ELSEWHERE, KEY, OWNER, QUERY, Json, Site, served

HEAT = f"---\ntitle: Heat\nyear: {{}}\nauthor: Ann\nrating: 4/5\npublisher: The Weekly\ndate: 2020-01-02\nseen: 2020-01-01\ncanonical_url: {ELSEWHERE}\n---\nA film.\n"
RONIN = "---\ntitle: Ronin\nyear: 1998\nauthor: Bob\nrating: {}/5\n---\nA film.\n"
MOVED = {"movie": "heat-1994", "review": "heat-1994-ann"}
GONE = {"movie": "ronin-1998", "review": "ronin-1998-bob", "person": "bob"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site on which a film was renamed, and another withdrawn with its review."""
    root = tmp_path_factory.mktemp("site")
    (root / "triplebill.toml").write_text(f'base_iri = "{BASE}"\nsite_name = "The Late Show"\n')
    with served(root) as site:
        for name, review in {"heat": HEAT.format(1994), "ronin": RONIN.format(4)}.items():
            put(site, name, review)
        put(site, "heat", HEAT.format(1995))
        site.client.delete("/reviews/ronin", headers=OWNER)
        assert site.client.post("/q", data={"query": QUERY}).json["path"] == f"/q/{KEY}"
    return root


def put(
    site: Site, name: str, review: str, media_type: str = "text/markdown", **headers: str
) -> TestResponse:
    operation = site.whole["paths"]["/reviews/{name}"]["put"]
    return site.ask(operation, f"/reviews/{name}", "PUT", review, media_type, **headers)


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[Site]:
    with served(root) as site:
        yield site


def test_it_is_valid_and_says_whose_it_is(site: Site) -> None:
    validate(site.whole)
    assert site.whole["servers"] == [{"url": BASE.rstrip("/")}]
    assert site.whole["info"]["title"] == "The Late Show"
    answer = site.client.get("/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert site.client.get("/openapi.json", headers=known).status_code == 304


def test_what_is_read_answers_as_it_is_described(site: Site) -> None:
    paths = site.whole["paths"]
    bare = [(path, paths[path]["get"]) for path in ("/sparql", "/reconcile")]
    asked = 0
    for address, operation in [*site.reads(), *bare]:
        told = operation["responses"]
        offered = told.get("200", {}).get("content", {})
        for accept in ("*/*", *offered):
            answer = site.ask(operation, address, Accept=accept)
            assert answer.status_code == (200 if "200" in told else 303), (address, accept)
            assert accept in {"*/*", answer.mimetype} or "406" not in told
            again = {"Accept": accept, "If-None-Match": answer.headers.get("ETag", "")}
            status = site.ask(operation, address, **again).status_code
            assert (status == 304) == ("304" in told), address
            asked += 1
    assert asked > 150


def test_what_is_not_offered_is_refused_where_it_is_told(site: Site) -> None:
    for address, operation in site.reads():
        refused = site.ask(operation, address, Accept="image/png").status_code == 406
        assert refused == ("406" in operation["responses"]), address


@pytest.mark.parametrize(("slugs", "status"), [(MOVED, 301), (GONE, 410)])
def test_what_has_moved_or_was_withdrawn(site: Site, slugs: dict[str, str], status: int) -> None:
    asked = [
        site.ask(operation, address, Accept=accept).status_code
        for address, operation in site.reads(slugs)
        for accept in ("*/*", "text/html", "text/turtle")
    ]
    assert set(asked) == {status}
    assert len(asked) > 40


@pytest.mark.parametrize(("fault", "status"), [(0, 503), (500, 502)])
def test_what_reads_the_graph_tells_of_an_engine_that_fails(
    root: Path, fault: int, status: int
) -> None:
    with running(Engine(fault=fault)) as engine:
        url = engine.url if fault else "http://127.0.0.1:1/sparql"
        with served(root, engine_query_url=url, engine_graph=GRAPH) as site:
            for address, operation in site.reads():
                failed = site.ask(operation, address).status_code == status
                away = "502" in operation["responses"] or (address == "/health" and not fault)
                assert failed == away, address
            kept = site.ask(site.whole["paths"]["/q"]["post"], "/q", "POST", {"query": QUERY})
            assert kept.status_code == status


def test_who_asks_too_often_is_told_where_it_is_described(root: Path) -> None:
    with served(root, queries_per_minute=1) as site:
        for address, operation in site.reads():
            statuses = [site.ask(operation, address).status_code for _ in range(2)]
            limited = "429" in operation["responses"] and "security" not in operation
            assert (statuses[-1] == 429) == limited, address


@pytest.mark.parametrize("path", ["/sparql", "/q", "/reconcile"])
def test_what_is_posted_answers_as_it_is_described(site: Site, path: str) -> None:
    operation = site.whole["paths"][path]["post"]
    for media_type, told in operation["requestBody"]["content"].items():
        body = told.get("example", {"query": QUERY})
        for again in ({}, {"If-None-Match": "*"}):
            answer = site.ask(operation, path, "POST", body, media_type, **again)
            assert answer.status_code in {200, 201}
    long = "query=" + "x" * (1 << 20)
    for media_type, status in {"text/css": 415, "application/x-www-form-urlencoded": 413}.items():
        body = "x" if status == 415 else long
        assert site.ask(operation, path, "POST", body, media_type).status_code == status


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"query": "nonsense"}, 400),
        ({"query": "SELECT * { SERVICE <http://x/> {} }"}, 403),
        ({"query": "ASK {}", "format": "zip"}, 406),
        ({"query": "ASK {}" + " " * 40_000}, 413),
    ],
)
def test_queries_that_are_refused(site: Site, asked: Json, status: int) -> None:
    operation = site.whole["paths"]["/sparql"]["get"]
    assert site.ask(operation, f"/sparql?{urlencode(asked)}").status_code == status


def test_a_dump_comes_in_parts(site: Site) -> None:
    operation = site.whole["paths"]["/dump.{dump}.gz"]["get"]
    for part, status in {"0-9": 206, "0-1,5-6": 200, "999999-": 416}.items():
        answer = site.ask(operation, "/dump.nq.gz", Range=f"bytes={part}")
        assert answer.status_code == status


def test_writing_answers_as_it_is_described(site: Site) -> None:
    paths = site.whole["paths"]
    answer = site.client.put("/reviews/other", data=RONIN)
    site.check(answer, paths["/reviews/{name}"]["put"])
    assert answer.status_code == 401
    post, review = paths["/reviews"]["post"], RONIN.format(3)
    for status, query, slug in ((201, "", {"Slug": "other"}), (200, "?name=other", {})):
        answer = site.ask(post, f"/reviews{query}", "POST", review, "text/markdown", **slug)
        assert answer.status_code == status
        assert {"ETag", "Location"} <= set(answer.headers.keys())
    assert put(site, "other", RONIN.format(9)).status_code == 422
    assert put(site, "other", RONIN.format(2), **{"If-None-Match": "*"}).status_code == 412
    assert put(site, "other", "x" * (9 << 20)).status_code == 413
    assert put(site, "other", RONIN, "text/css").status_code == 415
    for status in (204, 404):
        withdrawn = site.ask(paths["/reviews/{name}"]["delete"], "/reviews/other", "DELETE")
        assert withdrawn.status_code == status


def test_all_that_changes_something_is_described(site: Site) -> None:
    """But for what browsers send from forms, and the draft of another specification."""
    forms = r"/login|/logout|/links/|/reconcile/"
    served = {
        (re.sub(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in site.client.application.url_map.iter_rules()
        for method in (rule.methods or set()) & {"POST", "PUT", "DELETE", "PATCH"}
        if not re.match(forms, rule.rule)
    }
    told = {
        (path, method)
        for path, item in site.whole["paths"].items()
        for method in item.keys() & {"post", "put", "delete", "patch"}
    }
    assert served - {("/sparql", "post")} == told - {("/sparql", "post")}


def test_the_catalogue_of_interfaces_leads_to_it(site: Site) -> None:
    (whole, *_) = site.client.get("/.well-known/api-catalog").get_json(force=True)["linkset"]
    assert whole["anchor"] == BASE
    assert whole["service-desc"] == [{"href": f"{BASE}openapi.json", "type": "application/json"}]
