"""The reconciliation service against the official schemas and examples of both versions.

A real server with the sample reviews is asked over HTTP; each answer is validated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4, DRAFT7

from tests.e2e.conftest import SAMPLES, Answer, Server, free_port, serving, triplebill

SUITE = Path(__file__).parents[2].parent / "shared" / "suites" / "reconciliation"
VERSIONS = ("0.2", "1.0-draft")
ROOTS = {"0.2": "reconcile", "1.0-draft": "reconcile/1.0-draft"}
FORM = "application/x-www-form-urlencoded"

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason=f"There is no {SUITE}.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("reconciled")
    port = free_port()
    (root / "triplebill.toml").write_text(f'base_iri = "http://127.0.0.1:{port}/"\n')
    added = triplebill(root, "add", SAMPLES)
    assert added.returncode == 0, added.stdout + added.stderr
    with serving(root, port) as server:
        yield server


def validator(version: str, name: str) -> Draft7Validator:
    schemas = {path.name: json.loads(path.read_text()) for path in schema_files(version)}
    registry: Registry[Any] = Registry()
    for file, schema in schemas.items():
        known = DRAFT4 if file == "openapi.json" else DRAFT7
        resource = Resource.from_contents(schema, default_specification=known)
        for folder in ("0.2", "1.0-draft", "draft"):
            uri = f"https://reconciliation-api.github.io/specs/{folder}/schemas/{file}"
            registry = registry.with_resource(uri, resource)
    swagger = Resource(schemas["openapi.json"], DRAFT4)
    registry = registry.with_resource("http://swagger.io/v2/schema.json", swagger)
    plain = {key: value for key, value in schemas[f"{name}.json"].items() if key != "$schema"}
    return Draft7Validator(plain, registry=registry)


def schema_files(version: str) -> list[Path]:
    return sorted((SUITE / version / "schemas").glob("*.json"))


def examples(kind: str, name: str) -> list[Any]:
    return [
        pytest.param(version, path, id=f"{version}-{path.stem}")
        for version in VERSIONS
        for path in sorted((SUITE / version / "examples" / name / kind).glob("*.json"))
    ]


def match(site: Server, version: str, batch: Any) -> Answer:
    text = json.dumps(batch)
    if version == "0.2":
        body = urlencode({"queries": text}).encode()
        return site.get("reconcile", "POST", body, Content_Type=FORM)
    path = "reconcile/1.0-draft/match"
    return site.get(path, "POST", text.encode(), Content_Type="application/json")


def extend(site: Server, version: str, query: Any) -> Answer:
    text = json.dumps(query)
    if version == "0.2":
        body = urlencode({"extend": text}).encode()
        return site.get("reconcile", "POST", body, Content_Type=FORM)
    path = "reconcile/1.0-draft/extend"
    return site.get(path, "POST", text.encode(), Content_Type="application/json")


def valid(answer: Answer, version: str, name: str) -> Any:
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    found = json.loads(answer.body)
    validator(version, name).validate(found)
    return found


def one(version: str, name: str, **properties: Any) -> Any:
    if version == "0.2":
        asked = [{"pid": pid, "v": value} for pid, value in properties.items()]
        return {"q0": {"query": name, "type": "Movie", "properties": asked}}
    conditions = [{"matchType": "name", "propertyValue": name}]
    for pid, value in properties.items():
        conditions.append({"matchType": "property", "propertyId": pid, "propertyValue": value})
    return {"queries": [{"type": "Movie", "conditions": conditions}]}


def candidates(found: Any) -> list[Any]:
    return found["q0"]["result"] if "q0" in found else found["results"][0]["candidates"]


@pytest.mark.parametrize(("version", "path"), examples("invalid", "reconciliation-result-batch"))
def test_the_validator_sees_faults(version: str, path: Path) -> None:
    assert not validator(version, "reconciliation-result-batch").is_valid(
        json.loads(path.read_text())
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_manifest(site: Server, version: str) -> None:
    manifest = valid(site.get(ROOTS[version]), version, "manifest")
    assert manifest["versions"] == [version]
    film = "movie/blade-runner-1982"
    template = manifest["view"]["url"]
    address = template.replace("{{id}}", film).replace("{+id}", film)
    assert site.get(address.removeprefix(site.base)).status == 200


@pytest.mark.parametrize(("version", "path"), examples("valid", "reconciliation-query-batch"))
def test_official_queries_are_answered(site: Server, version: str, path: Path) -> None:
    batch = json.loads(path.read_text())
    found = valid(match(site, version, batch), version, "reconciliation-result-batch")
    if version == "0.2":
        assert list(found) == list(batch)
    else:
        assert len(found["results"]) == len(batch["queries"])


@pytest.mark.parametrize(("version", "path"), examples("invalid", "reconciliation-query-batch"))
def test_official_faults_are_refused(site: Server, version: str, path: Path) -> None:
    answer = match(site, version, json.loads(path.read_text()))
    assert answer.status == 400
    assert json.loads(answer.body)["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_film_is_found_with_reasons(site: Server, version: str) -> None:
    asked = one(version, "Blade runner", datePublished="1982", director="Ridley Scott")
    found = valid(match(site, version, asked), version, "reconciliation-result-batch")
    first, *others = candidates(found)
    assert (first["id"], first["match"]) == ("movie/blade-runner-1982", True)
    assert first["type"] == [{"id": "Movie", "name": "Film"}]
    features = {feature["id"]: feature["value"] for feature in first["features"]}
    assert features == {"name": 100, "datePublished": 100, "director": 100}
    assert not any(other["match"] for other in others)
    scores = [one["score"] for one in (first, *others)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_title_alone_is_no_match(site: Server, version: str) -> None:
    first = candidates(json.loads(match(site, version, one(version, "Blade Runner")).body))[0]
    assert (first["id"], first["match"]) == ("movie/blade-runner-1982", False)


@pytest.mark.parametrize("version", VERSIONS)
def test_another_year_is_no_match(site: Server, version: str) -> None:
    asked = one(version, "Blade Runner", datePublished=1999)
    first = candidates(json.loads(match(site, version, asked).body))[0]
    assert not first["match"]
    assert first["score"] < 80


@pytest.mark.parametrize("version", VERSIONS)
def test_an_identifier_as_query(site: Server, version: str) -> None:
    for text in ("movie/blade-runner-1982", f"{site.base}movie/blade-runner-1982#movie"):
        first = candidates(json.loads(match(site, version, one(version, text)).body))[0]
        assert (first["id"], first["score"]) == ("movie/blade-runner-1982", 100)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("what", "prefix", "expected"),
    [
        ("entity", "blade", "movie/blade-runner-1982"),
        ("entity", "movie/blade-runner-1982", "movie/blade-runner-1982"),
        ("entity", "Ridley", "person/ridley-scott"),
        ("entity", "Sco", "person/ridley-scott"),
        ("property", "dir", "director"),
        ("property", "datePublished", "datePublished"),
        ("type", "fil", "Movie"),
        ("type", "http://schema.org/Movie", "Movie"),
        ("type", "", "Person"),
    ],
)
def test_suggest(site: Server, version: str, what: str, prefix: str, expected: str) -> None:
    kinds = {"entity": "entities", "property": "properties", "type": "types"}
    path = f"{ROOTS[version]}/suggest/{what}?{urlencode({'prefix': prefix, 'limit': 50})}"
    found = valid(site.get(path), version, f"suggest-{kinds[what]}-response")
    assert expected in [row["id"] for row in found["result"]]


@pytest.mark.parametrize("version", VERSIONS)
def test_suggestions_go_on(site: Server, version: str) -> None:
    skip = "cursor" if version == "0.2" else "offset"
    path = f"{ROOTS[version]}/suggest/entity?prefix=s&limit=3"
    first, second = (
        [row["id"] for row in json.loads(site.get(f"{path}&{skip}={at}").body)["result"]]
        for at in (0, 3)
    )
    assert len(first) == len(second) == 3
    assert not set(first) & set(second)


@pytest.mark.parametrize("version", VERSIONS)
def test_preview(site: Server, version: str) -> None:
    film = quote("movie/blade-runner-1982", safe="")
    answer = site.get(f"{ROOTS[version]}/preview?id={film}")
    assert answer.status == 200
    assert "Ridley Scott" in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert site.get(f"{ROOTS[version]}/preview?id=movie/none").status == 404


@pytest.mark.parametrize("version", VERSIONS)
def test_proposed_properties(site: Server, version: str) -> None:
    path = f"{ROOTS[version]}/extend/propose?type=Movie&limit=3"
    found = valid(site.get(path), version, "data-extension-property-proposal")
    assert (found["type"], found["limit"], len(found["properties"])) == ("Movie", 3, 3)
    everything = json.loads(site.get(f"{ROOTS[version]}/extend/propose?type=Movie").body)
    assert {"director", "review/author", "imdb"} <= {row["id"] for row in everything["properties"]}


@pytest.mark.parametrize(("version", "path"), examples("valid", "data-extension-query"))
def test_official_extensions_are_answered(site: Server, version: str, path: Path) -> None:
    asked = json.loads(path.read_text())
    found = valid(extend(site, version, asked), version, "data-extension-response")
    assert [row["id"] for row in found["meta"]] == [row["id"] for row in asked["properties"]]
    assert len(found["rows"]) == len(asked["ids"])


@pytest.mark.parametrize("version", VERSIONS)
def test_every_property_of_everything(site: Server, version: str) -> None:
    proposed = json.loads(site.get(f"{ROOTS[version]}/extend/propose").body)["properties"]
    ids: list[str] = []
    for prefix in "abcdefghijklmnopqrstuvwxyz":
        found = site.get(f"{ROOTS[version]}/suggest/entity?limit=50&prefix={prefix}")
        ids += [row["id"] for row in json.loads(found.body)["result"]]
    query = {
        "ids": sorted(set(ids))[:500],
        "properties": [{"id": row["id"]} for row in proposed],
    }
    found = valid(extend(site, version, query), version, "data-extension-response")
    assert len(found["rows"]) == len(query["ids"]) > 100


def test_what_a_film_is_extended_with(site: Server) -> None:
    wanted = ["director", "datePublished", "imdb", "review", "review/author", "review/reviewRating"]
    query = {
        "ids": ["movie/blade-runner-1982", "movie/none", "nonsense"],
        "properties": [{"id": name} for name in [*wanted, "budget"]],
    }
    rows = json.loads(extend(site, "0.2", query).body)["rows"]
    row = rows["movie/blade-runner-1982"]
    assert row["director"] == [{"id": "person/ridley-scott", "name": "Ridley Scott"}]
    assert row["review"]
    assert len(row["review"]) == len(row["review/author"]) == len(row["review/reviewRating"])
    assert row["budget"] == []
    empty: dict[str, list[str]] = {name: [] for name in (*wanted, "budget")}
    assert rows["movie/none"] == rows["nonsense"] == empty
