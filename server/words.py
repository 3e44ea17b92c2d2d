"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "review"), counted(1200, "review")
    ('1 review', '1,200 reviews')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
