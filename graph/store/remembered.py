"""What takes long to find out about a state of the graph, found out once and kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from graph.store import Reader

UNVERSIONED_S = 60.0
"""Seconds for which something serves that an engine told, which can not say what changed."""

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """What `find` says of the newest state that was asked about; may be shared by threads."""

    def __init__(
        self, find: Callable[[Reader], Found], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._find = find
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: tuple[str, Found] | None = None
        self._good_until = 0.0

    def of(self, reader: Reader) -> Found:
        """What there is to say of the state that is read; of an engine's, of a short while ago."""
        with self._lock:
            if self._kept and self._kept[0] == reader.version and self._serves(reader):
                return self._kept[1]
            found = self._find(reader)
            self._kept = reader.version, found
            self._good_until = self._clock() + UNVERSIONED_S
            return found

    def _serves(self, reader: Reader) -> bool:
        return bool(reader.version) or self._clock() < self._good_until
