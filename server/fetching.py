"""Pages of other sites over HTTP, and what a sitemap lists of them; within limits, politely.

Nothing is fetched but what somebody asked for by its address, or a sitemap that was asked for
lists. Sitemaps: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

import http.client
import time
from importlib.metadata import version
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from lxml import etree

from graph.documents.files import LARGEST
from graph.errors import UnreadableError

AGENT = f"Triplebill/{version('triplebill')} (lint)"
ACCEPTED = "text/html, application/xhtml+xml, application/ld+json, application/xml;q=0.8, */*;q=0.1"
CHUNK = 64 * 1024
ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}
"""The root of a sitemap and of an index of them, with the name of its entries."""


class Limits(NamedTuple):
    """How much a page may take: bytes, seconds without a word, seconds in all."""

    size: int = LARGEST
    silence_s: float = 10
    total_s: float = 30


class Fetched(NamedTuple):
    """An answer: where it came from in the end, its media type and its bytes."""

    url: str
    media_type: str
    body: bytes


class Sitemap(NamedTuple):
    """The addresses that a sitemap lists; those of further sitemaps where it is an index."""

    is_index: bool
    addresses: list[str]


class _FewRedirects(HTTPRedirectHandler):
    max_redirections = 5
    max_repeats = 2


def is_address(text: str) -> bool:
    """Whether a text is an address on the web, and no path.

    >>> is_address("https://example.org/"), is_address("file:///etc/passwd")
    (True, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def fetch(url: str, limits: Limits = Limits()) -> Fetched:  # noqa: B008
    """What an address answers, after at most five redirects to http or https.

    Raises `UnreadableError` where it does not answer, refuses, or answers too much.
    """
    if not is_address(url):
        raise UnreadableError("This is no address that begins with http:// or https://.")
    asked = quote(url.partition("#")[0], safe="%/:=&?~+!$,;'@()*[]")
    request = Request(asked, headers={"User-Agent": AGENT, "Accept": ACCEPTED})  # noqa: S310
    until = time.monotonic() + limits.total_s
    try:
        with _opener().open(request, timeout=limits.silence_s) as answer:
            body = bytearray()
            while chunk := answer.read1(CHUNK):
                body += chunk
                if len(body) > limits.size:
                    raise UnreadableError(f"The page has more than {limits.size:,} bytes.")
                if time.monotonic() > until:
                    raise UnreadableError(f"The page takes longer than {limits.total_s:g} s.")
            return Fetched(answer.url, answer.headers.get_content_type(), bytes(body))
    except HTTPError as error:
        error.close()
        raise UnreadableError(f"The address answers HTTP {error.code}: {error.reason}.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", "") or error or type(error).__name__
        raise UnreadableError(f"The address cannot be reached: {reason}.") from error


def sitemap(body: bytes) -> Sitemap | None:
    """The sitemap that some bytes are; None for anything else."""
    if b"<urlset" not in body and b"<sitemapindex" not in body:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None
    kind = etree.QName(root).localname
    if kind not in ROOTS:
        return None
    found = root.findall(f"{{*}}{ROOTS[kind]}/{{*}}loc")
    addresses = [" ".join((loc.text or "").split()) for loc in found]
    return Sitemap(kind == "sitemapindex", [one for one in addresses if is_address(one)])


def same_host(url: str, other: str) -> bool:
    """Whether two addresses are on the same host and port: a sitemap speaks of its own only."""
    return urlsplit(url).netloc.lower() == urlsplit(other).netloc.lower()


def _opener() -> OpenerDirector:
    """One that knows http and https, and no file: or ftp:."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), UnknownHandler(), HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(),
        _FewRedirects(), HTTPErrorProcessor(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener
