"""How often one client may do something: a fixed window for each address, in memory.

Counting stands before every answer, so it may cost next to nothing; a library for it took longer
than a small query.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from flask import request
from werkzeug.exceptions import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R")

_SWEEP = 10_000
"""So many addresses may be remembered before those whose time is over are forgotten."""


class Rate:
    """`most` times in `seconds` seconds from the first one; `sentence` tells who wants more."""

    def __init__(
        self, most: int, seconds: float, sentence: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._sentence = sentence
        self._now = now
        self._lock = Lock()
        self._spent: dict[str, tuple[float, int]] = {}
        self._sweep_at = _SWEEP

    def spend(self, client: str) -> None:
        """Count once more. Raises `TooManyRequests`, and then counts nothing."""
        now = self._now()
        with self._lock:
            end, number = self._window(client, now)
            if number < self._most:
                self._spent[client] = end, number + 1
                return
        raise self._refused(end - now)

    def check(self, client: str) -> None:
        """Count nothing. Raises `TooManyRequests` where `spend` would."""
        now = self._now()
        with self._lock:
            end, number = self._window(client, now)
        if number >= self._most:
            raise self._refused(end - now)

    def limited(self, view: Callable[P, R]) -> Callable[P, R]:
        """A view that each address may ask so often; a preflight costs nothing."""

        @wraps(view)
        def counted(*args: P.args, **kwargs: P.kwargs) -> R:
            if request.method != "OPTIONS":
                self.spend(request.remote_addr or "")
            return view(*args, **kwargs)

        return counted

    def _window(self, client: str, now: float) -> tuple[float, int]:
        """When the client's present window ends, and what it has spent."""
        found = self._spent.get(client)
        if found and found[0] > now:
            return found
        if len(self._spent) >= self._sweep_at:
            self._spent = {c: spent for c, spent in self._spent.items() if spent[0] > now}
            self._sweep_at = max(_SWEEP, 2 * len(self._spent))
        return now + self._seconds, 0

    def _refused(self, seconds: float) -> TooManyRequests:
        return TooManyRequests(self._sentence, retry_after=max(1, math.ceil(seconds)))


def per_minute(requests: int) -> Rate:
    """So many requests a minute, as the endpoints for strangers have it."""
    return Rate(requests, 60, f"More than {requests} requests in a minute. Wait a little.")
