"""The pages: those of things, from `resources`, of `claims`, the front page, and lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import KINDS, Kind
from graph.store import Published
from server.config import Config
from server.index import Index
from server.negotiation import HTML
from server.pages import charts, contexts
from server.pages.absent import absent
from server.pages.claims import ClaimViews
from server.pages.composition import Owned, Shortfalls
from server.pages.disagreement import Claims, Resolve
from server.pages.frames import REVIEWS_BY
from server.pages.listings import PAGE_SIZE, Listings
from server.pages.lists import Lists, numbered
from server.pages.reading import Description
from server.pages.rendered import Rendered
from server.pages.resources import Resources
from server.pages.variants import LINKSET_SUFFIX, conditional

LEADS, LATEST, REVIEWERS = 3, 8, 8
"""How many the front page has: reviews on the screen, further reviews, reviewers."""

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

    >>> list_path("reviews"), list_path("movie/heat-1995/reviews", 2)
    ('/reviews', '/movie/heat-1995/reviews/page/2')
    """
    return f"/{name}/page/{number}" if number > 1 else f"/{name}"


class Pages(Resources):
    """All views; lists of all there is of a kind, and what is around things, stand here.

    With an index lists have facets.
    """

    def __init__(
        self,
        config: Config,
        published: Published,
        resolve: Resolve,
        claims: Claims,
        *,
        owned: Owned = lambda: False,
        index: Index | None = None,
        shortfalls: Shortfalls = lambda slug: (),
        changes: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__(config, published, resolve, claims, owned, shortfalls, changes)
        self._lists = Lists(config, index) if index else None
        self._rendered = Rendered()
        self.claims = ClaimViews(config, published, resolve, claims)

    def blueprint(self) -> Blueprint:
        """All pages with their addresses."""
        blueprint = Blueprint("pages", __name__)
        blueprint.add_url_rule("/", "home", self.home)
        lists = f"/<any({','.join(LISTS)}):name>"
        blueprint.add_url_rule(lists, "list", self.list)
        blueprint.add_url_rule(f"{lists}/page/<int:number>", "list_page", self.list)
        blueprint.add_url_rule(f"/<any({','.join(KINDS)}):kind>/<name>", "resource", self.resource)
        linkset = f"/<any({','.join(KINDS)}):kind>/<slug>.{LINKSET_SUFFIX}"
        blueprint.add_url_rule(linkset, "linkset", self.linkset)
        self.claims.register(blueprint)
        reviewed = f"/<any({','.join(REVIEWS_BY)}):kind>/<slug>/reviews"
        blueprint.add_url_rule(reviewed, "reviews", self.reviews)
        blueprint.add_url_rule(f"{reviewed}/page/<int:number>", "reviews_page", self.reviews)
        return blueprint

    def reviews(self, kind: Kind, slug: str, number: int = 1) -> AnyResponse:
        """All reviews of a film, by a person, or in a publication, page by page."""
        reader = self._published.current()
        triples = self._described(reader, kind, slug)
        if not triples:
            return absent(self._resolve(kind, slug), kind, list_path("reviews", number))
        iri = f"{self._config.base_iri}{kind}/{slug}#{kind}"
        name = Description.of(triples, self._paths()).place(iri).name.text
        lists = self._listings(reader)
        return _page(self._state(reader), lambda: self._reviews(lists, kind, iri, name))

    def _reviews(self, lists: Listings, kind: Kind, iri: str, name: str) -> str:
        property_ = REVIEWS_BY[kind]
        total = lists.total(iri, property_)
        number, pages = numbered(total)
        path = request.path.partition("/page/")[0]
        page = contexts.ListPage(
            title=f"Reviews {_OF[kind]} {name}",
            total=total,
            number=number,
            pages=pages,
            address=self._address(path),
            path=self._by_path(path),
            reviews=lists.all_reviews(iri, property_, number),
        )
        return render_template("list.html", page=page)

    def home(self) -> AnyResponse:
        """The front page."""
        reader = self._published.current()
        return _page(self._state(reader), lambda: self._home(self._listings(reader)))

    def _home(self, lists: Listings) -> str:
        counts, latest = lists.counts(), lists.reviews(LEADS + LATEST)
        page = contexts.HomePage(
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
        page = contexts.ListPage(
            title=title,
            total=total,
            number=number,
            pages=pages,
            address=self._address(list_path(name)),
            path=self._by_path(list_path(name)),
            reviews=lists.reviews(PAGE_SIZE, number) if name == "reviews" else (),
            films=lists.films(number) if name == "movies" else (),
            people=lists.people(number) if name == "people" else (),
            viewings=lists.viewings(number) if name == "viewings" else (),
        )
        return render_template("list.html", page=page)

    def _address(self, path: str) -> str:
        return self._config.base_iri + path[1:]

    def _by_path(self, path: str) -> str:
        """What the addresses of the pages of a list begin with, where no query tells them apart."""
        return request.script_root + path if self._config.static else ""


def _page(state: str, body: Callable[[], str]) -> AnyResponse:
    return conditional(Response(content_type=HTML.content_type), state, body)
