"""YAML that can only mean one thing, though it is none: a value with a colon and no quotation
marks, as in `title: Alien: Covenant`. All else that is invalid stays unreadable.
"""

from __future__ import annotations

import re

from graph.documents.front_matter import ColonError, FrontMatter, read_yaml

MOST_REPAIRS = 20
PLAIN = re.compile(
    r"(?P<key>\s*(?:- )?[\w][\w .-]{0,60}:\s+)(?P<value>[^\s\"'\[\]{}>|&*!%@`#,?:-][^\n]*:\s[^\n]*)"
)


def read_repaired(block: str, first_line: int) -> tuple[FrontMatter, str]:
    """The keys of some YAML, and a note on the lines that were read with quotation marks added.

    Raises `UnreadableError` for all that `read_yaml` raises it for and that is not this.

    >>> read_repaired("title: Alien: Covenant\\nyear: 2017\\n", 2)[0].values
    {'title': 'Alien: Covenant', 'year': '2017'}
    """
    repaired: list[int] = []
    while True:
        try:
            keys = read_yaml(block, first_line)
        except ColonError as error:
            better = _quoted(block, error.line - first_line)
            if better is None or error.line in repaired or len(repaired) == MOST_REPAIRS:
                raise
            block = better
            repaired.append(error.line)
        else:
            return keys, _note(repaired)


def _quoted(block: str, index: int) -> str | None:
    lines = block.split("\n")
    match = PLAIN.fullmatch(lines[index]) if 0 <= index < len(lines) else None
    if not match or " #" in match["value"]:
        return None
    value = match["value"].rstrip().replace("'", "''")
    lines[index] = f"{match['key']}'{value}'"
    return "\n".join(lines)


def _note(lines: list[int]) -> str:
    if not lines:
        return ""
    which = ", ".join(str(line) for line in lines)
    return f"; line {which} was read as if its value stood in quotation marks, for its colon"
