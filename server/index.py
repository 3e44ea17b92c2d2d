"""What lists, facets and the search read: the lines in the ledger, for many threads.

Each thread that reads has a connection of its own for as long as it needs one, so that a slow
search holds up nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from weakref import finalize

from graph.ledger import FILE, Ledger
from graph.ledger.listed import STATE


class Index:
    """The ledger in a state folder, opened as often as it is read at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: LifoQueue[Ledger] = LifoQueue()
        finalize(self, _close, self._idle)  # which of the views is the last, none knows

    @contextmanager
    def reading(self) -> Iterator[Ledger | None]:
        """The ledger for one thread; None where there is none. Raises `StorageError`."""
        if not (self._folder / FILE).exists():
            yield None
            return
        ledger = self._idle_one() or Ledger(self._folder, read_only=True)
        try:
            yield ledger
        finally:
            self._idle.put(ledger)

    def _idle_one(self) -> Ledger | None:
        with suppress(Empty):
            while True:
                ledger = self._idle.get_nowait()
                if not ledger.outdated:
                    return ledger
                ledger.close()
        return None


def _close(idle: LifoQueue[Ledger]) -> None:
    while not idle.empty():
        idle.get_nowait().close()


def state_of(ledger: Ledger) -> str:
    """Changes whenever a line does."""
    return ledger.setting(STATE) or ""
