"""Numbers in sentences."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """
    >>> counted(1, "review"), counted(1200, "review"), counted(0, "person", "people")
    ('1 review', '1,200 reviews', '0 people')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def size(number: int) -> str:
    """Bytes as whole kibibytes or mebibytes.

    >>> size(65_536), size(8 * 1024 * 1024 + 500)
    ('64 KiB', '8 MiB')
    """
    return f"{number >> 20} MiB" if number >> 20 else f"{number >> 10} KiB"
