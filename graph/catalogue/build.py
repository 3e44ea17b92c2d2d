"""Sources → a new catalogue, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from graph.catalogue.harvest import FIRST_YEAR, Harvest
from graph.catalogue.items import FORMATS, read_rdf
from graph.catalogue.records import CatalogueFilm
from graph.catalogue.tables import Table, kind_of, read_films, read_people
from graph.catalogue.writing import Draft, drafting
from graph.errors import SettingsError
from graph.progress import StepProgress

UNSTATED = "not stated"


def build_from_files(
    paths: Sequence[Path], path: Path, progress: StepProgress, licence: str = UNSTATED
) -> int:
    """Make the catalogue at `path` from tables and RDF; returns the number of films.

    Raises `SettingsError` for a file of no known form, `UnreadableError`, `StorageError`; the
    old catalogue stays then.
    """
    tables = {each: kind_of(each) for each in paths if _is_table(each)}
    people: dict[str, str] = {}
    for each in (each for each, kind in tables.items() if kind is Table.PEOPLE):
        people |= read_people(each)
    with drafting(path) as draft:
        for each in paths:
            if each not in tables:
                _add(draft, read_rdf(each, partial(progress, each.name)))
        for kind in (Table.FILMS, Table.ADDITIONS):
            for each in (each for each, found in tables.items() if found is kind):
                films = read_films(each, people, partial(progress, each.name))
                _add(draft, films, only_known=kind is Table.ADDITIONS)
        progress("indexing", 0, 0)
        return finish(draft, ", ".join(each.name for each in paths), licence)


def build_from_service(
    harvest: Harvest, path: Path, years: Iterable[int] | None, licence: str = UNSTATED
) -> int:
    """Make the catalogue at `path` from a service, of some years or of all films.

    Returns the number of films. Raises `EngineError` where the service fails for good: the
    years that were fetched are kept for the next run, and the old catalogue stays.
    """
    with drafting(path) as draft:
        for year in all_years() if years is None else years:
            _add(draft, harvest.year(year))
        for films in harvest.undated() if years is None else ():
            _add(draft, films)
        return finish(draft, harvest.url, licence)


def all_years() -> range:
    """The years from which there are films, the coming one among them."""
    return range(FIRST_YEAR, datetime.now(UTC).year + 2)


def finish(draft: Draft, source: str, licence: str) -> int:
    """Complete a draft, with where its data come from; returns the number of films."""
    films = len(draft)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    draft.finished({"source": source, "licence": licence, "made": made, "films": str(films)})
    return films


def _add(draft: Draft, films: Iterable[CatalogueFilm], *, only_known: bool = False) -> None:
    for film in films:
        draft.add(film, only_known=only_known)


def _is_table(path: Path) -> bool:
    """Whether a file is a table and not RDF."""
    suffix = Path(path.name.removesuffix(".gz")).suffix
    if not path.is_file():
        raise SettingsError(f"There is no file {path} to make a catalogue from.")
    if path.suffix == ".tsv":
        return True
    if suffix in FORMATS:
        return False
    known = ", ".join((".tsv", *FORMATS, *(f"{each}.gz" for each in FORMATS)))
    raise SettingsError(f"{path} is of no form that a catalogue is made from: {known}.")
