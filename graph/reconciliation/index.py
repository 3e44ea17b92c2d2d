"""The names of the published graph, kept in memory for each of its states.

Names are looked up here, facts in the graph: a name of an older state costs nothing but a thing
that is no longer there, and that shows. So a new state is indexed when it is asked about and
when that takes no more than a small share of the time.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from graph.reconciliation.entities import TYPES, Space, Type, type_of
from graph.reconciliation.names import Names, key_of
from graph.reconciliation.statements import rows
from graph.store import Reader
from graph.store.remembered import UNVERSIONED_S

SHARE = 10
"""An index serves at least so many times as long as it took to make."""


class Index:
    """The names of each type, in one state of the graph."""

    def __init__(self, reader: Reader, space: Space) -> None:
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in rows(reader, "names"):
            thing, name = row["thing"], row["name"]
            identifier = space.of_thing(thing.value) if isinstance(thing, NamedNode) else ""
            if identifier and isinstance(name, Literal):
                type_ = type_of(identifier)
                pairs[type_.id].append((key_of(name.value, type_.kind), identifier))
        self._names = {id_: Names(pairs[id_]) for id_ in TYPES}

    def of(self, type_: Type) -> Names:
        """The names of things of that type."""
        return self._names[type_.id]


class Indexes:
    """The newest index that is worth making; shared by threads, one of which makes it."""

    def __init__(self, space: Space, clock: Callable[[], float] = time.monotonic) -> None:
        self._space = space
        self._clock = clock
        self._making = threading.Lock()
        self._current: tuple[Index, str] | None = None
        self._good_until = 0.0

    def of(self, reader: Reader) -> Index:
        """An index of the state that is read, or of one shortly before it."""
        kept = self._current
        if kept is None:
            with self._making:
                return (self._current or self._make(reader))[0]
        if self._outdated(reader, kept[1]) and self._making.acquire(blocking=False):
            try:
                return self._make(reader)[0]
            finally:
                self._making.release()
        return kept[0]

    def _outdated(self, reader: Reader, version: str) -> bool:
        changed = not reader.version or reader.version != version
        return changed and self._clock() >= self._good_until

    def _make(self, reader: Reader) -> tuple[Index, str]:
        started = self._clock()
        self._current = made = Index(reader, self._space), reader.version
        ended = self._clock()
        least = 0.0 if reader.version else UNVERSIONED_S
        self._good_until = ended + max(least, SHARE * (ended - started))
        return made
