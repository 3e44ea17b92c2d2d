"""What SPARQL engines say beside their answers: that rows are missing, that they refuse."""

from __future__ import annotations

from email.message import Message
from urllib.error import HTTPError

PAGE_ROWS = 5_000
"""Rows asked for at once; engines cut results, Virtuoso as shipped at 10,000."""


def is_cut(headers: Message) -> bool:
    """Whether rows are missing: Virtuoso answers 200 with those up to its limit of rows or of time,
    and says so in a header alone."""
    return "X-SPARQL-MaxRows" in headers or "X-SQL-State" in headers


def refusal(error: Exception) -> tuple[int, Message]:
    """The status of a refused request, 0 where there is none, and the headers of the answer.

    SPARQLWrapper's own exceptions keep that of urllib, which has both, as their context.
    """
    cause = error if isinstance(error, HTTPError) else error.__context__
    return (cause.code, cause.headers) if isinstance(cause, HTTPError) else (0, Message())
