"""The pool of query workers: disposable processes, one query each at a time, killed when late.

A spare worker is always warm, so that the query after a killed one waits for nothing. All are
started by one thread that lives as long as the pool: the kernel kills a worker when the thread
that started it ends (server.sandbox.die_with_parent).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from graph import errors
from server.engine import Answer, Question, UnknownGraphError, format_of
from server.turns import Turns
from server.worker import HEADER, Done, Failed, Job

START_S = 30
"""How long a worker may take to open the snapshot; a common start takes 0.1 s."""

_MB = 1 << 20
_Outcome = Done | Failed
_DECODER: msgspec.msgpack.Decoder[_Outcome] = msgspec.msgpack.Decoder(_Outcome)


class Snapshot(Protocol):
    """One state of the graph on disk; `path` is None while nothing is published."""

    @property
    def version(self) -> str:
        """Its id."""

    @property
    def path(self) -> Path | None:
        """Its folder, to be opened read-only."""


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


class _LateError(Exception):
    """A worker did not answer in time."""


class _DeadError(Exception):
    """A worker ended without an answer."""


class Pool:
    """The `Engine` on snapshots of the own store. Close it, or leave its `with` block."""

    def __init__(self, snapshots: Snapshots, limits: Limits, base_iri: str) -> None:
        self._snapshots = snapshots
        self._limits = limits
        self._base_iri = base_iri
        self._turns = Turns(limits.workers, limits.waiting, limits.wait_s)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
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

    def answer(self, question: Question) -> Answer:
        """Run a query on the newest snapshot; see `Engine.answer`."""
        job = msgspec.msgpack.encode(Job(question, self._limits.max_result_bytes))
        with self._turns.one():
            worker = self._take()
            outcome = self._ask(worker, job, question.timeout_s)
        if isinstance(outcome, Failed):
            raise _error(outcome)
        return Answer(outcome.body, format_of(question), worker.version)

    def close(self) -> None:
        """Kill all workers; running queries end with `EngineError`."""
        self._starter.shutdown(cancel_futures=True)
        with self._lock:
            workers, self._idle = list(self._all), []
        for worker in workers:
            self._retire(worker)

    # --- workers ----------------------------------------------------------------------------

    def _take(self) -> _Worker:
        """A worker that is ready, on the newest snapshot."""
        for last in (False, True):
            worker = self._idle_worker() or self._start(self._snapshots.current())
            self._prepare()
            try:
                worker.wait_ready()
            except (_DeadError, _LateError) as error:
                self._retire(worker)  # its snapshot may be gone by now: once more
                if last:
                    raise errors.EngineError("A query worker does not start.") from error
            else:
                return worker
        raise AssertionError("unreachable")

    def _idle_worker(self) -> _Worker | None:
        version = self.version
        with self._lock:
            fresh = [w for w in self._idle if w.version == version and w.alive]
            stale = [worker for worker in self._idle if worker not in fresh]
            chosen = fresh.pop() if fresh else None
            self._idle = fresh
        for worker in stale:
            self._retire(worker)
        return chosen

    def _start(self, snapshot: Snapshot) -> _Worker:
        try:
            return self._starter.submit(self._spawn, snapshot).result()
        except RuntimeError as error:
            raise errors.EngineError("The query workers are closed.") from error

    def _spawn(self, snapshot: Snapshot) -> _Worker:
        worker = _Worker(snapshot, self._limits.memory_mb * _MB, self._base_iri)
        with self._lock:
            self._all.add(worker)
        return worker

    def _prepare(self) -> None:
        """See that there is a spare."""
        with suppress(RuntimeError):  # closed meanwhile
            self._starter.submit(self._spare)

    def _spare(self) -> None:
        snapshot = self._snapshots.current()
        with self._lock:
            enough = bool(self._idle)
        if not enough:
            worker = self._spawn(snapshot)
            self._give_back(worker)

    def _give_back(self, worker: _Worker) -> None:
        with self._lock:
            keep = len(self._idle) <= self._limits.workers and worker in self._all
            if keep:
                self._idle.append(worker)
        if not keep:
            self._retire(worker)

    def _retire(self, worker: _Worker, grace_s: float = 0) -> int:
        with self._lock:
            self._all.discard(worker)
        return worker.end(grace_s)

    def _ask(self, worker: _Worker, job: bytes, timeout_s: float) -> _Outcome:
        try:
            outcome = worker.ask(job, timeout_s)
        except _LateError:
            self._retire(worker)
            raise errors.QueryTimeoutError(
                f"The query was stopped after {timeout_s:g} seconds, its limit here."
            ) from None
        except _DeadError:
            raise _cause_of_death(self._retire(worker, grace_s=1)) from None
        if outcome.last:
            self._retire(worker)
        else:
            self._give_back(worker)
        return outcome


class _Worker:
    """The parent's end of one worker process."""

    def __init__(self, snapshot: Snapshot, memory_bytes: int, base_iri: str) -> None:
        self.version = snapshot.version
        self._ready = False
        self._socket, theirs = socket.socketpair()
        arguments = [theirs.fileno(), os.getpid(), memory_bytes, base_iri, snapshot.path or ""]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "server.worker", *map(str, arguments)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "MALLOC_ARENA_MAX": "2"},
            )

    def wait_ready(self) -> None:
        """Wait until the snapshot is open and the limits hold."""
        if not self._ready:
            self._receive(time.monotonic() + START_S)
            self._ready = True

    def ask(self, job: bytes, timeout_s: float) -> _Outcome:
        """The outcome of a job. Raises `_LateError`, `_DeadError`."""
        deadline = time.monotonic() + timeout_s
        self._socket.settimeout(timeout_s)
        try:
            self._socket.sendall(HEADER.pack(len(job)) + job)
        except TimeoutError:
            raise _LateError from None
        except OSError:
            raise _DeadError from None
        return _DECODER.decode(self._receive(deadline))

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def end(self, grace_s: float) -> int:
        """Kill the process if it does not end by itself; returns `Popen.returncode`."""
        try:
            return self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._socket.close()

    def _receive(self, deadline: float) -> bytes:
        (size,) = HEADER.unpack(self._read(HEADER.size, deadline))
        return self._read(size, deadline)

    def _read(self, size: int, deadline: float) -> bytes:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            left = deadline - time.monotonic()
            if left <= 0:
                raise _LateError
            self._socket.settimeout(left)
            try:
                got = self._socket.recv_into(view)
            except TimeoutError:
                raise _LateError from None
            except OSError:
                raise _DeadError from None
            if not got:
                raise _DeadError
            view = view[got:]
        return bytes(data)


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


def _too_much_memory() -> errors.QueryMemoryError:
    return errors.QueryMemoryError(
        "The query was stopped because it needs more memory than it may have here. Join less, "
        "or sort and group fewer solutions."
    )
