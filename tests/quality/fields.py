"""What is compared: for each field the words of the gold and the claims, in one comparable form."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.records import (
    Claim,
    ContentRating,
    Duration,
    Extraction,
    Identifier,
    Link,
    PartialDate,
    Person,
    Rating,
    Release,
    Role,
    SourceKind,
    Text,
    Value,
)
from graph.values.folding import fold
from graph.values.names import name_key
from graph.values.titles import title_key

Forms = set[Hashable]
Facts = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """`must` are the gold's words for it, `may` what is right as well; `said` those of a claim.

    Of a field that has one value, only the weightiest claim counts, as in fusion. A field that
    the gold gives only `partly` is compared where it is given.
    """

    name: str
    must: Callable[[Facts], Forms]
    said: Callable[[Value], Forms]
    properties: tuple[str, ...]
    about: str = "movie"
    single: bool = True
    partly: bool = False
    may: Callable[[Facts], Forms] = lambda _: set()

    def claims(self, extraction: Extraction | None) -> list[Claim]:
        """The claims that this field is about."""
        if extraction is None or extraction.skip:
            return []
        claims: tuple[Claim, ...] = getattr(extraction, self.about)
        return [claim for claim in claims if claim.property in self.properties]

    def forms(self, claims: Iterable[Claim]) -> Forms:
        """What the claims say, in comparable form."""
        weighed = sorted(claims, key=lambda claim: -claim.evidence.kind)
        forms = [form for claim in weighed if (form := self.said(claim.value))]
        return set().union(*(forms[:1] if self.single else forms))


def each(key: str, form: Callable[[Any], Hashable]) -> Callable[[Facts], Forms]:
    """The values of a fact, be it one or a list."""

    def values(facts: Facts) -> Forms:
        value = facts.get(key)
        found = value if isinstance(value, list) else [] if value is None else [value]
        return {form(item) for item in found}

    return values


def keys(form: Callable[[Any], Hashable], *names: str) -> Callable[[Facts], Forms]:
    """The values of several facts together."""
    return lambda facts: {value for name in names for value in each(name, form)(facts)}


def _text(form: Callable[[str], Hashable]) -> Callable[[Value], Forms]:
    return lambda value: {form(value.value)} if isinstance(value, Text) else set()


def _person(value: Value) -> Forms:
    person = value.actor if isinstance(value, Role) else value
    return {name_key(person.name)} if isinstance(person, Person) else set()


def _character(value: Value) -> Forms:
    if not isinstance(value, Role) or not value.character:
        return set()
    return {(fold(value.character), name_key(value.actor.name))}


def _characters(facts: Facts) -> Forms:
    pairs = facts.get("characters", {}).items()
    return {(fold(character), name_key(actor)) for character, actor in pairs}


def _year(value: Value) -> Forms:
    return {value.year} if isinstance(value, PartialDate) else set()


def _date(value: Value) -> Forms:
    date = value.date if isinstance(value, Release) else value
    return {str(date)} if isinstance(date, PartialDate) and date.day else set()


def _rating(value: Value) -> Forms:
    return {(value.value, value.best)} if isinstance(value, Rating) else set()


def _score(facts: Facts) -> Forms:
    if "rating_value" not in facts or "rating_best" not in facts:
        return set()
    return {(Decimal(str(facts["rating_value"])), Decimal(str(facts["rating_best"])))}


def _other_titles(facts: Facts) -> Forms:
    return keys(title_key, "title_alt", "original_title")(facts) - keys(title_key, "title")(facts)


def _identifier(scheme: str) -> Callable[[Value], Forms]:
    def said(value: Value) -> Forms:
        same = isinstance(value, Identifier) and value.scheme == scheme
        return {value.value.rpartition("/")[2]} if same else set()

    return said


def _years_of_dates(facts: Facts) -> Forms:
    return {int(str(date)[:4]) for date in facts.get("release_dates", [])}


def _minutes(value: Value) -> Forms:
    return {value.minutes} if isinstance(value, Duration) else set()


def _age(value: Value) -> Forms:
    return {fold(value.text)} if isinstance(value, ContentRating) else set()


def _link(value: Value) -> Forms:
    return {value.url.rstrip("/")} if isinstance(value, Link) else set()


def _address(url: str) -> str:
    return url.rstrip("/")


FIELDS = (
    Field("title", keys(title_key, "title"), _text(title_key), ("name",),
          may=keys(title_key, "title_alt", "title_raw", "titles", "original_title")),
    Field("other title", _other_titles, _text(title_key), ("alternateName",), single=False,
          may=keys(title_key, "title", "original_title")),
    Field("year", each("year", int), _year, ("datePublished",), may=_years_of_dates),
    Field("release date", keys(str, "release_dates"), _date, ("releasedEvent", "datePublished"),
          single=False),
    Field("director", keys(name_key, "directors"), _person, ("director",), single=False),
    Field("writer", keys(name_key, "writers"), _person, ("author",), single=False),
    Field("actor", keys(name_key, "actors"), _person, ("actor",), single=False,
          may=lambda facts: {name_key(name) for name in facts.get("characters", {}).values()}),
    Field("character", _characters, _character, ("actor",), single=False, partly=True),
    Field("running time", each("duration_minutes", int), _minutes, ("duration",),
          partly=True),
    Field("genre", keys(fold, "genres"), _text(fold), ("genre",), single=False,
          partly=True),
    Field("country", keys(fold, "country"), _text(fold), ("countryOfOrigin",), single=False),
    Field("age rating", keys(fold, "content_rating"), _age, ("contentRating",)),
    Field("imdb", each("imdb_id", str), _identifier("imdb"), ("identifier",), single=False),
    Field("tmdb", each("tmdb_id", str), _identifier("tmdb"), ("identifier",), single=False),
    Field("rating", _score, _rating, ("reviewRating",), "review"),
    Field("review date", each("date_published", str), _date, ("datePublished",), "review"),
    Field("seen", each("date_watched", str), _date, ("startTime",), "viewing", partly=True),
    Field("reviewer", keys(name_key, "author"), _person, ("author",), "review"),
    Field("headline", keys(fold, "review_title"), _text(fold), ("name",), "review",
          partly=True),
    Field("address", keys(_address, "review_url", "review_uri"), _link, ("isBasedOn",), "review",
          single=False, partly=True),
)  # fmt: skip

STRUCTURED = frozenset(SourceKind) - {SourceKind.PROSE, SourceKind.SETTING}
