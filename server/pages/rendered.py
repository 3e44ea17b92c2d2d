"""Bodies that were made before and hold as long as what they are made of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST_CHARACTERS = 16 << 20
"""Of all bodies together with their keys; those that were asked for last are kept."""


class Rendered:
    """The bodies of one state; shared by threads.

    >>> bodies = Rendered()
    >>> bodies.of("1", "/a", lambda: "first"), bodies.of("1", "/a", lambda: "again")
    ('first', 'first')
    >>> bodies.of("2", "/a", lambda: "new"), bodies.of("", "/a", lambda: "unkept")
    ('new', 'unkept')
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bodies: OrderedDict[tuple[str, Hashable], str] = OrderedDict()
        self._size = 0

    def of(self, state: str, key: Hashable, make: Callable[[], str]) -> str:
        """The body under a key in that state, made if it is not there; an empty one keeps none."""
        if not state:
            return make()
        with self._lock:
            if body := self._bodies.get((state, key)):
                self._bodies.move_to_end((state, key))
                return body
        body = make()
        with self._lock:
            if (state, key) not in self._bodies:
                self._bodies[state, key] = body
                self._size += len(body) + len(str(key))
            while self._size > MOST_CHARACTERS:
                (_, oldest), gone = self._bodies.popitem(last=False)
                self._size -= len(gone) + len(str(oldest))
        return body
