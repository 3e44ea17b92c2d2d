"""The part of a review that was asked for, in pieces, marked or not, and without spoilers."""

from __future__ import annotations

import re

from graph.values.spoilers import CLOSE, OPEN, shown
from graph.values.terms import BREAK, COVER, UNCOVER

Excerpt = tuple[tuple[str, bool], ...]

EXCERPT = (
    f"CASE WHEN instr(body, char({ord(COVER)})) OR instr(body, char({ord(UNCOVER)}))"
    " THEN highlight(review_words, 3, char(2), char(3))"
    " ELSE snippet(review_words, 3, char(2), char(3), '…', 36) END"
)
"""What SQLite gives of a body: all of it where there are spoilers, else the part with the most
hits; these are between two signs."""

BEFORE, LONGEST = 80, 240
"""Characters before the first hit, and in all, of a part of a body with spoilers."""

_MARKED = re.compile("\x02([^\x02\x03]*)\x03")
_SIGNS = str.maketrans("", "", f"\x02\x03{BREAK}")


def excerpt(found: str) -> Excerpt:
    """The pieces of what SQLite gave.

    >>> excerpt("A \\x02fine\\x03 film."), excerpt("A film: \\x0e\\x02he\\x03 dies\\x0f.")
    ((('A ', False), ('fine', True), (' film.', False)), (('A film: [spoiler hidden].', False),))
    """
    if COVER in found or UNCOVER in found:
        found = _part(shown(found.replace(COVER, OPEN).replace(UNCOVER, CLOSE)))
    pieces = (piece.translate(_SIGNS) for piece in _MARKED.split(found.strip()))
    return tuple((piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece)


def _part(text: str) -> str:
    """The part of a text with its first hit, or its beginning."""
    start = max(0, text.find("\x02") - BEFORE)
    start = text.find(" ", start) + 1 if start and " " in text[start : start + BEFORE] else start
    end = start + LONGEST
    if end < len(text) and " " in text[start + BEFORE : end]:
        end = text.rindex(" ", start, end)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
