"""Addresses that a person writes into the settings: what is wrong with one, and its normal form."""

from __future__ import annotations

import posixpath
import re
from unicodedata import normalize
from urllib.parse import quote, urlsplit


def no_base(value: str) -> str:
    """What keeps a text from being what every IRI begins with, as the end of a sentence; empty if
    nothing does."""
    plain = in_ascii(value)
    if problem := no_address(plain):
        return problem
    normal = normalized(plain)
    why = "it ends in “/”, and IRIs are compared letter by letter"
    return f"must be written “{normal}”, not “{value}”: {why}" if value != normal else ""


def no_address(value: str) -> str:
    """What keeps a text from being an absolute http(s) address without query, fragment, user or
    odd letters, as the end of a sentence; empty if nothing does."""
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises where it is no number
    except ValueError:
        parts = urlsplit("")
    plain = value.isprintable() and not set(value) & set(' "<>\\^`{|}')
    plain = plain and "%" not in _ENCODED.sub("", value)
    if not (plain and parts.hostname and parts.scheme in {"http", "https"}):
        return f"must be an http or https address, not “{value}”"
    if "@" in parts.netloc:
        return "must be an address without a user and a password"
    if set(value) & set("?#"):
        return f"must be an address without “?” and “#”, not “{value}”"
    return "" if value.isascii() else f"must be written “{in_ascii(value)}”, not “{value}”"


def in_ascii(address: str) -> str:
    """An http(s) address with what is beyond ASCII percent-encoded, and in its host as the DNS
    has it (RFC 3987, section 3.1; RFC 5890, section 2.3.2.1).

    >>> in_ascii("https://Bücher.example/café/")
    'https://xn--bcher-kva.example/caf%C3%A9/'
    """
    parts = _PARTS.fullmatch(address)
    if address.isascii() or not address.isprintable() or not parts:
        return address
    host = _LABEL.sub(lambda found: _in_dns(found[0]), parts["host"])
    path = _BEYOND.sub(lambda found: quote(found[0]), parts["path"])
    return f"{parts['scheme']}{host}{path}"


def _in_dns(label: str) -> str:
    return f"xn--{normalize('NFKC', label.lower()).encode('punycode').decode()}"


_PARTS = re.compile("(?P<scheme>https?://)(?P<host>[^/?#]*)(?P<path>.*)", re.IGNORECASE)
_LABEL = re.compile(r"[^.:@\[\]]*[^\0-\x7F.:@\[\]][^.:@\[\]]*")
_BEYOND = re.compile(r"[^\0-\x7F]+")


def normalized(address: str) -> str:
    """An http(s) address in its normal form (RFC 3986, sections 6.2.2 and 6.2.3), without empty
    segments in its path.

    >>> normalized("HTTPS://EX.org:443/a/./b/../%7eann//caf%c3%a9/")
    'https://ex.org/a/~ann/caf%C3%A9/'
    """
    parts = urlsplit(address)
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS[parts.scheme]).removesuffix(":")
    path = posixpath.normpath(f"/{_ENCODED.sub(_decoded, parts.path).strip('/')}")
    return f"{parts.scheme}://{host}{path.rstrip('/')}/"


_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)


def _decoded(encoded: re.Match[str]) -> str:
    """A percent-encoded byte as itself where it is an unreserved character."""
    character = chr(int(encoded[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else encoded[0].upper()


def is_loopback(address: str) -> bool:
    """Whether an address leads to the machine that asks, so that nobody else can use it.

    >>> is_loopback("http://[::1]:8000/"), is_loopback("https://films.example/")
    (True, False)
    """
    return urlsplit(address).hostname in _LOOPBACK


_LOOPBACK = ("127.0.0.1", "localhost", "::1")
