"""How often one client may do something: a fixed window for each client, in memory.

Counting stands before every answer, so it may cost next to nothing; a library for it took longer
than a small query.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from functools import lru_cache, wraps
from ipaddress import IPv6Address
from threading import Lock
from typing import ParamSpec, TypeVar

from flask import request
from werkzeug.exceptions import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R")

_SWEEP = 10_000
"""So many addresses may be remembered before those whose time is over are forgotten."""


_PORT = re.compile(r"(?:\[(?P<v6>.*)\]|(?P<v4>[^:]*))(?::\d+)?")


@lru_cache(10_000)
def counted(address: str) -> str:
    """The client that an address is counted as, which a proxy may state with its port.

    Of IPv6 it is the network, as a subscriber has one of 64 bits, and any address in it (RFC 6177,
    RFC 4291, section 2.5.1).

    >>> counted("203.0.113.7:4001"), counted("[2001:db8:1:1::7]:4001")
    ('203.0.113.7', '2001:db8:1:1::/64')
    >>> counted("2001:db8:1:1::1"), counted("::ffff:203.0.113.7"), counted("unknown")
    ('2001:db8:1:1::/64', '203.0.113.7', 'unknown')
    """
    if found := _PORT.fullmatch(address):
        address = found["v6"] or found["v4"]
    try:
        parsed = IPv6Address(address)
    except ValueError:
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"


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
        client, now = counted(client), self._now()
        with self._lock:
            end, number = self._window(client, now)
            if number < self._most:
                self._spent[client] = end, number + 1
                return
        raise self._refused(end - now)

    def check(self, client: str) -> None:
        """Count nothing. Raises `TooManyRequests` where `spend` would."""
        client, now = counted(client), self._now()
        with self._lock:
            end, number = self._window(client, now)
        if number >= self._most:
            raise self._refused(end - now)

    def limited(self, view: Callable[P, R]) -> Callable[P, R]:
        """A view that each address may ask so often; a preflight costs nothing."""

        @wraps(view)
        def respond(*args: P.args, **kwargs: P.kwargs) -> R:
            if request.method != "OPTIONS":
                self.spend(request.remote_addr or "")
            return view(*args, **kwargs)

        return respond

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
