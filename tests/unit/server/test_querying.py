"""The query page, what its editor reads, and queries under short addresses, over HTTP."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Triple, parse

from graph.formats import VARIANT_FORMATS, named
from graph.store.embedded import EmbeddedStore
from graph.store.snapshots import Snapshots
from graph.vocabulary import PRIMARY_TOPIC, TYPE, schema
from server.examples import example_triples, examples
from tests.endpoint import BASE, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"
FILM = NamedNode(f"{BASE}movie/heat-1995")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    film = NamedNode(FILM.value + "#movie")
    store = EmbeddedStore(root / "store")
    triples = [Triple(FILM, PRIMARY_TOPIC, film), Triple(film, TYPE, schema("Movie"))]
    store.replace({FILM: [*triples, Triple(film, schema("name"), Literal("Heat"))]})
    store.snapshot()
    (root / ".triplebill").mkdir()
    snapshots = Snapshots(root / "store")
    with serving(snapshots, root, max_query_bytes=2_000, short_links=40) as endpoint:
        yield SimpleNamespace(endpoint=endpoint, snapshots=snapshots, root=root)
    store.close()


@pytest.fixture
def endpoint(site):
    return site.endpoint


def keep(endpoint, query, accept="application/json", **headers):
    headers = {"Content-Type": FORM, "Accept": accept, **headers}
    return endpoint.send("POST", "/q", urlencode({"query": query}), headers)


# --- the page -------------------------------------------------------------------------------


def test_the_page_has_a_form_and_the_examples_as_links(endpoint):
    answer = endpoint.send(headers={"Accept": BROWSER})
    page = answer.body.decode()
    assert answer.status == 200
    for example in examples():
        assert f'href="/sparql?query={quote(example.query)}"' in page
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src)", page)


@pytest.mark.parametrize(
    ("query", "status", "place"),
    [
        ("SELECT ?x WHERE { ?x a ; }\n", 400, ("1", "27")),
        ("ASK {\n  SERVICE <http://x.test/> { ?s ?p ?o } }", 403, ("0", "0")),
        ("ASK { ?s no:prefix ?o }", 400, ("1", "10")),
    ],
)
def test_what_is_wrong_with_a_query_stands_below_it(endpoint, query, status, place):
    answer = endpoint.query(query, BROWSER)
    page = answer.body.decode()
    assert answer.status == status
    assert query.strip() in unescape(page)
    line, column = place
    assert f'<p class="problem" data-line="{line}" data-column="{column}">' in page
    assert endpoint.query(query, "application/json").media_type == "application/problem+json"


# --- what editors read ----------------------------------------------------------------------


@pytest.mark.parametrize("format_", VARIANT_FORMATS, ids=lambda f: f.name)
def test_the_examples_are_data(endpoint, format_):
    for path, accept in (("", format_.media_type), (f".{format_.suffix}", BROWSER)):
        answer = endpoint.send("GET", f"/sparql/examples{path}", headers={"Accept": accept})
        assert answer.headers["Content-Type"] == format_.content_type
        found = {quad.triple for quad in parse(answer.body, format_.engine)}
        assert found == set(example_triples(BASE))
        assert answer.headers["Cache-Control"] == "no-cache"
        known = {"Accept": accept, "If-None-Match": answer.headers["ETag"]}
        assert endpoint.send("GET", f"/sparql/examples{path}", headers=known).status == 304
    assert endpoint.send("GET", "/sparql/examples", headers={"Accept": "a/b"}).status == 406


def test_the_service_description_has_the_examples_and_the_terms(endpoint):
    answer = endpoint.send(headers={"Accept": "text/turtle"})
    found = {quad.triple for quad in parse(answer.body, named("ttl").engine)}
    assert set(example_triples(BASE)) < found
    assert any(triple.subject == schema("itemReviewed") for triple in found)


def test_the_terms_are_those_of_the_graph_and_are_not_sent_twice(endpoint):
    answer = endpoint.send("GET", "/sparql/terms")
    assert [term["iri"] for term in answer.json["classes"]] == [schema("Movie").value]
    assert answer.json["prefixes"]["schema"] == "http://schema.org/"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert endpoint.send("GET", "/sparql/terms", headers=known).status == 304


# --- short addresses ------------------------------------------------------------------------

TITLES = "SELECT ?title {\r\n  ?film <http://schema.org/name> ?title }"


def test_a_kept_query_answers_as_if_it_had_been_sent(endpoint):
    made = keep(endpoint, TITLES)
    path = made.json["path"]
    assert made.status == 201
    assert path == made.headers["Location"]
    assert re.fullmatch("/q/[a-z2-7]{8}", path)
    csv = endpoint.send("GET", f"{path}?format=csv")
    assert csv.body == b"title\r\nHeat\r\n"
    rows = endpoint.send("GET", path, headers={"Accept": "application/sparql-results+json"})
    assert rows.json["results"]["bindings"][0]["title"]["value"] == "Heat"
    page = endpoint.send("GET", path, headers={"Accept": BROWSER})
    assert f'<a href="{path}">' in page.body.decode()
    assert "Heat</bdi>" in page.body.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_form_is_led_to_the_short_address(endpoint):
    made = keep(endpoint, TITLES, BROWSER)
    assert made.status == 303
    assert made.headers["Location"] == keep(endpoint, TITLES).json["path"]


def test_scripts_of_other_sites_ask_kept_queries_and_keep_none(endpoint):
    made, refused = keep(endpoint, TITLES), keep(endpoint, "DROP ALL")
    assert (made.status, refused.status) == (201, 403)
    assert not any(answer.headers["Access-Control-Allow-Origin"] for answer in (made, refused))
    assert endpoint.send("GET", made.json["path"]).headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_no_query_is_not_kept(endpoint):
    assert keep(endpoint, "buy pills").status == 400
    assert keep(endpoint, "DROP ALL").status == 403
    assert keep(endpoint, "ASK {} #" + "x" * 2_000).status == 413
    assert endpoint.send("POST", "/q", "other=1", {"Content-Type": FORM}).status == 400
    for other in ("cross-site", "same-site"):
        assert keep(endpoint, "ASK {}", **{"Sec-Fetch-Site": other}).status == 403
    cut, unknown = keep(endpoint, "ASK {\n  ?film"), keep(endpoint, "ASK { ?s a unknown:Film }")
    assert (cut.status, cut.json["line"], cut.json["column"]) == (400, 2, 8)
    assert unknown.status == 400
    faulty = keep(endpoint, "ASK { ?faulty", BROWSER)
    assert faulty.status == 400
    assert "ASK { ?faulty</textarea>" in faulty.body.decode()
    graph = urlencode({"query": "ASK {}", "default-graph-uri": "http://x.test/"})
    assert endpoint.send("POST", "/q", graph, {"Content-Type": FORM}).status == 400
    assert endpoint.send("GET", "/q/aaaaaaaa").status == 404
    assert endpoint.send("GET", "/q/..%2fx").status == 404


@pytest.mark.parametrize(
    ("most", "folder", "status", "said"),
    [(0, True, 403, "keeps no queries"), (1, True, 403, "as many"), (9, False, 503, "read-only")],
)
def test_where_nothing_is_kept_it_is_said(site, tmp_path, most, folder, status, said):
    if folder:
        (tmp_path / ".triplebill").mkdir()
    with serving(site.snapshots, tmp_path, short_links=most) as endpoint:
        if most == 1:
            assert keep(endpoint, "ASK {}").status == 201
        answer = keep(endpoint, "ASK { ?s ?p ?o }")
        assert answer.status == status
        assert said in answer.json["detail"]
        assert "long address" in answer.json["detail"]
        assert endpoint.query("ASK {}").status == 200
        page = endpoint.send(headers={"Accept": BROWSER}).body.decode()
        assert ("Short link" in page) == (most > 0)


def test_one_client_may_make_so_many_in_an_hour(site, tmp_path):
    (tmp_path / ".triplebill").mkdir()
    with serving(site.snapshots, tmp_path) as endpoint:
        statuses = [keep(endpoint, "ASK {}").status for _ in range(61)]
    assert statuses == [201] * 60 + [429]
