"""Films that the catalogue lacks, asked of two services, and the health of links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from graph.catalogue import Catalogue, CatalogueFilm, title_forms
from graph.catalogue import service as module
from graph.catalogue.health import Ailment, check
from graph.catalogue.live import Lookups, Question
from graph.catalogue.service import Patience, Service
from graph.errors import EngineError
from graph.records import Identifier
from tests.unit.graph.catalogue.conftest import Reply, Server, serving

DBPEDIA = b"""
@prefix dbo: <http://dbpedia.org/ontology/> . @prefix dbr: <http://dbpedia.org/resource/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
dbr:Low_Tide a dbo:Film ; foaf:name "Low Tide"@en ; owl:sameAs wd:Q900010 ;
    dbo:director dbr:Ann_Lee ; dbo:runtime 5400.0 .
dbr:Ann_Lee owl:sameAs wd:Q900110 ; rdfs:label "Ann Lee"@en .
"""


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)


@pytest.fixture
def dbpedia() -> Iterator[Server]:
    store = Store()
    store.load(DBPEDIA, format=RdfFormat.TURTLE)
    with serving(store) as running:
        yield running


def asking(url: str, said: list[str]) -> Service:
    return Service(url, "", said.append, Patience(timeout_s=2, attempts=2))


@pytest.fixture
def lookups(server: Server, dbpedia: Server, tmp_path: Path, said: list[str]) -> Iterator[Lookups]:
    made = Lookups(
        tmp_path / "answers.sqlite",
        asking(server.url, said),
        asking(dbpedia.url, said),
        said.append,
    )
    yield made
    made.close()


def found(films: Catalogue, title: str) -> list[str]:
    return [film.qid for film in films.by_title(title_forms(title))]


def test_titles_in_any_language_and_identifiers_of_any_kind(lookups: Lookups) -> None:
    films = lookups.find(
        [
            Question(("Hafenlichter", 'A "quoted" \\ title')),
            Question((), (Identifier("imdb", "tt9000004"), Identifier("tmdb", "tv/900001"))),
        ]
    )
    assert found(films, "Harbour Lights") == ["Q900001"]
    series = films.by_identifier("imdb", "tt9000004")
    assert series
    assert series.kind == "series"
    assert len(films) == 2


def test_dbpedia_is_asked_what_wikidata_does_not_know(lookups: Lookups, dbpedia: Server) -> None:
    films = lookups.find([Question(("Low Tide", "Harbour Lights"))])
    film = films.by_identifier("wikidata", "Q900010")
    assert film
    assert (film.directors[0].name, film.minutes) == ("Ann Lee", (90,))
    assert film.directors[0].urls == ("http://www.wikidata.org/entity/Q900110",)
    assert film.pages == ("http://dbpedia.org/resource/Low_Tide",)
    assert sorted(found(films, "Harbour Lights")) == ["Q900001", "Q900002"]
    assert "Harbour" not in "".join(dbpedia.asked)


def test_answers_are_kept_also_those_of_nothing(
    lookups: Lookups, server: Server, dbpedia: Server
) -> None:
    asked = [Question(("Low Tide", "The Long Quay", "Nothing"), (Identifier("imdb", "tt1"),))]
    first = list(lookups.find(asked))
    assert sorted(film.qid for film in first) == ["Q900005", "Q900010"]
    server.asked.clear()
    dbpedia.asked.clear()
    assert list(lookups.find(asked)) == first
    assert not server.asked
    assert not dbpedia.asked


def test_what_failed_is_told_and_asked_again(
    lookups: Lookups, server: Server, dbpedia: Server, said: list[str]
) -> None:
    server.refuse = dbpedia.refuse = lambda query: Reply(503, b"", {})
    asked = [Question(("The Long Quay",))]
    assert len(lookups.find(asked)) == 0
    assert any("HTTP 503" in sentence for sentence in said)
    server.refuse = dbpedia.refuse = lambda query: None
    assert len(lookups.find(asked)) == 1


def test_hostile_titles_are_only_words(lookups: Lookups, server: Server) -> None:
    films = lookups.find([Question(('" } ?s ?p ?o . { "', "x" * 10_000, "\n'''", ""))])
    assert len(films) == 0


def test_links_are_checked(server: Server, said: list[str]) -> None:
    films = [
        CatalogueFilm("Q900001", identifiers=(Identifier("imdb", "tt9000001"),)),
        CatalogueFilm("Q900004", identifiers=(Identifier("imdb", "tt9999999"),)),
        CatalogueFilm("Q900006"),
        CatalogueFilm("Q900099"),
        CatalogueFilm(""),
    ]
    repaired = (Identifier("wikidata", "Q900002"),)
    assert list(check(asking(server.url, said), films)) == [
        Ailment("Q900006", "redirected", "Q900006 is now Q900002.", repaired),
        Ailment("Q900099", "deleted", "Q900099 is no longer in Wikidata."),
        Ailment(
            "Q900004",
            "changed",
            "Q900004 has imdb tt9000004, and no longer tt9999999.",
            (Identifier("imdb", "tt9000004"),),
        ),
    ]
    films.append(CatalogueFilm("Q900002"))
    assert next(check(asking(server.url, said), films)).state == "merged"


def test_a_service_without_wikidata_deletes_nothing(dbpedia: Server, said: list[str]) -> None:
    with pytest.raises(EngineError, match="knows none of 1 items"):
        list(check(asking(dbpedia.url, said), [CatalogueFilm("Q900001")]))
