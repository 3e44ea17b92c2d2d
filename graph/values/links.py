"""Text → absolute web address; text → identifier of a film in a database."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from graph.records import Identifier, Link, Malformed
from graph.values.patterns import on_demand

EXPECTED = "a web address that begins with https:// or http://"
LONGEST = 2048

UNSAFE = on_demand("[\x00-\x20\x7f-\xa0\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Spaces, control characters, and the marks that turn the direction of reading."""

SCHEME = on_demand(r"([a-z][a-z0-9+.-]{0,20}):(//)?", re.IGNORECASE)
DANGEROUS = frozenset(
    {"javascript", "data", "vbscript", "file", "blob", "about", "ftp", "http", "https"}
)
HOST = on_demand(r"(?:[\w-]{1,63}\.){0,20}[\w-]{1,63}|\[[0-9a-f:.]{2,45}\]")
STRAY_PERCENT = on_demand(r"%(?![0-9A-Fa-f]{2})")
SAFE = "/?:@!$&'()*+,;=%"
PLAIN = on_demand(rf"[\w.~{SAFE}-]*", re.ASCII)
"""What stands in an address as it is."""

_WEB = r"https?://(?:www\.|m\.)?"
PAGES = (
    ("imdb", on_demand(_WEB + r"imdb\.com/(?:[a-z]{2}/)?title/(tt[0-9]{7,10})(?![0-9])", re.I)),
    (
        "tmdb",
        on_demand(_WEB + r"(?:themoviedb|tmdb)\.org/((?:movie|tv)/[0-9]{1,9})(?![0-9])", re.I),
    ),
    ("wikidata", on_demand(_WEB + r"wikidata\.org/(?:wiki|entity)/(Q[0-9]{1,12})(?![0-9])", re.I)),
    (
        "letterboxd",
        on_demand(_WEB + r"letterboxd\.com/(?:[\w-]{1,40}/)?film/([\w-]{1,120})", re.I),
    ),
)
BARE = {
    "imdb": on_demand(r"(?:tt)?([0-9]{1,10})", re.I),
    "tmdb": on_demand(r"(?:movie/)?([0-9]{1,9})|(tv/[0-9]{1,9})", re.I),
    "wikidata": on_demand(r"(Q[0-9]{1,12})", re.I),
    "letterboxd": on_demand(r"([a-z0-9][a-z0-9-]{0,119})", re.I),
}
IMDB_TITLE = on_demand(r"tt[0-9]{7,10}")


def parse_link(text: str) -> Link | Malformed | None:
    """The absolute http or https address that a text is (RFC 3987, with RFC 3986 section 3).

    Characters that may not stand in an address are percent-encoded after the host. Addresses
    of another scheme, with control characters, or with a user name in them are `Malformed`;
    a path alone is None.

    >>> parse_link("HTTPS://Example.org/a b"), parse_link("/posters/heat.jpg")
    (Link(url='https://example.org/a%20b'), None)
    >>> parse_link("javascript:alert(1)").text
    'javascript:alert(1)'
    """
    words = text.strip(" \t\r\n")
    scheme = SCHEME.match(UNSAFE.sub("", words[:LONGEST]))
    if not scheme or not (scheme[2] or scheme[1].lower() in DANGEROUS):
        return None
    url = _url(words)
    return Link(url) if url else Malformed(text, EXPECTED)


def parse_identifier(text: str, scheme: str = "") -> Identifier | None:
    """The identifier of a film that an address, or with its scheme a bare word, stands for.

    Schemes are `imdb tmdb wikidata letterboxd`. An IMDb identifier needs none.

    >>> parse_identifier("https://www.themoviedb.org/movie/603-the-matrix")
    Identifier(scheme='tmdb', value='movie/603')
    >>> parse_identifier("tt1866249").value, parse_identifier("603")
    ('tt1866249', None)
    >>> parse_identifier("603", "tmdb").value
    'movie/603'
    """
    words = text.strip()[:LONGEST]
    for name, page in PAGES:
        if match := page.match(words):
            return Identifier(name, _canonical(name, match[1]))
    name = "imdb" if IMDB_TITLE.fullmatch(words) else scheme.casefold()
    match = BARE[name].fullmatch(words) if name in BARE else None
    return Identifier(name, _canonical(name, match[1] or match[2])) if match else None


def _canonical(scheme: str, value: str) -> str:
    if scheme == "imdb":
        return "tt" + value.lower().removeprefix("tt").zfill(7)
    if scheme == "tmdb":
        return value.lower() if "/" in value else f"movie/{value}"
    return value.upper() if scheme == "wikidata" else value.lower()


def _url(words: str) -> str:
    """The address in its normal form; empty where it is none."""
    if len(words) > LONGEST or UNSAFE.search(words.replace(" ", "")):
        return ""
    try:
        parts = urlsplit(words)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return ""
    host = f"[{host}]" if ":" in host else host
    if not HOST.fullmatch(host):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, *map(_encoded, parts[2:])))


def _encoded(part: str) -> str:
    """Percent-encodes what RFC 3987 does not allow, and nothing else."""
    whole = STRAY_PERCENT.sub("%25", part) if "%" in part else part
    if PLAIN.fullmatch(whole):
        return whole
    return "".join(c if _allowed(c) else quote(c, safe=SAFE) for c in whole)


def _allowed(character: str) -> bool:
    """Letters, marks and signs of RFC 3987's ucschar, which has neither specials nor tags."""
    special = "\ufff0" <= character <= "\uffff" or "\U000e0000" <= character < "\U000e1000"
    return character > "\xa0" and not special and unicodedata.category(character)[0] in "LNMPS"
