"""What browsers may do with answers, here and on pages of other sites."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.http import parse_set_header

from server.access import COOKIE
from server.description import RECONCILE_PATH, SPARQL_PATH

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer that does not say otherwise: only the site's own scripts run, and no other host
is asked."""

RESULT_POLICY = "default-src 'none'; sandbox"
"""A browser shows what strangers put into a result; it must not run it."""

OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*"}
"""Scripts of all sites may read an answer, with all of its headers.

Browsers keep to `*` only where a request has no cookies
(https://fetch.spec.whatwg.org/#http-new-header-syntax).
"""

_ASKED_BY_POST = (SPARQL_PATH, RECONCILE_PATH)
_OF_OWNERS = ("login", "status", "deciding")
_METHOD, _FIELDS = "Access-Control-Request-Method", "Access-Control-Request-Headers"
_PREFLIGHT_S = 86_400


def register(app: Flask) -> None:
    """Give every answer of an application its headers."""
    app.after_request(_secured)
    app.after_request(_private)
    app.after_request(_opened)


def _secured(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _private(response: Response) -> Response:
    """The answer to an owner who is logged in, which may show more than others see: no cache but
    the browser's keeps it, unless it says that it is the same for all."""
    kept = response.cache_control
    if COOKIE in request.cookies and not (kept.no_store or kept.public):
        response.cache_control.private = True
    return response


def _opened(response: Response) -> Response:
    """The answer with what scripts of other sites may do at its address: read what anybody may
    read, ask what anybody may ask."""
    if request.method != "OPTIONS":
        if _is_open(request.method):
            response.headers.update(OPEN)
    elif _is_open(request.headers.get(_METHOD, "GET")):
        response.headers.update(OPEN | _preflight(response))
        response.vary.update((_METHOD, _FIELDS))
    return response


def _preflight(response: Response) -> dict[str, str]:
    """What may follow (https://fetch.spec.whatwg.org/#cors-preflight-fetch): any header but
    `Authorization`, which some browsers let through where all are allowed by `*`."""
    fields = parse_set_header(request.headers.get(_FIELDS))
    fields.discard("authorization")
    return {
        "Access-Control-Allow-Methods": ", ".join(filter(_is_open, sorted(response.allow))),
        "Access-Control-Allow-Headers": fields.to_header(),
        "Access-Control-Max-Age": f"{_PREFLIGHT_S}",
    }


def _is_open(method: str) -> bool:
    """Whether scripts of other sites may use a method at the address of the request.

    What an owner who is logged in gets stays shut, lest it is read from the browser's cache.
    """
    if method in {"GET", "HEAD"}:
        return request.blueprint not in _OF_OWNERS and COOKIE not in request.cookies
    return request.path.split("/")[1] in _ASKED_BY_POST
