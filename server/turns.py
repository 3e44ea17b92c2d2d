"""Turns at something scarce: a few at a time, a few waiting for a short while, the rest refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from graph.errors import BusyError


class Turns:
    """`places` may be taken at once; `waiting` threads may wait, each `wait_s` seconds."""

    def __init__(self, places: int, waiting: int, wait_s: float) -> None:
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
                raise self._busy()
            self._waiting += 1
        try:
            self._free.get(timeout=self._wait_s)
        except Empty:
            raise self._busy() from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _busy(self) -> BusyError:
        return BusyError(
            "All query workers are taken. Try again in some seconds.", max(1, round(self._wait_s))
        )
