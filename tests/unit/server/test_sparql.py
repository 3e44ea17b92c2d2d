from __future__ import annotations

import json
import re
from html import escape
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from graph.errors import BusyError
from graph.formats import GRAPH_FORMATS
from graph.store.embedded import EmbeddedStore
from graph.store.location import open_published
from graph.store.snapshots import Snapshots
from graph.vocabulary import FOAF, PRIMARY_TOPIC, TYPE, VOID, schema
from server import browsing
from server.config import load
from server.engine import Answer, Cached, Question, waiting
from server.gate import Form
from tests.endpoint import BASE, serving

FILM, REVIEW = f"{BASE}movie/heat-1995", f"{BASE}review/heat"
NAMES = "SELECT ?name { ?film <http://schema.org/name> ?name }"


def resources(name="Heat"):
    film, review = NamedNode(FILM + "#movie"), NamedNode(REVIEW + "#review")
    rating = NamedNode(REVIEW + "#rating")
    return {
        NamedNode(FILM): [
            Triple(NamedNode(FILM), PRIMARY_TOPIC, film),
            Triple(film, TYPE, schema("Movie")),
            Triple(film, schema("name"), Literal(name)),
            Triple(film, schema("sameAs"), NamedNode("https://www.imdb.com/title/tt0113277/")),
        ],
        NamedNode(REVIEW): [
            Triple(NamedNode(REVIEW), PRIMARY_TOPIC, review),
            Triple(review, TYPE, schema("Review")),
            Triple(review, schema("itemReviewed"), film),
            Triple(review, schema("reviewRating"), rating),
            Triple(rating, TYPE, schema("Rating")),
        ],
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    store = EmbeddedStore(root / "store")
    store.replace(resources())
    store.snapshot()
    snapshots = Snapshots(root / "store")
    with serving(snapshots, root, max_query_bytes=2_000) as endpoint:
        yield SimpleNamespace(store=store, snapshots=snapshots, endpoint=endpoint)
    store.close()


@pytest.fixture
def endpoint(site):
    return site.endpoint


def triples(answer, format_):
    return {quad.triple for quad in parse(answer.body, format_.engine)}


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize(
    "query",
    [
        f"DESCRIBE <{REVIEW}#review>",
        f"DESCRIBE <{REVIEW}>",
        f"BASE <{BASE}> PREFIX r: <review/> DESCRIBE r:heat <#nothing>",
        "PREFIX schema: <https://schema.org/> DESCRIBE ?r WHERE { ?r a schema:Review }",
        "DESCRIBE * { ?r <http://schema.org/itemReviewed> ?film FILTER(?film = ?r || ?film != ?r) "
        f"FILTER(?r = <{REVIEW}#review>) MINUS {{ ?film a <http://schema.org/Movie> }} }}",
    ],
)
def test_describe_is_what_the_store_describes(site, query, format_):
    found = triples(site.endpoint.query(query, format_.media_type), format_)
    expected = set(site.snapshots.current().describe(NamedNode(REVIEW)))
    assert found == (set() if "MINUS" in query else expected)
    assert len(expected) > 5


def test_an_answer_is_validated_by_its_etag_until_the_graph_changes(site):
    endpoint = site.endpoint
    first = endpoint.query(NAMES)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    again = endpoint.query(NAMES, headers={"If-None-Match": tag})
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert endpoint.query(NAMES, "text/csv").headers["ETag"] != tag
    assert endpoint.query(NAMES + " LIMIT 1").headers["ETag"] != tag
    site.store.replace(resources("Heat!"))
    site.store.snapshot()
    changed = endpoint.query(NAMES, headers={"If-None-Match": tag})
    assert changed.status == 200
    assert b"Heat!" in changed.body
    assert changed.headers["ETag"] != tag


def test_conditions_are_for_what_is_read_by_get(site):
    """A posted query is about no state of the address (RFC 9110, section 13.2.1)."""
    endpoint = site.endpoint
    tag = endpoint.query(NAMES).headers["ETag"]
    assert endpoint.query(NAMES, headers={"If-Match": "*"}).status == 200
    for unmet in ('"x"', tag):  # weak
        answer = endpoint.query(NAMES, headers={"If-Match": unmet})
        assert (answer.status, answer.media_type) == (412, "application/problem+json")
    assert endpoint.send("GET", headers={"If-Match": '"x"'}).status == 412
    form = {"Content-Type": "application/sparql-query"}
    for met in ({"If-None-Match": "*"}, {"If-None-Match": tag}, {"If-Match": '"x"'}):
        assert endpoint.send("POST", body=NAMES.encode(), headers=form | met).status == 200


def test_what_changes_by_itself_is_never_kept(endpoint):
    answers = [endpoint.query("SELECT (RAND() AS ?x) {}") for _ in range(2)]
    assert answers[0].body != answers[1].body
    assert all(a.headers["Cache-Control"] == "no-store" and not a.headers["ETag"] for a in answers)


def test_head_is_get_without_its_body(endpoint):
    get, head = endpoint.query(NAMES), endpoint.query(NAMES, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_preflight(endpoint):
    requested = {"Method": "POST", "Headers": "content-type"}
    asked = {f"Access-Control-Request-{name}": value for name, value in requested.items()}
    answer = endpoint.send("OPTIONS", headers=asked)
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "content-type"
    assert answer.headers["Allow"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERY", "PROPFIND", "TRACE", "X-Y"])
def test_other_methods(endpoint, method):
    answer = endpoint.send(method)
    assert answer.status == 405
    assert answer.json["detail"] == "Queries are sent by GET or POST."
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"GET", "HEAD", "POST", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    "path", ["", "?query=ASK{}", "?query=nonsense", "?query=ASK{}&query=ASK{}"]
)
def test_every_answer_may_be_read_by_scripts_and_is_what_it_says(endpoint, path):
    answer = endpoint.send("GET", "/sparql" + path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "timeout-s=5" in answer.headers["Triplebill-Limits"]


def test_a_browser_does_not_run_what_is_in_a_result(endpoint):
    answer = endpoint.query("SELECT ('<script>alert(1)</script>' AS ?x) {}", "application/xml")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_schema_org_in_either_spelling(endpoint):
    text = "SELECT ?s { ?s a <%s://schema.org/Movie> }"
    https, http = endpoint.query(text % "https"), endpoint.query(text % "http")
    assert https.body == http.body
    assert https.headers["Triplebill-Normalized"] == "schema.org"
    assert http.headers["Triplebill-Normalized"] is None


def test_a_syntax_error_has_its_place_and_an_unknown_prefix_its_name(endpoint):
    problem = endpoint.query("SELECT *\n{ ?s ?p }").json
    assert (problem["status"], problem["line"]) == (400, 2)
    assert problem["column"] > 1
    assert "foo:" in endpoint.query("ASK { foo:a ?p ?o }").json["detail"]


def test_there_are_no_named_graphs(endpoint, tmp_path):
    text = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert endpoint.query(text).json["results"]["bindings"] == []
    settings = {"engine_query_url": "http://127.0.0.1:1/sparql", "engine_graph": "urn:g"}
    published = open_published(load(tmp_path, settings, {}).location)
    with serving(published, tmp_path, **settings) as remote:  # which is not even asked
        refused = remote.query(text)
    assert refused.status == 403
    assert "leave GRAPH out" in refused.json["detail"]


def test_a_client_may_lower_the_timeout_but_not_raise_it(endpoint):
    never = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c" + "".join(
        f" . ?a{i} ?b{i} ?c{i}" for i in range(12)
    )
    assert "0.2 seconds" in endpoint.query(never + "}", timeout="0.2").json["detail"]
    assert "5 seconds" in endpoint.query(never + "}", timeout="600").json["detail"]


def test_one_client_may_not_send_too_many(site, tmp_path):
    with serving(site.snapshots, tmp_path, queries_per_minute=3) as endpoint:
        answers = [endpoint.query("ASK {}") for _ in range(5)]
        assert [a.status for a in answers] == [200, 200, 200, 429, 429]
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
        assert answers[0].headers["Retry-After"] is None
        assert endpoint.send("OPTIONS").status == 204
        assert endpoint.send("GET", "/.well-known/void").status == 200


def test_void_counts_what_is_there(site):
    counted = triples(site.endpoint.send("GET", "/.well-known/void"), GRAPH_FORMATS[0])
    dataset = NamedNode(f"{BASE}.well-known/void#dataset")
    facts = {(t.predicate.value.removeprefix(VOID), t.object) for t in counted
             if t.subject == dataset}  # fmt: skip
    reader = site.snapshots.current()
    assert number(facts, "triples") == reader.count()
    assert number(facts, "entities") == 2
    assert number(facts, "classes") == 3
    assert number(facts, "properties") == 6
    assert ("sparqlEndpoint", NamedNode(f"{BASE}sparql")) in facts
    assert ("exampleResource", NamedNode(f"{FILM}#movie")) in facts
    linksets = [t.subject for t in counted if t.object == NamedNode(VOID + "Linkset")]
    (linkset,) = linksets
    about = {(t.predicate.value.removeprefix(VOID), t.object) for t in counted
             if t.subject == linkset}  # fmt: skip
    (target,) = [o for p, o in about if p == "objectsTarget"]
    assert target.value.startswith(f"{BASE}.well-known/void#target-imdb-com-")
    homepage = NamedNode(FOAF + "homepage")
    assert Triple(target, homepage, NamedNode("https://www.imdb.com/")) in counted
    assert number(about, "triples") == 1


def number(facts, name):
    (value,) = [int(o.value) for p, o in facts if p == name]
    return value


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
def test_void_is_negotiated(endpoint, format_):
    answer = endpoint.send("GET", "/.well-known/void", headers={"Accept": format_.media_type})
    assert answer.headers["Content-Type"] == format_.content_type
    assert len(triples(answer, format_)) > 20
    assert endpoint.send("GET", "/.well-known/void", headers={"Accept": "a/b"}).status == 406


class Echo:
    """An engine that counts what it is asked."""

    version = "v1"
    asked = 0

    def answer(self, question, gone=waiting, version=""):
        self.asked += 1
        body = json.dumps([question.text, self.asked]).encode()
        return Answer(body, GRAPH_FORMATS[0], self.version)

    def close(self):
        self.version = "closed"


def question(text, *, volatile=False):
    return Question(text, Form.ASK, "json", 1, volatile=volatile)


def test_answers_are_remembered_by_version_and_question():
    engine = Echo()
    cached = Cached(engine, 1_000)
    assert cached.answer(question("a")) is cached.answer(question("a"))
    assert cached.answer(question("b")).body != cached.answer(question("a")).body
    assert engine.asked == 2
    engine.version = "v2"
    assert cached.answer(question("a")).version == "v2"
    cached.answer(question("v", volatile=True))
    cached.answer(question("v", volatile=True))
    assert engine.asked == 5


def test_the_memory_for_answers_is_bounded_and_the_oldest_go_first():
    engine = Echo()
    cached = Cached(engine, 200)
    for i in range(30):
        cached.answer(question(f"query {i}"))
    asked = engine.asked
    cached.answer(question("query 29"))
    assert engine.asked == asked
    cached.answer(question("query 0"))
    assert engine.asked == asked + 1
    cached.answer(question("x" * 100))
    cached.answer(question("x" * 100))
    assert engine.asked == asked + 3
    cached.close()
    assert engine.version == "closed"


# --- in a browser ---------------------------------------------------------------------------

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def page_of(endpoint, query, **parameters):
    answer = endpoint.query(query, BROWSER, **parameters)
    assert (answer.status, answer.media_type) == (200, "text/html")
    return answer.body.decode()


def test_a_browser_sees_rows_and_its_query(endpoint):
    query = f"SELECT ?film ?link ?none {{ ?film <{schema('sameAs').value}> ?link }}"
    page = page_of(endpoint, query)
    assert escape(query) in page
    assert "1 row<" in page
    assert '<a href="/movie/heat-1995"' in page  # a path: the site may be looked at elsewhere
    assert '<a href="https://www.imdb.com/title/tt0113277/" rel="nofollow ugc noopener">' in page
    assert f"query={quote(query)}&amp;format=csv" in page


def test_a_browser_sees_truth_graphs_and_nothing(endpoint):
    assert ">Yes.</p>" in page_of(endpoint, "ASK {}")
    assert "a schema:Movie" in page_of(endpoint, f"DESCRIBE <{FILM}>")
    assert "0 rows" in page_of(endpoint, "SELECT ?s { ?s a <x:nothing> }")
    assert "Nothing." in page_of(endpoint, "CONSTRUCT WHERE { ?s a <x:nothing> }")


def test_a_browser_runs_nothing_that_a_result_holds(endpoint):
    page = page_of(
        endpoint, """SELECT ("<script>alert(1)</script>"@en AS ?x) (<javascript:x> AS ?y) {}"""
    )
    assert "<script>" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert 'href="javascript' not in page


def test_a_browser_that_names_a_format_gets_it(endpoint):
    assert endpoint.query("ASK {}", BROWSER, format="json").json == {"head": {}, "boolean": True}


def test_a_long_result_is_shown_in_part_and_a_large_one_not(endpoint, monkeypatch):
    digits = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 }}"
    many = "SELECT * { " + " ".join(digits.format(v) for v in "abcd") + " }"
    page = page_of(endpoint, many)
    assert "10,000 rows, of which these are the first 1,000" in page
    assert page.count("<tr>") == 1_001
    monkeypatch.setattr(browsing, "MOST_BYTES", 100)
    assert "too large for a page" in page_of(endpoint, many)


def test_a_browser_is_told_when_to_ask_again_and_keeps_no_error(endpoint, monkeypatch):
    def busy(*_):
        raise BusyError("All query workers are taken.", 7)

    monkeypatch.setattr(endpoint.engine, "answer", busy)
    for accept in (BROWSER, "application/json"):
        answer = endpoint.query("ASK { ?busy ?busy ?busy }", accept)
        said = answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]
        assert said == (503, "7", "no-store")
