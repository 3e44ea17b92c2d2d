"""The catalogue of films: opening it, asking it, and its size.

Opening is compared with reading the same table into a dictionary; asking for every film by the
forms of its title with that dictionary, which knows whole titles only; and the size with the
table's. The films are those of a table in ../shared/catalogue where it is there and the run is
not the smallest, else those of the samples.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.comparison import Comparison, DisagreementError, Row, Side, in_turns, seconds
from bench.processes import PROJECT
from bench.workspace import Workspace
from graph.catalogue import Catalogue, title_forms
from graph.catalogue.build import build_from_files
from graph.catalogue.tables import read_films
from graph.values.titles import title_key

SAMPLES = PROJECT / "data" / "catalogue" / "films.tsv"
FULL = PROJECT.parent / "shared" / "catalogue" / "catalogue-permissive.tsv"

Titles = dict[str, list[str]]


def measure(workspace: Workspace) -> Iterator[Row]:
    """Three rows: opening, asking, size."""
    smallest = workspace.sizes.reviews[-1] < 100
    table = FULL if FULL.exists() and not smallest else SAMPLES
    file = workspace.folder / "catalogue.sqlite"
    workspace.tell(f"building the catalogue from {table.name}")
    build_from_files([table], file, lambda *how: None)
    titles = [film.title for film in Catalogue.open(file)]
    yield _opening(workspace, file, table, len(titles))
    yield _asking(workspace, file, table, titles)
    megabytes = (Side(f"{each.name}", (each.stat().st_size / 1e6,)) for each in (file, table))
    yield Comparison("catalogue", "MB", *megabytes)


def _opening(workspace: Workspace, file: Path, table: Path, films: int) -> Row:
    def opened() -> None:
        catalogue = Catalogue.open(file)
        catalogue.by_title(["heat"])
        catalogue.close()

    sides = {
        f"opened, of {films:,} films, one asked for": lambda _: seconds(opened),
        "its table, read into a dictionary": lambda _: seconds(lambda: _dictionary(table)),
    }
    return Comparison(
        "catalogue", "s", *in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    )


def _asking(workspace: Workspace, file: Path, table: Path, titles: list[str]) -> Row:
    catalogue, known = Catalogue.open(file), _dictionary(table)
    if unknown := [title for title in titles[:500] if not catalogue.by_title(title_forms(title))]:
        raise DisagreementError(f"The catalogue does not find {unknown[0]}.")

    def ask() -> None:
        for title in titles:
            catalogue.by_title(title_forms(title))

    def look_up() -> None:
        for title in titles:
            known[title_key(title)]

    sides = {
        "every film asked for by its title's forms": lambda _: len(titles) / seconds(ask),
        "whole titles in a dictionary": lambda _: len(titles) / seconds(look_up),
    }
    return Comparison(
        "catalogue",
        "films/s",
        *in_turns(workspace.sizes.repetitions, sides, workspace.tell).values(),
    )


def _dictionary(table: Path) -> Titles:
    found: Titles = {}
    for film in read_films(table, {}, lambda *how: None):
        found.setdefault(title_key(film.title), []).append(film.qid)
    return found
