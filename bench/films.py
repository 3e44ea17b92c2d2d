"""The films that the invented reviews are about, with the people who made them.

A few names recur often and most of them seldom, as they do on real sites: popularity falls with
the rank as in the law of Zipf and Mandelbrot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from bench.words import ADJECTIVES, FAMILY_NAMES, GIVEN_NAMES, NOUNS, PLACES

FLATTENED, FALL = 10, 0.9
"""The popularity of rank r, from 0, is 1 / (r + FLATTENED) ** FALL."""

REMAKES = 0.02
"""The share of films that have the title of another one."""

GENRES = ("Drama", "Comedy", "Thriller", "Horror", "Romance", "Western", "Animation", "Crime")
COUNTRIES = ("United States", "France", "Germany", "Japan", "Spain", "Italy", "Norway", "India")
AGE_CLASSES = ("G", "PG", "PG-13", "R")

TITLES: tuple[Callable[[str, str, str, str], str], ...] = (
    lambda adjective, noun, other, place: f"The {adjective} {noun}",
    lambda adjective, noun, other, place: f"{place} {noun}",
    lambda adjective, noun, other, place: f"The {noun} of {place}",
    lambda adjective, noun, other, place: f"{noun} and {other}",
    lambda adjective, noun, other, place: f"A {adjective} {noun} for {place}",
    lambda adjective, noun, other, place: f"{adjective} {noun}, {adjective} {other}",
)


@dataclass(frozen=True, slots=True)
class Film:
    """What a reviewer may say about a film; `cast` are actors with their characters."""

    title: str
    year: int
    director: str
    writer: str
    cast: tuple[tuple[str, str], ...]
    minutes: int
    genres: tuple[str, ...]
    country: str
    age_class: str
    imdb: str


class Popularity:
    """Ranks below `count`, the first the most popular."""

    def __init__(self, count: int) -> None:
        self._ranks = range(count)
        self._weights = list(accumulate((rank + FLATTENED) ** -FALL for rank in self._ranks))

    def draw(self, chance: Random, number: int) -> Sequence[int]:
        """So many ranks, each by itself."""
        return chance.choices(self._ranks, cum_weights=self._weights, k=number)


def person(number: int) -> str:
    """The name of a person by number; the first 18,288 do without initials.

    >>> person(0), person(1), person(10**6) != person(10**6 + 1)
    ('Ada Abendroth', 'Adrian Ackerley', True)
    """
    given, family = len(GIVEN_NAMES), len(FAMILY_NAMES)
    block, place = divmod(number, given * family)
    first = GIVEN_NAMES[place % given]
    last = FAMILY_NAMES[(place + place // given) % family]
    return f"{first} {_initials(block)}{last}"


def _initials(block: int) -> str:
    """Initials in the order of the alphabet: none, A., B., …, A. A., …"""
    letters = ""
    while block:
        block, letter = divmod(block - 1, 26)
        letters = f"{chr(65 + letter)}. {letters}"
    return letters


def films(count: int, seed: int = 1) -> list[Film]:
    """So many films, the most popular first; the same ones for the same count and seed."""
    chance = Random(f"films {seed}")
    actors, makers = Popularity(count + 10), Popularity(count // 3 + 5)
    made: list[Film] = []
    for rank in range(count):
        remake = made and chance.random() < REMAKES
        title = chance.choice(made).title if remake else _title(chance)
        made.append(_film(chance, rank, title, actors, makers))
    return made


def _title(chance: Random) -> str:
    words = chance.choice(ADJECTIVES), chance.choice(NOUNS), chance.choice(NOUNS)
    adjective, noun, other = (word.capitalize() for word in words)
    return chance.choice(TITLES)(adjective, noun, other, chance.choice(PLACES))


def _film(chance: Random, rank: int, title: str, actors: Popularity, makers: Popularity) -> Film:
    director, writer = (person(n) for n in makers.draw(chance, 2))
    cast = dict.fromkeys(person(7919 + n) for n in actors.draw(chance, chance.randint(3, 9)))
    return Film(
        title=title,
        year=2024 - int(chance.expovariate(1 / 18)) % 100,
        director=director,
        writer=director if chance.random() < 0.4 else writer,
        cast=tuple((actor, chance.choice(GIVEN_NAMES)) for actor in cast),
        minutes=chance.randint(78, 165),
        genres=tuple(chance.sample(GENRES, chance.randint(1, 3))),
        country=chance.choice(COUNTRIES),
        age_class=chance.choice(AGE_CLASSES),
        imdb=f"tt{90_000_000 + rank}",
    )
