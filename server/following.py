"""What the feed of a kept query tells: which reviews of this site are in an answer, and its title.

Feeds are of reviews, so a query has one if it finds reviews; nothing else of its answer is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from pyoxigraph import NamedNode

from graph.errors import ResultTooLargeError
from graph.mapping import Addresses
from server.browsing import MOST_BYTES
from server.engine import Answer
from server.gate import Form
from server.pages.wording import beginning

MOST = 1_000
"""Reviews of an answer among which those of a feed are looked for: the first."""

LONGEST_TITLE = 100

_COMMENT = re.compile(r"(?:\s*#[#\t ]*(?=[\r\n]))*\s*#[#\t ]*([^\r\n]*)")
_SLUG = re.compile(r"[^/.?#]+")


def reviews_in(answer: Answer, form: Form, base_iri: str) -> list[NamedNode] | None:
    """The reviews of the site in an answer in SPARQL's JSON, in its order, at most `MOST`.

    They may be named by themselves or by their pages, in any column; whether there are such
    reviews is not asked. None where no feed can be made: the query is no SELECT, or it binds
    something and no review. Raises `ResultTooLargeError`.
    """
    if form is not Form.SELECT:
        return None
    if len(answer.body) > MOST_BYTES:
        raise ResultTooLargeError(
            "The answer is too large to make a feed of it: select the review alone, or set a LIMIT."
        )
    rows = msgspec.json.decode(answer.body)["results"]["bindings"]
    found: dict[NamedNode, None] = {}
    for review in _named(rows, Addresses(base_iri)):
        found[review] = None
        if len(found) == MOST:
            break
    return list(found) if found or not any(rows) else None


def _named(rows: list[dict[str, Any]], addresses: Addresses) -> Iterator[NamedNode]:
    below = addresses.document("review", "").value
    for row in rows:
        for term in row.values():
            if term["type"] == "uri" and term["value"].startswith(below):
                slug = term["value"].removeprefix(below).removesuffix("#review")
                if _SLUG.fullmatch(slug):
                    yield addresses.thing("review", slug)


def title_of(query: str, name: str) -> str:
    """What the feed of a query is called: the words of the comment that it begins with.

    >>> title_of("# Films of the nineties\\nSELECT …", "abcdefgh")
    'Films of the nineties'
    >>> title_of("SELECT …", "abcdefgh")
    'Query abcdefgh'
    """
    comment = _COMMENT.match(query)
    words = "".join(filter(str.isprintable, comment[1])).strip() if comment else ""
    return beginning(words, LONGEST_TITLE) if words else f"Query {name}"
