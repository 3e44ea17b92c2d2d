"""The catalogue as it is asked, and how accounts of one film become one."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from graph.catalogue import Catalogue, CatalogueFilm, person_form, title_forms
from graph.catalogue.writing import drafting
from graph.errors import LockedError, StorageError, VersionError
from graph.records import Identifier, Person, Text


def film(qid: str = "", title: str = "Heat", imdb: str = "", **facts: object) -> CatalogueFilm:
    identifiers = (Identifier("imdb", imdb),) if imdb else ()
    return CatalogueFilm(qid, titles=(Text(title),), identifiers=identifiers, **facts)


def titles(films: Catalogue, title: str, limit: int = 200) -> list[str]:
    return [found.title for found in films.by_title(title_forms(title), limit)]


def test_whole_titles_come_first() -> None:
    films = Catalogue.of([film("Q1", "Star Wars: A New Hope"), film("Q2", "Star Wars")])
    assert titles(films, "Star Wars") == ["Star Wars", "Star Wars: A New Hope"]
    assert titles(films, "Star Wars", limit=1) == ["Star Wars"]


def test_a_subtitle_may_be_missing_on_one_side_only() -> None:
    films = Catalogue.of([film("Q1", "Star Wars"), film("Q2", "Star Wars: A New Hope")])
    assert titles(films, "Star Wars: The Last Jedi") == ["Star Wars"]


def test_thousands_of_namesakes_are_limited() -> None:
    films = Catalogue.of(film(f"Q{n}", "Love") for n in range(1, 1_001))
    assert len(films.by_title(["love"])) == 200


def test_films_are_found_by_director_and_years() -> None:
    by = (Person("Hou Hsiao-hsien"), Person("Ada Marsh"))
    films = Catalogue.of(
        [
            film("Q1", years=(1995, 1997), directors=by),
            film("Q2", years=(1999,), directors=by[1:]),
            film("Q3", directors=by),
        ]
    )

    def found(name: str, first: int, last: int, limit: int = 200) -> list[str]:
        return [each.qid for each in films.by_director([person_form(name)], first, last, limit)]

    assert found("Hsiao-Hsien Hou", 1996, 1998) == ["Q1"]
    assert found("Ada Marsh", 1990, 2000) == ["Q1", "Q2"]
    assert found("Ada Marsh", 1990, 2000, limit=1) == ["Q1"]
    assert found("Ada Marsh", 1996, 1996) == found("Nobody", 1990, 2000) == []


def test_an_identifier_of_two_films_names_neither() -> None:
    films = Catalogue.of([film("Q1", imdb="tt1"), film("Q2", imdb="tt1"), film("Q3", imdb="tt3")])
    assert len(films) == 3
    assert films.by_identifier("imdb", "tt1") is None
    assert films.by_identifier("imdb", "tt3") == films.by_identifier("wikidata", "Q3")
    assert films.by_identifier("tmdb", "tt3") is None


def test_accounts_of_one_item_are_merged() -> None:
    one = film("Q1", "Heat", years=(1996,), directors=(Person("Michael Mann"),))
    entity = "http://www.wikidata.org/entity/Q1"
    two = film("Q1", "Fuego", "tt1", years=(1995,), directors=(Person("michael mann", (entity,)),))
    (found,) = Catalogue.of([one, two])
    assert [title.value for title in found.titles] == ["Heat", "Fuego"]
    assert found.years == (1995, 1996)
    assert found.directors == (Person("Michael Mann", (entity,)),)
    assert found.identifiers == (Identifier("imdb", "tt1"),)


def test_an_imdb_number_joins_what_has_no_item() -> None:
    plain, known = film("", "Heat", "tt1", years=(1995,)), film("Q1", "Heat", "tt1", kind="series")
    for order in ([plain, known], [known, plain]):
        (found,) = Catalogue.of(order)
        assert (found.qid, found.kind, found.years) == ("Q1", "series", (1995,))


def test_titles_never_join() -> None:
    assert len(Catalogue.of([film("Q1"), film(""), film("")])) == 3


def test_facts_and_films_survive_the_file(tmp_path: Path) -> None:
    file, made = tmp_path / "new" / "films.sqlite", film("Q1", "Heat", "tt1", minutes=(170,))
    with drafting(file) as draft:
        draft.add(made)
        draft.finished({"source": "here", "licence": "CC0-1.0"})
    films = Catalogue.open(file)
    assert films.facts() == {"source": "here", "licence": "CC0-1.0"}
    assert films.by_title(["heat"]) == list(films) == [made]
    assert [each.name for each in file.parent.iterdir()] == ["films.sqlite"]


def test_a_build_that_dies_leaves_the_old_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "films.sqlite"
    with drafting(file) as draft:
        draft.add(film("Q1"))
        draft.finished({})
    with pytest.raises(KeyboardInterrupt), drafting(file) as draft:  # noqa: PT012
        draft.add(film("Q2"))
        raise KeyboardInterrupt
    assert [found.qid for found in Catalogue.open(file)] == ["Q1"]
    assert list(tmp_path.iterdir()) == [file]


def test_two_builds_do_not_mix(tmp_path: Path) -> None:
    file = tmp_path / "films.sqlite"
    with drafting(file) as draft:
        draft.add(film("Q1"))
        with pytest.raises(LockedError, match="Another process"), drafting(file):
            pass
        draft.finished({})
    assert [found.qid for found in Catalogue.open(file)] == ["Q1"]


def test_a_killed_build_leaves_nothing_that_matters(tmp_path: Path) -> None:
    file = tmp_path / "films.sqlite"
    code = f"""
import os, signal
from pathlib import Path
from graph.catalogue import CatalogueFilm
from graph.catalogue.writing import drafting
with drafting(Path({str(file)!r})) as draft:
    for number in range(1, 20_000):
        draft.add(CatalogueFilm(f"Q{{number}}", pages=("x" * 500,)))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    root = Path(__file__).parents[4]
    killed = subprocess.run([sys.executable, "-c", code], cwd=root, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "films.sqlite.new").stat().st_size > 1_000_000
    with drafting(file) as draft:
        draft.add(film("Q1"))
        draft.finished({})
    assert [found.qid for found in Catalogue.open(file)] == ["Q1"]
    assert [each.name for each in tmp_path.iterdir()] == ["films.sqlite"]


def test_who_has_the_old_one_open_goes_on_with_it(tmp_path: Path) -> None:
    file = tmp_path / "films.sqlite"
    opened = []
    for qid in ("Q1", "Q2"):
        with drafting(file) as draft:
            draft.add(film(qid))
            draft.finished({})
        opened.append(Catalogue.open(file))
    assert [[found.qid for found in films] for films in opened] == [["Q1"], ["Q2"]]


def test_threads_share_it(tmp_path: Path) -> None:
    films = Catalogue.of(film(f"Q{n}", f"Part {n}", f"tt{n}") for n in range(1, 200))
    wrong: list[str] = []

    def ask() -> None:
        for n in range(1, 200):
            found = films.by_title(title_forms(f"Part {n}"))
            if [each.qid for each in found] != [f"Q{n}"]:
                wrong.append(f"{n}: {found}")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_is_no_catalogue_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"no catalogue at .*catalogue build"):
        Catalogue.open(tmp_path / "none")
    (tmp_path / "text").write_text("no database, but text of some length " * 100)
    with pytest.raises(StorageError, match=r"cannot be read .*anew"):
        Catalogue.open(tmp_path / "text")
    with sqlite3.connect(tmp_path / "newer") as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(VersionError, match="layout 99"):
        Catalogue.open(tmp_path / "newer")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="old one is untouched"), drafting(tmp_path / "file/x"):
        pass
