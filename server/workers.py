"""The pool of query workers: disposable processes, one query each at a time, killed when late.

A spare worker is always warm, so that the query after a killed one waits for nothing. All are
started by one thread that lives as long as the pool: the kernel kills a worker when the thread
that started it ends (server.sandbox.die_with_parent).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

import msgspec

from graph import errors
from server.engine import LOOK_S, Answer, Gone, Question, format_of, late, waiting
from server.failures import cause_of_death, closed, error_of
from server.loop import Loop
from server.process import DeadError, EndedError, LateError, Outcome, Snapshot, Worker
from server.turns import LoopTurns
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

    workers: int
    memory_mb: int
    max_result_bytes: int
    waiting: int = 16
    wait_s: float = 5.0


class QueryWorkers:
    """The `Engine` on snapshots of the own store. Close it, or leave its `with` block.

    `loop` is that of the server; without one the pool has its own.
    """

    def __init__(
        self, snapshots: Snapshots, limits: Limits, base_iri: str, loop: Loop | None = None
    ) -> None:
        self._snapshots = snapshots
        self._limits = limits
        self._base_iri = base_iri
        self._own_loop = None if loop else Loop()
        self._loop = loop or cast(Loop, self._own_loop)
        self._turns = LoopTurns(limits.workers, limits.waiting, limits.wait_s)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._closed = False
        self._preparing: asyncio.Task[None] | None = None
        self._starter = ThreadPoolExecutor(1, "query-workers")
        self._loop.submit(self._open())

    def __enter__(self) -> QueryWorkers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        """The id of the newest snapshot."""
        return self._snapshots.current().version

    def answer(self, question: Question, gone: Gone = waiting, version: str = "") -> Answer:
        """Run a query on the newest snapshot; see `Engine.answer`. For any other thread."""
        try:
            answer = self._loop.submit(self.answer_async(question, version))
        except RuntimeError:
            raise closed() from None
        while True:
            try:
                return answer.result(LOOK_S)
            except TimeoutError:
                if gone():
                    answer.cancel()
                    raise errors.QueryError("The query was stopped: nobody waits for it.") from None
            except CancelledError:
                raise closed() from None

    async def answer_async(self, question: Question, version: str = "") -> Answer:
        """The same in the pool's event loop; see `Engine.answer_async`."""
        if self._closed:
            raise closed()
        job = msgspec.msgpack.encode(Job(question, self._limits.max_result_bytes))
        await self._turns.take()
        try:
            outcome, version = await self._outcome(job, question.timeout_s, version)
        finally:
            self._turns.give_back()
        if isinstance(outcome, Failed):
            raise error_of(outcome)
        return Answer(outcome.body, format_of(question), version)

    def close(self) -> None:
        """Kill all workers; running queries end with `EngineError`."""
        with suppress(RuntimeError):
            self._loop.submit(self._close()).result()
        self._starter.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.end(0)
        if self._own_loop:
            self._own_loop.close()

    async def _open(self) -> None:
        self._prepare()

    async def _close(self) -> None:
        self._closed = True
        if self._preparing:
            await self._preparing
        for worker in self._all:
            worker.kill()
            worker.close()

    # --- workers ----------------------------------------------------------------------------

    async def _outcome(self, job: bytes, timeout_s: float, version: str) -> tuple[Outcome, str]:
        """What a worker made of a job, and its version."""
        while True:
            worker = await self._take(version)
            with suppress(EndedError):  # killed while it was idle: the next one
                return await self._ask(worker, job, timeout_s), worker.version

    async def _take(self, version: str) -> Worker:
        """A worker that is ready, on the newest snapshot, which may be known to be `version`."""
        try:
            return await self._ready_worker(version)
        except (DeadError, LateError):  # its snapshot may be gone by now: once more
            pass
        try:
            return await self._ready_worker("")
        except (DeadError, LateError) as error:
            raise errors.EngineError("A query worker does not start.") from error

    async def _ready_worker(self, version: str) -> Worker:
        worker = self._idle_worker(version) or await self._start()
        self._prepare()
        try:
            await worker.ready()
        except BaseException:
            self._retire(worker)
            raise
        return worker

    def _idle_worker(self, version: str) -> Worker | None:
        if version and self._idle and self._idle[-1].version == version:
            return self._idle.pop()
        version = self.version
        for worker in self._idle:
            if worker.version != version:
                self._retire(worker)
        self._idle = [worker for worker in self._idle if worker.version == version]
        return self._idle.pop() if self._idle else None

    async def _start(self) -> Worker:
        """A new worker. Raises `EngineError` where the pool is closed."""
        loop, memory = asyncio.get_running_loop(), self._limits.memory_mb * _MB
        start = partial(Worker, self._snapshots.current(), memory, self._base_iri)
        try:
            worker = await loop.run_in_executor(self._starter, start)
        except RuntimeError:
            raise closed() from None
        self._all.add(worker)
        if self._closed:
            worker.kill()
            raise closed()
        return worker

    def _prepare(self) -> None:
        """See that there is a spare."""
        if not self._idle and not self._preparing and not self._closed:
            self._preparing = asyncio.get_running_loop().create_task(self._spare())

    async def _spare(self) -> None:
        with suppress(errors.StateError, OSError):
            self._give_back(await self._start())
        self._preparing = None

    def _give_back(self, worker: Worker) -> None:
        if len(self._idle) <= self._limits.workers:
            self._idle.append(worker)
        else:
            self._retire(worker)

    def _retire(self, worker: Worker) -> asyncio.Future[int]:
        """End a worker; gives its exit code once that is known."""
        return self._end(worker, 0)

    def _end(self, worker: Worker, grace_s: float) -> asyncio.Future[int]:
        if worker in self._all and not self._closed:
            self._all.discard(worker)
            worker.close()
        return asyncio.get_running_loop().run_in_executor(None, worker.end, grace_s)

    async def _ask(self, worker: Worker, job: bytes, timeout_s: float) -> Outcome:
        try:
            outcome = await worker.ask(job, timeout_s)
        except (EndedError, asyncio.CancelledError):
            self._retire(worker)
            raise
        except LateError:
            await self._retire(worker)
            raise late(timeout_s) from None
        except DeadError:
            code = await self._end(worker, 1)
            raise closed() if self._closed else cause_of_death(code) from None
        if outcome.last:
            await self._retire(worker)
        else:
            self._give_back(worker)
        return outcome
