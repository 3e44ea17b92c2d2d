"""What the feed of a kept query tells: which reviews of this site are in an answer, and its title.

Feeds are of reviews, so a query has one if it finds reviews; nothing else of its answer is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec
from pyoxigraph import NamedNode

from graph.mapping import Addresses
from server.engine import Answer
from server.gate import Form

MOST = 1_000
"""Reviews of an answer among which those of a feed are looked for: the first."""

_COMMENT = re.compile(r"\s*#[#\t ]*([^#\s][^\n]{0,99})")


def reviews_in(answer: Answer, form: Form, base_iri: str) -> list[NamedNode] | None:
    """The reviews of the site in an answer in SPARQL's JSON, in its order, at most `MOST`.

    They may be named by themselves or by their pages, in any column. None where no feed can be
    made: the query is no SELECT, or it found something and no review.
    """
    if form is not Form.SELECT:
        return None
    rows = msgspec.json.decode(answer.body)["results"]["bindings"]
    found = dict.fromkeys(_named(rows, Addresses(base_iri)))
    return list(islice(found, MOST)) if found or not rows else None


def _named(rows: list[dict[str, Any]], addresses: Addresses) -> Iterator[NamedNode]:
    below = addresses.document("review", "").value
    for row in rows:
        for term in row.values():
            if term["type"] == "uri" and term["value"].startswith(below):
                slug = term["value"].removeprefix(below).partition("#")[0]
                yield addresses.thing("review", slug)


def title_of(query: str, name: str) -> str:
    """What the feed of a query is called: the words of the comment that it begins with.

    >>> title_of("# Films of the nineties\\nSELECT …", "abcdefgh")
    'Films of the nineties'
    >>> title_of("SELECT …", "abcdefgh")
    'Query abcdefgh'
    """
    comment = _COMMENT.match(query)
    return comment[1].strip() if comment else f"Query {name}"
