"""Web addresses → what all spellings of one page's address have in common."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

INDEX = re.compile(r"(?:^|/)index(?:\.[a-z]{2})?\.(?:x?html?|php)\Z", re.IGNORECASE)
SUFFIX = re.compile(r"\.(?:x?html?|php)\Z", re.IGNORECASE)
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
DEFAULT_PORTS = (None, 80, 443)


def address_key(address: str) -> str:
    """The form in which all addresses of one page are equal; "" for what is no web address.

    >>> address_key("https://WWW.Example.org/heat/index.html?utm_source=x#top")
    'example.org/heat'
    >>> address_key("http://example.org/heat.html") == address_key("https://example.org:443/heat/")
    True
    >>> address_key("https://bücher.example/?b=2&a=1")
    'bücher.example?a=1&b=2'
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = _host(parts.hostname) + (f":{port}" if port not in DEFAULT_PORTS else "")
    asked = [(k, v) for k, v in parse_qsl(parts.query, True) if not TRACKING.fullmatch(k)]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host}/{path_key(parts.path)}".rstrip("/") + query


def path_key(path: str) -> str:
    """A path without what a server leaves out: index files, suffixes, slashes at the ends.

    >>> path_key("/reviews/Caf%c3%a9/index.html"), path_key("reviews/heat.html"), path_key("/")
    ('reviews/Caf%C3%A9', 'reviews/heat', '')
    """
    bare = SUFFIX.sub("", INDEX.sub("", path.strip()))
    return quote(unquote(bare, errors="surrogateescape"), errors="surrogateescape").strip("/")


def _host(name: str) -> str:
    """A host's name in the letters that its ASCII form stands for (RFC 5891, section 5.3)."""
    labels = unicodedata.normalize("NFKC", name.lower()).removeprefix("www.").split(".")
    return ".".join(map(_label, labels))


def _label(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode") if label[:4] == "xn--" else label
    except UnicodeError:
        return label
