"""What the pages show, as frozen records: the whole contract between the graph and templates.

Templates compute nothing and see no triples; every text here is plain and is escaped by them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from graph.conflicts import ClaimRow
from graph.findings import Finding
from server.pages.charts import Distribution, Years
from server.pages.facets import Browsing, Turns, turns


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its language tag, which is empty where it is not known."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A thing of this site by its name; `path` is empty where it has no page."""

    name: Words
    path: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """A page elsewhere; `address` is absolute, http or https."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date: as it stands in the graph, and in words."""

    iso: str
    words: str


SHORT = 12
"""Characters of a reviewer's own wording of a score that a list has room for."""

STARS = re.compile(r"[★☆⭐*½✮✩]")


@dataclass(frozen=True, slots=True)
class Score:
    """A rating; `half_stars` is out of ten, None where the scale has no place for it.

    `wording` is how the reviewer put it, where that says more. `count` is the number of ratings
    that a mean is made of, 0 where it is none.
    """

    value: str
    best: str
    worst: str
    half_stars: int | None
    wording: str = ""
    count: int = 0

    @property
    def figures(self) -> str:
        """The score in a few characters: a grade or percentage as given, else out of the best."""
        if self.wording and len(self.wording) <= SHORT and not STARS.search(self.wording):
            return self.wording
        return f"{self.value} out of {self.best}" if self.best else self.value


@dataclass(frozen=True, slots=True)
class Part:
    """An actor, and the characters they play as far as these are known."""

    actor: Place
    characters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a film."""

    day: Day
    place: str


@dataclass(frozen=True, slots=True)
class AgeClass:
    """A content rating such as R; author and explanation are empty where not stated."""

    text: str
    author: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FilmLine:
    """A film in a list; `characters` in a filmography, what follows in the list of all films.

    `half_stars` are its rating, None where it has none.
    """

    film: Place
    year: str = ""
    characters: tuple[str, ...] = ()
    reviews: int = 0
    directors: tuple[Place, ...] = ()
    half_stars: int | None = None


@dataclass(frozen=True, slots=True)
class Film:
    """The facts about a film."""

    line: FilmLine
    other_names: tuple[Words, ...] = ()
    directors: tuple[Place, ...] = ()
    writers: tuple[Place, ...] = ()
    cast: tuple[Part, ...] = ()
    running_time: str = ""
    genres: tuple[str, ...] = ()
    age_class: AgeClass | None = None
    releases: tuple[Release, ...] = ()
    countries: tuple[Words, ...] = ()
    languages: tuple[str, ...] = ()
    image: str = ""
    links: tuple[Outside, ...] = ()
    mean: Score | None = None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list; `beginning` are its first words, where they are shown."""

    iri: str
    review: Place
    film: FilmLine | None
    authors: tuple[Place, ...]
    published: Day | None
    score: Score | None
    beginning: Words | None = None


@dataclass(frozen=True, slots=True)
class ReviewList:
    """Reviews that belong to something, the latest first; `cut` if there are more of them."""

    lines: tuple[ReviewLine, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ViewingLine:
    """A viewing in a list; `page` is its own, or that of the review that mentions it."""

    page: Place
    film: FilmLine | None
    agents: tuple[Place, ...]
    day: Day | None


@dataclass(frozen=True, slots=True)
class ViewingList:
    """Viewings that belong to something, the latest first; `cut` if there are more of them."""

    lines: tuple[ViewingLine, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact of a film that reviews do not agree on: the values, the published one first."""

    label: str
    values: tuple[str, ...]


# --- pages ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variant:
    """Another address of the same description, in another format."""

    path: str
    media_type: str
    name: str


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
    variants: tuple[Variant, ...]
    json_ld: Markup


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page of a review; `body` are its paragraphs; `headed` if it has a headline of its own.

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
    body: tuple[str, ...]
    language: str
    original: Outside | None
    others: ReviewList
    shortfalls: tuple[Finding, ...] | None = None


@dataclass(frozen=True, slots=True)
class ViewingPage:
    """The page of a viewing that nobody wrote a review of."""

    frame: Frame
    title: Words
    agents: tuple[Place, ...]
    day: Day | None
    film: Film | None
    original: Outside | None


@dataclass(frozen=True, slots=True)
class FilmPage:
    """The page of a film; `apart` are the lowest and the highest of its ratings if far apart."""

    frame: Frame
    film: Film
    reviews: ReviewList
    viewings: ViewingList
    ratings: Distribution | None
    apart: tuple[ReviewLine, ReviewLine] | None
    disputes: tuple[Dispute, ...]
    claims_path: str
    links_path: str
    owned: bool


@dataclass(frozen=True, slots=True)
class AgentPage:
    """The page of a person or an organization; `films` by role, in words."""

    frame: Frame
    person: bool
    name: Words
    films: tuple[tuple[str, tuple[FilmLine, ...]], ...]
    reviews: ReviewList
    viewings: ViewingList
    ratings: Distribution | None
    links: tuple[Outside, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """What the person is, in words."""
        played = tuple("Actor" if role == "Cast" else role for role, _ in self.films)
        return (*played, "Critic") if self.reviews.lines else played


@dataclass(frozen=True, slots=True)
class PropertyClaims:
    """What reviews state about one property; a row's `page` is the path of its page."""

    label: str
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """What reviews state about a film."""

    film: Place
    properties: tuple[PropertyClaims, ...]


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

    `browsing` is what narrows and orders it, where it can be; `path` where it is, if its pages
    have addresses of their own.
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
    path: str = ""

    @property
    def turns(self) -> Turns:
        """The links to its other pages: by query, or by path where `path` is given."""
        if self.browsing:
            return self.browsing.turns
        return turns(self.number, self.pages, self._turn)

    def _turn(self, number: int) -> str:
        if not self.path:
            return f"?page={number}"
        return f"{self.path}/page/{number}" if number > 1 else self.path
