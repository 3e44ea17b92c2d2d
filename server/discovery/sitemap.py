"""For crawlers: sitemaps of all pages (https://www.sitemaps.org/protocol.html), and robots.txt.

Pages are listed under their canonical addresses, by the ledger, with the day on which what is
known of them changed last. Without such a day there is none: a crawler believes dates that it
has found to be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Protocol
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from flask import Blueprint, Response
from pyoxigraph import NamedNode
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import KINDS, Kind
from graph.reconciliation.statements import rows
from graph.store import Published, Reader
from graph.store.remembered import Remembered
from graph.vocabulary import schema
from server.config import Config
from server.description import KEPT_PATH, SPARQL_PATH
from server.pages import LISTS
from server.pages.variants import conditional
from server.signposting import DATA_PATH

URLS = 20_000
"""Addresses in one sitemap: 50,000 are allowed, and so many stay below the allowed 50 MB."""

LONGEST = 2_048
"""Bytes of an address that crawlers read."""

ASKED = (f"{SPARQL_PATH}?", f"{KEPT_PATH}/", "search?", "search.json", "search/")
"""What answers questions: nothing for crawlers, who would never come to an end of them."""

SITE = "site"
"""The sitemap of the pages that are not about one thing."""

XML = "application/xml"
PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

NAMES: dict[Kind, str] = {
    "review": "reviews",
    "movie": "movies",
    "viewing": "viewings",
    "person": "people",
    "organization": "organizations",
}
"""What the sitemaps of a kind are called."""

Changes = Callable[[Kind, int, int], list[tuple[str, str]]]
"""Some things of a kind, by limit and offset: slugs, and ISO dates where they are known."""


class Days(Protocol):
    """When pages changed last, as ISO dates, empty where it is not known."""

    def changes(self, kind: Kind, limit: int, offset: int, /) -> list[tuple[str, str]]:
        """Some things of a kind, in the order of their slugs, each with its day."""

    def changed(self, kind: Kind, slug: str, /) -> str:
        """The day of one of them."""

    def withdrawn(self, kind: Kind, /) -> str:
        """The day on which one of a kind was last withdrawn."""


Maps = dict[str, str]
"""The paths of all sitemaps, each with the latest date in it, empty where there is none."""


def sitemap_blueprint(config: Config, published: Published, days: Days) -> Blueprint:
    """`/sitemap.xml`, the sitemaps that it lists, and `/robots.txt`."""
    sitemaps = Sitemaps(config, published, days)
    blueprint = Blueprint("sitemap", __name__)
    blueprint.add_url_rule("/sitemap.xml", "index", sitemaps.index)
    blueprint.add_url_rule("/sitemap-<name>-<int:number>.xml", "sitemap", sitemaps.sitemap)
    blueprint.add_url_rule("/robots.txt", "robots", sitemaps.robots)
    return blueprint


class Sitemaps:
    """The views, on the newest state of the site at each request."""

    def __init__(self, config: Config, published: Published, days: Days) -> None:
        self._config = config
        self._published = published
        self._changes = days.changes
        self._maps = Remembered(lambda reader: sitemaps(days.changes, days.withdrawn))
        self._images = Remembered(self._own_images)

    def index(self) -> AnyResponse:
        """All sitemaps."""
        reader = self._published.current()
        return _answered(reader, lambda: self._index(self._maps.of(reader)))

    def sitemap(self, name: str, number: int) -> AnyResponse:
        """One sitemap; 404 beyond the last."""
        reader = self._published.current()
        if _path(name, number) not in self._maps.of(reader):
            raise NotFound
        return _answered(reader, lambda: "".join(self._sitemap(reader, name, number)))

    def robots(self) -> AnyResponse:
        """What crawlers are asked to do (RFC 9309)."""
        base = self._config.base_iri
        path = urlsplit(base).path
        lines = ["User-agent: *"]
        if self._config.crawlers:
            asked = () if self._config.static else ASKED
            lines += [f"Disallow: {path}{each}" for each in asked] or ["Allow: /"]
            lines += ["", f"Sitemap: {base}sitemap.xml"]
        else:
            lines += ["Disallow: /"]
        response = Response(content_type="text/plain; charset=utf-8")
        return conditional(response, "", lambda: "\n".join(lines) + "\n")

    def _index(self, maps: Maps) -> str:
        listed = "".join(
            f"<sitemap><loc>{escape(self._config.base_iri + path)}</loc>{_lastmod(day)}</sitemap>\n"
            for path, day in maps.items()
        )
        return f'{_DECLARATION}<sitemapindex xmlns="{PROTOCOL}">\n{listed}</sitemapindex>\n'

    def _sitemap(self, reader: Reader, name: str, number: int) -> Iterator[str]:
        yield f'{_DECLARATION}<urlset xmlns="{PROTOCOL}" xmlns:image="{IMAGES}">\n'
        if name == SITE:
            maps = self._maps.of(reader)
            latest = max(maps.values(), default="")
            lists = (path for path in LISTS if _path(path, 1) in maps)  # none that is empty
            for path in ("", *lists, DATA_PATH):
                yield self._url(path, latest)
        else:
            kind = next(kind for kind in KINDS if NAMES[kind] == name)
            images = self._images.of(reader) if kind == "movie" else {}
            for slug, day in self._changes(kind, URLS, URLS * (number - 1)):
                yield self._url(f"{kind}/{slug}", day, images.get(slug, ""))
        yield "</urlset>\n"

    def _url(self, path: str, day: str, image: str = "") -> str:
        address = escape(self._config.base_iri + path)
        shown = f"<image:image><image:loc>{escape(image)}</image:loc></image:image>"
        return f"<url><loc>{address}</loc>{_lastmod(day)}{shown if image else ''}</url>\n"

    def _own_images(self, reader: Reader) -> dict[str, str]:
        """The pictures of films that are on this site's own host, by slug."""
        host, films = urlsplit(self._config.base_iri).netloc, f"{self._config.base_iri}movie/"
        found: dict[str, str] = {}
        for row in rows(reader, "objects", property=schema("image")):
            film, image = row["film"], row["object"]
            if isinstance(film, NamedNode) and isinstance(image, NamedNode):
                address = image.value
                if len(address) <= LONGEST and _host(address) == host:
                    found[film.value.removeprefix(films).partition("#")[0]] = address
        return found


def sitemaps(changes: Changes, withdrawn: Callable[[Kind], str] = lambda kind: "") -> Maps:
    """The sitemaps that there are, for the index: those of a kind change with what goes, too."""
    found: Maps = {}
    for kind in KINDS:
        for number in count(1):
            pages = changes(kind, URLS, URLS * (number - 1))
            if pages:
                latest = max(day for _, day in pages)
                found[_path(NAMES[kind], number)] = max(latest, withdrawn(kind))
            if len(pages) < URLS:
                break
    return {_path(SITE, 1): max(found.values(), default=""), **found}


def _path(name: str, number: int) -> str:
    return f"sitemap-{name}-{number}.xml"


def _answered(reader: Reader, body: Callable[[], str]) -> AnyResponse:
    return conditional(Response(content_type=XML), reader.version, body)


def _lastmod(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
