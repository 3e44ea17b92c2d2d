"""What browsers may do with answers: the headers of every one that does not say otherwise."""

from __future__ import annotations

from werkzeug.wrappers import Response

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
"""Only the site's own scripts run, and no other host is asked."""

RESULT_POLICY = "default-src 'none'; sandbox"
"""A browser shows what strangers put into a result; it must not run it."""

EXPOSED = ("Link", "Content-Location", "ETag")
"""Headers of data that scripts of other sites may read, beyond those that any answer shows."""


def open_to_scripts(response: Response) -> None:
    """Let scripts of all sites read an answer (https://fetch.spec.whatwg.org/#http-cors-protocol)."""
    response.access_control_allow_origin = "*"
    response.access_control_expose_headers = EXPOSED  # type: ignore[assignment]
