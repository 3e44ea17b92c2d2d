"""The pages: each review, viewing, film, person and organization, in HTML and as data; lists.

A page is rendered from the triples of its resource's description, so that page and data say the
same, and from a few lists of other resources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby

from flask import Blueprint, Response, redirect, render_template, request
from msgspec.structs import replace
from pyoxigraph import NamedNode, Triple
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.conflicts import ClaimRow
from graph.findings import Finding
from graph.mapping import KINDS, Kind
from graph.store import Published, Reader
from graph.vocabulary import schema
from server.config import Config
from server.index import Index
from server.negotiation import HTML
from server.pages import charts, models, ratings
from server.pages.absent import absent
from server.pages.disagreement import disputes, far_apart
from server.pages.frames import REVIEWS_BY, frame
from server.pages.listings import PAGE_SIZE, Kept, Listings
from server.pages.lists import Lists, numbered
from server.pages.reading import Description, Paths
from server.pages.rendered import Rendered
from server.pages.variants import Resource, bodies, conditional, respond, split_suffix
from server.pages.wording import paragraphs, property_label, source_name

LEADS, LATEST, REVIEWERS = 3, 8, 8
"""How many the front page has: reviews on the screen, further reviews, reviewers."""

OTHERS = 4
"""Reviews of the same film that the page of a review leads to."""

_OF: dict[Kind, str] = {"movie": "of", "person": "by", "organization": "in"}

LISTS = {
    "reviews": ("Review", "Reviews"),
    "movies": ("Movie", "Films"),
    "people": ("Person", "People"),
    "viewings": ("WatchAction", "Viewings"),
}
"""The lists: the class of what they hold, and their titles."""


def list_path(name: str, number: int = 1) -> str:
    """The path of a page of a list, without a query.

    >>> list_path("reviews"), list_path("reviews", 2)
    ('/reviews', '/reviews/page/2')
    """
    return f"/{name}/page/{number}" if number > 1 else f"/{name}"


_SLUG = re.compile(r"[A-Za-z0-9._~-]{1,300}")  # RFC 3986, section 2.3: never needs escaping

Resolve = Callable[[Kind, str], ledger.Resolved | None]
"""What answers under a slug, None where nothing ever did."""

Claims = Callable[[int], Sequence[ClaimRow]]
"""Every claim about the film with that id."""


Owned = Callable[[], bool]
"""Whether the request comes from somebody who may correct what is published."""

Shortfalls = Callable[[str], Sequence[Finding]]
"""What keeps the review with that slug from a rich result."""


def pages_blueprint(
    config: Config,
    published: Published,
    resolve: Resolve,
    claims: Claims,
    owned: Owned = lambda: False,
    index: Index | None = None,
    *,
    shortfalls: Shortfalls = lambda slug: (),
) -> Blueprint:
    """All pages of a site; with an index lists have facets."""
    return Pages(config, published, resolve, claims, owned, index, shortfalls).blueprint()


class Pages:
    """The views, on the newest state of the graph at each request."""

    def __init__(
        self,
        config: Config,
        published: Published,
        resolve: Resolve,
        claims: Claims,
        owned: Owned = lambda: False,
        index: Index | None = None,
        shortfalls: Shortfalls = lambda slug: (),
    ) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._claims = claims
        self._owned = owned
        self._lists = Lists(config, index) if index else None
        self._shortfalls = shortfalls
        self._rendered = Rendered()
        self._kept = Kept("", Paths(config.base_iri, ""))

    def blueprint(self) -> Blueprint:
        """All pages with their addresses."""
        blueprint = Blueprint("pages", __name__)
        blueprint.add_url_rule("/", "home", self.home)
        lists = f"/<any({','.join(LISTS)}):name>"
        blueprint.add_url_rule(lists, "list", self.list)
        blueprint.add_url_rule(f"{lists}/page/<int:number>", "list_page", self.list)
        blueprint.add_url_rule(f"/<any({','.join(KINDS)}):kind>/<name>", "resource", self.resource)
        blueprint.add_url_rule("/movie/<slug>/claims", "claims", self.claims)
        reviewed = f"/<any({','.join(REVIEWS_BY)}):kind>/<slug>/reviews"
        blueprint.add_url_rule(reviewed, "reviews", self.reviews)
        return blueprint

    # --- resources --------------------------------------------------------------------------

    def resource(self, kind: Kind, name: str) -> AnyResponse:
        """A resource, negotiated or in the form that the suffix names; 301, 404, 406, 410."""
        slug, form = split_suffix(name)
        reader = self._published.current()
        resource = self._resource(reader, kind, slug)
        if not resource:
            return absent(self._resolve(kind, slug), kind, form)
        return respond(resource, form, partial(self._html, resource, reader, kind))

    def bodies(self, kind: Kind, slug: str) -> dict[str, bytes]:
        """What the addresses of a resource send, by suffix; nothing where there is none."""
        reader = self._published.current()
        resource = self._resource(reader, kind, slug)
        return bodies(resource, partial(self._html, resource, reader, kind)) if resource else {}

    def _resource(self, reader: Reader, kind: Kind, slug: str) -> Resource | None:
        if not (triples := self._described(reader, kind, slug)):
            return None
        iri = NamedNode(f"{self._config.base_iri}{kind}/{slug}")
        return Resource(iri, f"{request.script_root}/{kind}/{slug}", triples, self._state(reader))

    def _html(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        own = {"review": self._review, "viewing": self._viewing, "movie": self._film}
        return own.get(kind, self._agent)(resource, reader, kind)

    def _described(self, reader: Reader, kind: Kind, slug: str) -> list[Triple]:
        if not _SLUG.fullmatch(slug):
            return []
        return reader.describe(NamedNode(f"{self._config.base_iri}{kind}/{slug}"))

    def _review(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        body, film = said.word(iri, "reviewBody"), said.node(iri, "itemReviewed")
        lists, slug = self._listings(reader), resource.path.rpartition("/")[2]
        page = models.ReviewPage(
            frame=frame(resource, kind),
            title=said.headline(iri),
            headed=said.word(iri, "name") is not None,
            authors=said.places(iri, "author"),
            publisher=next(iter(said.places(iri, "publisher")), None),
            published=said.day(iri, "datePublished"),
            seen=said.days(said.nodes(iri, "mentions", "WatchAction"), "startTime"),
            film=self._film_of(film, reader),
            score=said.score(iri, "reviewRating"),
            abstract=said.word(iri, "abstract"),
            body=paragraphs(body.text) if body else (),
            language=body.language if body else "",
            original=next(iter(said.outside(iri, schema("isBasedOn"))), None),
            others=lists.others_of(film, iri, OTHERS) if film else models.ReviewList(()),
            shortfalls=tuple(self._shortfalls(slug)) if self._owned() else None,
        )
        return render_template("review.html", page=page)

    def _viewing(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        page = models.ViewingPage(
            frame=frame(resource, kind),
            title=said.viewing_title(iri),
            agents=said.places(iri, "agent"),
            day=said.day(iri, "startTime"),
            film=self._film_of(said.node(iri, "object"), reader),
            original=next(iter(said.links(iri)), None),
        )
        return render_template("viewing.html", page=page)

    def _film_of(self, film: str, reader: Reader) -> models.Film | None:
        return self._listings(reader).film(film) if film else None

    def _film(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        iri, lists = f"{resource.iri.value}#{kind}", self._listings(reader)
        reviews = lists.reviews_of(iri)
        page = models.FilmPage(
            frame=frame(resource, kind),
            film=Description(resource.triples, self._paths()).film(iri),
            reviews=reviews,
            ratings=self._ratings(reader, iri, "itemReviewed", reviews),
            apart=far_apart(reviews),
            disputes=self._disputes(resource.path.rpartition("/")[2]),
            viewings=lists.viewings_of(iri),
            claims_path=f"{resource.path}/claims",
            links_path=f"{resource.path}/links",
            owned=self._owned(),
        )
        return render_template("movie.html", page=page)

    def _agent(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        lists, person = self._listings(reader), kind == "person"
        reviews = lists.reviews_by(iri) if person else lists.reviews_published_by(iri)
        page = models.AgentPage(
            frame=frame(resource, kind),
            person=person,
            name=said.place(iri).name,
            films=lists.films_of(iri) if person else (),
            reviews=reviews,
            ratings=self._ratings(reader, iri, REVIEWS_BY[kind], reviews),
            viewings=lists.viewings_by(iri) if person else models.ViewingList(),
            links=said.links(iri),
        )
        return render_template("agent.html", page=page)

    def _ratings(
        self, reader: Reader, thing: str, property_: str, reviews: models.ReviewList
    ) -> charts.Distribution | None:
        cut = reviews.cut
        found = ratings.of_thing(reader, thing, property_) if cut else ratings.of_list(reviews)
        return charts.distribution(found)

    def _disputes(self, slug: str) -> tuple[models.Dispute, ...]:
        """Where the reviews of a film do not agree; read from the ledger once for each version."""
        kept = self._kept.disputes
        if slug not in kept:
            resolved = self._resolve("movie", slug)
            claims = self._claims(resolved.thing) if isinstance(resolved, ledger.Live) else ()
            kept[slug] = disputes(claims)
        return kept[slug]

    # --- other pages ------------------------------------------------------------------------

    def claims(self, slug: str) -> AnyResponse:
        """What every review states about a film, and which of it the site believes."""
        resolved = self._resolve("movie", slug)
        if not isinstance(resolved, ledger.Live):
            moved = absent(resolved, "movie")
            return redirect(f"{moved.headers['Location']}/claims", 301)
        reader, iri = self._published.current(), f"{self._config.base_iri}movie/{slug}#movie"
        film = Description(self._described(reader, "movie", slug), self._paths()).place(iri)
        shown = [
            replace(row, source=source_name(row.source)) for row in self._claims(resolved.thing)
        ]
        properties = tuple(
            models.PropertyClaims(property_label(name), tuple(rows))
            for name, rows in groupby(shown, key=lambda row: row.property)
        )
        page = models.ClaimsPage(film, properties)
        return _page("", lambda: render_template("claims.html", page=page))

    def reviews(self, kind: Kind, slug: str) -> AnyResponse:
        """All reviews of a film, by a person, or in a publication, page by page."""
        reader = self._published.current()
        triples = self._described(reader, kind, slug)
        if not triples:
            return redirect(
                f"{absent(self._resolve(kind, slug), kind).headers['Location']}/reviews", 301
            )
        iri = f"{self._config.base_iri}{kind}/{slug}#{kind}"
        name = Description(triples, self._paths()).place(iri).name.text
        lists = self._listings(reader)
        return _page(self._state(reader), lambda: self._reviews(lists, kind, iri, name))

    def _reviews(self, lists: Listings, kind: Kind, iri: str, name: str) -> str:
        property_ = REVIEWS_BY[kind]
        total = lists.total(iri, property_)
        number, pages = numbered(total)
        page = models.ListPage(
            title=f"Reviews {_OF[kind]} {name}",
            total=total,
            number=number,
            pages=pages,
            reviews=lists.all_reviews(iri, property_, number),
        )
        return render_template("list.html", page=page)

    def home(self) -> AnyResponse:
        """The front page."""
        reader = self._published.current()
        return _page(self._state(reader), lambda: self._home(self._listings(reader)))

    def _home(self, lists: Listings) -> str:
        counts, latest = lists.counts(), lists.reviews(LEADS + LATEST)
        page = models.HomePage(
            reviews=counts.get("Review", 0),
            films=counts.get("Movie", 0),
            people=counts.get("Person", 0),
            viewings=counts.get("WatchAction", 0),
            leads=lists.begun(latest[:LEADS]),
            latest=latest[LEADS:],
            reviewers=lists.reviewers(REVIEWERS),
            years=charts.over_years(lists.years()),
        )
        return render_template("home.html", page=page)

    def list(self, name: str, number: int = 1) -> AnyResponse:
        """One page of a list of all there is of a kind; 404 beyond its end."""
        reader = self._published.current()
        state = self._state(reader)
        if state and self._lists:
            state = f"{state} {self._lists.state()}"
        address = (request.script_root, request.full_path)
        body = partial(self._list, name, self._listings(reader))
        return _page(state, lambda: self._rendered.of(state, address, body))

    def _list(self, name: str, lists: Listings) -> str:
        class_, title = LISTS[name]
        if self._lists and (browsed := self._lists.page(name, title, lists)):
            return render_template("list.html", page=browsed)
        total = lists.counts().get(class_, 0)
        number, pages = numbered(total)
        page = models.ListPage(
            title=title,
            total=total,
            number=number,
            pages=pages,
            path=request.script_root + list_path(name) if self._config.static else "",
            reviews=lists.reviews(PAGE_SIZE, number) if name == "reviews" else (),
            films=lists.films(number) if name == "movies" else (),
            people=lists.people(number) if name == "people" else (),
            viewings=lists.viewings(number) if name == "viewings" else (),
        )
        return render_template("list.html", page=page)

    # --- what views need --------------------------------------------------------------------

    def _paths(self) -> Paths:
        return Paths(self._config.base_iri, request.script_root)

    def _listings(self, reader: Reader) -> Listings:
        kept, paths = self._kept, self._paths()
        if not reader.version or (reader.version, paths) != (kept.version, kept.paths):
            self._kept = kept = Kept(reader.version, paths)
        return Listings(reader, kept)

    def _state(self, reader: Reader) -> str:
        """What an ETag is made of; empty where the engine has no versions."""
        owned = " owned" if self._owned() else ""
        return reader.version and f"{reader.version} {self._config.site_name}{owned}"


def _page(state: str, body: Callable[[], str]) -> AnyResponse:
    return conditional(Response(content_type=HTML.content_type), state, body)
