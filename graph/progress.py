"""Progress: how far some work is, told by whoever does it to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much: 0 where nobody has counted."""

StepProgress = Callable[[str, int, int], None]
"""The same for one of several steps, whose name comes first."""


def unwatched(*_: object) -> None:
    """Either of them, where nobody wants to know."""
