"""Content negotiation: which of the offered formats an Accept header asks for.

Werkzeug parses the header and weighs it; what stands here is the treatment of media-type
parameters, of which its matching makes hard requirements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header


class Offer(Protocol):
    """What can be negotiated: a `graph.formats.Format`, or one of the forms of this module."""

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


@dataclass(frozen=True)
class Representation:
    """Any other form that is in no table of `graph`, by its media type."""

    media_type: str
    content_type: str
    aliases: tuple[str, ...] = ()


HTML = Page()
JSON = Representation("application/json", "application/json", ("text/javascript",))

AnyOffer = TypeVar("AnyOffer", bound=Offer)

_Types = tuple[tuple[str, tuple[str, ...]], ...]
"""Of each offer, its media type and its aliases."""

LONGEST = 2_000
"""Characters of an Accept header; what longer ones ask for is not weighed, for that takes long."""


def choose(accept: str | None, offered: Sequence[AnyOffer]) -> AnyOffer | None:
    """The offered format that suits an Accept header best, None where none does.

    No header, `*/*`, and a header of excessive length get the first one offered. About one format
    its most specific range decides; between formats the higher quality, then the more specific
    range, then the order in which they are offered. A quality of 0 excludes. See RFC 9110, section
    12.5.1.

    >>> choose("text/html, */*;q=0.1", [HTML]) is HTML
    True
    >>> choose("image/png", [HTML]) is None
    True
    """
    if not (wanted := weighed(accept)):
        return offered[0]
    best = _best(wanted, tuple((o.media_type, o.aliases) for o in offered))
    return None if best is None else offered[best]


def weighed(accept: str | None) -> str:
    """An Accept header as far as it counts: empty where it is not there or of excessive length."""
    return accept.strip() if accept and len(accept) <= LONGEST else ""


@lru_cache(1_024)
def _best(accept: str, types: _Types) -> int | None:
    # Of two that have an alias the first offered is meant.
    names = {alias: media_type for media_type, aliases in reversed(types) for alias in aliases}
    ranges = MIMEAccept((names.get(r, r), quality) for r, quality in _ranges(accept))
    media_types = [media_type for media_type, _ in types]
    best = ranges.best_match(media_types)
    return None if best is None else media_types.index(best)


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of a header without parameters, each with its quality.

    All that is sent is UTF-8, so a range that insists on another charset can not be met. Every
    other parameter (a JSON-LD profile, a version) is a wish, which a server may leave unmet.
    """
    for value, quality in parse_accept_header(accept, MIMEAccept):
        media_range, parameters = parse_options_header(value)
        if parameters.get("charset", "utf-8").lower() in {"utf-8", "utf8"}:
            yield media_range.lower(), quality
