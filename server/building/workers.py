"""The processes that make units: some, or this one where there is little to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from graph.cores import Cores, Pool
from server.building.entries import Entry
from server.building.making import Made, Maker
from server.config import Config

BATCH = 48
"""Units that are handed to a process at a time."""

LOADED = ("server.building.making",)
"""What the processes have in common."""

R = TypeVar("R")


class Workers:
    """They open one state of the site for themselves, when there is something to do."""

    def __init__(self, config: Config, version: str, out: Path, jobs: int) -> None:
        self._opening: tuple[Config, str, Path, Path | None] = config, version, out, None
        self._pool = Pool(jobs, LOADED)
        self._started: Cores[list[Entry], list[Made]] | None = None

    def load_ahead(self) -> None:
        """There will be much to do."""
        self._pool.load_ahead()

    def read_ahead(self, dump: Path | None) -> None:
        """Nearly all of the graph will be read, of which there is a dump: the processes that make
        units begin with it now."""
        self._opening = (*self._opening[:3], dump)
        self._started = self._cores(_make, alone=0)
        self._started.start()

    def make(self, batches: Iterable[list[Entry]], units: int) -> Iterator[list[Made]]:
        """Make so many units. Raises `StateError`."""
        cores, self._started = self._started or self._cores(_make, _alone(units)), None
        return cores.map(batches)

    def compare(
        self, batches: Iterable[list[Entry]], units: int
    ) -> Iterator[tuple[list[str], list[str]]]:
        """Of so many units those that have changed, by name, and what they show."""
        return self._cores(_compare, _alone(units)).map(batches)

    def _cores(self, work: Callable[[Maker, list[Entry]], R], alone: int) -> Cores[list[Entry], R]:
        return Cores(
            lambda entries: work(self._here, entries),
            _prepare,
            work,
            *self._opening,
            alone=alone,
            pool=self._pool,
        )

    def close(self) -> None:
        """End the processes."""
        self._pool.close()

    @cached_property
    def _here(self) -> Maker:
        return Maker(*self._opening)


def _alone(units: int) -> int:
    """How many batches this process makes by itself: one if that is all."""
    return 1 if units <= BATCH else 0


def _prepare(
    work: Callable[[Maker, list[Entry]], R],
    config: Config,
    version: str,
    out: Path,
    dump: Path | None,
) -> Callable[[list[Entry]], R]:
    maker = Maker(config, version, out, dump)
    return lambda entries: work(maker, entries)


def _make(maker: Maker, entries: Sequence[Entry]) -> list[Made]:
    return list(map(maker.make, entries))


def _compare(maker: Maker, entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    return maker.changed(entries)
