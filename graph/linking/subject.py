"""What a site's documents say together of one film, as far as it helps to find it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from graph.records import Duration, Identifier, Movie, PartialDate, Text
from graph.values.likeness import any_titles_alike
from graph.values.links import parse_identifier
from graph.values.titles import split_title_year, title_key

T = TypeVar("T")

MOST_TITLES = 30
MOST_DIRECTORS = 20
MOST_ACTORS = 60
MOST_COUNTRIES = 20
MOST_IDENTIFIERS = 20
LONGEST = 300
"""What is looked at, in number and in letters: no honest source says more that matters here."""

CLOSE_YEARS = 3
"""Years by which a film may be dated otherwise; remakes hardly ever follow so soon."""


class Subject(Struct, frozen=True, omit_defaults=True):
    """A film that is to be found in the catalogue; the first title is its name.

    >>> from graph.records import Text
    >>> found = Subject.of(Movie(name=Text("Heat"), datePublished=PartialDate(1995, 12, 15)))
    >>> found.titles, found.years
    (('Heat',), (1995,))
    """

    titles: tuple[str, ...]
    years: tuple[int, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    minutes: int = 0
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    @property
    def heading(self) -> str:
        """Its name, with its year if that is known; empty without a name.

        >>> Subject(("Heat",), (1995,)).heading
        'Heat (1995)'
        """
        year = f" ({self.years[0]})" if self.years else ""
        return f"{self.titles[0]}{year}" if self.titles else ""

    def may_be(self, other: Subject) -> bool:
        """Whether the two may be one film, corrected: an identifier is the same, or nearly a title
        and the year."""
        if not set(self.identifiers).isdisjoint(other.identifiers):
            return True
        years = [abs(year - another) for year in self.years for another in other.years]
        mine, theirs = map(_keys, (self.titles, other.titles))
        return min(years, default=0) <= CLOSE_YEARS and any_titles_alike(mine, theirs)

    @classmethod
    def of(cls, movie: Movie) -> Subject:
        """What a site's description of a film says; malformed values say nothing."""
        names = (movie.name, *movie.alternateName)
        titles = [
            split_title_year(name.value[:LONGEST]) for name in names if isinstance(name, Text)
        ]
        date = movie.datePublished
        dated = (date.year,) if isinstance(date, PartialDate) else ()
        headed = (year for _, year in titles if year)
        return cls(
            titles=_first(MOST_TITLES, (title for title, _ in titles)),
            years=dated or _first(1, headed),
            directors=_first(MOST_DIRECTORS, (person.name[:LONGEST] for person in movie.director)),
            cast=_first(MOST_ACTORS, (role.actor.name[:LONGEST] for role in movie.actor)),
            minutes=movie.duration.minutes if isinstance(movie.duration, Duration) else 0,
            countries=_first(MOST_COUNTRIES, (country.value for country in movie.countryOfOrigin)),
            identifiers=_first(MOST_IDENTIFIERS, (*movie.identifier, *_linked(movie))),
        )


def _first(most: int, values: Iterable[T]) -> tuple[T, ...]:
    return tuple(islice(dict.fromkeys(values), most))


def _keys(titles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(title_key(title[:LONGEST]) for title in titles[:MOST_TITLES])


def _linked(movie: Movie) -> Iterable[Identifier]:
    found = (parse_identifier(link.url) for link in movie.sameAs)
    return (identifier for identifier in found if identifier)
