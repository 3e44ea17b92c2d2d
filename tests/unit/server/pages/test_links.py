"""The pages and tables that say why films are linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from graph.catalogue import Catalogue, CatalogueFilm
from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.linker import Linker
from graph.mapping import Addresses
from graph.mappings import prefixes
from graph.records import Text
from graph.sssom import read
from graph.store.embedded import EmbeddedStore
from server.access import Access
from server.app import create_app
from server.config import load
from server.pages import links as links_module
from server.pages.links import LinkViews
from server.record import Record
from shapes.validation import Validator

BASE = "https://films.example/"
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    config = load(tmp_path, {"base_iri": BASE}, {})
    films = Catalogue.of(
        [
            CatalogueFilm("Q900001", titles=(Text("The Pier"), Text(HOSTILE)), years=(1972,)),
            CatalogueFilm("Q900002", titles=(Text("The Pier"),), years=(2002,)),
        ]
    )
    ledger, store = Ledger(config.state), EmbeddedStore(config.state, reserve_bytes=0)
    job = Job(
        ledger,
        store,
        Addresses(BASE),
        Judge(Validator.bundled(), Defaults()),
        tmp_path,
        Linker(films),
    )
    for name, head in (
        ("old", f"title: The Pier\nyear: 1972\nalternate_title: '{HOSTILE}'"),
        ("open", "title: The Pier"),
    ):
        path = tmp_path / f"{name}.md"
        path.write_text(f"---\n{head}\nrating: 3/5\n---\nIt is a film of {name}.\n")
        job.add([path])
    links = LinkViews(config, Record(config.state), Access(config)).blueprint()
    yield create_app(config, [links]).test_client()
    store.close()
    ledger.close()
    films.close()


def test_the_page_says_why(client: FlaskClient) -> None:
    page = client.get("/movie/the-pier-1972/links")
    assert page.status_code == 200
    assert "Linked to “The Pier” (1972), wikidata:Q900001." in page.text
    assert "The year is the same: 1972." in page.text
    assert 'href="http://www.wikidata.org/entity/Q900001"' in page.text
    assert "<script>" not in page.text
    again = client.get(
        "/movie/the-pier-1972/links", headers={"If-None-Match": page.headers["ETag"]}
    )
    assert again.status_code == 304


def test_the_data_of_a_film_and_of_all(client: FlaskClient) -> None:
    for path in ("/movie/the-pier-1972/links", "/links"):
        table = client.get(f"{path}.tsv")
        assert table.content_type.startswith("text/tab-separated-values")
        rows = list(read(table.text, prefixes(Addresses(BASE))))
        assert ("movie:the-pier-1972#movie", "wikidata:Q900001") in {
            (r.subject_id, r.object_id) for r in rows
        }
        turtle = client.get(f"{path}.ttl")
        assert turtle.content_type.startswith("text/turtle")
        triples = list(parse(turtle.data, format=RdfFormat.TURTLE))
        assert sum("annotatedTarget" in triple.predicate.value for triple in triples) == len(rows)
        assert turtle.headers["Access-Control-Allow-Origin"] == "*"
        assert turtle.headers["Access-Control-Expose-Headers"] == "*"
        assert table.headers["Cache-Control"] == turtle.headers["Cache-Control"] == "no-cache"


def test_the_data_of_all_is_written_while_it_is_read(client: FlaskClient, monkeypatch) -> None:
    whole = client.get("/links.ttl").data
    monkeypatch.setattr(links_module, "AT_ONCE", 2)
    with client.get("/links.ttl", buffered=False) as answer:
        pieces = list(answer.iter_encoded())
    assert len(pieces) > 3
    written = [set(parse(b"".join(some), format=RdfFormat.TURTLE)) for some in (pieces, [whole])]
    assert written[0] == written[1]


def test_what_is_not_there(client: FlaskClient) -> None:
    assert client.get("/movie/nothing/links").status_code == 404
    assert client.get("/movie/nothing/links.ttl").status_code == 404
    assert client.get("/links.zip").status_code == 404


def test_before_the_first_review(tmp_path: Path) -> None:
    config = load(tmp_path, {"base_iri": BASE}, {})
    links = LinkViews(config, Record(config.state), Access(config)).blueprint()
    client = create_app(config, [links]).test_client()
    assert list(read(client.get("/links.tsv").text, {})) == []
    assert client.get("/links.ttl").status_code == 200
