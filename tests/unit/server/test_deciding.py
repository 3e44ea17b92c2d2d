"""Decisions about links by forms, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.store.location import open_published
from server.cli import run
from server.config import load
from server.record import Record
from server.sparql import open_engine
from server.web import open_app
from server.writing import Writer

TOKEN = "an-honest-secret-of-ann"
FILMS = "qid\ttitle\tyear\nQ900001\tThe Pier\t1972\nQ900002\tThe Pier\t2002\n"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    (tmp_path / "films.tsv").write_text(FILMS)
    (tmp_path / "pier.md").write_text("---\ntitle: The Pier\nrating: 3/5\n---\nA film.\n")
    site = ["--site", str(tmp_path)]
    assert run([*site, "catalogue", "build", str(tmp_path / "films.tsv")]) == 0
    assert run([*site, "add", str(tmp_path / "pier.md")]) == 0
    config = load(tmp_path, None, {"TRIPLEBILL_TOKEN": TOKEN})
    published, writer = open_published(config.location), Writer(config)
    with closing(open_engine(published, config)) as engine, closing(writer):
        client = open_app(config, published, engine, writer).test_client()
        client.post("/login", data={"token": TOKEN})
        yield client


def decide(client: FlaskClient, answer: str) -> int:
    page = client.get("/links/open").text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return client.post("/links/decide", data={**fields, "answer": answer}).status_code


def test_what_decides_nothing_is_no_run(client: FlaskClient, tmp_path: Path) -> None:
    record = Record(tmp_path / ".triplebill")
    before = record.runs(10, 1)
    for answer in ("", "maybe", "accept wikidata:Q1", "undo accepted wikidata:Q900001"):
        assert decide(client, answer) == 400
    assert record.runs(10, 1) == before
    assert decide(client, "accept wikidata:Q900001") == 303
    (last, *_), number = record.runs(10, 1)
    assert (last.command, number) == ("decide", before[1] + 1)
    assert last.counts
