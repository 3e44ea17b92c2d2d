"""The processes that make units: some, or this one where there is to be no other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from graph.errors import StateError
from server.building import making
from server.building.making import Task
from server.config import Config

AHEAD = 3
"""Batches that wait for each process."""

R = TypeVar("R")


class Workers:
    """A with block has them at hand; they open the site when there is something to do."""

    def __init__(self, config: Config, version: str, out: Path, jobs: int) -> None:
        self._opening = config, version, out
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._started = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[list[Task]], R], batches: Iterable[list[Task]]) -> Iterator[R]:
        """What becomes of each batch, in their order. Raises `StateError`."""
        if self._jobs > 1:
            yield from self._spread(work, batches)
            return
        for batch in batches:
            if not self._started:
                making.open_here(*self._opening)
                self._started = True
            yield work(batch)

    def _spread(
        self, work: Callable[[list[Task]], R], batches: Iterable[list[Task]]
    ) -> Iterator[R]:
        waiting: deque[Future[R]] = deque()
        try:
            for batch in batches:
                if self._pool is None:
                    self._pool = ProcessPoolExecutor(
                        self._jobs, get_context("spawn"), making.start, self._opening
                    )
                waiting.append(self._pool.submit(work, batch))
                if len(waiting) >= AHEAD * self._jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise StateError(
                "A process of the build has ended unexpectedly, for want of memory perhaps. Run "
                "the same command again, with --jobs 1 if that does not help."
            ) from error
