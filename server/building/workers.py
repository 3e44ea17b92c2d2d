"""The processes that make units: some, or this one where there is little to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.cores import Cores, Pool
from server.building.entries import Entry
from server.building.making import Made, Maker
from server.config import Config

BATCH = 48
"""Units that are handed to a process at a time."""

ALONE = 1
"""Batches that are made here where there are no more."""

LOADED = ("server.building.making",)
"""What the processes have in common."""

Work = Callable[[Maker, Sequence[Entry]], Any]
"""What is done with units; a function of a module, since processes are told of it by name."""


class Workers:
    """They open one state of the site for themselves, when there is something to do."""

    def __init__(self, config: Config, version: str, out: Path, jobs: int) -> None:
        self._opening: tuple[Config, str, Path, Path | None] = config, version, out, None
        self._pool = Pool(jobs, LOADED)

    def load_ahead(self) -> None:
        """There will be much to do."""
        self._pool.load_ahead()

    def read_ahead(self, dump: Path | None) -> None:
        """Nearly all of the graph will be read, of which there is a dump: the processes that make
        units begin with it now."""
        self._opening = (*self._opening[:3], dump)
        self._cores.start()

    def make(self, batches: Iterable[list[Entry]]) -> Iterator[list[Made]]:
        """Make units. Raises `StateError`."""
        return self._cores.map((_make, entries) for entries in batches)

    def compare(self, batches: Iterable[list[Entry]]) -> Iterator[tuple[list[str], list[str]]]:
        """Of units those that have changed, by name, and what they show."""
        return self._cores.map((_compare, entries) for entries in batches)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()

    @cached_property
    def _cores(self) -> Cores[tuple[Work, list[Entry]], Any]:
        opening = self._opening
        return Cores(self._here, _prepare, *opening, alone=ALONE, pool=self._pool)

    def _here(self, task: tuple[Work, list[Entry]]) -> Any:
        work, entries = task
        return work(self._maker, entries)

    @cached_property
    def _maker(self) -> Maker:
        return Maker(*self._opening)


def _prepare(
    config: Config, version: str, out: Path, dump: Path | None
) -> Callable[[tuple[Work, list[Entry]]], Any]:
    maker = Maker(config, version, out, dump)
    return lambda task: task[0](maker, task[1])


def _make(maker: Maker, entries: Sequence[Entry]) -> list[Made]:
    return list(map(maker.make, entries))


def _compare(maker: Maker, entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    return maker.changed(entries)
