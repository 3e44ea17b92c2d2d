"""Files → films: Wikidata's triples and tables."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.catalogue import Catalogue
from graph.catalogue.build import build_from_files
from graph.errors import SettingsError, UnreadableError
from graph.records import Identifier, Person, Text
from tests.unit.graph.catalogue.conftest import SLICE

ENTITY = "http://www.wikidata.org/entity/"
HEADER = "qid\timdb_id\ttmdb_id\ttitle\toriginal_title\tyear\tdirectors\taliases\twikipedia\n"


def built(tmp_path: Path, *paths: Path) -> Catalogue:
    told: list[tuple[str, int, int]] = []
    file = tmp_path / "films.sqlite"
    number = build_from_files(paths, file, lambda *how: told.append(how), "CC0-1.0")
    films = Catalogue.open(file)
    assert number == len(films)
    assert all(done <= total for _, done, total in told)
    return films


def table(tmp_path: Path, text: str, name: str = "films.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("compressed", [False, True])
def test_all_that_triples_say_of_a_film(tmp_path: Path, compressed: bool) -> None:
    path = SLICE
    if compressed:
        path = tmp_path / "slice.ttl.gz"
        path.write_bytes(gzip.compress(SLICE.read_bytes()))
    film = built(tmp_path, path).by_identifier("wikidata", "Q900001")
    assert film is not None
    assert film.titles == (
        Text("Harbour Lights", "en"),
        Text("Les Feux du port", "fr"),
        Text("The Lights", "en"),
        Text("Hafenlichter", "de"),
    )
    assert (film.kind, film.years, film.minutes) == ("film", (1963, 1964), (97,))
    assert film.directors == (Person("Odile Marchetti", (ENTITY + "Q900101",)),)
    assert film.cast == (Person("Bram Ekholm", (ENTITY + "Q900102",)),)
    assert film.countries == ("France",)
    assert film.identifiers == (
        Identifier("imdb", "tt9000001"),
        Identifier("tmdb", "movie/900001"),
        Identifier("letterboxd", "harbour-lights"),
    )
    assert film.pages == ("https://en.wikipedia.org/wiki/Harbour_Lights_(film)",)


def test_kinds_and_what_is_left_out(tmp_path: Path) -> None:
    films = built(tmp_path, SLICE)
    assert {film.qid: film.kind for film in films} == {
        "Q900001": "film",
        "Q900002": "film",  # by way of its class's class
        "Q900003": "book",
        "Q900004": "series",
        "Q900005": "film",
    }
    series = films.by_identifier("tmdb", "tv/900001")
    assert series
    assert series.qid == "Q900004"
    assert films.by_identifier("tmdb", "movie/900001") == films.by_identifier("wikidata", "Q900001")


def test_a_table_with_items_of_directors_and_more_identifiers(tmp_path: Path) -> None:
    films = built(
        tmp_path,
        table(tmp_path, "qid\timdb_id\tmetacritic\nQ1\ttt1\tmovie/heat\nQ9\ttt9\tx\n", "more.tsv"),
        table(
            tmp_path,
            HEADER + "Q1\ttt0000001\t949\tHeat\tCalor\t1995\tMichael Mann|Ann Lee\tFuego|\tw\n"
            "\t\t\t\t\t\t\t\t\n\t\t\t“Quay”\t\t?\t\t\t\n",
        ),
        table(tmp_path, "qid\tname\nQ5\tMichael Mann\nQ6\tAnn Lee\nQ7\tAnn Lee\n", "people.tsv"),
    )
    assert [film.title for film in films] == ["Heat", "“Quay”"]
    heat = films.by_identifier("wikidata", "Q1")
    assert heat
    assert [title.value for title in heat.titles] == ["Heat", "Calor", "Fuego"]
    assert heat.years == (1995,)
    assert heat.directors == (Person("Michael Mann", (ENTITY + "Q5",)), Person("Ann Lee"))
    assert heat.identifiers == (
        Identifier("imdb", "tt0000001"),
        Identifier("tmdb", "movie/949"),
        Identifier("metacritic", "movie/heat"),
    )


def test_a_table_may_state_more(tmp_path: Path) -> None:
    text = "title\tkind\tcast\tminutes\tcountries\nHeat\tgame\tA|B\t170\tUnited States\n"
    (film,) = built(tmp_path, table(tmp_path, "\ufeff" + text))
    assert (film.kind, film.minutes, film.countries) == ("game", (170,), ("United States",))
    assert film.cast == (Person("A"), Person("B"))


def test_sources_are_merged_by_item(tmp_path: Path) -> None:
    row = "Q900005\ttt9000005\t\tThe Long Quay\t\t1971\t\t\t\n"
    film = built(tmp_path, SLICE, table(tmp_path, HEADER + row)).by_identifier("imdb", "tt9000005")
    assert film
    assert (film.years, [person.name for person in film.directors]) == (
        (1971,),
        ["Odile Marchetti"],
    )


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("films.tsv", b"name,year\nHeat,1995\n", "must be .title"),
        ("films.tsv", b"title\nHeat\n\xff\xfe\n", "line 3"),
        ("films.nt", b"<a> <b> ", "no whole"),
        ("films.ttl.gz", gzip.compress(SLICE.read_bytes())[:-200], "no whole"),
    ],
)
def test_what_is_damaged_is_told_and_the_old_catalogue_stays(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    built(tmp_path, SLICE)
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=f"{name}.*{problem}"):
        built(tmp_path, path)
    assert len(Catalogue.open(tmp_path / "films.sqlite")) == 5


@pytest.mark.parametrize("name", ["films.csv", "none.tsv", "films.gz"])
def test_what_cannot_be_a_source_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "films.csv").write_text("title\nHeat\n")
    (tmp_path / "films.gz").write_bytes(b"")
    with pytest.raises(SettingsError, match=name):
        built(tmp_path, tmp_path / name)
