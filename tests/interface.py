"""A site together with its OpenAPI description, to which every answer is held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from werkzeug.test import TestResponse

from graph.store.location import open_published
from server.config import load
from server.sparql import open_engine
from server.web import open_app

BASE = "https://site.example/blog/"
OWNER = {"Authorization": "Bearer an-honest-secret-of-ann"}
ELSEWHERE = "https://ann.example/heat/"
QUERY, KEY = "SELECT ?review { ?review a <http://schema.org/Review> }", "ukiskksq"

HERE = {
    "movie": "heat-1995",
    "review": "heat-1995-ann",
    "person": "ann",
    "organization": "the-weekly",
}
Json = dict[str, Any]


class Site(NamedTuple):
    """A site, with what it says of itself."""

    client: FlaskClient
    whole: Json

    def ask(
        self,
        operation: Json,
        address: str,
        method: str = "GET",
        body: Any = None,
        media_type: str | None = None,
        **headers: str,
    ) -> TestResponse:
        """An answer, which is as the operation has it."""
        asked = {"method": method, "data": body, "content_type": media_type, "buffered": True}
        given = headers | (OWNER if "security" in operation else {})
        answer = self.client.open(address, headers=given, **asked)
        self.check(answer, operation)
        return answer

    def check(self, answer: TestResponse, operation: Json) -> None:
        """Status, ETag, media type and JSON are among those that are described."""
        assert str(answer.status_code) in operation["responses"], answer.text[:300]
        reply = self.resolved(operation["responses"][str(answer.status_code)])
        assert (
            answer.status_code == 304 or "ETag" not in answer.headers or "ETag" in reply["headers"]
        )
        if not (content := reply.get("content", {})):
            return
        assert answer.mimetype in content
        if schema := content[answer.mimetype].get("schema"):
            within = {**schema, "components": self.whole["components"]}
            Draft202012Validator(within).validate(json.loads(answer.data))

    def resolved(self, part: Json) -> Json:
        """A part of the description, wherever it stands."""
        if "$ref" not in part:
            return part
        kind, name = part["$ref"].split("/")[-2:]
        return dict(self.whole["components"][kind][name])

    def reads(self, slugs: dict[str, str] | None = None) -> Iterator[tuple[str, Json]]:
        """Every address that is read, with its operation; with `slugs` of such things alone."""
        for path, item in self.whole["paths"].items():
            if "get" in item and (slugs is None or "{slug}" in path):
                both = *item.get("parameters", []), *item["get"].get("parameters", [])
                parameters = [self.resolved(parameter) for parameter in both]
                for address in addresses(path, parameters, slugs or HERE):
                    yield address, item["get"]


def addresses(path: str, parameters: list[Json], slugs: dict[str, str]) -> Iterator[str]:
    """The addresses which a template stands for, of things that there are."""
    known = {"key": KEY, "name": "heat", "url": ELSEWHERE}
    known |= {p["name"]: p["example"] for p in parameters if "example" in p}
    kept = [p for p in parameters if p["in"] == "path" and "enum" in p["schema"]]
    for chosen in product(*(p["schema"]["enum"] for p in kept)):
        values = known | {p["name"]: value for p, value in zip(kept, chosen, strict=True)}
        values |= {"slug": slugs.get(values.get("kind", "movie"), "")}
        given = [p for p in parameters if p["name"] in values]
        for parameter in given:
            Draft202012Validator(parameter["schema"]).validate(values[parameter["name"]])
        asked = {p["name"]: values[p["name"]] for p in given if p["in"] == "query"}
        if values["slug"] or "{slug}" not in path:
            yield path.format(**values) + (f"?{urlencode(asked)}" if asked else "")


@contextmanager
def served(root: Path, **settings: Any) -> Iterator[Site]:
    """The site in a folder, with further settings."""
    config = load(root, settings, {"TRIPLEBILL_TOKEN": OWNER["Authorization"].split()[1]})
    published = open_published(config.location, config.query_timeout_s)
    with closing(open_engine(published, config)) as engine:
        client = open_app(config, published, engine).test_client()
        yield Site(client, dict(client.get("/openapi.json").get_json()))
