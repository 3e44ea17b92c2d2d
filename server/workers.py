"""The pool of query workers: disposable processes, one query each at a time, killed when late.

A spare worker is always warm, so that the query after a killed one waits for nothing. All are
started by one thread that lives as long as the pool: the kernel kills a worker when the thread
that started it ends (server.sandbox.die_with_parent).
"""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

import msgspec

from graph import errors
from server.engine import Answer, Gone, Question, UnknownGraphError, format_of, waiting
from server.process import DeadError, EndedError, GoneError, LateError, Outcome, Snapshot, Worker
from server.turns import Turns
from server.worker import Failed, Job

_MB = 1 << 20


class Snapshots(Protocol):
    """Where the newest snapshot is found: `graph.store.snapshots.Snapshots`."""

    def current(self) -> Snapshot:
        """The newest snapshot."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What strangers' queries may take together.

    `memory_mb` is for one query, beyond what the open store needs. `waiting` queries may wait for
    a worker, each `wait_s` seconds.
    """

    workers: int = 2
    memory_mb: int = 1024
    max_result_bytes: int = 33_554_432
    waiting: int = 16
    wait_s: float = 5.0


class Pool:
    """The `Engine` on snapshots of the own store. Close it, or leave its `with` block."""

    def __init__(self, snapshots: Snapshots, limits: Limits, base_iri: str) -> None:
        self._snapshots = snapshots
        self._limits = limits
        self._base_iri = base_iri
        self._turns = Turns(limits.workers, limits.waiting, limits.wait_s)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._starter = ThreadPoolExecutor(1, "query-workers")
        self._prepare()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        """The id of the newest snapshot."""
        return self._snapshots.current().version

    def answer(self, question: Question, gone: Gone = waiting, version: str = "") -> Answer:
        """Run a query on the newest snapshot; see `Engine.answer`."""
        job = msgspec.msgpack.encode(Job(question, self._limits.max_result_bytes))
        with self._turns.one():
            outcome, version = self._outcome(job, question.timeout_s, gone, version)
        if isinstance(outcome, Failed):
            raise _error(outcome)
        return Answer(outcome.body, format_of(question), version)

    def close(self) -> None:
        """Kill all workers; running queries end with `EngineError`."""
        self._starter.shutdown(cancel_futures=True)
        with self._lock:
            workers, self._idle = list(self._all), []
        for worker in workers:
            self._retire(worker)

    def _outcome(
        self, job: bytes, timeout_s: float, gone: Gone, version: str
    ) -> tuple[Outcome, str]:
        """What a worker made of a job, and its version."""
        while True:
            worker = self._take(version)
            with suppress(EndedError):  # killed while it was idle: the next one
                return self._ask(worker, job, timeout_s, gone), worker.version

    # --- workers ----------------------------------------------------------------------------

    def _take(self, version: str) -> Worker:
        """A worker that is ready, on the newest snapshot, which may be known to be `version`."""
        try:
            return self._ready_worker(version)
        except (DeadError, LateError):  # its snapshot may be gone by now: once more
            pass
        try:
            return self._ready_worker("")
        except (DeadError, LateError) as error:
            raise errors.EngineError("A query worker does not start.") from error

    def _ready_worker(self, version: str) -> Worker:
        worker = self._idle_worker(version) or self._start(self._snapshots.current())
        self._prepare()
        try:
            worker.wait_ready()
        except (DeadError, LateError):
            self._retire(worker)
            raise
        return worker

    def _idle_worker(self, version: str) -> Worker | None:
        with self._lock:
            if version and self._idle and self._idle[-1].version == version:
                return self._idle.pop()
        version = self.version
        with self._lock:
            stale = [worker for worker in self._idle if worker.version != version]
            self._idle = [worker for worker in self._idle if worker.version == version]
            chosen = self._idle.pop() if self._idle else None
        for worker in stale:
            self._retire(worker)
        return chosen

    def _start(self, snapshot: Snapshot) -> Worker:
        try:
            return self._starter.submit(self._spawn, snapshot).result()
        except RuntimeError:
            raise _closed() from None

    def _spawn(self, snapshot: Snapshot) -> Worker:
        worker = Worker(snapshot, self._limits.memory_mb * _MB, self._base_iri)
        with self._lock:
            self._all.add(worker)
        return worker

    def _prepare(self) -> None:
        """See that there is a spare."""
        with self._lock:
            if self._idle:
                return
        with suppress(RuntimeError):  # closed meanwhile
            self._starter.submit(self._spare)

    def _spare(self) -> None:
        snapshot = self._snapshots.current()
        with self._lock:
            enough = bool(self._idle)
        if not enough:
            worker = self._spawn(snapshot)
            self._give_back(worker)

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            keep = len(self._idle) <= self._limits.workers and worker in self._all
            if keep:
                self._idle.append(worker)
        if not keep:
            self._retire(worker)

    def _retire(self, worker: Worker, grace_s: float = 0) -> int:
        with self._lock:
            self._all.discard(worker)
        return worker.end(grace_s)

    def _ask(self, worker: Worker, job: bytes, timeout_s: float, gone: Gone) -> Outcome:
        try:
            outcome = worker.ask(job, timeout_s, gone)
        except EndedError:
            self._retire(worker)
            raise
        except GoneError:
            self._retire(worker)
            raise errors.QueryError("The query was stopped: nobody waits for it.") from None
        except LateError:
            self._retire(worker)
            raise errors.QueryTimeoutError(
                f"The query was stopped after {timeout_s:g} seconds, its limit here."
            ) from None
        except DeadError:
            closed = worker not in self._all
            code = self._retire(worker, grace_s=1)
            raise _closed() if closed else _cause_of_death(code) from None
        if outcome.last:
            self._retire(worker)
        else:
            self._give_back(worker)
        return outcome


def _error(failed: Failed) -> errors.TriplebillError:
    """The error that a worker tells of; `message` is the graph where it is about one."""
    if failed.error == UnknownGraphError.__name__:
        return UnknownGraphError(failed.message)
    if failed.error == errors.QuerySyntaxError.__name__:
        return errors.QuerySyntaxError(failed.message, failed.line, failed.column)
    if failed.error == errors.QueryMemoryError.__name__:
        return _too_much_memory()
    kinds = (errors.QueryRefusedError, errors.ResultTooLargeError, errors.UnsupportedFormatError)
    kind = next((k for k in kinds if k.__name__ == failed.error), errors.QueryError)
    return kind(failed.message)


def _cause_of_death(code: int) -> errors.TriplebillError:
    """What a query did that ended its worker: out of memory Rust aborts and the kernel kills."""
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return _too_much_memory()
    if code in {-signal.SIGSEGV, -signal.SIGBUS}:
        return errors.QueryRefusedError(
            "The query nests too deeply for the engine. Write long lists with VALUES or IN."
        )
    return errors.EngineError(f"A query worker ended with code {code}.")


def _closed() -> errors.EngineError:
    return errors.EngineError("The query workers are closed.")


def _too_much_memory() -> errors.QueryMemoryError:
    return errors.QueryMemoryError(
        "The query was stopped because it needs more memory than it may have here. Join less, "
        "or sort and group fewer solutions."
    )
