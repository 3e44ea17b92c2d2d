"""Feeds of reviews, newest first: of the site in pages, of each film, reviewer and publisher.

One list of entries is written as Atom or as JSON Feed. An entry's id is the review's IRI, which
stays; it was updated on the day on which the review came in or changed, and a feed also when a
review went. Feeds go back some pages (RFC 5005, section 3); the sitemap and the dumps have all
reviews.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from flask import Blueprint, Response, redirect
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, QuerySolutions
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import Addresses, Kind
from graph.queries import Term, load
from graph.reconciliation.statements import rows
from graph.store import Published, Reader
from graph.store.describe import document_of
from graph.store.remembered import Remembered
from graph.vocabulary import schema
from server.config import Config
from server.discovery.dataset import state_of
from server.discovery.entries import Entry, Feed, entry
from server.discovery.sitemap import Days
from server.discovery.written import ATOM, JSON_FEED, atom, json_feed
from server.pages.absent import absent
from server.pages.composition import Resolve
from server.pages.frames import REVIEWS_BY
from server.pages.reading import Description, Paths, described
from server.pages.variants import conditional

SIZE = 50
"""Reviews in a page of a feed."""

PAGES = 20
"""How many pages a feed goes back."""

ENTRIES = 2_048
"""How many entries are remembered: about 8 MB."""

FORMS = 16
"""Of how many pages of feeds it is remembered what is in them: whoever takes both forms of one
takes them one after the other."""

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


def feeds_blueprint(
    config: Config, published: Published, resolve: Resolve, days: Days
) -> Blueprint:
    """All feeds. `resolve` says what stands for a slug."""
    feeds = Feeds(config, published, resolve, days)
    blueprint = Blueprint("feeds", __name__)
    of = f"<any({','.join(QUERIES)}):kind>/<slug>"
    pages = {"": "feed", "_page": f"feed-<int(min=2, max={PAGES}):number>"}
    for name, page in pages.items():
        path = f"{page}.<any(atom,json):suffix>"
        blueprint.add_url_rule(f"/{path}", f"site{name}", feeds.site)
        blueprint.add_url_rule(f"/{of}/{path}", f"thing{name}", feeds.of_thing)
    return blueprint


def feed_path(number: int) -> str:
    """What a page of a feed is called, but for its suffix.

    >>> feed_path(1), feed_path(2)
    ('feed', 'feed-2')
    """
    return f"feed-{number}" if number > 1 else "feed"


def feed_paths(of: str, reviews: int) -> Iterator[str]:
    """The paths of all pages of the feed of so many reviews, but for their suffixes.

    >>> list(feed_paths("movie/heat-1995/", 51))
    ['movie/heat-1995/feed', 'movie/heat-1995/feed-2']
    """
    pages = min(PAGES, max(1, -(-reviews // SIZE)))
    return (of + feed_path(number) for number in range(1, pages + 1))


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


class Subject(NamedTuple):
    """What a feed has the reviews of: all that its addresses begin with, its page, and the day on
    which something of it changed, even if nothing is left to tell of it."""

    iri: str
    title: str
    below: str
    page: str
    changed: Callable[[], str]


class Feeds:
    """The views, on the newest state of the graph at each request."""

    def __init__(self, config: Config, published: Published, resolve: Resolve, days: Days) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._days = days
        self._paths = Paths(config.base_iri, config.base_iri.rstrip("/"))
        self._newest = Remembered(newest_reviews)
        self._found = Remembered(lambda reader: lru_cache(FORMS)(partial(found_reviews, reader)))
        self._entry = Remembered(self._entries)

    def site(self, suffix: Suffix, number: int = 1) -> AnyResponse:
        """A page of the newest reviews of all; 404 beyond the last."""
        reader = self._published.current()
        newest, begin = self._newest.of(reader), SIZE * (number - 1)
        found = newest[begin : begin + SIZE], len(newest) > begin + SIZE
        if number > 1 and not found[0]:
            raise NotFound("This feed has fewer pages.")
        base = self._config.base_iri
        title, changed = (
            f"{self._config.site_name}: reviews",
            partial(self._days.withdrawn, "review"),
        )
        subject = Subject(base, title, base, f"{base}reviews", changed)
        return self._answered(suffix, reader, subject, number, found)

    def of_thing(self, kind: Kind, slug: str, suffix: Suffix, number: int = 1) -> AnyResponse:
        """A page of the reviews of a film, by a person or from a publisher; 301, 404, 410."""
        reader, base = self._published.current(), self._config.base_iri
        triples = described(reader, base, kind, slug)
        if not triples:
            moved = absent(self._resolve(kind, slug), kind)
            return redirect(f"{moved.headers['Location']}/{feed_path(number)}.{suffix}", 301)
        document, thing = f"{base}{kind}/{slug}", Addresses(base).thing(kind, slug)
        query, parameter = QUERIES[kind]
        found = self._found.of(reader)(query, number, **{parameter: thing})
        if not found[0]:
            raise NotFound("There are no reviews to make a feed of, or it has fewer pages.")
        name = Description(triples, self._paths).place(thing.value).name.text
        title, changed = (
            f"{name}: reviews on {self._config.site_name}",
            partial(self._days.changed, kind, slug),
        )
        subject = Subject(thing.value, title, f"{document}/", document, changed)
        return self._answered(suffix, reader, subject, number, found)

    def _entries(self, reader: Reader) -> Callable[[NamedNode], Entry]:
        """Entries of one state; a review stands in several feeds, and in two forms of each."""

        @lru_cache(ENTRIES)
        def of(review: NamedNode) -> Entry:
            return entry(review.value, reader.describe(document_of(review)), self._paths)

        return of

    def _answered(
        self, suffix: Suffix, reader: Reader, subject: Subject, number: int, found: Found
    ) -> AnyResponse:
        media_type, write = _WRITERS[suffix]
        response = Response(content_type=media_type)
        response.access_control_allow_origin = "*"

        def body() -> bytes:
            return write(self._feed(suffix, reader, subject, number, found))

        return conditional(response, state_of(reader, self._config), body)

    def _feed(
        self, suffix: Suffix, reader: Reader, subject: Subject, number: int, found: Found
    ) -> Feed:
        reviews, more = found

        def at(page: int) -> str:
            return f"{subject.below}{feed_path(page)}.{suffix}"

        return Feed(
            id=subject.iri,
            title=subject.title,
            address=at(number),
            page=subject.page,
            site=self._config.site_name,
            licence=self._config.licence,
            entries=tuple(map(self._entry.of(reader), reviews)),
            changed=subject.changed(),
            first=at(1),
            previous=at(number - 1) if number > 1 else "",
            next=at(number + 1) if more and number < PAGES else "",
        )


def newest_reviews(reader: Reader) -> list[NamedNode]:
    """The reviews in all pages of the site's feed; all that there are are sorted for it."""
    return _reviews(reader, "reviews", SIZE * PAGES, 0)


def found_reviews(reader: Reader, query: str, number: int, **terms: Term) -> Found:
    """A page of the reviews that a query finds."""
    found = _reviews(reader, query, SIZE + 1, SIZE * (number - 1), **terms)
    return found[:SIZE], len(found) > SIZE


def _reviews(reader: Reader, query: str, limit: int, offset: int, **terms: Term) -> list[NamedNode]:
    newest = reader.query(load(query, (limit, offset), **terms))
    found = [row[0] for row in newest] if isinstance(newest, QuerySolutions) else []
    return [iri for iri in dict.fromkeys(found) if isinstance(iri, NamedNode)]
