"""Code in Markdown, line by line. Source: CommonMark 0.31, section 4.5."""

from __future__ import annotations

from collections.abc import Iterable

FENCES = frozenset(("```", "~~~"))


def fenced(starts: Iterable[str]) -> list[range]:
    """The lines of each piece of fenced code, with its fences, by how all lines start: their first
    three letters behind the blanks. What does not end is none.

    >>> fenced(["Fin", "```", "Dir", "```", "~~~", "Yea"])
    [range(1, 4)]
    """
    fences = [i for i, start in enumerate(starts) if start in FENCES]
    return [range(first, last + 1) for first, last in zip(fences[::2], fences[1::2], strict=False)]
