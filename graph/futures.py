"""Waiting for what other threads and processes do, so that Ctrl-C and the like end it at once."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.5
"""How often the waiting thread looks for signals."""


def result_of(future: Future[T]) -> T:
    """The result of a future, or what it raises; the main thread heeds signals while it waits.

    The system may give a signal to any thread, and Python runs its handler in the main one, which
    that does not wake from a lock (https://docs.python.org/3/library/signal.html, “Signals and
    threads”): a server would serve on, once in some hundred times.

    >>> future = Future()
    >>> future.set_result(7)
    >>> result_of(future)
    7
    """
    while not wait([future], LOOK_S).done:
        pass
    return future.result()
