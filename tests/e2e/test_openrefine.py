"""What OpenRefine 3 sends to a reconciliation service, in its words and its order.

A form with `queries` for rows and to guess types, suggestions with its extra parameters, a form
with `extend`, and the preflight of a browser at another origin.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.e2e.conftest import Server

FORM = "application/x-www-form-urlencoded; charset=UTF-8"
AJAX = "application/json, text/javascript, */*; q=0.01"


def posted(server: Server, field: str, value: Any) -> Any:
    body = urlencode({field: json.dumps(value)}).encode()
    answer = server.get("reconcile", "POST", body, Content_Type=FORM)
    assert answer.status == 200, answer.text
    return json.loads(answer.body)


def test_adding_the_service(samples: Server) -> None:
    answer = samples.get("reconcile", Accept=AJAX, Origin="http://127.0.0.1:3333")
    manifest = json.loads(answer.body)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert manifest["identifierSpace"] == samples.base
    assert manifest["schemaSpace"] == "http://schema.org/"
    for service in manifest["suggest"].values():
        address = service["service_url"] + service["service_path"]
        assert samples.get(f"{address.removeprefix(samples.base)}?prefix=").status == 200
    preview = manifest["preview"]["url"].replace("{{id}}", "movie/blade-runner-1982")
    assert samples.get(preview.removeprefix(samples.base)).status == 200


def test_guessing_the_type_of_a_column(samples: Server) -> None:
    names = ["Blade Runner", "Metropolis", "Casablanca"]
    asked = {f"q{i}": {"query": name, "limit": 3} for i, name in enumerate(names)}
    found = posted(samples, "queries", asked)
    types = [found[key]["result"][0]["type"][0]["id"] for key in asked if found[key]["result"]]
    assert types
    assert set(types) == {"Movie"}
    assert all(len(found[key]["result"]) <= 3 for key in asked)


def test_reconciling_rows(samples: Server) -> None:
    rows: dict[str, Any] = {
        "q0": {
            "query": "Blade Runner",
            "type": "Movie",
            "type_strict": "should",
            "properties": [
                {"pid": "datePublished", "v": 1982},
                {"pid": "director", "v": {"id": "person/ridley-scott", "name": "Ridley Scott"}},
            ],
        },
        "q1": {
            "query": "Blade Runer",
            "type": "Movie",
            "type_strict": "should",
            "properties": [{"pid": "datePublished", "v": "1982-06-25T00:00:00Z"}],
        },
        "q2": {"query": "Qwertz Uiopü", "type": "Movie", "type_strict": "should"},
        "q3": {"query": "Ridley Scott", "type": "Person", "type_strict": "should"},
        "q4": {"query": "Blade Runner (1982)"},
    }
    found = posted(samples, "queries", rows)
    assert list(found) == list(rows)
    best = {key: (found[key]["result"] or [None])[0] for key in rows}
    film = "movie/blade-runner-1982"
    assert (best["q0"]["id"], best["q0"]["match"]) == (film, True)
    assert best["q1"]["id"] == film
    assert best["q2"] is None or best["q2"]["score"] < 60
    assert (best["q3"]["id"], best["q3"]["match"]) == ("person/ridley-scott", True)
    assert (best["q4"]["id"], best["q4"]["match"]) == (film, True)


def test_searching_for_a_match_by_hand(samples: Server) -> None:
    asked = urlencode({"prefix": "blade r", "type": "Movie", "type_strict": "should"})
    answer = samples.get(f"reconcile/suggest/entity?{asked}", Accept=AJAX)
    assert [row["id"] for row in json.loads(answer.body)["result"]] == ["movie/blade-runner-1982"]


def test_adding_columns(samples: Server) -> None:
    proposed = samples.get("reconcile/extend/propose?type=Movie", Accept=AJAX)
    assert "director" in [row["id"] for row in json.loads(proposed.body)["properties"]]
    asked = {
        "ids": ["movie/blade-runner-1982"],
        "properties": [
            {"id": "director", "settings": {"limit": "1"}},
            {"id": "genre", "settings": {}},
            {"id": "datePublished"},
        ],
    }
    found = posted(samples, "extend", asked)
    assert [(row["id"], row["name"]) for row in found["meta"]] == [
        ("director", "director"),
        ("genre", "genre"),
        ("datePublished", "date"),
    ]
    row = found["rows"]["movie/blade-runner-1982"]
    # Of a property without values the list has to be there, or its columns shift.
    assert set(row) == {"director", "genre", "datePublished"}
    assert row["director"] == [{"id": "person/ridley-scott", "name": "Ridley Scott"}]


def test_queries_by_get(samples: Server) -> None:
    asked = urlencode({"queries": json.dumps({"q0": {"query": "Blade Runner"}})})
    found = json.loads(samples.get(f"reconcile?{asked}").body)
    assert found["q0"]["result"][0]["id"] == "movie/blade-runner-1982"


@pytest.mark.parametrize(
    "path",
    ["reconcile", "reconcile/1.0-draft/match", "reconcile/1.0-draft/extend", "reconcile/preview"],
)
def test_preflight(samples: Server, path: str) -> None:
    answer = samples.get(
        path,
        "OPTIONS",
        Origin="https://tool.example",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )
    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    method = "GET" if path.endswith("preview") else "POST"
    assert method in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"].lower() == "content-type"


def test_the_page_for_people(samples: Server) -> None:
    page = samples.get("reconcile", Accept="text/html")
    assert f"<code>{samples.base}reconcile</code>" in page.text
    assert "reconcile" in samples.get("", Accept="text/html").text
    assert (
        f"<{samples.base}reconcile>"
        in samples.get(".well-known/void", Accept="application/n-triples").text
    )
