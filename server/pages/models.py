"""What pages show of things, as frozen records: with `contexts` the whole contract between the
graph and templates.

Templates compute nothing and see no triples; every text here is plain and is escaped by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct


@dataclass(frozen=True, slots=True)
class Shared:
    """What several pages show; `parts` is its HTML by what made it: see `rendering.once`."""

    parts: dict[tuple[object, ...], Markup] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )


class Words(Struct, frozen=True):
    """A text with its language tag, which is empty where it is not known."""

    text: str
    language: str = ""


class Place(Struct, frozen=True):
    """A thing of this site by its name; `path` is empty where it has no page."""

    name: Words
    path: str = ""


class Outside(Struct, frozen=True):
    """A page elsewhere; `address` is absolute, http or https."""

    label: str
    address: str


class Day(Struct, frozen=True):
    """A date: as it stands in the graph, and in words."""

    iso: str
    words: str


SHORT = 12
"""Characters of a reviewer's own wording of a score that a list has room for."""

STARS = re.compile(r"[★☆⭐*½✮✩]")

BARE = re.compile(r"\s*\d+([.,]\d+)?\s*")
"""A number without its scale."""


class Score(Struct, frozen=True):
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
        """The score in a few characters: a grade or percentage as given, else out of the best.

        >>> [Score("8", "10", "1", 8, said).figures for said in ("", "B+", "8,0", "★★★★")]
        ['8 out of 10', 'B+', '8 out of 10', '8 out of 10']
        """
        said = self.wording
        if said and len(said) <= SHORT and not STARS.search(said) and not BARE.fullmatch(said):
            return said
        return f"{self.value} out of {self.best}" if self.best else self.value


class Part(Struct, frozen=True):
    """An actor, and the characters they play as far as these are known."""

    actor: Place
    characters: tuple[str, ...] = ()


class Release(Struct, frozen=True):
    """A release of a film."""

    day: Day
    place: str


class AgeClass(Struct, frozen=True):
    """A content rating such as R; author and explanation are empty where not stated."""

    text: str
    author: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FilmLine(Shared):
    """A film in a list; `characters` in a filmography, what follows in the list of all films.

    `half_stars` are its rating, None where it has none.
    """

    film: Place
    year: str = ""
    characters: tuple[str, ...] = ()
    reviews: int = 0
    directors: tuple[Place, ...] = ()
    half_stars: int | None = None


Filmography = tuple[tuple[str, tuple[FilmLine, ...]], ...]
"""The films of a person by what they did, in words, the latest first."""


@dataclass(frozen=True, slots=True)
class Film(Shared):
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
class ReviewLine(Shared):
    """A review in a list; `beginning` are its first words, where they are shown, without spoilers;
    `spoilers` if it has some."""

    iri: str
    review: Place
    film: FilmLine | None
    authors: tuple[Place, ...]
    published: Day | None
    score: Score | None
    beginning: Words | None = None
    spoilers: bool = False


class ReviewList(Struct, frozen=True):
    """Reviews that belong to something, the latest first; `cut` if there are more of them."""

    lines: tuple[ReviewLine, ...]
    cut: bool = False


class Spread(Struct, frozen=True):
    """How often each score out of ten was given, and a review that gives it, by its IRI."""

    times: Mapping[Decimal, int]
    examples: Mapping[Decimal, str]


@dataclass(frozen=True, slots=True)
class ViewingLine(Shared):
    """A viewing in a list; `page` is its own, or that of the review that mentions it."""

    page: Place
    film: FilmLine | None
    agents: tuple[Place, ...]
    day: Day | None


class ViewingList(Struct, frozen=True):
    """Viewings that belong to something, the latest first; `cut` if there are more of them."""

    lines: tuple[ViewingLine, ...] = ()
    cut: bool = False


class Dispute(Struct, frozen=True):
    """A fact of a film that reviews do not agree on: the values, the published one first."""

    label: str
    values: tuple[str, ...]
