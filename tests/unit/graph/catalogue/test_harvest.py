"""All films of an endpoint, year by year: what is fetched is kept, whatever the endpoint does."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.catalogue import Catalogue
from graph.catalogue import service as module
from graph.catalogue.build import build_from_files, build_from_service
from graph.catalogue.harvest import Harvest
from graph.catalogue.service import Patience, Service
from graph.errors import EngineError
from tests.unit.graph.catalogue.conftest import SLICE, Reply, Server


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)


def build(server: Server, tmp_path: Path, said: list[str], years: range | None) -> Catalogue:
    service = Service(server.url, "", said.append, Patience(timeout_s=2, attempts=2))
    harvest = Harvest(service, tmp_path / "years", lambda *how: None, said.append)
    build_from_service(harvest, tmp_path / "films.sqlite", years, "CC0-1.0")
    return Catalogue.open(tmp_path / "films.sqlite")


def qids(films: Catalogue) -> list[str]:
    return sorted(film.qid for film in films)


def test_the_films_of_some_years(server: Server, tmp_path: Path, said: list[str]) -> None:
    films = build(server, tmp_path, said, range(1990, 2000))
    assert qids(films) == ["Q900002"]
    assert films.facts()["source"] == server.url
    assert films.facts()["licence"] == "CC0-1.0"
    assert not said


def test_all_films_are_those_of_the_file(server: Server, tmp_path: Path, said: list[str]) -> None:
    fetched = build(server, tmp_path, said, None)
    build_from_files([SLICE], tmp_path / "file.sqlite", lambda *how: None)
    read = [film for film in Catalogue.open(tmp_path / "file.sqlite") if film.kind == "film"]
    assert len(read) == 3
    assert sorted(fetched, key=lambda film: film.qid) == sorted(read, key=lambda film: film.qid)


def test_goes_on_where_it_was_stopped(server: Server, tmp_path: Path, said: list[str]) -> None:
    years = range(1960, 2000)
    server.refuse = lambda query: Reply(503, b"", {}) if '"1994-01-01' in query else None
    with pytest.raises(EngineError, match="HTTP 503"):
        build(server, tmp_path, said, years)
    assert not (tmp_path / "films.sqlite").exists()
    server.refuse = lambda query: None
    server.asked.clear()
    assert qids(build(server, tmp_path, said, years)) == ["Q900001", "Q900002"]
    by_date = [query for query in server.asked if "P577" in query]
    assert '"1994-01-01' in by_date[0]
    server.asked.clear()
    build(server, tmp_path, said, years)
    assert not server.asked


def test_a_year_that_is_too_much_is_asked_in_spans(
    server: Server, tmp_path: Path, said: list[str]
) -> None:
    whole = ('"1994-01-01T00:00:00Z"', '"1995-01-01T00:00:00Z"')
    server.refuse = lambda query: Reply(504, b"", {}) if all(w in query for w in whole) else None
    assert qids(build(server, tmp_path, said, range(1994, 1995))) == ["Q900002"]


def test_a_failing_endpoint_leaves_the_old_catalogue(
    server: Server, tmp_path: Path, said: list[str]
) -> None:
    build(server, tmp_path, said, range(1994, 1995))
    server.refuse = lambda query: Reply(0)
    with pytest.raises(EngineError, match=r"cannot be reached.*run the same command again"):
        build(server, tmp_path, said, range(1960, 1965))
    assert qids(Catalogue.open(tmp_path / "films.sqlite")) == ["Q900002"]


def test_films_without_a_date_are_left_out_where_they_cannot_be_listed(
    server: Server, tmp_path: Path, said: list[str]
) -> None:
    server.refuse = lambda query: Reply(504, b"", {}) if "NOT EXISTS" in query else None
    assert "Q900005" not in qids(build(server, tmp_path, said, None))
    assert "left out" in said[-1]


def test_damaged_years_are_fetched_again(server: Server, tmp_path: Path, said: list[str]) -> None:
    build(server, tmp_path, said, range(1994, 1995))
    (kept,) = (tmp_path / "years").rglob("1994.json")
    kept.write_text("[{")
    assert qids(build(server, tmp_path, said, range(1994, 1995))) == ["Q900002"]
