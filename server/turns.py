"""Turns at something scarce: a few at a time, a few waiting for a short while, the rest refused."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from graph.errors import BusyError


class Turns:
    """`places` may be taken at once; `waiting` threads may wait, each `wait_s` seconds.

    `threads` are so many as can be here at once, without being refused.
    """

    def __init__(self, places: int, waiting: int, wait_s: float) -> None:
        self.threads = places + waiting
        self._free = SimpleQueue[None]()  # hands on several times faster than a semaphore
        for _ in range(places):
            self._free.put(None)
        self._most_waiting = waiting
        self._wait_s = wait_s
        self._waiting = 0
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A turn, given back at the end of the block. Raises `BusyError`."""
        try:
            self._free.get_nowait()
        except Empty:
            self._wait()
        try:
            yield
        finally:
            self._free.put(None)

    def _wait(self) -> None:
        with self._lock:
            if self._waiting >= self._most_waiting:
                raise _busy(self._wait_s)
            self._waiting += 1
        try:
            self._free.get(timeout=self._wait_s)
        except Empty:
            raise _busy(self._wait_s) from None
        finally:
            with self._lock:
                self._waiting -= 1


class LoopTurns:
    """The same for tasks of one event loop; whoever waits longest is next."""

    def __init__(self, places: int, waiting: int, wait_s: float) -> None:
        self._free = places
        self._most_waiting = waiting
        self._wait_s = wait_s
        self._waiting = deque[asyncio.Future[None]]()

    async def take(self) -> None:
        """Take a turn, to be given back. Raises `BusyError`."""
        if self._free:
            self._free -= 1
            return
        if len(self._waiting) >= self._most_waiting:
            raise _busy(self._wait_s)
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        self._waiting.append(turn)
        timer = loop.call_later(self._wait_s, _refuse, turn, self._wait_s)
        try:
            await turn
        except BaseException:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif not turn.cancelled() and not turn.exception():
                self.give_back()  # it came together with the end of the task
            raise
        finally:
            timer.cancel()

    def give_back(self) -> None:
        """Let the next one have the turn."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def _refuse(turn: asyncio.Future[None], wait_s: float) -> None:
    if not turn.done():
        turn.set_exception(_busy(wait_s))


def _busy(wait_s: float) -> BusyError:
    return BusyError(
        "All query workers are taken. Try again in some seconds.", max(1, round(wait_s))
    )
