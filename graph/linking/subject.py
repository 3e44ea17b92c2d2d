"""What a site's documents say together of one film, as far as it helps to find it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from graph.records import Duration, Identifier, Movie, PartialDate, Text
from graph.values.links import parse_identifier
from graph.values.titles import split_title_year

T = TypeVar("T")

MOST_TITLES = 30
MOST_DIRECTORS = 20
MOST_ACTORS = 60
MOST_COUNTRIES = 20
MOST_IDENTIFIERS = 20
LONGEST = 300
"""What is looked at, in number and in letters: no honest source says more that matters here."""


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


def _linked(movie: Movie) -> Iterable[Identifier]:
    found = (parse_identifier(link.url) for link in movie.sameAs)
    return (identifier for identifier in found if identifier)
