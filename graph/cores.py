"""Work on all cores: processes beside this one, each with what it needs to do the work.

They come from a fork server, a fresh process that has none of this one's files open: a store or
ledger that is open for writing must never be in two processes.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import forkserver, get_context, parent_process
from multiprocessing.context import ForkServerContext
from typing import Any, Generic, TypeVar

from graph.errors import ProcessError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Tasks for each process that are given out before their results are taken, unless said."""

SOONER = 2
"""So many times fewer tasks are done alone once processes were made before: the fork server has
loaded what they need by then."""

LOADED = ("graph.ingest", "rdflib.plugins.parsers.notation3", "pyshacl")
"""Imported once, before processes are made of it, where the work says nothing else."""

GARBAGE = 100_000
"""Objects more than before at which cycles are looked for: a batch has tens of thousands, all of
them in use, and hardly ever a cycle."""

_work: Callable[[Any], Any]

_served: set[tuple[str, ...]] = set()
"""What the fork server has loaded for processes that were made."""


class Cores(Generic[T, R]):
    """One kind of work. `prepare(*args)` gives the function that does it, once in each process.

    The first `alone` tasks are done in this process by `work`, so that little work starts none,
    and fewer where some were started before; with one core all of them are. `loaded` are modules
    that the work needs. `ahead` tasks for each process are given out before their results are
    taken.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        prepare: Callable[..., Callable[[T], R]],
        *args: object,
        alone: int,
        number: int | None = None,
        loaded: Sequence[str] = LOADED,
        ahead: int = AHEAD,
    ) -> None:
        self._own = work
        self._prepare = partial(prepare, *args)
        self._alone = alone
        self._number = cores() if number is None else number
        self._loaded = tuple(loaded)
        self._ahead = ahead
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Let the processes begin to prepare themselves, while this one does something else."""
        if self._number > 1:
            self._pool = self._made_pool()
            # The fork server answers when it has loaded its modules.
            threading.Thread(target=self._pool.submit, args=(_nothing,), daemon=True).start()

    def map(self, tasks: Iterable[T]) -> Iterator[R]:
        """The result of each task, in their order; few are in memory at a time.

        Raises `ProcessError` where a process ends before its work, and what the work raises.
        """
        waiting = iter(tasks)
        if self._number < 2:
            yield from map(self._own, waiting)
            return
        alone = self._alone // SOONER if self._loaded in _served else self._alone
        for number, task in enumerate(islice(waiting, alone)):
            if number == 1:  # there are more: perhaps many
                load_ahead(self._loaded)
            yield self._own(task)
        first = list(islice(waiting, 1))
        if first:
            yield from self._spread(first, waiting)

    def _spread(self, first: list[T], others: Iterator[T]) -> Iterator[R]:
        pool, self._pool = self._pool or self._made_pool(), None
        given: deque[Future[R]] = deque(pool.submit(_do, task) for task in first)
        try:
            for task in others:
                given.append(pool.submit(_do, task))
                if len(given) > self._ahead * self._number:
                    yield given.popleft().result()
            while given:
                yield given.popleft().result()
        except BrokenProcessPool as error:
            raise ProcessError(
                "A process that worked for this one was ended from outside, perhaps for want of"
                " memory. What was acknowledged is kept; run the same command again."
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)

    def _made_pool(self) -> ProcessPoolExecutor:
        _served.add(self._loaded)
        return ProcessPoolExecutor(self._number, _context(self._loaded), _begin, (self._prepare,))


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for garbage as seldom as the other processes do while much is made here."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load_ahead(loaded: Sequence[str]) -> None:
    """Begin to load modules for processes to come, while this one does something else."""
    _context(loaded)
    forkserver.ensure_running()


def _context(loaded: Sequence[str]) -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(list(loaded))
    return context


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _begin(prepare: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # what it needs stays, and is not looked through for garbage
    _work = prepare()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    gc.enable()


def _end_with_parent() -> None:
    """Whatever ends the parent, kill -9 included, ends this process too."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _nothing() -> None:
    """With its first task a pool starts all its processes."""


def _do(task: Any) -> Any:
    return _work(task)
