"""The graph of a snapshot once more, in the memory of a query worker, where there is room for it.

There a small query takes a third of the time, since no block of the store is looked through for
each triple. The copy grows between queries, a little each time, so that none waits long for it.

Patterns give their triples in the same order as on disk, if they state the predicate: on disk
they come by predicate, object, subject, in memory the newest first. So the copy is filled
backwards, and only asked by queries that state all predicates (server.predicates).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

_OF_QUERY, _OF_MACHINE = 4, 16
"""A copy takes so large a part of what a query may use, and of the machine's memory, at the most:
with 4 GB 256 MB, some 350,000 triples, which take 2.3 s of the processor's time in all. There are
two workers and a spare one, unless the settings say otherwise."""

_GROWTH = 4.5
"""A copy takes less than so many times the bytes of the snapshot's files (2.6 to 3.95)."""

_CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""What this container may use, or “max” (Linux, control groups version 2)."""

_TRIPLES = 200
"""Copied at a time: a millisecond's work, and once for each predicate to find them."""


class Copy:
    """A copy that is made step by step, where it takes no more than `limit_bytes`.

    `most_bytes` is what it will take at the most, 0 where there will be none.
    """

    def __init__(self, store: Store, folder: str, limit_bytes: int) -> None:
        self._store = Store()
        files = Path(folder).iterdir() if folder else ()
        size = int(_GROWTH * sum(file.stat().st_size for file in files))
        copied = 0 < size <= limit_bytes and not any(store.named_graphs())
        self.most_bytes = size if copied else 0
        self._left = _backwards(store) if copied else None
        self._whole = False

    @property
    def store(self) -> Store | None:
        """The copy, once it is whole."""
        return self._store if self._whole else None

    def grow(self) -> None:
        """Copy a little more, if there is more."""
        if self._left is None:
            return
        if some := list(islice(self._left, _TRIPLES)):
            self._store.extend(some)
        else:
            self._left, self._whole = None, True


def room_bytes(query_bytes: int) -> int:
    """What a copy may take, where a query may use `query_bytes`."""
    return min(query_bytes // _OF_QUERY, _machine_bytes() // _OF_MACHINE)


def _machine_bytes() -> int:
    """The memory of this machine, or of this container where it has less."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(physical, int(_CONTAINER.read_text()))
    except (OSError, ValueError):
        return physical


def _backwards(store: Store) -> Iterator[Quad]:
    found = store.query("SELECT DISTINCT ?p { ?s ?p ?o }")
    rows = found if isinstance(found, QuerySolutions) else ()
    for predicate in (term for row in rows for term in row if isinstance(term, NamedNode)):
        yield from reversed([*store.quads_for_pattern(None, predicate, None, DefaultGraph())])
