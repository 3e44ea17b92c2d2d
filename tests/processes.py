"""What a process has started, as Linux tells."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def children(process: int) -> set[int]:
    """The processes that this one has started, by all its threads, and that are there still."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended since
            found |= set(map(int, task.read_text().split()))
    return found


def descendants(process: int) -> set[int]:
    """These, and those that they have started."""
    own = children(process)
    return own.union(*map(descendants, own))
