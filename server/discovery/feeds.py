"""Feeds of reviews, newest first: of the site in pages, of each film, reviewer and publisher.

One list of entries is written as Atom and as JSON Feed. An entry's id is the review's IRI, which
stays; it was updated on the day on which the review came in or changed, and a feed also when a
review went. Feeds go back some pages (RFC 5005, section 3); the sitemap and the dumps have all
reviews.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple, cast

from flask import Blueprint, Response
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import Addresses, Kind
from graph.reconciliation.statements import rows
from graph.store import Published, Reader
from graph.store.describe import document_of
from graph.store.remembered import Remembered
from graph.vocabulary import schema
from server.config import Config
from server.discovery.dataset import state_of
from server.discovery.entries import entry
from server.discovery.newest import PAGES, SIZE, Found, found_reviews, newest_reviews
from server.discovery.sitemap import Days
from server.discovery.written import ATOM, JSON_FEED, Feed, Written, atom, json_feed, written
from server.pages.absent import absent
from server.pages.disagreement import Resolve
from server.pages.frames import REVIEWS_BY
from server.pages.listings import QUERIES, pages_of
from server.pages.reading import Description, Paths, described
from server.pages.variants import conditional

ENTRIES = 2_048
"""How many entries are remembered: about 8 MB."""

FORMS = 16
"""Of how many pages of feeds it is remembered what is in them: whoever takes both forms of one
takes them one after the other."""

Suffix = Literal["atom", "json"]
SUFFIXES: tuple[Suffix, ...] = ("atom", "json")
_WRITERS: dict[Suffix, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": (ATOM, atom),
    "json": (JSON_FEED, json_feed),
}


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
    pages = min(PAGES, pages_of(reviews, SIZE))
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


class FeedPage(NamedTuple):
    """A page of a feed: whose reviews it has, which, and whether there are more after them.

    `below` is what the addresses of all pages begin with, `page` that of the list of reviews,
    `changed` the day on which something of it changed, even if nothing is left to tell of it.
    """

    iri: str
    title: str
    below: str
    page: str
    changed: Callable[[], str]
    number: int
    found: Found


class Feeds:
    """The views, on the newest state of the graph at each request.

    `resolve` says what stands for a slug, `entries` how many are remembered.
    """

    def __init__(
        self,
        config: Config,
        published: Published,
        resolve: Resolve,
        days: Days,
        *,
        entries: int = ENTRIES,
    ) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._days = days
        self._paths = Paths(config.base_iri, config.base_iri.rstrip("/"))
        self._newest = Remembered(newest_reviews)
        self._found = Remembered(lambda reader: lru_cache(FORMS)(partial(self._reviews, reader)))
        self._entry = Remembered(partial(self._entries, entries))

    def blueprint(self) -> Blueprint:
        """All feeds with their addresses."""
        blueprint = Blueprint("feeds", __name__)
        of = f"<any({','.join(REVIEWS_BY)}):kind>/<slug>"
        pages = {"": "feed", "_page": f"feed-<int(min=2, max={PAGES}):number>"}
        for name, page in pages.items():
            path = f"{page}.<any({','.join(SUFFIXES)}):suffix>"
            blueprint.add_url_rule(f"/{path}", f"site{name}", self.site)
            blueprint.add_url_rule(f"/{of}/{path}", f"thing{name}", self.of_thing)
        return blueprint

    def site(self, suffix: Suffix, number: int = 1) -> AnyResponse:
        """A page of the newest reviews of all; 404 beyond the last."""
        reader = self._published.current()
        newest, begin = self._newest.of(reader), SIZE * (number - 1)
        found = newest[begin : begin + SIZE], len(newest) > begin + SIZE
        if number > 1 and not found[0]:
            raise NotFound("This feed has fewer pages.")
        base, title = self._config.base_iri, f"{self._config.site_name}: reviews"
        changed = partial(self._days.withdrawn, "review")
        page = FeedPage(base, title, base, f"{base}reviews", changed, number, found)
        return self._answered(suffix, reader, page, state_of(reader, self._config))

    def of_thing(self, kind: Kind, slug: str, suffix: Suffix, number: int = 1) -> AnyResponse:
        """A page of the reviews of a film, by a person or from a publisher; 301, 404, 410."""
        reader = self._published.current()
        page = self._of_thing(reader, kind, slug, number)
        if not page:
            return absent(self._resolve(kind, slug), kind, f"/{feed_path(number)}.{suffix}")
        return self._answered(suffix, reader, page, state_of(reader, self._config))

    def newest_of(
        self, reviews: Sequence[NamedNode], reader: Reader | None = None
    ) -> list[NamedNode]:
        """The newest of some reviews, a page of them; those that there are."""
        among = reader or self._published.current()
        return found_reviews(among, "reviews_among", 1, review=reviews)[0]

    def of_reviews(
        self, path: str, title: str, reviews: Sequence[NamedNode], suffix: Suffix
    ) -> AnyResponse:
        """The newest of some reviews, as the feed of what is at a path below the base IRI."""
        reader, address = self._published.current(), f"{self._config.base_iri}{path}"
        page = FeedPage(
            address,
            f"{title}: reviews on {self._config.site_name}",
            f"{address}/",
            address,
            partial(self._days.withdrawn, "review"),
            1,
            (self.newest_of(reviews, reader), False),
        )
        return self._answered(suffix, reader, page, "")

    def bodies(self, path: str) -> dict[str, bytes]:
        """What is sent for such a page in all forms, by how the addresses end; nothing where there
        is none. It needs no request."""
        reader = self._published.current()
        _, kind, slug, name = path.split("/")
        number = int(name.partition("-")[2] or 1)
        try:
            page = self._of_thing(reader, cast(Kind, kind), slug, number)
        except NotFound:
            page = None
        if not page:
            return {}
        feed = self._feed(reader, page)
        return {f".{suffix}": write(feed) for suffix, (_, write) in _WRITERS.items()}

    def _of_thing(self, reader: Reader, kind: Kind, slug: str, number: int) -> FeedPage | None:
        base = self._config.base_iri
        triples = described(reader, base, kind, slug)
        if not triples:
            return None
        document, thing = f"{base}{kind}/{slug}", Addresses(base).thing(kind, slug)
        found = self._found.of(reader)(kind, thing, number)
        if not found[0]:
            raise NotFound("There are no reviews to make a feed of, or it has fewer pages.")
        name = Description.of(triples, self._paths).place(thing.value).name.text
        title = f"{name}: reviews on {self._config.site_name}"
        changed = partial(self._days.changed, kind, slug)
        return FeedPage(thing.value, title, f"{document}/", document, changed, number, found)

    def _reviews(self, reader: Reader, kind: Kind, thing: NamedNode, number: int) -> Found:
        """A page of the reviews that lead to a thing; a query takes longer to find a few."""
        led = reader.leading_to(thing, (schema(REVIEWS_BY[kind]),)) if number == 1 else []
        subjects = (triple.subject for triple in led)
        own = {s.value: s for s in subjects if isinstance(s, NamedNode) and _is_review(s)}
        if number > 1 or len(own) > SIZE:
            query, parameter = QUERIES[REVIEWS_BY[kind]]
            return found_reviews(reader, query, number, **{parameter: thing})
        entry_of = self._entry.of(reader)
        reviews = [own[iri] for iri in sorted(own)]
        return sorted(reviews, key=lambda review: entry_of(review).date, reverse=True), False

    def _entries(self, most: int, reader: Reader) -> Callable[[NamedNode], Written]:
        """Entries of one state; a review stands in several feeds, and in two forms of each."""

        @lru_cache(most)
        def of(review: NamedNode) -> Written:
            return written(entry(review.value, reader.describe(document_of(review)), self._paths))

        return of

    def _answered(self, suffix: Suffix, reader: Reader, page: FeedPage, state: str) -> AnyResponse:
        media_type, write = _WRITERS[suffix]
        response = Response(content_type=media_type)
        return conditional(response, state, lambda: write(self._feed(reader, page)))

    def _feed(self, reader: Reader, page: FeedPage) -> Feed:
        (reviews, more), number = page.found, page.number

        def at(other: int) -> str:
            return f"{page.below}{feed_path(other)}"

        return Feed(
            id=page.iri,
            title=page.title,
            address=at(number),
            page=page.page,
            site=self._config.site_name,
            licence=self._config.licence,
            entries=tuple(map(self._entry.of(reader), reviews)),
            changed=page.changed(),
            first=at(1),
            previous=at(number - 1) if number > 1 else "",
            next=at(number + 1) if more and number < PAGES else "",
        )


def _is_review(iri: NamedNode) -> bool:
    """Films lead to a person as reviews do, by their author."""
    return iri.value.endswith("#review")
