"""`triplebill catalogue`: from files, from an endpoint, and what is said when it fails."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from server.cli import run
from tests.unit.graph.catalogue.conftest import SLICE, serving


@pytest.fixture(autouse=True)
def _nothing_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIPLEBILL_CONTACT", raising=False)


def said(capsys: pytest.CaptureFixture[str], site: Path, *words: str) -> object:
    capsys.readouterr()
    assert run(["--site", str(site), "catalogue", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / ".triplebill" / "catalogue.sqlite"
    made = said(capsys, tmp_path, "build", str(SLICE), "--licence", "CC0-1.0")
    assert made == {"films": 5, "catalogue": str(file)}
    info = said(capsys, tmp_path, "info")
    assert isinstance(info, dict)
    assert (info["films"], info["licence"], info["source"]) == (5, "CC0-1.0", "slice.ttl")
    assert info["bytes"] == file.stat().st_size


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("Harbour Lights", {"Q900001", "Q900002", "Q900003"}),
        ("tt9000004", {"Q900004"}),
        ("https://www.themoviedb.org/movie/900001", {"Q900001"}),
        ("Q900005", {"Q900005"}),
        ("Quay", set()),
    ],
)
def test_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, items: set[str]
) -> None:
    said(capsys, tmp_path, "build", str(SLICE))
    found = said(capsys, tmp_path, "find", words)
    assert isinstance(found, list)
    assert {film["qid"] for film in found} == items
    assert run(["--site", str(tmp_path), "catalogue", "find", words]) == 0
    out = capsys.readouterr().out
    assert all(item in out for item in items)


def test_from_an_endpoint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store()
    store.load(path=SLICE, format=RdfFormat.TURTLE)
    with serving(store) as server:
        made = said(capsys, tmp_path, "build", "--endpoint", server.url, "--years", "1990-1999")
        assert isinstance(made, dict)
        assert made["films"] == 1
        server.asked.clear()
        said(capsys, tmp_path, "build", "--endpoint", server.url, "--years", "1994")
        assert not server.asked
        said(capsys, tmp_path, "build", "--endpoint", server.url, "--years", "1994", "--refresh")
        assert server.asked
        info = said(capsys, tmp_path, "info")
        assert isinstance(info, dict)
        assert (info["source"], info["licence"]) == (server.url, "CC0-1.0")


def test_a_public_service_is_told_who_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--site", str(tmp_path), "catalogue", "build"]) == 2
    assert "Set “contact”" in capsys.readouterr().err


@pytest.mark.parametrize("years", ["94", "1990-", "-", "1990-x", "1999-1990", "0000"])
def test_years_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], years: str
) -> None:
    assert run(["--site", str(tmp_path), "catalogue", "build", "--years", years]) == 2
    assert "Give a year or two" in capsys.readouterr().err


def test_without_a_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(tmp_path), "catalogue", "info"]) == 3
    assert "triplebill catalogue build" in capsys.readouterr().err


def test_the_demo_brings_a_small_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--site", str(tmp_path), "demo", "--no-serve"]) == 0
    found = said(capsys, tmp_path, "find", "The Matrix")
    assert isinstance(found, list)
    assert [film["qid"] for film in found] == ["Q83495"]


def test_the_demo_makes_one_of_an_older_version_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--site", str(tmp_path), "demo", "--no-serve"]) == 0
    with closing(sqlite3.connect(tmp_path / ".triplebill" / "catalogue.sqlite")) as catalogue:
        catalogue.execute("PRAGMA user_version = 1")
    assert run(["--site", str(tmp_path), "demo", "--no-serve"]) == 0
    assert said(capsys, tmp_path, "find", "The Matrix")
