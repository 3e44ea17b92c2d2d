"""Requests that are refused before the application sees them, and what their clients are told."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import httptools

from server.policies import OPEN
from server.problems import PROBLEM, Problem

if TYPE_CHECKING:
    from uvicorn._types import HTTPScope

MAX_FIELDS_BYTES = 16_384
"""All header fields together. Each is read by somebody, some in the event loop, in Python."""

MAX_PATH_BYTES = 16_384

MAX_TARGET_BYTES = 262_144
"""Path and query together, of which a query takes up to three times its bytes."""

_HOST = re.compile(
    rb"(?:\[[0-9A-Za-z:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?", re.ASCII
)
"""`uri-host [ ":" port ]` (RFC 9110, section 7.2; RFC 3986, section 3.2.2)."""

_METHOD = re.compile(rb"[\w!#$%&'*+.^`|~-]+ ", re.ASCII)
"""How a request line begins (RFC 9112, section 3)."""


class Refusal:
    """An answer to no request in particular: status line and fields, but those of the connection,
    and body (RFC 9457)."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        self.body = json.dumps(Problem(status, detail).members()).encode()
        fields = {
            "content-type": PROBLEM.content_type,
            "content-length": str(len(self.body)),
            "cache-control": "no-store",
            **OPEN,
        }
        lines = [
            f"HTTP/1.1 {status} {status.phrase}",
            *(f"{name}: {value}" for name, value in fields.items()),
        ]
        self.head = "".join(f"{line}\r\n" for line in lines).encode("ascii")


CUT_OFF = Refusal(HTTPStatus.BAD_REQUEST, "The body of the request is not whole.")
TOO_SLOW = Refusal(HTTPStatus.REQUEST_TIMEOUT, "The body of the request took too long.")
FIELDS_TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    f"The header fields have more than {MAX_FIELDS_BYTES} bytes, the limit here.",
)
TARGET_TOO_LONG = Refusal(
    HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long. A long query can be sent by POST."
)
_UNKNOWN_METHOD = Refusal(
    HTTPStatus.NOT_IMPLEMENTED, "Nothing here knows this method. What is read is read with GET."
)
_NO_HTTP = Refusal(HTTPStatus.BAD_REQUEST, "This is not a request of HTTP/1.1.")
_NO_HOST = Refusal(
    HTTPStatus.BAD_REQUEST, "A request has one “Host”, a name or an address with or without port."
)


def refused(scope: HTTPScope) -> Refusal | None:
    """What is wrong with the head of a request (RFC 9110, section 5.4; RFC 9112, section 3.2)."""
    size, hosts = 0, []
    for name, value in scope["headers"]:
        size += len(name) + len(value)
        if name == b"host":
            hosts.append(value)
    if size > MAX_FIELDS_BYTES:
        return FIELDS_TOO_LARGE
    path = len(scope["raw_path"])
    if path > MAX_PATH_BYTES or path + len(scope["query_string"]) > MAX_TARGET_BYTES:
        return TARGET_TOO_LONG
    if len(hosts) == 1:
        return None if _HOST.fullmatch(hosts[0]) else _NO_HOST
    return None if not hosts and scope["http_version"] < "1.1" else _NO_HOST


def unparsed(error: httptools.HttpParserError, data: bytes) -> Refusal:
    """What is wrong with bytes that the parser does not take."""
    named = isinstance(error, httptools.HttpParserInvalidMethodError) and _METHOD.match(data)
    return _UNKNOWN_METHOD if named else _NO_HTTP
