"""Conditional requests (RFC 9110, sections 8.8.3 and 13): what a client has is not sent again, and
who would change what others have changed meanwhile is stopped.

The state of a name is what was sent under it, while that is published; its ETag is made of the
bytes, and holds as long as nobody sends others.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request
from werkzeug.exceptions import PreconditionFailed
from werkzeug.wrappers import Response as AnyResponse

from graph.documents.sent import Sent
from graph.ledger import Ledger


def under_conditions(response: Response, **more: Any) -> AnyResponse:
    """What is read, or 304 where the client has it, or a part of it; `more` is for
    `make_conditional`.

    Raises `PreconditionFailed`, in the order of section 13.2.2: for werkzeug `*` is no state, and
    it sends the body with the status.
    """
    tag, weak = response.get_etag()
    known, since = request.if_match, request.if_unmodified_since
    if "If-Match" in request.headers:
        if not known.star_tag and (weak or not known.is_strong(tag or "")):
            raise unmet()
        del request.environ["HTTP_IF_MATCH"]
    elif since and response.last_modified and response.last_modified > since:
        raise unmet()
    return response.make_conditional(request, **more)


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
