"""Conditional requests (RFC 9110, sections 8.8.3 and 13): what a client has is not sent again, and
who would change what others have changed meanwhile is stopped. They are looked at before ranges
(sections 13.2.2 and 14.2).

The state of a name is what was sent under it, while that is published; its ETag is made of the
bytes, and holds as long as nobody sends others.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.exceptions import HTTPException, PreconditionFailed
from werkzeug.http import is_resource_modified
from werkzeug.wrappers import Response as AnyResponse

from graph.documents.sent import Sent
from graph.ledger import Ledger

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def under_conditions(response: Response, *, parts: bool = False) -> AnyResponse:
    """What is read, or 304 where the client has it, or with `parts` the part that is asked for.

    Raises `PreconditionFailed`, `RequestedRangeNotSatisfiable`; the response, which may hold a
    file, is closed then.
    """
    try:
        _require_read(response)
        environ = dict(request.environ)
        environ.pop("HTTP_IF_MATCH", None)  # for werkzeug `*` is no state
        if not (parts and _changed(response, environ) and _in_part(response)):
            environ.pop("HTTP_RANGE", None)  # which werkzeug would look at first
        return response.make_conditional(
            environ, accept_ranges=parts, complete_length=response.content_length
        )
    except HTTPException:
        response.close()
        raise


def _require_read(response: Response) -> None:
    """Raises `PreconditionFailed` (sections 13.1.1, 13.1.4), where werkzeug would send the body."""
    tag, weak = response.get_etag()
    known, since = request.if_match, request.if_unmodified_since
    if "If-Match" in request.headers:
        if not known.star_tag and (weak or not known.is_strong(tag or "")):
            raise unmet()
    elif since and response.last_modified and response.last_modified > since:
        raise unmet()


def _changed(response: Response, environ: WSGIEnvironment) -> bool:
    """Whether the client has it in another state, or not at all (sections 13.1.2, 13.1.3)."""
    headers = response.headers
    tag, modified = headers.get("ETag"), headers.get("Last-Modified")
    return is_resource_modified(environ, tag, last_modified=modified)


def _in_part(response: Response) -> bool:
    """Whether a part is sent: any `Range` but a single one of bytes, not longer than all of them,
    is ignored (sections 14.1.2, 14.2)."""
    asked = request.range
    if request.method != "GET" or not asked or asked.units != "bytes" or len(asked.ranges) > 1:
        return False
    return -asked.ranges[0][0] < (response.content_length or 0) and _is_continued(response)


def _is_continued(response: Response) -> bool:
    """Whether `If-Range`, where there is one, means this state; a weak tag means none (section
    13.1.5)."""
    state = request.headers.get("If-Range")
    known = (None, response.headers.get("ETag"), response.headers.get("Last-Modified"))
    return state in known and not (state or "").startswith("W/")


def unmet() -> PreconditionFailed:
    """The exception to raise where something is read in another state than it should have."""
    return PreconditionFailed(
        "What is here now is not what your If-Match or If-Unmodified-Since means. "
        "Ask without it for what there is."
    )


def tag_of(sent: Sent) -> str:
    """The ETag of what was sent, without quotes."""
    return hashlib.sha256(f"{sent.suffix} ".encode() + sent.body).hexdigest()[:32]


def current(ledger: Ledger, name: str) -> Sent | None:
    """What was sent under a name and is published."""
    sent = ledger.sent.get(name)
    known = ledger.documents.known(list(ledger.documents.parts(sent.source))) if sent else {}
    return sent if any(outcome == "published" for _, outcome in known.values()) else None


def require_met(ledger: Ledger, name: str) -> None:
    """Raises `PreconditionFailed` where the request is meant for another state of a name.

    `If-Match` compares strongly, `If-None-Match` weakly (sections 13.1.1, 13.1.2).
    """
    sent = current(ledger, name)
    tag = tag_of(sent) if sent else None
    if "If-Match" in request.headers and not (tag and request.if_match.contains(tag)):
        raise PreconditionFailed(
            f"Under the name “{name}” is not what your If-Match means, but "
            + ("another review" if tag else "nothing")
            + f". GET /reviews/{name}, and send again with the ETag that it has now."
        )
    if "If-None-Match" in request.headers and tag and request.if_none_match.contains_weak(tag):
        raise PreconditionFailed(
            f"Under the name “{name}” is a review already, which your If-None-Match excludes. "
            "Send it under another name, or without If-None-Match to replace what is there."
        )
