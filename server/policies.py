"""What browsers may do with answers: the headers of every one that does not say otherwise."""

from __future__ import annotations

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
