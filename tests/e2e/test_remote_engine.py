"""The whole site on a real Virtuoso: only the settings are others."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import RdfFormat, parse

from tests.e2e.conftest import SAMPLES, Server, free_port, serving, triplebill
from tests.virtuoso import Virtuoso

pytestmark = pytest.mark.virtuoso


@pytest.fixture(scope="module")
def remote(virtuoso: Virtuoso, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("remote")
    port = free_port()
    (root / "triplebill.toml").write_text(
        f'base_iri = "http://127.0.0.1:{port}/"\n'
        f'engine_query_url = "{virtuoso.url}"\n'
        f'engine_update_url = "{virtuoso.url}"\n'
        f'engine_graph = "http://127.0.0.1:{port}/graph"\n'
    )
    added = triplebill(root, "add", SAMPLES)
    assert added.returncode == 0, added.stdout + added.stderr
    with serving(root, port) as server:
        yield server


@pytest.fixture(scope="module")
def embedded(remote: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site in the own store, under the same base IRI."""
    root = tmp_path_factory.mktemp("embedded")
    (root / "triplebill.toml").write_text(f'base_iri = "{remote.base}"\n')
    triplebill(root, "add", SAMPLES)
    return root


def exported(root: Path) -> set[str]:
    done = triplebill(root, "export", root / "all.nt")
    assert done.returncode == 0, done.stderr
    return {str(quad.triple) for quad in parse(path=root / "all.nt", format=RdfFormat.N_TRIPLES)}


def test_the_graph_is_the_same_as_in_the_own_store(remote: Server, embedded: Path) -> None:
    assert exported(remote.root) == exported(embedded)


def test_a_table_for_letterboxd_is_the_same(remote: Server, embedded: Path) -> None:
    for root in (remote.root, embedded):
        done = triplebill(root, "export", "--by", "Ottilie Quarrington", "table.csv")
        assert done.returncode == 0, done.stderr
    assert (remote.root / "table.csv").read_bytes() == (embedded / "table.csv").read_bytes()


def test_adding_again_changes_nothing(remote: Server) -> None:
    before = exported(remote.root)
    assert "unchanged" in triplebill(remote.root, "add", SAMPLES).stdout
    assert exported(remote.root) == before


def test_a_rebuild_gives_the_same_graph(remote: Server) -> None:
    before = exported(remote.root)
    assert triplebill(remote.root, "rebuild").returncode == 0
    assert exported(remote.root) == before


def test_query_on_the_command_line(remote: Server) -> None:
    ask = "SELECT (COUNT(?f) AS ?films) { ?f a schema:Movie }"
    done = triplebill(remote.root, "query", ask, "--format", "json")
    (row,) = json.loads(done.stdout)["results"]["bindings"]
    assert int(row["films"]["value"]) >= 60


def test_lists_and_the_search(remote: Server) -> None:
    page = remote.get("movies?genre=horror&decade=1980")
    assert page.status == 200
    assert "/movie/the-shining-1980" in page.text
    found = json.loads(remote.get("search.json?q=kurosawa").body)
    assert [item["name"] for item in found["films"]["items"]] == ["Seven Samurai"]
    assert found["reviews"]["items"][0]["film"]["name"] == "Seven Samurai"


def test_pages_and_their_data(remote: Server) -> None:
    page = remote.get("movie/blade-runner-1982", Accept="text/html")
    assert page.status == 200
    assert "Blade Runner" in page.text
    turtle = remote.get("movie/blade-runner-1982", Accept="text/turtle")
    assert "Blade Runner" in turtle.text
    again = remote.get(
        "movie/blade-runner-1982", Accept="text/html", If_None_Match=page.headers["etag"]
    )
    assert again.status == 304


def test_the_dataset_is_described_as_in_the_own_store(remote: Server, embedded: Path) -> None:
    with serving(embedded, free_port()) as own:
        for path in ("sitemap.xml", "sitemap-movies-1.xml", "feed.atom", "feed-2.json"):
            assert remote.get(path).body == own.get(path).body, path
        dumps = [gzip.decompress(site.get("dump.nq.gz").body) for site in (remote, own)]
        assert dumps[0] == dumps[1]
        described = [site.get("data.nt").text.splitlines() for site in (remote, own)]
    # The moment is that of the snapshot; an engine has none, and knows the day of the reviews.
    counted, expected = ({t for t in lines if "odified>" not in t} for lines in described)
    assert counted == expected
    assert f'triples> "{len(dumps[0].splitlines())}"' in "\n".join(expected)


@pytest.mark.parametrize(
    ("query", "accept", "type_"),
    [
        ("SELECT ?s { ?s ?p ?o } LIMIT 3", "text/csv", "text/csv"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3", "text/turtle", "text/turtle"),
    ],
)
def test_the_endpoint_passes_queries_on(
    remote: Server, query: str, accept: str, type_: str
) -> None:
    answer = remote.get(f"sparql?query={quote(query)}", Accept=accept)
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"].startswith(type_)


def test_describe_is_the_page_s_data(remote: Server) -> None:
    thing = f"{remote.base}movie/blade-runner-1982#movie"
    answer = remote.get(
        f"sparql?query={quote(f'DESCRIBE <{thing}>')}", Accept="application/n-triples"
    )
    page = remote.get("movie/blade-runner-1982.nt")
    assert set(answer.text.splitlines()) == set(page.text.splitlines())


def test_the_gate_stands_before_the_engine(remote: Server) -> None:
    answer = remote.get(
        f"sparql?query={quote('SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}"
    )
    assert answer.status in {400, 403, 500}
    assert "SERVICE" in answer.text


def test_what_is_removed_is_gone(remote: Server) -> None:
    source = (SAMPLES / "text" / "casablanca-1942.txt").as_posix()
    assert triplebill(remote.root, "remove", source).returncode == 0
    assert triplebill(remote.root, "add", SAMPLES).returncode == 0


def test_reconciliation(remote: Server) -> None:
    film = {"query": "Blade Runner", "properties": [{"pid": "director", "v": "Ridley Scott"}]}
    body = urlencode({"queries": json.dumps({"q0": film})}).encode()
    form = "application/x-www-form-urlencoded"
    answer = remote.get("reconcile", "POST", body, Content_Type=form)
    first = json.loads(answer.body)["q0"]["result"][0]
    assert (first["id"], first["match"]) == ("movie/blade-runner-1982", True)
    wanted = [{"id": name} for name in ("datePublished", "^director", "review/author", "imdb")]
    query = {"ids": [first["id"], "person/ridley-scott"], "properties": wanted}
    body = urlencode({"extend": json.dumps(query)}).encode()
    rows = json.loads(remote.get("reconcile", "POST", body, Content_Type=form).body)["rows"]
    assert rows[first["id"]]["datePublished"]
    assert rows[first["id"]]["review/author"]
    assert first["id"] in [film["id"] for film in rows["person/ridley-scott"]["^director"]]
