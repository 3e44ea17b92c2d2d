"""`/data`, VoID and the API catalogue: the same description, true, in every form."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph.formats import GRAPH_FORMATS, VARIANT_FORMATS
from graph.jsonld import to_triples
from graph.vocabulary import DCAT, DCTERMS, FOAF, OWL, SCHEMA, TYPE, VOID, VOID_EXT, XSD, schema
from server.config import Config, load
from tests.unit.server.discovery.conftest import LICENCE, Make
from tests.unit.server.pages.conftest import BASE, Site

DATASET = NamedNode(f"{BASE}.well-known/void#dataset")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def described(client: FlaskClient, path: str = "/data.nt") -> set[Triple]:
    return {quad.triple for quad in parse(client.get(path).data, RdfFormat.N_TRIPLES)}


def objects(triples: set[Triple], subject: NamedNode, predicate: str) -> set[str]:
    return {
        t.object.value for t in triples if t.subject == subject and t.predicate.value == predicate
    }


def part(name: str) -> NamedNode:
    return NamedNode(f"{BASE}.well-known/void#{name}")


def test_every_number_is_what_the_graph_holds(client: FlaskClient, site: Site) -> None:
    said, graph = described(client), [quad.triple for quad in site.store]
    assert objects(said, DATASET, VOID + "triples") == {str(len(graph))}
    for predicate in {t.predicate for t in graph}:
        (one,) = [t.subject for t in said if t.predicate.value == VOID + "property"
                  and t.object == predicate and "#property-" in str(t.subject)]  # fmt: skip
        expected = sum(t.predicate == predicate for t in graph)
        assert objects(said, one, VOID + "triples") == {str(expected)}
    for class_ in {t.object for t in graph if t.predicate == TYPE}:
        (one,) = [t.subject for t in said
                  if t.predicate.value == VOID + "class" and t.object == class_]  # fmt: skip
        things = {t.subject for t in graph if t.predicate == TYPE and t.object == class_}
        assert objects(said, one, VOID + "entities") == {str(len(things))}


def test_a_class_has_its_properties_and_these_their_datatypes(client: FlaskClient) -> None:
    said, release = described(client), part("class-schema-Movie-schema-datePublished")
    assert release.value in objects(said, part("class-schema-Movie"), VOID + "propertyPartition")
    (typed,) = objects(said, release, VOID_EXT + "datatypePartition")
    assert objects(said, NamedNode(typed), VOID_EXT + "datatype") == {XSD + "date"}
    director = part("class-schema-Movie-schema-director")
    assert objects(said, director, VOID + "triples") == {"1"}
    assert not objects(said, director, VOID_EXT + "datatypePartition")


def test_sites_that_are_spelled_alike_are_told_apart(client: FlaskClient, site: Site) -> None:
    film, same = NamedNode(f"{BASE}movie/the-sessions-2012#movie"), NamedNode(OWL + "sameAs")
    roots = ["https://imdb.com/", "http://www.imdb.com/", "https://a.b-c.example/",
             "https://a-b.c.example/", "https://例え.テスト/", "https://別.テスト/"]  # fmt: skip
    site.add([Triple(film, same, NamedNode(f"{root}{n}")) for root in roots for n in range(2)])
    site.version = "2"
    said, found = described(client), {}
    for linkset in objects(said, DATASET, VOID + "subset"):
        (number,) = objects(said, NamedNode(linkset), VOID + "triples")
        (target,) = objects(said, NamedNode(linkset), VOID + "objectsTarget")
        (space,) = objects(said, NamedNode(target), VOID + "uriSpace")
        found[space] = number
    assert {root: found[root] for root in roots} == dict.fromkeys(roots, "2")


def test_a_linkset_for_each_site_and_predicate(client: FlaskClient, site: Site) -> None:
    film = NamedNode(f"{BASE}movie/the-sessions-2012#movie")
    same = NamedNode(OWL + "sameAs")
    site.add([Triple(film, same, NamedNode("http://www.wikidata.org/entity/Q1"))])
    site.version = "2"
    said, linksets = described(client), {}
    for linkset in objects(said, DATASET, VOID + "subset"):
        (target,) = objects(said, NamedNode(linkset), VOID + "objectsTarget")
        (predicate,) = objects(said, NamedNode(linkset), VOID + "linkPredicate")
        (homepage,) = objects(said, NamedNode(target), FOAF + "homepage")
        (title,) = objects(said, NamedNode(target), DCTERMS + "title")
        (number,) = objects(said, NamedNode(linkset), VOID + "triples")
        linksets[homepage] = title, predicate, number
    assert linksets == {
        "https://www.imdb.com/": ("IMDb", SCHEMA + "sameAs", "1"),
        "https://en.wikipedia.org/": ("Wikipedia", SCHEMA + "sameAs", "1"),
        "http://www.wikidata.org/": ("Wikidata", OWL + "sameAs", "1"),
    }


def test_the_description_names_what_is_linked(client: FlaskClient, site: Site) -> None:
    def linked() -> str:
        site.version += "."
        (said,) = objects(described(client), DATASET, DCTERMS + "description")
        return re.search("RDF[.] (.*) The same data", said)[1]

    assert linked() == "Films are linked to Wikipedia and IMDb."
    ada = NamedNode(f"{BASE}person/ada#person")
    site.add([Triple(ada, schema("sameAs"), NamedNode("https://letterboxd.com/ada/"))])
    assert linked() == "Films and people are linked to Wikipedia, Letterboxd and IMDb."


def test_the_page_shows_the_most_frequent_links(client: FlaskClient, site: Site) -> None:
    person = NamedNode(f"{BASE}person/ada#person")
    hosts = [f"https://h{i}.example/" for i in range(40)]
    site.add([Triple(person, schema("sameAs"), NamedNode(f"{host}ada")) for host in hosts])
    site.version = "2"
    page = client.get("/data").text
    assert sum(f'href="{host}"' in page for host in hosts) == 24  # and Wikipedia
    assert "And 17 more to other sites" in page
    titles = {t.object.value for t in described(client) if t.predicate.value == DCTERMS + "title"}
    assert {f"h{i}.example" for i in range(40)} <= titles


def test_the_ways_in_lead_somewhere(client: FlaskClient) -> None:
    said = described(client)
    dumps = objects(said, DATASET, VOID + "dataDump")
    downloads = {t.object.value for t in said if t.predicate.value == DCAT + "downloadURL"}
    assert dumps == downloads == {f"{BASE}dump.nq.gz", f"{BASE}dump.ttl.gz"}
    for address in dumps | objects(said, DATASET, DCAT + "landingPage"):
        assert client.get("/" + address.removeprefix(BASE), buffered=True).status_code == 200
    examples = objects(said, DATASET, VOID + "exampleResource")
    assert f"{BASE}movie/the-sessions-2012#movie" in examples
    (pattern,) = objects(said, DATASET, VOID + "uriRegexPattern")
    for example in examples:
        assert client.get(example.removeprefix(BASE[:-1]).partition("#")[0]).status_code == 200
        assert re.match(pattern, example)
    assert objects(said, DATASET, VOID + "sparqlEndpoint") == {f"{BASE}sparql"}
    served = {t.subject for t in said if t.predicate.value == DCAT + "servesDataset"}
    assert NamedNode(f"{BASE}sparql#service") in served


def test_the_day_and_the_licence_are_the_site_s(client: FlaskClient) -> None:
    said = described(client)
    assert objects(said, DATASET, DCTERMS + "license") == {LICENCE}
    modified = Literal("2026-11-22", datatype=NamedNode(XSD + "date"))
    assert Triple(DATASET, NamedNode(DCTERMS + "modified"), modified) in said


def test_the_moment_of_a_snapshot_is_when_it_changed(client: FlaskClient, site: Site) -> None:
    site.version = "20261128T152922-1a604204"
    modified = Literal("2026-11-28T15:29:22Z", datatype=NamedNode(XSD + "dateTime"))
    assert Triple(DATASET, NamedNode(DCTERMS + "modified"), modified) in described(client)


@pytest.mark.parametrize("format_", VARIANT_FORMATS, ids=lambda f: f.name)
def test_every_variant_says_the_same(client: FlaskClient, format_) -> None:
    answer = client.get(f"/data.{format_.suffix}")
    assert answer.content_type == format_.content_type
    assert {q.triple for q in parse(answer.data, format_.engine)} == described(client)
    negotiated = client.get("/data", headers={"Accept": format_.media_type})
    assert negotiated.data == answer.data
    assert negotiated.headers["Content-Location"] == f"/data.{format_.suffix}"


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda f: f.name)
def test_void_says_the_same(client: FlaskClient, format_) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": format_.media_type})
    assert {q.triple for q in parse(answer.data, format_.engine)} == described(client)
    assert answer.vary.as_set() == {"accept"}


def test_void_in_a_browser_is_the_page(client: FlaskClient) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/data")
    assert answer.vary.as_set() == {"accept"}
    assert client.get("/.well-known/void").mimetype == "text/turtle"


def test_the_block_in_the_page_is_in_the_graph(client: FlaskClient) -> None:
    page = client.get("/data", headers={"Accept": BROWSER}).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = set(to_triples(json.loads(block)))
    assert said <= described(client)
    assert Triple(DATASET, TYPE, schema("Dataset")) in said
    assert Triple(DATASET, schema("license"), NamedNode(LICENCE)) in said
    downloads = {t.object.value for t in said if t.predicate == schema("contentUrl")}
    assert downloads == {f"{BASE}dump.nq.gz", f"{BASE}dump.ttl.gz"}
    (text,) = [t.object.value for t in said if t.predicate == schema("description")]
    assert 50 <= len(text) <= 5_000


def test_the_reviewer_of_the_settings_made_it(make: Make, config: Config) -> None:
    said = described(make(replace(config, author="Ann Lee")).test_client())
    (creator,) = {t.object for t in said if t.predicate == schema("creator")}
    assert Triple(creator, schema("name"), Literal("Ann Lee")) in said
    assert Triple(creator, TYPE, schema("Person")) in said


def test_the_page_says_what_a_researcher_asks(client: FlaskClient) -> None:
    page = client.get("/data", headers={"Accept": BROWSER}).text
    assert "Three Films &amp; a Half: film reviews as linked data" in page
    for words in (
        "1 review, 1 film",
        "22 November 2026",
        LICENCE,
        "schema:Movie",
        "@misc{",
        "IMDb",
    ):
        assert words in page, words


def test_without_reviews_and_licence_it_says_so(make: Make, site: Site, config) -> None:
    site.store.clear()
    bare = load(config.root, {"base_iri": BASE}, {})
    client = make(bare).test_client()
    page = client.get("/data").text
    assert "Nothing has been published yet" in page
    assert "None is stated" in page
    assert not objects(described(client), DATASET, DCTERMS + "modified")


def test_it_is_counted_once_for_each_version(client: FlaskClient, site: Site) -> None:
    first = client.get("/data.ttl")
    tag = first.headers["ETag"]
    assert client.get("/data.ttl", headers={"If-None-Match": tag}).status_code == 304
    site.store.clear()
    assert client.get("/data.ttl").data == first.data
    site.version = "2"
    changed = client.get("/data.ttl", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.data != first.data


@pytest.mark.parametrize("path", ["/data.ttl", "/.well-known/void", "/feed.atom"])
def test_another_setting_is_another_version(make: Make, config, path: str) -> None:
    def tag(**settings: str) -> str:
        changed = load(config.root, {"base_iri": BASE, **settings}, {})
        return make(changed).test_client().get(path).headers["ETag"]

    assert tag() == tag()
    assert len({tag(), tag(licence=LICENCE), tag(site_name="Late"), tag(author="Ann Lee")}) == 4


def test_below_a_path_addresses_keep_the_base(make: Make, config) -> None:
    prefixed = load(config.root, {"base_iri": "https://films.example/late/"}, {})
    client = make(prefixed).test_client()
    page = client.get("/data", base_url="http://localhost/late/")
    assert 'href="/late/dump.ttl.gz"' in page.text
    assert '<https://films.example/late/data>; rel="canonical"' in page.headers["Link"]
    void = client.get(
        "/.well-known/void", base_url="http://localhost/late/", headers={"Accept": "text/html"}
    )
    assert void.headers["Location"] == "/late/data"


def test_the_api_catalogue(client: FlaskClient) -> None:
    answer = client.get("/.well-known/api-catalog")
    assert answer.mimetype == "application/linkset+json"
    assert answer.mimetype_params["profile"] == "https://www.rfc-editor.org/info/rfc9727"
    anchors = {context["anchor"] for context in answer.get_json(force=True)["linkset"]}
    assert anchors == {BASE, f"{BASE}sparql", f"{BASE}reconcile"}
    for method in ("GET", "HEAD"):
        link = client.open("/.well-known/api-catalog", method=method).headers["Link"]
        assert link.startswith(f'<{BASE}.well-known/api-catalog>; rel="api-catalog"')


def test_of_files_nothing_is_said_that_a_server_answers(make: Make, config: Config) -> None:
    client = make(replace(config, static=1)).test_client()
    assert client.get("/.well-known/api-catalog").get_json(force=True) == {"linkset": []}
    for path in ("data.ttl", "data.html", ".well-known/void", "robots.txt"):
        said = client.get(f"/{path}").text
        for word in (f"{BASE}sparql", "/sparql?", "/reconcile", "search.json", "endpoint"):
            assert word.lower() not in said.lower(), path
    assert "dump.nq.gz" in client.get("/data").text


def test_a_suffix_that_is_none(client: FlaskClient) -> None:
    assert client.get("/data.zip").status_code == 404
