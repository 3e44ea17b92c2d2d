"""Trusted queries as files: each `.rq` is valid and runs alone.

A parameter is a line `VALUES ?film { UNDEF }`, which is replaced by one with the term; where a
query is paged, the line `LIMIT 50 OFFSET 0` is replaced. Terms are serialised by pyoxigraph and
never pasted, so nothing can be injected.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

_PARAMETER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_PAGE = re.compile(r"LIMIT \d+ OFFSET \d+")


def load(name: str, page: tuple[int, int] | None = None, **terms: NamedNode | Literal) -> str:
    """The query in `{name}.rq` with its parameters bound; `page` is limit and offset.

    A parameter that is not given stays open. Raises `KeyError` for a parameter, `ValueError` for
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
    return _PARAMETER.sub(
        lambda line: f"VALUES ?{line[1]} {{ {terms[line[1]]} }}" if line[1] in terms else line[0],
        text,
    )


@cache
def _text(name: str) -> str:
    return (files(__name__) / f"{name}.rq").read_text("utf-8")
