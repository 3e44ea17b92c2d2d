"""What a search found, as records for the page and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from graph.ledger.excerpts import Excerpt
from graph.ledger.finding import Group, Hit, Hits
from server.pages.facets import Pagination, pagination
from server.pages.lines import Lines
from server.pages.models import FilmLine, Place, ReviewLine

TITLES: dict[Group, str] = {"films": "Films", "people": "People", "reviews": "Reviews"}


@dataclass(frozen=True, slots=True)
class FoundReview:
    """A review with the part of it that was asked for, in pieces, marked or not."""

    line: ReviewLine
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What was found of one kind: how much in all, and the lines that are shown."""

    group: Group
    title: str
    total: int
    films: tuple[FilmLine, ...] = ()
    people: tuple[Place, ...] = ()
    reviews: tuple[FoundReview, ...] = ()

    @property
    def shown(self) -> int:
        """How many lines are shown."""
        return len(self.films) + len(self.people) + len(self.reviews)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A query and what it found; `only` one kind, then in pages. `meant` is another query."""

    query: str
    groups: tuple[FoundGroup, ...] = ()
    only: Group | None = None
    number: int = 1
    pages: int = 1
    meant: str = ""

    @property
    def total(self) -> int:
        """How much was found in all."""
        return sum(group.total for group in self.groups)

    @property
    def pagination(self) -> Pagination:
        """The links to other pages of one kind."""
        return pagination(
            self.number, self.pages, lambda page: self.path(self.query, self.only, page)
        )

    def path(self, query: str, group: Group | None = None, page: int = 1) -> str:
        """The query string of another search."""
        pairs = [("q", query), *([("in", group)] if group else [])]
        return f"?{urlencode([*pairs, *([('page', str(page))] if page > 1 else [])])}"


def group_of(group: Group, found: Hits, lists: Lines, base: str) -> FoundGroup:
    """The hits with what the graph says of them."""
    ratings = {f"{base}{hit.path}#{hit.kind}": hit.rating for hit in found.hits}
    iris = list(ratings)
    result = FoundGroup(group, TITLES[group], found.total)
    match group:
        case "films":
            return replace(result, films=lists.film_lines(iris, ratings))
        case "people":
            return replace(result, people=lists.places(iris))
        case _:
            return replace(result, reviews=_reviews(found, lists, iris))


def kind_in_words(hit: Hit) -> str:
    """What a suggestion is.

    >>> kind_in_words(Hit("movie", "movie/heat-1995", "Heat", 1995))
    'Film, 1995'
    """
    names = {"movie": "Film", "review": "Review", "organization": "Publication"}
    name = names.get(hit.kind, "Person")
    return f"{name}, {hit.year}" if hit.year else name


def as_json(page: SearchPage, base: str, root: str) -> dict[str, Any]:
    """The same as JSON; addresses are those of the settings."""
    said: dict[str, Any] = {"query": page.query, "did_you_mean": page.meant or None}
    if page.only:
        said |= {"page": page.number, "pages": page.pages}

    def thing(place: Place) -> dict[str, Any]:
        path = place.path.removeprefix(f"{root}/")
        return {"name": place.name.text, "url": base + path if path else None}

    def film(line: FilmLine) -> dict[str, Any]:
        return thing(line.film) | {"year": line.year or None}

    def review(found: FoundReview) -> dict[str, Any]:
        line = found.line
        score = line.score and {"value": line.score.value, "best": line.score.best}
        return thing(line.review) | {
            "film": film(line.film) if line.film else None,
            "authors": [thing(author) for author in line.authors],
            "published": line.published.iso if line.published else None,
            "rating": score,
            "excerpt": "".join(piece for piece, _ in found.excerpt),
        }

    for group in page.groups:
        items = [
            *map(film, group.films),
            *map(thing, group.people),
            *map(review, group.reviews),
        ]
        said[group.group] = {"total": group.total, "items": items}
    return said


def _reviews(found: Hits, lists: Lines, iris: list[str]) -> tuple[FoundReview, ...]:
    excerpts = {_slug(hit.path): hit.excerpt for hit in found.hits}
    lines = lists.review_lines(iris)
    return tuple(FoundReview(line, excerpts[_slug(line.review.path)]) for line in lines)


def _slug(path: str) -> str:
    return path.rpartition("/")[2]
