"""Turns at something scarce: a few at a time, a few waiting for a short while, the rest refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import BusyError


class Turns:
    """`places` may be taken at once; `waiting` threads may wait, each `wait_s` seconds."""

    def __init__(self, places: int, waiting: int, wait_s: float) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._most_waiting = waiting
        self._wait_s = wait_s
        self._waiting = 0
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """A turn, given back at the end of the block. Raises `BusyError`."""
        if not self._places.acquire(blocking=False):
            self._wait()
        try:
            yield
        finally:
            self._places.release()

    def _wait(self) -> None:
        with self._lock:
            if self._waiting >= self._most_waiting:
                raise self._busy()
            self._waiting += 1
        try:
            if not self._places.acquire(timeout=self._wait_s):
                raise self._busy()
        finally:
            with self._lock:
                self._waiting -= 1

    def _busy(self) -> BusyError:
        return BusyError(
            "All query workers are taken. Try again in some seconds.", max(1, round(self._wait_s))
        )
