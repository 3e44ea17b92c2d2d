"""A film → its triples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.mapping.addresses import Addresses
from graph.mapping.resource import PersonIri, Resource
from graph.mapping.terms import date, decimal, duration, link, plain, texts
from graph.records import ContentRating, Malformed, Movie, Release, Role, Text
from graph.values.titles import slug
from graph.vocabulary import DERIVED_FROM, XSD_INTEGER

_DERIVED_FROM = DERIVED_FROM.value


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of several reviewers' ratings, on the scale from worst to best."""

    value: Decimal
    best: Decimal
    worst: Decimal
    ratings: int
    reviews: int


def movie_triples(
    addresses: Addresses,
    name: str,
    movie: Movie,
    person: PersonIri,
    sources: Iterable[NamedNode] = (),
    score: Score | None = None,
) -> Resource:
    """The description of a film under the slug `name`.

    `person` gives the IRI of a person; `sources` are the documents that its facts come from.
    """
    film = Resource(addresses, "movie", name)
    film.add("name", texts(movie.name))
    film.add("alternateName", texts(*movie.alternateName))
    for property_ in ("datePublished", "dateCreated"):  # Google reads the release from the latter
        film.add(property_, date(movie.datePublished))
    film.add("duration", duration(movie.duration))
    film.add("genre", [plain(genre) for genre in movie.genre])
    film.add("director", [person(director) for director in movie.director])
    film.add("author", [person(author) for author in movie.author])
    film.add("inLanguage", [plain(language) for language in movie.inLanguage])
    film.add("image", link(movie.image))
    _add_cast(film, movie.actor, person)
    _add_releases(film, movie.releasedEvent)
    _add_content_rating(film, movie.contentRating)
    _add_countries(film, movie.countryOfOrigin)
    film.link(movie.identifier, movie.sameAs)
    if score:
        _add_score(film, score)
    film.state(film.document, _DERIVED_FROM, sources)
    return film


def _add_cast(film: Resource, cast: Iterable[Role], person: PersonIri) -> None:
    for role in cast:
        actor = person(role.actor)
        film.add("actor", (actor,))
        if role.character:
            named = slug(role.actor.name), slug(role.character)
            node = film.node("role", "PerformanceRole", *named)
            film.add("actor", (actor,), node)
            film.add("characterName", (Literal(role.character),), node)


def _add_releases(film: Resource, releases: Iterable[Release | Malformed]) -> None:
    for release in releases:
        if isinstance(release, Malformed):
            node = film.node("release", "PublicationEvent", slug(release.text))
            film.add("startDate", date(release), node)
            continue
        place = (slug(release.place),) if release.place else ()
        node = film.node("release", "PublicationEvent", str(release.date), *place)
        film.add("startDate", date(release.date), node)
        if release.place:
            film.add("location", (Literal(release.place),), node)


def _add_content_rating(film: Resource, rating: ContentRating | None) -> None:
    if not rating:
        return
    film.add("contentRating", (Literal(rating.text),))
    if rating.author or rating.explanation:
        node = film.node("content-rating", "Rating")
        film.add("ratingValue", (Literal(rating.text),), node)
        film.add("author", [Literal(rating.author)] if rating.author else (), node)
        explained = [Literal(rating.explanation)] if rating.explanation else ()
        film.add("ratingExplanation", explained, node)


def _add_countries(film: Resource, countries: Iterable[Text]) -> None:
    for country in countries:
        node = film.node("country", "Country", slug(country.value))
        film.add("name", texts(country), node)


def _add_score(film: Resource, score: Score) -> None:
    node = film.node("aggregate-rating", "AggregateRating")
    for property_, number in (
        ("ratingValue", score.value),
        ("bestRating", score.best),
        ("worstRating", score.worst),
    ):
        film.add(property_, (decimal(number),), node)
    film.add("ratingCount", (Literal(str(score.ratings), datatype=XSD_INTEGER),), node)
    film.add("reviewCount", (Literal(str(score.reviews), datatype=XSD_INTEGER),), node)
