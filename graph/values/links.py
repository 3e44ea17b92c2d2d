"""Text → absolute web address; text → identifier of a film in a database."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from graph.records import Identifier, Link, Malformed
from graph.values.patterns import on_demand

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

LETTERS = re.IGNORECASE | re.ASCII
"""Without ASCII the dotless “ı” would be an “i”, and its host IMDb."""

_WEB = r"(?:(?:https?:)?//)?"
_LOCALE = r"(?:[a-z]{2}(?:-[a-z]{2,4})?/)?"
_IMDB = r"tt[0-9]{7,10}"
_TMDB = r"[0-9]{1,9}"
_PAGES = (
    ("imdb", rf"(?:[a-z]{{1,10}}\.)?imdb\.com/{_LOCALE}title(?:/tt|\?(?:tt)?)([0-9]{{7,10}})"),
    ("imdb", rf"(?:www\.)?omdbapi\.com/\?(?:[^#\s]{{0,200}}&)?i=({_IMDB})"),
    ("imdb", rf"(?:www\.)?letterboxd\.com/imdb/({_IMDB})"),
    ("tmdb", rf"(?:www\.|m\.)?(?:themoviedb|tmdb)\.org/{_LOCALE}((?:movie|tv)/{_TMDB})"),
    ("tmdb", rf"api\.themoviedb\.org/3/((?:movie|tv)/{_TMDB})"),
    ("tmdb", rf"(?:www\.)?letterboxd\.com/tmdb/({_TMDB})"),
    (
        "wikidata",
        r"(?:www\.|m\.)?wikidata\.org/(?:entity/|(?:wiki/|w/index\.php\?title=)"
        r"(?:Special(?::|%3A)Entity(?:Page|Data)/)?)(Q[0-9]{1,12})",
    ),
    ("letterboxd", r"(?:www\.)?letterboxd\.com/(?:[\w-]{1,40}/)?film/([\w-]{1,120}(?!-))"),
)
PAGES = tuple((name, on_demand(rf"{_WEB}{page}(?!\w)", LETTERS)) for name, page in _PAGES)
"""A database's pages of films, also without `https:`; no other host's, nor another wiki's."""

_FILM_PAGES = (
    r"rottentomatoes\.com/m/[^/]+",
    r"metacritic\.com/movie/[^/]+",
    r"trakt\.tv/movies/[^/]+",
    r"simkl\.com/movies/[0-9]+(?:/[^/]+)?",
    r"thetvdb\.com/movies/[^/]+",
    r"mubi\.com/(?:[a-z]{2}/){0,2}films/[^/]+",
    r"criterion\.com/films/[^/]+",
    r"justwatch\.com/[a-z]{2}/(?:movie|film|filme|pelicula)/[^/]+",
    r"allocine\.fr/film/fichefilm_gen_cfilm=[0-9]+\.html",
    r"filmstarts\.de/kritiken/[0-9]+\.html",
    r"senscritique\.com/film/[^/]+/[0-9]+",
    r"filmaffinity\.com/[a-z]{2}/film[0-9]+\.html",
    r"moviepilot\.de/movies/[^/]+",
    r"filmweb\.pl/film/[^/]+",
    r"csfd\.cz/film/[^/]+(?:/prehled)?",
    r"kinopoisk\.ru/film/[0-9]+",
    r"movie\.douban\.com/subject/[0-9]+",
    r"[a-z-]{2,12}\.(?:m\.)?wikipedia\.org/wiki/[^/]+film\)",
)
FILM_PAGE = on_demand(
    rf"{_WEB}(?:www\.|m\.)?(?:{'|'.join(_FILM_PAGES)})/?(?:[?#].*)?".replace("[^/]", r"[^/?#\s]"),
    LETTERS,
)
"""Pages of films where their addresses hold no identifier that is known here; not what is below
them, as the reviews of others are."""

BARE = {
    "imdb": on_demand(r"(?:tt)?([0-9]{1,10})", LETTERS),
    "tmdb": on_demand(rf"(?:movie/)?({_TMDB})|(tv/{_TMDB})", LETTERS),
    "wikidata": on_demand(r"(Q[0-9]{1,12})", LETTERS),
    "letterboxd": on_demand(r"([a-z0-9][a-z0-9-]{0,119})", LETTERS),
}
IMDB_TITLE = on_demand(_IMDB)
PREFIXES = {scheme: scheme for scheme in BARE} | {"wd": "wikidata"}
NAMED = on_demand(
    rf"(?:(?P<before>{'|'.join(PREFIXES)})\s?:\s?(?://)?)?(?P<value>[\w/-]{{1,150}}?)/?"
    rf"(?:\s?[(\[](?P<behind>{'|'.join(BARE)})[)\]])?",
    LETTERS,
)
"""“wd:Q42198”, “tt0113277 (IMDb)”: an identifier, and whose it is."""


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
    return Link(url) if url else Malformed(text)


def parse_identifier(text: str, scheme: str = "") -> Identifier | None:
    """The identifier of a film that an address, or with its scheme a bare word, stands for.

    Schemes are `imdb tmdb wikidata letterboxd`. An IMDb identifier needs none, nor does a word
    that says whose it is, as a compact IRI does.

    >>> parse_identifier("https://www.themoviedb.org/movie/603-the-matrix")
    Identifier(scheme='tmdb', value='movie/603')
    >>> parse_identifier("tt1866249").value, parse_identifier("603")
    ('tt1866249', None)
    >>> parse_identifier("603", "tmdb").value, parse_identifier("wd:Q83495").value
    ('movie/603', 'Q83495')
    """
    words = text.strip()[:LONGEST]
    for name, page in PAGES:
        if match := page.match(words):
            return Identifier(name, _canonical(name, match[1]))
    if not (named := NAMED.fullmatch(words)):
        return None
    value = named["value"]
    stated = (
        named["before"] or named["behind"] or ("imdb" if IMDB_TITLE.fullmatch(value) else scheme)
    )
    name = PREFIXES.get(stated.casefold(), "")
    match = BARE[name].fullmatch(value) if name else None
    return Identifier(name, _canonical(name, match[1] or match[2])) if match else None


def is_film_page(text: str) -> bool:
    """Whether an address is that of a film's page in a database, at a shop or in an encyclopedia.

    >>> is_film_page("https://trakt.tv/movies/heat-1995"), is_film_page("https://trakt.tv/users/ann")
    (True, False)
    """
    return FILM_PAGE.fullmatch(text.strip()[:LONGEST]) is not None


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
