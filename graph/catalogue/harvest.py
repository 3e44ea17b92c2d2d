"""All films of an endpoint with Wikidata's data, year by year, each year kept once it is fetched.

A run that was stopped goes on where it was: a fetched year is a file in the endpoint's folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import msgspec
from pyoxigraph import NamedNode, Quad, Store

from graph.catalogue import questions, wikidata
from graph.catalogue.items import films
from graph.catalogue.records import FILM, CatalogueFilm
from graph.catalogue.service import CutShortError, Row, Service, Tell
from graph.catalogue.wikidata import qid
from graph.errors import StorageError
from graph.progress import StepProgress

FIRST_YEAR = 1888
BATCH = 100
"""Films whose facts are asked for at once."""

CHUNK = 2_000
"""Films without a date that are kept together."""


class Harvest:
    """Fetches from one service, and keeps what it fetched in a folder."""

    def __init__(self, service: Service, folder: Path, progress: StepProgress, tell: Tell) -> None:
        self.url = service.url
        self._service = service
        self._tell = tell
        self._folder = folder / hashlib.sha256(service.url.encode()).hexdigest()[:12]
        self._progress = progress

    def year(self, year: int) -> list[CatalogueFilm]:
        """The films published in a year. Raises `EngineError`, `StorageError`."""
        days = date(year, 1, 1), date(year + 1, 1, 1)
        return self._kept(str(year), lambda: self._published(days))

    def undated(self) -> Iterator[list[CatalogueFilm]]:
        """The films of which no publication is known, some at a time.

        None where the service cannot list them. Raises `EngineError`, `StorageError`.
        """
        try:
            qids = qids_in(self._service.select(questions.undated_films()))
        except CutShortError:
            self._tell(f"{self._service.url} cannot list films without a date; they are left out.")
            return
        for start in range(0, len(qids), CHUNK):
            some = qids[start : start + CHUNK]
            part = f"undated-{hashlib.sha256(' '.join(some).encode()).hexdigest()[:12]}"
            yield self._kept(part, lambda some=some: some)  # type: ignore[misc]

    def forget(self) -> None:
        """Fetch everything anew from now on."""
        for file in self._folder.glob("*.json"):
            file.unlink()

    def _file(self, part: str) -> Path:
        return self._folder / f"{part}.json"

    def _kept(self, part: str, find: Callable[[], list[str]]) -> list[CatalogueFilm]:
        file = self._file(part)
        if file.exists():
            try:
                return msgspec.json.decode(file.read_bytes(), type=list[CatalogueFilm])
            except msgspec.DecodeError:
                file.unlink()  # of an older Triplebill
        self._progress(part, 0, 0)
        qids = find()
        found = fetch(self._service, qids, lambda done, of: self._progress(part, done, of), FILM)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".new")
            unfinished.write_bytes(msgspec.json.encode(found))
            unfinished.replace(file)
        except OSError as error:
            raise StorageError(f"{file} could not be written: {error.strerror}.") from error
        return found

    @cached_property
    def _classes(self) -> list[str]:
        return film_classes(self._service)

    def _published(self, days: questions.Days) -> list[str]:
        """The items of the films published in a span of days; the span is halved if need be."""
        try:
            return qids_in(self._service.select(questions.films_between(days, self._classes)))
        except CutShortError:
            first, last = days
            half = (last - first) // 2
            if half < timedelta(days=1):
                raise
            both = self._published((first, first + half)) + self._published((first + half, last))
            return list(dict.fromkeys(both))


def film_classes(service: Service) -> list[str]:
    """The class of films and its subclasses. Raises `EngineError`."""
    return sorted({wikidata.FILM_CLASS, *qids_in(service.select(questions.film_classes()))})


def fetch(
    service: Service,
    qids: Sequence[str],
    progress: Callable[[int, int], None] | None = None,
    presumed: str = "",
) -> list[CatalogueFilm]:
    """What a service knows of items, in batches; what bears no title is left out.

    `progress` is told items done and items in all; `presumed` is the kind of items whose class
    is not known here. Raises `EngineError`.
    """
    found: list[CatalogueFilm] = []
    for start in range(0, len(qids), BATCH):
        rows = service.select_in_parts(qids[start : start + BATCH], questions.facts_of)
        store = Store()
        store.extend(_quads(rows))
        found.extend(films(store, presumed))
        if progress:
            progress(min(start + BATCH, len(qids)), len(qids))
    return sorted(found, key=lambda film: int(film.qid[1:]))


def qids_in(rows: Iterable[Row]) -> list[str]:
    """The numbers of the items that are `?film` in rows, in a fixed order."""
    return sorted({number for row in rows if (number := qid(row.get("film")))})


def _quads(rows: Iterator[Row]) -> Iterator[Quad]:
    for row in rows:
        subject, predicate, value = (row.get(name) for name in "spo")
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value:
            yield Quad(subject, predicate, value)
