"""The OpenAPI description: valid, and what the server really does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from graph.store.location import open_published
from server.cli import run
from server.config import load
from server.sparql import open_engine
from server.web import open_app

BASE = "https://site.example/blog/"
TOKEN = "an-honest-secret-of-ann"
REVIEW = "---\ntitle: Heat\nyear: 1995\nauthor: Ann\nrating: {}/5\npublisher: The Weekly\ndate: 2020-01-02\nseen: 2020-01-01\n---\nA film.\n"
QUERY = "SELECT ?review { ?review a <http://schema.org/Review> }"
SLUGS = {
    "movie": "heat-1995",
    "review": "heat-1995-ann",
    "person": "ann",
    "organization": "the-weekly",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    root = tmp_path_factory.mktemp("site")
    (root / "triplebill.toml").write_text(f'base_iri = "{BASE}"\nsite_name = "The Late Show"\n')
    (root / "heat.md").write_text(REVIEW.format(4))
    assert run(["--site", str(root), "add", str(root / "heat.md")]) == 0
    config = load(root, None, {"TRIPLEBILL_TOKEN": TOKEN})
    published = open_published(config.location)
    with closing(open_engine(published, config)) as engine:
        yield open_app(config, published, engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/openapi.json").get_json())


def conforms(answer: TestResponse, operation: dict[str, Any], whole: dict[str, Any]) -> None:
    """Status, media type and JSON are among those that are described."""
    told = operation["responses"]
    assert str(answer.status_code) in told, (answer.status_code, answer.text[:300])
    reply = told[str(answer.status_code)]
    reply = (
        whole["components"]["responses"][reply["$ref"].split("/")[-1]] if "$ref" in reply else reply
    )
    content = reply.get("content", {})
    if not content:
        return
    assert answer.mimetype in content
    if schema := content[answer.mimetype].get("schema"):
        within = {**schema, "components": whole["components"]}
        Draft202012Validator(within).validate(json.loads(answer.data))


def resolved(parameters: list[dict[str, Any]], whole: dict[str, Any]) -> list[dict[str, Any]]:
    known = whole["components"]["parameters"]
    return [known[p["$ref"].split("/")[-1]] if "$ref" in p else p for p in parameters]


def addresses(path: str, parameters: list[dict[str, Any]], key: str) -> Iterator[str]:
    """The addresses of things that there are which a template stands for."""
    choices = {
        p["name"]: p["schema"]["enum"]
        for p in parameters
        if "enum" in p["schema"] and p["in"] == "path"
    }
    asked = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and "example" in p}
    for chosen in product(*choices.values()):
        values = dict(zip(choices, chosen, strict=True))
        slug = SLUGS.get(values.get("kind", "movie"))
        if slug or "{slug}" not in path:
            filled = path.format(**{"slug": slug, "key": key, "name": "heat", **values})
            yield f"{filled}?{urlencode(asked)}" if asked else filled


def test_it_is_valid_and_says_whose_it_is(client: FlaskClient, described: dict[str, Any]) -> None:
    validate(described)
    assert described["servers"] == [{"url": BASE.rstrip("/")}]
    assert described["info"]["title"] == "The Late Show"
    answer = client.get("/openapi.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/openapi.json", headers=known).status_code == 304


def test_what_is_read_answers_as_it_is_described(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    made = client.post("/q", data={"query": QUERY}, headers={"Accept": "application/json"})
    conforms(made, described["paths"]["/q"]["post"], described)
    asked = 0
    for path, item in described["paths"].items():
        if "get" not in item or "security" in item["get"]:
            continue
        parameters = [*item.get("parameters", []), *item["get"].get("parameters", [])]
        for address in addresses(path, resolved(parameters, described), made.json["path"][3:]):
            for accept in ("*/*", *item["get"]["responses"].get("200", {}).get("content", {})):
                expected = (200,) if "{name}" not in path and path != "/embed" else (400, 404)
                with client.get(address, headers={"Accept": accept}) as answer:
                    assert answer.status_code in expected, (address, accept)
                    conforms(answer, item["get"], described)
                asked += 1
    assert asked > 60


def test_what_is_posted_answers_as_it_is_described(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    for path in ("/sparql", "/q", "/reconcile"):
        operation = described["paths"][path]["post"]
        for media_type, body in operation["requestBody"]["content"].items():
            if "example" not in body:
                continue
            said = body["example"]
            data = urlencode(said) if isinstance(said, dict) else said
            headers = {"Accept": "application/json"} if path == "/q" else {}
            answer = client.post(path, data=data, content_type=media_type, headers=headers)
            assert answer.status_code in {200, 201}, (path, answer.text)
            conforms(answer, operation, described)
        conforms(client.post(path, data="x", content_type="text/css"), operation, described)


def test_writing_answers_as_it_is_described(client: FlaskClient, described: dict[str, Any]) -> None:
    post, named = described["paths"]["/reviews"]["post"], described["paths"]["/reviews/{name}"]
    owner = {"Authorization": f"Bearer {TOKEN}"}
    markdown = "text/markdown"

    def told(
        method: str,
        path: str,
        operation: dict[str, Any],
        status: int,
        body: str = "",
        **headers: str,
    ) -> None:
        answer = client.open(path, method=method, data=body, content_type=markdown, headers=headers)
        assert answer.status_code == status, answer.text
        conforms(answer, operation, described)

    told("POST", "/reviews", post, 401, REVIEW.format(3))
    told("POST", "/reviews", post, 201, REVIEW.format(3), Slug="other", **owner)
    told("POST", "/reviews", post, 200, REVIEW.format(3), Slug="other", **owner)
    told("POST", "/reviews", post, 422, REVIEW.format(9), Slug="other", **owner)
    told(
        "PUT",
        "/reviews/other",
        named["put"],
        412,
        REVIEW.format(2),
        **owner,
        **{"If-None-Match": "*"},
    )
    told("GET", "/reviews/other", named["get"], 303)
    told("DELETE", "/reviews/other", named["delete"], 204, **owner)
    told("DELETE", "/reviews/other", named["delete"], 404, **owner)
    status = client.get("/status.json", headers=owner)
    conforms(status, described["paths"]["/status.json"]["get"], described)


def test_all_that_changes_something_is_described(app: Flask, described: dict[str, Any]) -> None:
    """But for what browsers send from forms, and the draft of another specification."""
    forms = r"/login|/logout|/links/|/reconcile/"
    served = {
        (re.sub(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"POST", "PUT", "DELETE", "PATCH"}
        if not re.match(forms, rule.rule)
    }
    told = {
        (path, method)
        for path, item in described["paths"].items()
        for method in item.keys() & {"post", "put", "delete", "patch"}
    }
    assert served - {("/sparql", "post")} == told - {("/sparql", "post")}


def test_the_catalogue_of_interfaces_leads_to_it(client: FlaskClient) -> None:
    (whole, *_) = client.get("/.well-known/api-catalog").get_json(force=True)["linkset"]
    assert whole["anchor"] == BASE
    assert whole["service-desc"] == [{"href": f"{BASE}openapi.json", "type": "application/json"}]
