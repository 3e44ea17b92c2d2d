"""Who waits to write to a site, as it shows to the process that has it open: a lock on a file in
the state folder, which ends with whoever waits."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = "waiting"


@contextmanager
def waiting(state: Path) -> Iterator[None]:
    """This process waits, as long as the block lasts. Raises `OSError`."""
    with (state / _FILE).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def awaited(state: Path) -> bool:
    """Whether anybody waits. Raises `OSError`."""
    with (state / _FILE).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
