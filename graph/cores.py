"""Work on all cores: processes beside this one, each with what it needs to do the work.

They come from a fork server, a fresh process that has none of this one's files open: a store or
ledger that is open for writing must never be in two processes.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from itertools import chain, count, islice
from multiprocessing import forkserver, get_context, parent_process, resource_tracker
from multiprocessing.context import ForkServerContext
from typing import Any, Generic, TypeVar

from graph.errors import ProcessError
from graph.futures import result_of

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3
"""Tasks for each process that are given out before their results are taken, unless said."""

LOADED = ("graph.ingest", "rdflib.plugins.parsers.notation3", "pyshacl")
"""Imported once, before processes are made of it, where the pool says nothing else."""

GARBAGE = 500_000
"""Objects more than before at which cycles are looked for: a batch has tens of thousands in use,
and a review leaves five in cycles. Looking five times as often takes a few percent longer."""

GIVEN_UP_S = 1.0
"""Seconds that an executor which lost a process has to end by itself."""

_numbers = count()

_ready: tuple[bytes, Callable[[Any], Any]] | None = None
"""In a process of a pool: the work that it is prepared for, by what it was prepared from."""


class Pool:
    """Processes beside this one, for one kind of work after another.

    They are made when there is much to do, and stay until the pool is closed; a pool of one never
    has any, since this process does the work then. `loaded` are modules that all work needs.
    """

    def __init__(self, number: int, loaded: Sequence[str] = LOADED) -> None:
        self.number = number
        self._loaded = tuple(loaded)
        self._executor: ProcessPoolExecutor | None = None

    @property
    def begun(self) -> bool:
        """Whether there are processes, or will be soon."""
        return self._executor is not None

    def load_ahead(self) -> None:
        """Begin to load modules for processes to come, while this one does something else."""
        if self.number > 1:
            self._context()
            resource_tracker.ensure_running()  # which would allow the signal again
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                forkserver.ensure_running()  # it heeds no Ctrl-C, which is the parent's to answer
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def begin(self, preparation: bytes) -> None:
        """Let processes begin to prepare themselves for a kind of work, where there are none."""
        if self._executor is None and self.number > 1:
            self.load_ahead()
            self._executor = ProcessPoolExecutor(self.number, self._context(), _begin)
            # The fork server answers when it has loaded its modules.
            wake = partial(_wake, self._executor, self.number, preparation)
            threading.Thread(target=wake, daemon=True).start()

    def submit(self, preparation: bytes, task: T) -> Future[Any]:
        """Have a task done by one of the processes, once they have begun.

        Raises `BrokenProcessPool` where one of them has ended.
        """
        if self._executor is None:
            raise ValueError("The pool has not begun.")
        return self._executor.submit(_do, preparation, task)

    def close(self) -> None:
        """End the processes, when each has ended its task."""
        executor, self._executor = self._executor, None
        if executor:
            _unblock(executor)
            executor.shutdown(cancel_futures=True)

    def _context(self) -> ForkServerContext:
        context = get_context("forkserver")
        context.set_forkserver_preload(list(self._loaded))
        return context


ALONE = Pool(1)
"""This process."""


class Cores(Generic[T, R]):
    """One kind of work. `prepare(*args)` gives the function that does it, once in each process.

    Where a pool has not begun, up to `alone` tasks are done in this process by `work`, so that
    little work starts none; of more it does so many while the others prepare themselves. `ahead`
    tasks for each process are given out before their results are taken.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        prepare: Callable[..., Callable[[T], R]],
        *args: object,
        alone: int,
        pool: Pool,
        ahead: int = AHEAD,
    ) -> None:
        self._own = work
        self._number, self._prepare = next(_numbers), partial(prepare, *args)
        self._alone = alone
        self._pool = pool
        self._ahead = ahead * pool.number

    def start(self) -> None:
        """Let the processes begin to prepare themselves, while this one does something else."""
        self._pool.begin(self._preparation)

    def map(self, tasks: Iterable[T]) -> Iterator[R]:
        """The result of each task, in their order; few are in memory at a time.

        Raises `ProcessError` where a process ends before its work, and what the work raises; then
        the pool is to be closed.
        """
        waiting = iter(tasks)
        if self._pool.number < 2:
            yield from map(self._own, waiting)
            return
        if not self._pool.begun:
            first = list(islice(waiting, self._alone + 1))
            if len(first) > self._alone:
                self.start()
                waiting = chain(first[self._alone :], waiting)
            yield from map(self._own, first[: self._alone])
        yield from self._spread(waiting)

    def _spread(self, tasks: Iterator[T]) -> Iterator[R]:
        given: deque[Future[R]] = deque()
        try:
            for task in tasks:
                given.append(self._pool.submit(self._preparation, task))
                if len(given) > self._ahead:
                    yield result_of(given.popleft())
            while given:
                yield result_of(given.popleft())
        except BrokenProcessPool as error:
            self._pool.close()
            raise ProcessError(
                "A process that worked for this one was ended from outside, perhaps for want of"
                " memory. What was acknowledged is kept; run the same command again."
            ) from error

    @cached_property
    def _preparation(self) -> bytes:
        """What a process prepares itself by: anew for each, as what it reads may have changed."""
        return pickle.dumps((self._number, self._prepare))


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look for garbage as seldom as the other processes do while much is made here."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Whatever ends the parent, kill -9 included, ends this process too."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _wake(executor: ProcessPoolExecutor, number: int, preparation: bytes) -> None:
    """An executor makes a process for each task that finds none idle."""
    with suppress(RuntimeError, OSError, EOFError):  # it was shut down meanwhile, or interrupted
        for _ in range(number):
            executor.submit(_prepared, preparation)


def _unblock(executor: ProcessPoolExecutor) -> None:
    """Before Python 3.11.5 an executor that lost a process may wait for ever to give out tasks that
    nobody reads (gh-94777): then its queue is closed for it."""
    manager = getattr(executor, "_executor_manager_thread", None)
    if sys.version_info < (3, 11, 5) and manager and getattr(executor, "_broken", False):
        manager.join(GIVEN_UP_S)
        if manager.is_alive():
            executor._call_queue._reader.close()  # type: ignore[attr-defined]


def _do(preparation: bytes, task: Any) -> Any:
    _prepared(preparation)
    assert _ready  # noqa: S101 - for the type checker
    return _ready[1](task)


def _prepared(preparation: bytes) -> None:
    """Prepare this process for a kind of work, unless it is; what it had for another one goes.

    Cycles in that stay: to look for them takes longer than the two or three kinds of a job are
    worth.
    """
    global _ready  # noqa: PLW0603
    if _ready and _ready[0] == preparation:
        return
    _ready = None
    gc.disable()  # what the work needs stays, and is not looked through for garbage
    try:
        _, prepare = pickle.loads(preparation)  # noqa: S301 - from the parent
        _ready = preparation, prepare()
        gc.freeze()
    finally:
        gc.set_threshold(GARBAGE)
        gc.enable()
