"""Matching films to the catalogue, on two cores, against a scan of all titles with RapidFuzz.

Matching is all of it: identifiers, candidates, points, decision. The films are those of the
catalogue itself, some with their year, some with their director, some with the title alone, and
half of them spelled in capitals. The scan looks through all folded titles for the two nearest and
decides nothing. It is so slow that it is given few films, from all over the catalogue, and its
rate is reckoned from those. Two processes are ready on each side before the time counts; each
opened the catalogue for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.comparison import Comparison, DisagreementError, Row, in_turns, seconds
from bench.measures.catalogue import FULL, SAMPLES
from bench.workspace import Workspace
from graph.catalogue import Catalogue, CatalogueFilm
from graph.catalogue.build import build_from_files
from graph.linking import Subject, match
from graph.values.titles import title_key

PROCESSES = 2
BATCH = 250
MOST = 100_000
SCANNED = 4
"""Batches that the scan takes in a process, of as many films as `documents` says."""

Subjects = Sequence[Subject]

_opened: list[Catalogue] = []
_titles: list[str] = []


def measure(workspace: Workspace) -> Iterator[Row]:
    """One row: films a second."""
    smallest = workspace.sizes.reviews[-1] < 100
    table = FULL if FULL.exists() and not smallest else SAMPLES
    file = workspace.folder / "linking.sqlite"
    workspace.tell(f"building the catalogue from {table.name}")
    build_from_files([table], file, lambda *how: None)
    films = list(Catalogue.open(file))
    subjects = _subjects(films, min(MOST, workspace.sizes.rows * 5))
    _require_right_links(file, films)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _open, (file,)) as pool:

        def rate(work: Callable[[Subjects], int], some: Subjects, batch: int) -> float:
            batches = [some[start : start + batch] for start in range(0, len(some), batch)]
            return len(some) / seconds(lambda: list(pool.map(work, batches)))

        step = max(1, len(subjects) // (workspace.sizes.documents * PROCESSES))
        few = subjects[::step]
        rate(_matched, few, 1)  # both processes are up
        sides = {
            f"{len(subjects):,} films matched with {len(films):,}": lambda _: rate(
                _matched, subjects, BATCH
            ),
            f"RapidFuzz over all titles, reckoned from {len(few):,} films": lambda _: rate(
                _scanned, few, max(1, len(few) // PROCESSES // SCANNED)
            ),
        }
        mine, scan = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    yield Comparison("linking", "films/s", mine, scan)


def _subjects(films: Sequence[CatalogueFilm], number: int) -> list[Subject]:
    return [_subject(film, place) for place, film in enumerate(islice(cycle(films), number))]


def _subject(film: CatalogueFilm, place: int) -> Subject:
    title = film.title.upper() if place % 2 else film.title
    directors = tuple(person.name for person in film.directors)
    return (
        Subject((title,), film.years, directors),
        Subject((title,), film.years),
        Subject((title,), directors=directors),
        Subject((title,)),
    )[place // 2 % 4]


def _require_right_links(file: Path, films: Sequence[CatalogueFilm]) -> None:
    """Raises `DisagreementError` where a film with title, year and director is another one."""
    catalogue = Catalogue.open(file)
    for film in films[:500]:
        found = match(_subject(film, 0), catalogue).film
        if found and film.qid and found.qid != film.qid:
            raise DisagreementError(f"{film.title} ({film.qid}) is linked to {found.qid}.")


def _open(file: Path) -> None:
    """What each process has ready."""
    _opened.append(Catalogue.open(file))
    _titles.extend(title_key(film.title) for film in _opened[0])


def _matched(subjects: Subjects) -> int:
    return sum(match(subject, _opened[0]).outcome == "linked" for subject in subjects)


def _scanned(subjects: Subjects) -> int:
    keys = (title_key(subject.titles[0]) for subject in subjects)
    return sum(len(process.extract(key, _titles, scorer=fuzz.ratio, limit=2)) for key in keys)
