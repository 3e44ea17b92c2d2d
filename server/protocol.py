"""The SPARQL 1.1 Protocol's query operation (https://www.w3.org/TR/sparql11-protocol/#query-operation).

An HTTP request becomes one of two things, or is refused, before anything else happens.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote_plus

from pyoxigraph import NamedNode
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    MethodNotAllowed,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)
from werkzeug.wrappers import Request

from server.gate import NO_UPDATE

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORM_TYPE = "application/x-www-form-urlencoded"
QUERY_TYPE = "application/sparql-query"
UPDATE_TYPE = "application/sparql-update"

NO_QUERY = "There is no “query” in the request."

_MAX_PARAMETERS = 1_000
_DATASET = ("default-graph-uri", "named-graph-uri")
_UPDATE = ("update", "using-graph-uri", "using-named-graph-uri")

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query operation: the text, the dataset, and what may be asked besides the protocol.

    `format` is the name or media type of `?format=`, which goes before the Accept header;
    `timeout_s` is `?timeout=`.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class DescribeService:
    """A request without a query: what is this endpoint? `format` as above."""

    format: str = ""


Operation = Query | DescribeService


def parse(request: Request, max_query_bytes: int) -> Operation:
    """What a request asks for.

    Raises werkzeug's exceptions for 400, 403 (an update), 405, 413 and 415.
    """
    if request.method in {"GET", "HEAD"}:
        return parse_url(request.query_string, max_query_bytes)
    in_url = _decoded(request.query_string, "query string")
    if request.method != "POST":
        raise MethodNotAllowed(METHODS, "Queries are sent by GET or POST.")
    return _operation(in_url + _posted(request, max_query_bytes), max_query_bytes, posted=True)


def parse_url(query_string: bytes, max_query_bytes: int) -> Operation:
    """What a GET or HEAD asks for; raises what `parse` raises."""
    return _operation(_decoded(query_string, "query string"), max_query_bytes)


def longest_body(max_query_bytes: int) -> int:
    """Bytes of a form with such a query: a letter may take three times its own, and the graphs
    need some room."""
    return 3 * max_query_bytes + 65_536


def _posted(request: Request, max_query_bytes: int) -> Parameters:
    media_type = request.mimetype
    if media_type == UPDATE_TYPE:
        raise Forbidden(NO_UPDATE)
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if media_type not in {FORM_TYPE, QUERY_TYPE} or charset not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(f"Post a query as {FORM_TYPE} or as {QUERY_TYPE}, in UTF-8.")
    request.max_content_length = longest_body(max_query_bytes)
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        raise _too_long(max_query_bytes) from None
    if media_type == FORM_TYPE:
        return _decoded(body, "body")
    return [("query", _utf8(body, "body"))]


def _operation(parameters: Parameters, max_bytes: int, *, posted: bool = False) -> Operation:
    names = [name for name, _ in parameters]
    if any(name in names for name in _UPDATE):
        raise Forbidden(NO_UPDATE)
    for name in ("query", "timeout"):
        if names.count(name) > 1:
            raise BadRequest(f"“{name}” is given {names.count(name)} times; give it once.")
    values = dict(reversed(parameters))  # of several formats the first: SPARQLWrapper sends two
    if "query" in values:
        return _query(parameters, values, max_bytes)
    if posted or any(name in names for name in _DATASET):
        raise BadRequest(NO_QUERY)
    return DescribeService(values.get("format", ""))


def _query(parameters: Parameters, values: dict[str, str], max_bytes: int) -> Query:
    text = values["query"]
    if len(text.encode()) > max_bytes:
        raise _too_long(max_bytes)
    graphs = [tuple(_iri(v) for name, v in parameters if name == kind) for kind in _DATASET]
    timeout_s = _seconds(values["timeout"]) if "timeout" in values else None
    return Query(text, graphs[0], graphs[1], values.get("format", ""), timeout_s)


def _decoded(data: bytes, where: str) -> Parameters:
    fields = _utf8(data, where).split("&")
    if len(fields) > _MAX_PARAMETERS:
        raise BadRequest(f"The {where} has more than {_MAX_PARAMETERS} parameters.")
    pairs = (field.partition("=") for field in fields if field)
    try:
        return [(_unquoted(name), _unquoted(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise _not_utf8(where) from None


def _unquoted(text: str) -> str:
    """What `urllib.parse.unquote_plus` makes of it, in a tenth of the time.

    It is written in Python, and the longest part of the way of a small query; so the escapes are
    spelled as those of JSON, which are read in C. Raises `UnicodeDecodeError`.
    """
    if "%" not in text:
        return text.replace("+", " ")
    if text.isascii() and "\\" not in text:
        spelled = text.replace("+", " ").replace("%", "\\u00")
        with suppress(ValueError):
            octets: str = json.loads(f'"{spelled}"')
            return octets.encode("latin-1").decode()
    return unquote_plus(text, errors="strict")


def _utf8(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8(where) from None


def _too_long(max_bytes: int) -> RequestEntityTooLarge:
    return RequestEntityTooLarge(f"The query is longer than {max_bytes} bytes, the limit here.")


def _not_utf8(where: str) -> BadRequest:
    return BadRequest(f"The {where} is not UTF-8.")


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise BadRequest(f"“{text[:200]}” is not an absolute IRI of a graph.") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise BadRequest(f"“timeout” is a number of seconds, not “{text[:40]}”.")
    return seconds
