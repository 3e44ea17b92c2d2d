"""What is remembered up to so many bytes; what was asked for least recently goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """A mapping for several threads. The caller says how large each entry is.

    >>> few = Bounded[str, int](100)
    >>> for number, name in enumerate("abc"):
    ...     few.put(name, number, 5)
    >>> few.get("a"), few.get("z")
    (0, None)
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._size = 0
        self._entries: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """What is remembered under a key."""
        with self._lock:
            if found := self._entries.get(key):
                self._entries.move_to_end(key)
                return found[0]
            return None

    def put(self, key: K, value: V, size: int) -> None:
        """Remember a value of so many bytes if eight of its size would fit."""
        if size * 8 > self._limit:
            return
        with self._lock:
            if key not in self._entries:
                self._entries[key] = value, size
                self._size += size
            while self._size > self._limit:
                _, (_, least) = self._entries.popitem(last=False)
                self._size -= least
