"""Trusted queries as files: each `.rq` is valid and runs alone.

A parameter is a line `VALUES ?film { UNDEF }`, which is replaced by one with the term; where a
query is paged, the line `LIMIT 50 OFFSET 0` is replaced. Terms are serialised by pyoxigraph and
never pasted, so nothing can be injected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

_PARAMETER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_PAGE = re.compile(r"LIMIT \d+ OFFSET \d+")


Term = NamedNode | Literal


def load(name: str, page: tuple[int, int] | None = None, **terms: Term | Sequence[Term]) -> str:
    """The query in `{name}.rq` with its parameters bound; `page` is limit and offset.

    A parameter is one term or several, of which each is tried; one that is not given stays
    open. Raises `KeyError` for a parameter, `ValueError` for
    a page, that the query does not have, `FileNotFoundError` where there is no such query.

    >>> "VALUES ?film { <https://example.org/m#movie> }" in load(
    ...     "reviews_of_film", film=NamedNode("https://example.org/m#movie"))
    True
    """
    text = _text(name)
    if unknown := terms.keys() - set(_PARAMETER.findall(text)):
        raise KeyError(*sorted(unknown))
    if page:
        if not _PAGE.search(text):
            raise ValueError(f"The query {name} is not paged.")
        text = _PAGE.sub("LIMIT {:d} OFFSET {:d}".format(*page), text)
    lines = {parameter: _line(parameter, value) for parameter, value in terms.items()}
    return _PARAMETER.sub(lambda line: lines.get(line[1], line[0]), text)


def _line(parameter: str, value: Term | Sequence[Term]) -> str:
    values = (value,) if isinstance(value, Term) else value
    return f"VALUES ?{parameter} {{ {' '.join(map(str, values))} }}"


@cache
def _text(name: str) -> str:
    return (files(__name__) / f"{name}.rq").read_text("utf-8")
