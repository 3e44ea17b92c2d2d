"""What two spellings of one address, or of one path, have in common."""

from __future__ import annotations

import re
from itertools import product, takewhile
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from graph.values.titles import slug

INDEX = re.compile(r"(?:^|/)index(?:\.[a-z]{2})?\.(?:x?html?|php)\Z", re.IGNORECASE)
SUFFIX = re.compile(r"\.(?:x?html?|php)\Z", re.IGNORECASE)
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
DATE_AND_NAME = re.compile(r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[-_](?P<name>.+)")
DATE = re.compile(r"[0-9]{4}(?:/[0-9]{1,2}){0,2}")
ENDING = re.compile(r"(?:^|/)index(?:\.[a-z]{2})?\.\w+\Z|(?:\.[a-z]{2})?\.\w{1,8}\Z", re.IGNORECASE)
"""The end of a file's name, with the language that Hugo puts before the suffix."""

FORMS = ("{}", "{}/", "{}.html", "{}/index.html")
"""How one page is written as a path."""

LISTS = frozenset(
    "tag tags category categories genre genres author authors director directors actor actors "  # noqa: SIM905
    "archive archives page pages year years search feed topics series".split()
)
"""Folders in which generators put lists of posts."""


class Named(NamedTuple):
    """A path as folders and the name in the last one; `date` is one that it states, ISO 8601."""

    folders: tuple[str, ...]
    name: str
    date: str = ""

    def dates_agree(self, file: Named) -> bool:
        """Whether the dates of a page's path and of a file do not speak against each other."""
        shorter, longer = sorted((self.date, file.date), key=len)
        return longer.startswith(shorter)

    def nearness(self, file: Named) -> int:
        """How much of a page's path is that of a file: name, date, folders from the last on."""
        pairs = zip(reversed(self.folders), reversed(file.folders), strict=False)
        folders = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return folders + (self.name == file.name) + bool(self.date and file.date)

    @property
    def is_list(self) -> bool:
        """Whether generators put lists of posts there, or the first page of a site."""
        return not self.name or not LISTS.isdisjoint(self.folders)


def address_key(address: str) -> str:
    """The form in which all addresses of one page are equal; "" for what is no web address.

    >>> address_key("https://WWW.Example.org/heat/index.html#top?utm_source=x")
    'example.org/heat'
    >>> address_key("http://example.org/heat.html") == address_key("https://example.org/heat/")
    True
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = parts.hostname.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    asked = [(k, v) for k, v in parse_qsl(parts.query, True) if not TRACKING.fullmatch(k)]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}/{path_key(parts.path)}".rstrip("/") + query


def path_key(path: str) -> str:
    """A path without what a server leaves out: index files, suffixes, slashes at the ends.

    >>> path_key("/reviews/Caf%C3%A9/index.html"), path_key("reviews/heat.html"), path_key("/")
    ('reviews/Caf%C3%A9', 'reviews/heat', '')
    """
    bare = SUFFIX.sub("", INDEX.sub("", path.strip()))
    return quote(unquote(bare, errors="surrogateescape"), errors="surrogateescape").strip("/")


def spellings(address: str) -> list[str]:
    """The addresses under which a page may be known, all with the same key.

    >>> "http://www.example.org/heat/" in spellings("https://example.org/heat")
    True
    """
    key = address_key(address)
    place, mark, query = key.partition("?")
    paths = [form.format(place) for form in (FORMS if "/" in place else FORMS[:2])]
    paths += [unquote(path) for path in paths if unquote(path) != path]
    hosts = product(("https://", "http://"), ("", "www."), paths)
    return [f"{scheme}{www}{path}{mark}{query}" for scheme, www, path in hosts] if key else []


def named(path: str) -> Named:
    """The folders, the name and the date of a path, as Jekyll, Hugo and others put them.

    >>> named("_posts/2021-03-06-Blade_Runner.md")
    Named(folders=('posts',), name='blade-runner', date='2021-03-06')
    >>> named("film/2021/03/06/blade-runner/index.html")
    Named(folders=('film',), name='blade-runner', date='2021-03-06')
    """
    key = path_key(ENDING.sub("", path))
    *folders, name = (unquote(part) for part in key.split("/"))
    date = ""
    if match := DATE_AND_NAME.fullmatch(name):
        date, name = match["date"], match["name"]
    else:
        for size in (3, 2, 1):
            if len(folders) >= size and DATE.fullmatch(written := "/".join(folders[-size:])):
                date = "-".join(part.zfill(2) for part in written.split("/"))
                folders = folders[:-size]
                break
    return Named(tuple(map(slug, filter(None, folders))), slug(name) if name else "", date)
