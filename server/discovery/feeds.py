"""Feeds of reviews, newest first: of the site in pages, of each film, reviewer and publisher.

One list of entries is written as Atom or as JSON Feed. An entry's id is the review's IRI, which
stays; it was updated on the day on which the review came in or changed. The site's feed goes
back some pages (RFC 5005, section 3); the sitemap and the dumps have all reviews.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from flask import Blueprint, Response, redirect
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, QuerySolutions
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import Addresses, Kind
from graph.queries import Term, load
from graph.reconciliation.statements import rows
from graph.store import Published, Reader
from graph.store.remembered import Remembered
from graph.vocabulary import schema
from server.config import Config
from server.discovery.dataset import state_of
from server.discovery.entries import Entry, Feed, entry
from server.discovery.written import ATOM, JSON_FEED, atom, json_feed
from server.pages.absent import absent
from server.pages.composition import Resolve
from server.pages.frames import REVIEWS_BY
from server.pages.reading import Description, Paths, described
from server.pages.variants import conditional

SIZE = 50
"""Reviews in a feed, or in a page of the site's."""

PAGES = 20
"""How many pages the site's feed goes back."""

Found = tuple[list[NamedNode], bool]
"""Reviews, and whether there are more after them."""

Suffix = Literal["atom", "json"]
SUFFIXES: tuple[Suffix, ...] = ("atom", "json")
_WRITERS: dict[Suffix, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": (ATOM, atom),
    "json": (JSON_FEED, json_feed),
}

QUERIES: dict[Kind, tuple[str, str]] = {
    "movie": ("reviews_of_film", "film"),
    "person": ("reviews_by_person", "person"),
    "organization": ("reviews_published_by", "organization"),
}
"""Whose reviews there are feeds of: the query, and its parameter."""


def feeds_blueprint(config: Config, published: Published, resolve: Resolve) -> Blueprint:
    """All feeds. `resolve` says what stands for a slug."""
    feeds = Feeds(config, published, resolve)
    blueprint = Blueprint("feeds", __name__)
    suffix = "<any(atom,json):suffix>"
    blueprint.add_url_rule(f"/feed.{suffix}", "site", feeds.site)
    blueprint.add_url_rule(f"/feed-<int(min=2, max={PAGES}):number>.{suffix}", "page", feeds.site)
    of = f"<any({','.join(QUERIES)}):kind>"
    blueprint.add_url_rule(f"/{of}/<slug>/feed.{suffix}", "thing", feeds.of_thing)
    return blueprint


def feed_path(number: int, suffix: Suffix) -> str:
    """Where a page of the site's feed is.

    >>> feed_path(1, "atom"), feed_path(2, "json")
    ('feed.atom', 'feed-2.json')
    """
    return f"feed-{number}.{suffix}" if number > 1 else f"feed.{suffix}"


def reviewed(reader: Reader, base_iri: str) -> dict[str, int]:
    """What has a feed of its own: paths below the base IRI, in order, and numbers of reviews."""
    found = {}
    for row in rows(reader, "having_reviews"):
        thing, number = row["thing"], row["reviews"]
        if isinstance(thing, NamedNode) and isinstance(number, RdfLiteral):
            path = thing.value.removeprefix(base_iri).partition("#")[0]
            by = REVIEWS_BY.get(path.partition("/")[0])
            if by and row["property"] == schema(by):  # not of an organization that wrote some
                found[path] = int(number.value)
    return dict(sorted(found.items()))


class Feeds:
    """The views, on the newest state of the graph at each request."""

    def __init__(self, config: Config, published: Published, resolve: Resolve) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._paths = Paths(config.base_iri, config.base_iri.rstrip("/"))
        self._pages: Remembered[dict[int, Found]] = Remembered(lambda reader: {})

    def site(self, suffix: Suffix, number: int = 1) -> AnyResponse:
        """A page of the newest reviews of all; 404 beyond the last."""
        reader = self._published.current()
        pages = self._pages.of(reader)
        if number not in pages:  # all reviews are sorted for it
            pages[number] = found_reviews(reader, "reviews", number)
        reviews, more = pages[number]
        if number > 1 and not reviews:
            raise NotFound("This feed has fewer pages.")
        base = self._config.base_iri

        def feed() -> Feed:
            return Feed(
                id=base,
                title=f"{self._config.site_name}: reviews",
                address=base + feed_path(number, suffix),
                page=f"{base}reviews",
                site=self._config.site_name,
                licence=self._config.licence,
                entries=self._entries(reader, reviews),
                first=base + feed_path(1, suffix),
                previous=base + feed_path(number - 1, suffix) if number > 1 else "",
                next=base + feed_path(number + 1, suffix) if more and number < PAGES else "",
            )

        return self._answered(suffix, reader, feed)

    def of_thing(self, kind: Kind, slug: str, suffix: Suffix) -> AnyResponse:
        """The newest reviews of a film, by a person or from a publisher; 301, 404, 410."""
        reader, base = self._published.current(), self._config.base_iri
        triples = described(reader, base, kind, slug)
        if not triples:
            moved = absent(self._resolve(kind, slug), kind)
            return redirect(f"{moved.headers['Location']}/feed.{suffix}", 301)
        document, thing = f"{base}{kind}/{slug}", Addresses(base).thing(kind, slug)
        query, parameter = QUERIES[kind]
        reviews, _ = found_reviews(reader, query, 1, **{parameter: thing})
        if not reviews:
            raise NotFound("There are no reviews to make a feed of.")
        name = Description(triples, self._paths).place(thing.value).name.text

        def feed() -> Feed:
            return Feed(
                id=thing.value,
                title=f"{name}: reviews on {self._config.site_name}",
                address=f"{document}/feed.{suffix}",
                page=document,
                site=self._config.site_name,
                licence=self._config.licence,
                entries=self._entries(reader, reviews),
            )

        return self._answered(suffix, reader, feed)

    def _entries(self, reader: Reader, reviews: list[NamedNode]) -> tuple[Entry, ...]:
        return tuple(entry(iri.value, reader.describe(iri), self._paths) for iri in reviews)

    def _answered(self, suffix: Suffix, reader: Reader, feed: Callable[[], Feed]) -> AnyResponse:
        media_type, write = _WRITERS[suffix]
        response = Response(content_type=media_type)
        response.access_control_allow_origin = "*"
        return conditional(response, state_of(reader, self._config), lambda: write(feed()))


def found_reviews(reader: Reader, query: str, number: int, **terms: Term) -> Found:
    """A page of the reviews that a query finds."""
    newest = reader.query(load(query, (SIZE + 1, SIZE * (number - 1)), **terms))
    found = [row[0] for row in newest] if isinstance(newest, QuerySolutions) else []
    reviews = [iri for iri in dict.fromkeys(found) if isinstance(iri, NamedNode)]
    return reviews[:SIZE], len(found) > SIZE
