"""How long the body of a request may be: the one table of it, by address.

A body is taken in before it is known what the request means, so its head alone decides how much
of it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.documents.files import LARGEST
from server.access import Access
from server.config import Config
from server.description import KEPT_PATH, RECONCILE_PATH, SPARQL_PATH
from server.protocol import longest_body
from server.receiving import PATH as REVIEWS_PATH

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

CAPS = "caps"
"""Of an application's extensions: its `Caps`."""

MOST = "triplebill.most"
"""Of the environment: what was let in of the body; a longer one has not been taken in."""

FORM_BYTES = 1 << 16
"""A form of the site's own, and whatever comes where nothing is expected."""

TABLE_BYTES = 1 << 20
"""A batch to be reconciled."""

REVIEW_BYTES = LARGEST + (1 << 16)
"""A review, with what a form may add to it."""


SENDING = ("POST", "PUT")
"""The methods by which reviews are sent."""


class Caps:
    """The limits of a site, in bytes."""

    def __init__(self, config: Config, access: Access) -> None:
        question = longest_body(config.max_query_bytes)
        self._most = {
            SPARQL_PATH: question,
            KEPT_PATH: question,
            RECONCILE_PATH: TABLE_BYTES,
            REVIEWS_PATH: REVIEW_BYTES,
        }
        self._access = access

    def of(self, path: str) -> int:
        """What may be sent to a path by whoever may send something to it."""
        return self._most.get(_place(path), FORM_BYTES)

    def arriving(self, environ: WSGIEnvironment, address: str) -> int:
        """What is taken in of a request's body, from an address: reviews only of who holds a
        token, which is looked at where it decides."""
        path = environ["PATH_INFO"]
        if _place(path) != REVIEWS_PATH or _is_short(environ):
            return self.of(path)
        sends = environ["REQUEST_METHOD"] in SENDING
        return self.of(path) if sends and self._access.sender(environ, address) else FORM_BYTES


def _is_short(environ: WSGIEnvironment) -> bool:
    """Whether a body is taken in whoever sends it; of one in chunks nobody knows."""
    return int(environ.get("CONTENT_LENGTH") or REVIEW_BYTES) <= FORM_BYTES


def _place(path: str) -> str:
    return path.lstrip("/").partition("/")[0]
