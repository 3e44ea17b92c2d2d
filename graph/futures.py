"""Waiting for what other threads and processes do, so that Ctrl-C and the like end it at once."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.5
"""How often the waiting thread looks for signals."""


def result_of(future: Future[T]) -> T:
    """The result of a future, or what it raises; the main thread heeds signals while it waits.

    Python runs its handler in the main thread, but a signal that the system gave to another thread
    does not wake the main one from a lock (https://docs.python.org/3/library/signal.html, “Signals
    and threads”): a server would serve on, once in some hundred times.

    >>> future = Future()
    >>> future.set_result(7)
    >>> result_of(future)
    7
    """
    while not wait([future], LOOK_S).done:
        pass
    return future.result()
