"""Regular expressions that are compiled where they are first used: there are hundreds by which
reviews are read, and those of a few files need a part of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def on_demand(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at no cost until it is asked for something.

    >>> on_demand("[a-z]+").fullmatch("heat")
    <re.Match object; span=(0, 4), match='heat'>
    """
    return cast("re.Pattern[str]", _OnDemand(expression, flags))


class _Own:
    """What the compiled expression has under a name; kept where it is first asked for, so that it
    is found as fast from then on."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, pattern: _OnDemand, owner: type) -> Any:
        found = getattr(re.compile(pattern.pattern, pattern.given), self._name)
        setattr(pattern, self._name, found)
        return found


class _OnDemand:
    """Stands for a compiled expression."""

    match, search, fullmatch = _Own(), _Own(), _Own()
    finditer, findall, split, sub = _Own(), _Own(), _Own(), _Own()
    flags, groups, groupindex = _Own(), _Own(), _Own()

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self.given = flags


FILM_YEAR = r"(?:18[7-9]|19[0-9]|20[0-9])[0-9]"
"""Four figures that may be the year of a film; the oldest pictures that move are of the 1870s."""

AND_WORDS = "and|AND|&|et|und|y|e"
"""What joins the last two of a list, wherever it stands."""

AND_BETWEEN_NAMES = "og|och|ja|oraz|i|a|и|й|та|і|ve|és|și|και|en"
"""What joins two that are spelled as names: before small words it joins anything, as “og andre”."""

ANY_YEAR = r"(?:18|19|20)[0-9]{2}"
"""Four figures that may be the year of anything that reviews speak of, be it older than films."""

HEADING = on_demand(r"\s{0,3}(?P<marks>#{1,6})\s+(?P<words>\S.{0,249}?)[\s#]*")
"""A line of Markdown that is a heading (CommonMark 0.31, section 4.2), but for very long ones."""

UNDERLINE = on_demand(r"\s{0,3}(?:(?P<first>=+)|-{3,})\s*")
"""A line that makes the one above a heading, of the `first` rank or the second (section 4.3); two
hyphens stand above a signature."""
