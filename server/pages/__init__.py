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

from graph import jsonld, ledger
from graph.conflicts import ClaimRow
from graph.mapping import KINDS, Kind
from graph.store import Published, Reader
from graph.vocabulary import schema
from server.config import Config
from server.index import Index
from server.negotiation import HTML
from server.pages import models
from server.pages.absent import absent
from server.pages.listings import PAGE_SIZE, Kept, Listings
from server.pages.lists import Lists, numbered
from server.pages.reading import Description, Paths
from server.pages.variants import Resource, bodies, conditional, respond, split_suffix
from server.pages.wording import paragraphs, property_label, source_name

LATEST = 10
"""How many reviews the front page shows."""

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


def pages_blueprint(
    config: Config,
    published: Published,
    resolve: Resolve,
    claims: Claims,
    owned: Owned = lambda: False,
    index: Index | None = None,
) -> Blueprint:
    """All pages of a site; with an index lists have facets."""
    return Pages(config, published, resolve, claims, owned, index).blueprint()


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
    ) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._claims = claims
        self._owned = owned
        self._lists = Lists(config, index) if index else None
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
        body = said.word(iri, "reviewBody")
        page = models.ReviewPage(
            frame=_frame(resource),
            title=said.headline(iri),
            headed=said.word(iri, "name") is not None,
            authors=said.places(iri, "author"),
            publisher=next(iter(said.places(iri, "publisher")), None),
            published=said.day(iri, "datePublished"),
            seen=said.days(said.nodes(iri, "mentions", "WatchAction"), "startTime"),
            film=self._film_of(said.node(iri, "itemReviewed"), reader),
            score=said.score(iri, "reviewRating"),
            abstract=said.word(iri, "abstract"),
            body=paragraphs(body.text) if body else (),
            language=body.language if body else "",
            original=next(iter(said.outside(iri, schema("isBasedOn"))), None),
        )
        return render_template("review.html", page=page)

    def _viewing(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        page = models.ViewingPage(
            frame=_frame(resource),
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
        page = models.FilmPage(
            frame=_frame(resource),
            film=Description(resource.triples, self._paths()).film(iri),
            reviews=lists.reviews_of(iri),
            viewings=lists.viewings_of(iri),
            claims_path=f"{resource.path}/claims",
            links_path=f"{resource.path}/links",
            owned=self._owned(),
        )
        return render_template("movie.html", page=page)

    def _agent(self, resource: Resource, reader: Reader, kind: Kind) -> str:
        said, iri = Description(resource.triples, self._paths()), f"{resource.iri.value}#{kind}"
        lists, person = self._listings(reader), kind == "person"
        page = models.AgentPage(
            frame=_frame(resource),
            person=person,
            name=said.place(iri).name,
            films=lists.films_of(iri) if person else (),
            reviews=lists.reviews_by(iri) if person else lists.reviews_published_by(iri),
            viewings=lists.viewings_by(iri) if person else models.ViewingList(),
            links=said.links(iri),
        )
        return render_template("agent.html", page=page)

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

    def home(self) -> AnyResponse:
        """The front page."""
        reader = self._published.current()
        return _page(self._state(reader), lambda: self._home(self._listings(reader)))

    def _home(self, lists: Listings) -> str:
        counts = lists.counts()
        page = models.HomePage(
            reviews=counts.get("Review", 0),
            films=counts.get("Movie", 0),
            viewings=counts.get("WatchAction", 0),
            latest=lists.reviews(LATEST),
        )
        return render_template("home.html", page=page)

    def list(self, name: str, number: int = 1) -> AnyResponse:
        """One page of a list of all there is of a kind; 404 beyond its end."""
        reader = self._published.current()
        state = self._state(reader)
        if state and self._lists:
            state = f"{state} {self._lists.state()}"
        return _page(state, lambda: self._list(name, self._listings(reader)))

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
            previous=self._list_link(name, number - 1) if number > 1 else "",
            next=self._list_link(name, number + 1) if number < pages else "",
            reviews=lists.reviews(PAGE_SIZE, number) if name == "reviews" else (),
            films=lists.films(number) if name == "movies" else (),
            people=lists.people(number) if name == "people" else (),
            viewings=lists.viewings(number) if name == "viewings" else (),
        )
        return render_template("list.html", page=page)

    def _list_link(self, name: str, number: int) -> str:
        """Where a page of a list is; a static host knows nothing of queries."""
        static = f"{request.script_root}{list_path(name, number)}"
        return static if self._config.static else f"?page={number}"

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


def _frame(resource: Resource) -> models.Frame:
    block = jsonld.embedded(resource.triples, resource.iri)
    return models.Frame(resource.iri.value, resource.variants(), jsonld.script(block))


def _page(state: str, body: Callable[[], str]) -> AnyResponse:
    return conditional(Response(content_type=HTML.content_type), state, body)
