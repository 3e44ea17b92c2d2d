"""The service as strangers find it: what is too much, too deep, or not what it says it is."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, Store

from graph.ledger import Gone, Moved
from graph.mapping import Addresses, movie_triples
from graph.reconciliation import Reconciler
from graph.records import Movie, PartialDate, Text
from graph.store.oxigraph import OxigraphReader
from server.app import create_app
from server.bodies import TABLE_BYTES
from server.config import load
from server.reconcile import answers, reconcile_blueprint
from server.reconcile.asking import BATCH, CONDITIONS, IDS, PROPERTIES, VALUES

BASE = "https://films.example/"
HOSTILE = '<script>alert("1")</script>'


class Site:
    def __init__(self) -> None:
        self.store = Store()
        for name, title in (("heat-1995", "Heat"), ("script", HOSTILE)):
            movie = Movie(name=Text(title), datePublished=PartialDate(1995))
            triples = movie_triples(Addresses(BASE), name, movie, lambda p: NamedNode(BASE + "x"))
            self.store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)

    def current(self) -> OxigraphReader:
        return OxigraphReader(self.store, "1")


def application(tmp_path: Path, **settings: object) -> FlaskClient:
    config = load(tmp_path, {"base_iri": BASE, "site_name": "Two & a Half", **settings}, {})
    moves = {"heat": Moved("heat-1995"), "gone": Gone()}
    blueprint = reconcile_blueprint(config, Site(), lambda kind, slug: moves.get(slug))
    return create_app(config, [blueprint]).test_client()


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return application(tmp_path)


def queries(client: FlaskClient, text: str):
    return client.post("/reconcile", data={"queries": text})


def draft(client: FlaskClient, text: str):
    return client.post("/reconcile/1.0-draft/match", data=text, content_type="application/json")


DEEP = "[" * 200_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}x",
        '{"q0": 1}',
        '{"q0": {}}',
        '{"q0": {"query": 1}}',
        '{"q0": {"query": null}}',
        '{"q0": {"query": "Heat", "limit": "many"}}',
        '{"q0": {"query": "Heat", "properties": [{"pid": "director"}]}}',
        '{"q0": {"query": "Heat", "properties": [{"pid": "director", "v": 1e999}]}}',
        '{"q0": {"query": "\\ud800"}}',
        '{"q0": {"query": "x", "properties": [{"pid": "genre", "v": 1%s}]}}' % ("0" * 5_000),
        DEEP,
        '{"q0": {"query": "Heat", "properties": ' + DEEP,
    ],
    ids=lambda text: text[:24] or "empty",
)
def test_what_is_no_batch_is_refused(client, text) -> None:
    answer = queries(client, text)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query",
    [
        {"query": ""},
        {"query": " \t\u0000 "},
        {"query": "…"},
        {"query": "\u202e\U0001f3ac" * 300},
        {"query": "a b c d e f g h " * 5_000},
        {"query": "(" * 20_000 + "1995)"},
        {"query": 'Heat" } DROP ALL ; { "', "limit": -3},
        {"query": "Heat", "limit": 1e300},
        {"query": "Heat", "type": ["Movie", "x" * 10_000]},
        {"query": "Heat", "properties": [{"pid": "datePublished", "v": -1e300}]},
        {"query": "Heat", "properties": [{"pid": "datePublished", "v": "٢٠٢٠"}]},
        {"query": "Heat", "properties": [{"pid": "duration", "v": "9" * 5_000}]},
        {"query": "Heat", "properties": [{"pid": "director", "v": [None, True, {"id": "<>"}]}]},
        {"query": "Heat", "properties": [{"pid": "imdb", "v": "tt" + "1" * 5_000}]},
        {"query": "Heat", "properties": [{"pid": "imdb", "v": 'tt1" } #'}]},
        {"query": "movie/../../etc/passwd"},
        {"query": f"{BASE}movie/%00#movie"},
        {"query": "viewing/heat-1995"},
        {"query": f"{BASE}viewing/heat-1995#viewing"},
        {"query": "Heat", "properties": [{"pid": "director", "v": {"id": "viewing/x"}}]},
    ],
    ids=lambda query: ascii(query)[:48],
)
def test_odd_queries_are_answered(client, query) -> None:
    answer = queries(client, json.dumps({"q0": query}))
    assert answer.status_code == 200
    assert isinstance(answer.json["q0"]["result"], list)


def test_what_is_no_type_of_the_service_has_no_identifiers(client) -> None:
    assert client.get("/reconcile/preview?id=viewing/x").status_code == 404
    queried = {"q0": {"query": "viewing/x"}, "q1": {"query": "Heat"}}
    results = queries(client, json.dumps(queried)).json
    assert [bool(results[key]["result"]) for key in queried] == [False, True]
    asked = {"ids": ["viewing/x", "movie/heat-1995"], "properties": [{"id": "name"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(asked)}).json["rows"]
    assert rows["movie/heat-1995"]["name"] == [{"str": "Heat"}]
    assert rows["viewing/x"]["name"] in ([], [{}])


def test_limits(client) -> None:
    many = {f"q{n}": {"query": "Heat"} for n in range(BATCH + 1)}
    assert queries(client, json.dumps(many)).status_code == 413
    many.popitem()
    assert queries(client, json.dumps(many)).status_code == 200
    listed = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "x"}]}] * 51}
    assert draft(client, json.dumps(listed)).status_code == 413
    properties = [{"pid": "genre", "v": "x"}] * (CONDITIONS + 1)
    asked = {"q0": {"query": "x", "properties": properties}}
    assert queries(client, json.dumps(asked)).status_code == 413
    asked = {"q0": {"query": "x", "properties": [{"pid": "genre", "v": ["x"] * (VALUES + 1)}]}}
    assert queries(client, json.dumps(asked)).status_code == 413
    for ids, properties in ((IDS + 1, 1), (1, PROPERTIES + 1)):
        asked = {"ids": ["x"] * ids, "properties": [{"id": "name"}] * properties}
        answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
        assert answer.status_code == 413


def test_a_large_body_is_refused(client) -> None:
    assert queries(client, " " * TABLE_BYTES).status_code == 413
    assert draft(client, " " * (TABLE_BYTES + 1)).status_code == 413


def test_what_is_posted_must_be_of_its_kind(client) -> None:
    assert client.post("/reconcile", data="{}", content_type="text/plain").status_code == 415
    assert client.post("/reconcile", data={"other": "1"}).status_code == 400
    answer = client.post("/reconcile/1.0-draft/match", data={"queries": "{}"})
    assert answer.status_code == 415


def test_errors_of_routing_may_be_read_by_scripts_too(client) -> None:
    for answer, status in (
        (client.get("/reconcile/1.0-draft/match"), 405),
        (client.delete("/reconcile"), 405),
        (client.get("/reconcile/none"), 404),
    ):
        assert answer.status_code == status
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.post("/reconciled").headers


def test_too_many_requests(tmp_path) -> None:
    client = application(tmp_path, queries_per_minute=2)
    said = [client.get(path).status_code for path in ("/reconcile", "/reconcile/1.0-draft")]
    refused = client.get("/reconcile/suggest/type?prefix=")
    assert [*said, refused.status_code] == [200, 200, 429]
    assert int(refused.headers["Retry-After"]) >= 1
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.options("/reconcile").status_code == 200


def test_a_moved_film_answers_under_its_old_identifier(client) -> None:
    asked = {"ids": ["movie/heat", "movie/gone"], "properties": [{"id": "name"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(asked)}).json["rows"]
    assert rows == {"movie/heat": {"name": [{"str": "Heat"}]}, "movie/gone": {"name": []}}
    assert client.get("/reconcile/preview?id=movie/heat").status_code == 200
    assert client.get("/reconcile/preview?id=movie/gone").status_code == 404


def test_names_are_text_in_previews(client) -> None:
    page = client.get("/reconcile/preview?id=movie/script").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("odd", ["", "x", "-1", "1e9", "9" * 5_000, "\u0661"])
def test_odd_numbers_count_as_not_given_or_are_bounded(client, odd) -> None:
    for name in ("limit", "cursor", "offset"):
        answer = client.get(f"/reconcile/suggest/entity?prefix=h&{name}={quote(odd)}")
        assert answer.status_code == 200
    assert client.get(f"/reconcile/extend/propose?limit={quote(odd)}").status_code == 200
    asked = {"ids": ["movie/heat-1995"], "properties": [{"id": "name", "settings": {"limit": odd}}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.json["rows"]["movie/heat-1995"]["name"] == [{"str": "Heat"}]


def test_the_limit_of_values(client) -> None:
    asked = {"ids": ["movie/heat-1995"], "properties": [{"id": "name", "settings": {"limit": "1"}}]}
    answer = client.post(
        "/reconcile/1.0-draft/extend", data=json.dumps(asked), content_type="application/json"
    )
    (row,) = answer.json["rows"]
    assert row == {
        "id": "movie/heat-1995",
        "properties": [{"id": "name", "values": [{"str": "Heat"}]}],
    }


def extended(client: FlaskClient, asked: dict[str, object]):
    """The answers of both versions."""
    return (
        client.post("/reconcile", data={"extend": json.dumps(asked)}),
        client.post("/reconcile/1.0-draft/extend", json=asked),
    )


def test_a_thing_that_is_asked_for_twice_is_looked_at_once(client, monkeypatch) -> None:
    looked = []
    monkeypatch.setattr(answers, "_values", lambda iri, *_: looked.append(iri) or [{"str": "Heat"}])
    asked = {"ids": ["movie/heat-1995", "movie/script"] * 2, "properties": [{"id": "name"}] * 3}
    old, new = extended(client, asked)
    assert len(looked) == 2 * 2
    assert list(old.json["rows"]) == asked["ids"][:2]
    assert [row["id"] for row in new.json["rows"]] == asked["ids"]
    assert new.json["rows"][0] == new.json["rows"][2]


def test_an_extension_has_so_many_values_and_so_much_time(client, monkeypatch) -> None:
    asked = {"ids": ["movie/heat-1995"] * 3, "properties": [{"id": "name"}, {"id": "url"}]}
    monkeypatch.setattr(answers, "MOST_TOGETHER", 6)
    assert [answer.status_code for answer in extended(client, asked)] == [200, 200]
    monkeypatch.setattr(answers, "MOST_TOGETHER", 5)
    for answer in extended(client, asked):
        assert (answer.status_code, "limit" in answer.json["detail"]) == (413, True)
    monkeypatch.setattr(Reconciler, "extend", late(Reconciler.extend))
    assert [answer.status_code for answer in extended(client, asked)] == [504, 504]


def late(extend):
    """Facts whose time is over once they are fetched."""

    def fetched(*asked):
        known = extend(*asked)
        known.deadline = 0.0
        return known

    return fetched


def test_an_empty_site(tmp_path) -> None:
    config = load(tmp_path, {"base_iri": BASE}, {})

    class Empty:
        def current(self) -> OxigraphReader:
            return OxigraphReader(Store(), "")

    app = create_app(config, [reconcile_blueprint(config, Empty(), lambda kind, slug: None)])
    client = app.test_client()
    assert queries(client, '{"q0": {"query": "Heat"}}').json == {"q0": {"result": []}}
    assert client.get("/reconcile/suggest/entity?prefix=h").json == {"result": []}
