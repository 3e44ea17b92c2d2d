"""What a change to a page would be, as a unified diff."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from graph.documents.decoding import mark_of

CONTEXT = 3
"""Lines before and behind the change."""


def unified(path: str, old: bytes, new: bytes) -> str:
    r"""The one place where two states of a page differ; "" where they are the same.

    >>> print(unified("a.html", b"one\ntwo\n", b"one\nmore\ntwo\n"), end="")
    --- a/a.html
    +++ b/a.html
    @@ -1,2 +1,3 @@
     one
    +more
     two
    """
    if old == new:
        return ""
    before, after = _lines(old), _lines(new)
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    start, removed = max(0, head - CONTEXT), before[head : len(before) - tail]
    added, behind = after[head : len(after) - tail], before[len(before) - tail :][:CONTEXT]
    shared = head - start + len(behind)
    places = f"-{start + 1},{shared + len(removed)} +{start + 1},{shared + len(added)}"
    body = [f" {line}" for line in before[start:head]]
    body += [f"-{line}" for line in removed] + [f"+{line}" for line in added]
    body += [f" {line}" for line in behind]
    return "\n".join([f"--- a/{path}", f"+++ b/{path}", f"@@ {places} @@", *body, ""])


def _alike(lines: Sequence[str], others: Sequence[str]) -> int:
    """How many lines are the same from the first on."""
    pairs = zip(lines, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _lines(data: bytes) -> list[str]:
    mark, encoding = mark_of(data)
    text = data[len(mark) :].decode(encoding or "utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
