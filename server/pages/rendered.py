"""Bodies that were made before and hold as long as what they are made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from server.bounded import Bounded

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
        self._bodies = Bounded[tuple[str, Hashable], str](MOST_CHARACTERS)

    def of(self, state: str, key: Hashable, make: Callable[[], str]) -> str:
        """The body under a key in that state, made if it is not there; an empty one keeps none."""
        if not state:
            return make()
        body = self._bodies.get((state, key))
        if body is None:
            body = make()
            self._bodies.put((state, key), body, len(body) + len(str(key)))
        return body
