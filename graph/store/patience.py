"""How long an engine is waited for; one that has just failed is not asked again by everybody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from graph.errors import UnavailableError
from graph.store.client import TRUSTED, Limits

COUNT_S = 4
"""Seconds for a count where the graph is served: who watches a server waits little longer."""

PAUSE_S = 2
"""Seconds for which an engine that did not answer is left alone."""


class Patience(NamedTuple):
    """The limits of a page's question, of a count, and of a part of a dump."""

    asking: Limits = TRUSTED
    counting: Limits = TRUSTED
    dumping: Limits = TRUSTED


PATIENT = Patience()
"""That of commands, and of whoever writes."""


def serving(timeout_s: int) -> Patience:
    """That of readers who wait for an answer: nothing is asked twice."""
    return Patience(
        asking=Limits(timeout_s, attempts=1),
        counting=Limits(min(timeout_s, COUNT_S), attempts=1),
        dumping=Limits(attempts=1),
    )


class Circuit:
    """A circuit breaker around one engine; shared by threads.

    A question that is not answered opens it, unless another one was answered meanwhile: then the
    engine is well, and this question too much for it. While it is open questions fail at once, but
    for one every `PAUSE_S` seconds; an answer closes it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._answered = self._closes = clock()
        self._open = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """The time of a question. Raises `UnavailableError` where the engine is left alone."""
        began = self._begin()
        failed = False
        try:
            yield
        except UnavailableError:
            failed = True
            raise
        finally:
            self._end(began, failed=failed)

    def _begin(self) -> float:
        with self._lock:
            now = self._clock()
            if self._open:
                if now < self._closes:
                    raise UnavailableError(
                        "The SPARQL engine has just failed to answer, and is not asked again yet."
                    )
                self._closes = now + PAUSE_S
            return now

    def _end(self, began: float, *, failed: bool) -> None:
        with self._lock:
            now = self._clock()
            if not failed:
                self._answered, self._open = now, False
            elif self._answered <= began:
                self._open, self._closes = True, now + PAUSE_S
