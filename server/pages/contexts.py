"""What each template is given, as frozen records: one for each kind of page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from graph.conflicts import ClaimRow
from graph.findings import Finding
from server.pages import cards
from server.pages.cards import Card
from server.pages.charts import Distribution, Years
from server.pages.facets import Browsing, Pagination, pagination
from server.pages.models import (
    Day,
    Dispute,
    Film,
    FilmLine,
    Filmography,
    Outside,
    Place,
    ReviewLine,
    ReviewList,
    Score,
    ViewingLine,
    ViewingList,
    Words,
)
from server.pages.passages import Passage
from server.pages.wording import WARNING, begins_with_capital


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the endpoint, by the path at which it is asked and answered."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a resource has around its content.

    `canonical` is an absolute IRI, `path` is where the resource is looked at;
    `queries` give what the page shows.
    """

    canonical: str
    path: str
    queries: tuple[Query, ...]
    json_ld: Markup


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page of a review; `body` are its passages; `headed` if it has a headline of its own.

    `spoilers` if its author says that there are some; `covered` if none are marked, so that all
    of it is hidden until it is asked for.

    `others` are reviews of the same film. `shortfalls` is what keeps the page from a rich result,
    None for whoever may not know.
    """

    frame: Frame
    title: Words
    headed: bool
    authors: tuple[Place, ...]
    publisher: Place | None
    published: Day | None
    film: Film | None
    seen: tuple[Day, ...]
    score: Score | None
    abstract: Words | None
    body: tuple[Passage, ...]
    opening: str
    language: str
    spoilers: bool
    original: Outside | None
    others: ReviewList
    shortfalls: tuple[Finding, ...] | None = None

    @property
    def card(self) -> Card:
        """What others show of it."""
        words = self.abstract.text if self.abstract else self.opening
        return cards.of_review(self.title, self.film, self.score, words)

    @property
    def covered(self) -> bool:
        """Whether all of the text is hidden until it is asked for."""
        marked = any(passage.hides for passage in self.body)
        return self.spoilers and bool(self.body) and not marked

    @property
    def warning(self) -> str:
        """What is said before a text that is hidden."""
        return WARNING

    @property
    def capital(self) -> bool:
        """Whether the first letter of the text can stand by itself, and large."""
        first = next(iter(self.body), None)
        if self.covered or first is None or first.hides:
            return False
        return begins_with_capital(first.paragraphs[0][0][0])


@dataclass(frozen=True, slots=True)
class ViewingPage:
    """The page of a viewing that nobody wrote a review of."""

    frame: Frame
    title: Words
    agents: tuple[Place, ...]
    day: Day | None
    film: Film | None
    original: Outside | None

    @property
    def card(self) -> Card:
        """What others show of it."""
        return cards.of_viewing(self.title, self.film, self.agents, self.day)


@dataclass(frozen=True, slots=True)
class FilmPage:
    """The page of a film; `apart` are reviews with its lowest and its highest rating if these are
    far apart."""

    frame: Frame
    film: Film
    reviews: ReviewList
    viewings: ViewingList
    ratings: Distribution | None
    apart: tuple[ReviewLine, ...]
    disputes: tuple[Dispute, ...]
    claims_path: str
    links_path: str
    owned: bool

    @property
    def card(self) -> Card:
        """What others show of it."""
        return cards.of_film(self.film, self.reviews)


@dataclass(frozen=True, slots=True)
class AgentPage:
    """The page of a person or an organization; `films` by role, in words."""

    frame: Frame
    person: bool
    name: Words
    films: Filmography
    reviews: ReviewList
    viewings: ViewingList
    ratings: Distribution | None
    links: tuple[Outside, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """What the person is, in words."""
        played = tuple("Actor" if role == "Cast" else role for role, _ in self.films)
        return (*played, "Critic") if self.reviews.lines else played

    @property
    def card(self) -> Card:
        """What others show of it."""
        return cards.of_agent(self.name, self.roles, self.reviews, person=self.person)


@dataclass(frozen=True, slots=True)
class PropertyClaims:
    """The first of what reviews state about one property, and how much more they state; a row's
    `page` is the path of its page."""

    label: str
    rows: tuple[ClaimRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """What reviews state about a film; `table` has all of it."""

    film: Place
    properties: tuple[PropertyClaims, ...]
    table: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page: how much there is, and what is new; `leads` are the newest of all."""

    reviews: int
    films: int
    people: int
    viewings: int
    leads: tuple[ReviewLine, ...]
    latest: tuple[ReviewLine, ...]
    reviewers: tuple[tuple[Place, int], ...]
    years: Years | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """Page `number` of `pages` of a list of all `total` reviews, films, persons or viewings.

    `browsing` is what narrows and orders it, where it can be; else `address` is the IRI of its
    first page, and `path` where that is, if its pages have addresses of their own.
    """

    title: str
    total: int
    number: int
    pages: int
    reviews: tuple[ReviewLine, ...] = ()
    films: tuple[FilmLine, ...] = ()
    people: tuple[Place, ...] = ()
    viewings: tuple[ViewingLine, ...] = ()
    browsing: Browsing | None = None
    address: str = ""
    path: str = ""

    @property
    def canonical(self) -> str:
        """The IRI of this page, which it has whatever asked for it."""
        if self.browsing:
            return self.browsing.canonical
        if self.number == 1:
            return self.address
        return f"{self.address}{'/page/' if self.path else '?page='}{self.number}"

    @property
    def pagination(self) -> Pagination:
        """The links to its other pages: by query, or by path where `path` is given."""
        if self.browsing:
            return self.browsing.pagination
        return pagination(self.number, self.pages, self._to)

    def _to(self, number: int) -> str:
        if not self.path:
            return f"?page={number}"
        return f"{self.path}/page/{number}" if number > 1 else self.path
