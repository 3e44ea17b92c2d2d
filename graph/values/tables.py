"""Tables of Markdown, line by line: the rule below a head, and the cells of a row.

Source: GitHub Flavored Markdown 0.29, section 4.10.
"""

from __future__ import annotations

from graph.values.patterns import on_demand

RULE = on_demand(r"\s*(?:\|\s*)?(?::?-+:?\s*\|\s*)+(?::?-+:?\s*)?")
BAR = on_demand(r"(?<!\\)\|(?![^\[\]]*\]\])")
"""What is between cells, and not in a link of Obsidian's."""

LONGEST_ROW = 2_000
"""Characters of a line that are read."""


def is_rule(line: str) -> bool:
    """Whether a line is the one below the head of a table.

    >>> is_rule("|:---|---:|"), is_rule("---")
    (True, False)
    """
    return "|" in line and RULE.fullmatch(line[:LONGEST_ROW]) is not None


def cells(row: str) -> list[str]:
    r"""The cells of a row, with the Markdown in them; a bar behind a backslash is in its cell.

    >>> cells(r"| [[Heat|the film]] | 9 \| 10 | |")
    ['[[Heat|the film]]', '9 | 10', '']
    """
    bare = row[:LONGEST_ROW].strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace(r"\|", "|") for cell in BAR.split(bare)]
