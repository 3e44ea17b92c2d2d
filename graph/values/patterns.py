"""Regular expressions that are compiled where they are first used: there are hundreds by which
reviews are read, and those of a few files need a part of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def on_demand(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, at no cost until it is asked for something.

    >>> on_demand("[a-z]+").fullmatch("heat")
    <re.Match object; span=(0, 4), match='heat'>
    """
    return cast("re.Pattern[str]", _OnDemand(expression, flags))


class _OnDemand:
    """Stands for a compiled expression, whose methods become its own as they are used."""

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
