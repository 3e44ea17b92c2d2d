"""Content negotiation: which of the offered formats an Accept header asks for.

Werkzeug parses the header and weighs it; what stands here is the treatment of media-type
parameters, of which its matching makes hard requirements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header


class Offer(Protocol):
    """What can be negotiated: a `graph.formats.Format`, or the `Page` of this module."""

    @property
    def media_type(self) -> str:
        """The media type without parameters."""

    @property
    def content_type(self) -> str:
        """The value of a Content-Type header."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Further media types under which it may be asked for."""


class Page:
    """HTML as a format to be negotiated; only pages offer it, so it is in no table of `graph`."""

    name = "html"
    media_type = "text/html"
    content_type = "text/html; charset=utf-8"
    suffix = "html"
    aliases = ("application/xhtml+xml",)


HTML = Page()

AnyOffer = TypeVar("AnyOffer", bound=Offer)


def choose(accept: str | None, offered: Sequence[AnyOffer]) -> AnyOffer | None:
    """The offered format that suits an Accept header best, None where none does.

    No header, and `*/*`, get the first one offered. About one format its most specific range
    decides; between formats the higher quality, then the more specific range, then the order
    in which they are offered. A quality of 0 excludes. See RFC 9110, section 12.5.1.

    >>> choose("text/html, */*;q=0.1", [HTML]) is HTML
    True
    >>> choose("image/png", [HTML]) is None
    True
    """
    if not accept or not accept.strip():
        return offered[0]
    names = {alias: o.media_type for o in offered for alias in o.aliases}
    ranges = MIMEAccept((names.get(r, r), quality) for r, quality in _ranges(accept))
    best = ranges.best_match(o.media_type for o in offered)
    return next((o for o in offered if o.media_type == best), None)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of a header without parameters, each with its quality.

    All that is sent is UTF-8, so a range that insists on another charset can not be met. Every
    other parameter (a JSON-LD profile, a version) is a wish, which a server may leave unmet.
    """
    for value, quality in parse_accept_header(accept, MIMEAccept):
        media_range, parameters = parse_options_header(value)
        if parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"}:
            yield media_range.lower(), quality
