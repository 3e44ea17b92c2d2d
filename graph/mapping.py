"""Records → triples: the model of docs/model.md, and the IRIs of everything that has one.

A resource is a document IRI such as `/movie/the-sessions-2012`; the film itself is its fragment
`#movie`. Every further node is a fragment of the same document and can be reached from it, so
that a resource is replaced and described whole. There are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode, Triple

from graph.records import (
    ContentRating,
    Duration,
    Identifier,
    Link,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Review,
    Role,
    Text,
    Viewing,
)
from graph.values.titles import slug
from graph.vocabulary import (
    DERIVED_FROM,
    IN_DATASET,
    PRIMARY_TOPIC,
    SAME_AS,
    TYPE,
    XSD_DATE,
    XSD_DECIMAL,
    XSD_DURATION,
    XSD_INTEGER,
    XSD_YEAR,
    XSD_YEAR_MONTH,
    schema,
)

Kind = Choice["movie", "review", "viewing", "person", "organization"]
KINDS: tuple[Kind, ...] = ("movie", "review", "viewing", "person", "organization")

CLASSES: dict[Kind, str] = {
    "movie": "Movie",
    "review": "Review",
    "viewing": "WatchAction",
    "person": "Person",
    "organization": "Organization",
}
"""The schema.org class of each kind."""

Term = NamedNode | Literal
PersonIri = Callable[[Person], NamedNode]

ENTITY_PREFIXES = ("http://www.wikidata.org/entity/", "http://dbpedia.org/resource/")
"""Addresses that name a thing and not a page: linked with owl:sameAs."""

LINK_TEMPLATES = {
    "imdb": "https://www.imdb.com/title/{}/",
    "tmdb": "https://www.themoviedb.org/{}",
    "letterboxd": "https://letterboxd.com/film/{}/",
    "wikidata": "http://www.wikidata.org/entity/{}",
    "rottentomatoes": "https://www.rottentomatoes.com/{}",
    "metacritic": "https://www.metacritic.com/{}",
}
"""The canonical address behind an identifier."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Mints IRIs below the site's base IRI, which ends in a slash.

    >>> Addresses("https://example.org/").thing("movie", "heat-1995").value
    'https://example.org/movie/heat-1995#movie'
    """

    base: str

    def document(self, kind: Kind, name: str) -> NamedNode:
        """The IRI of the page about the thing."""
        return NamedNode(f"{self.base}{kind}/{name}")

    def thing(self, kind: Kind, name: str) -> NamedNode:
        """The IRI of the thing itself."""
        return NamedNode(f"{self.base}{kind}/{name}#{kind}")

    @property
    def dataset(self) -> NamedNode:
        """The IRI of the dataset that all documents belong to (VoID, section 6)."""
        return NamedNode(f"{self.base}.well-known/void#dataset")


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of several reviewers' ratings, on the scale from worst to best."""

    value: Decimal
    best: Decimal
    worst: Decimal
    ratings: int
    reviews: int


class Resource:
    """Collects the triples of one resource."""

    def __init__(self, addresses: Addresses, kind: Kind, name: str) -> None:
        self.document = addresses.document(kind, name)
        self.thing = addresses.thing(kind, name)
        self.triples: list[Triple] = [
            Triple(self.document, PRIMARY_TOPIC, self.thing),
            Triple(self.document, IN_DATASET, addresses.dataset),
            Triple(self.thing, TYPE, schema(CLASSES[kind])),
            Triple(self.thing, schema("url"), self.document),
        ]

    def add(self, property_: str, values: Iterable[Term], subject: NamedNode | None = None) -> None:
        """State a schema.org property of the thing, or of one of its fragments."""
        predicate = schema(property_)
        self.triples += [Triple(subject or self.thing, predicate, value) for value in values]

    def node(self, property_: str, fragment: str, type_: str) -> NamedNode:
        """A further node of this resource, tied to the thing by the property."""
        node = NamedNode(f"{self.document.value}#{fragment}")
        self.add(property_, [node])
        self.triples.append(Triple(node, TYPE, schema(type_)))
        return node


def movie_triples(
    addresses: Addresses,
    name: str,
    movie: Movie,
    person: PersonIri,
    sources: Iterable[NamedNode] = (),
    score: Score | None = None,
) -> list[Triple]:
    """The description of a film under the slug `name`.

    `person` gives the IRI of a person; `sources` are the documents that its facts come from.
    """
    film = Resource(addresses, "movie", name)
    film.add("name", _texts(movie.name))
    film.add("alternateName", _texts(*movie.alternateName))
    for property_ in ("datePublished", "dateCreated"):  # Google reads the release from the latter
        film.add(property_, _date(movie.datePublished))
    film.add("duration", _duration(movie.duration))
    film.add("genre", map(_plain, movie.genre))
    film.add("director", map(person, movie.director))
    film.add("author", map(person, movie.author))
    film.add("inLanguage", map(_plain, movie.inLanguage))
    film.add("image", _link(movie.image))
    _add_cast(film, movie.actor, person)
    _add_releases(film, movie.releasedEvent)
    _add_content_rating(film, movie.contentRating)
    _add_countries(film, movie.countryOfOrigin)
    _add_links(film, movie.identifier, movie.sameAs)
    if score:
        _add_score(film, score)
    film.triples += [Triple(film.document, DERIVED_FROM, source) for source in sources]
    return film.triples


def review_triples(
    addresses: Addresses,
    name: str,
    review: Review,
    movie: NamedNode,
    person: PersonIri,
    organization: Callable[[str], NamedNode],
    described: str,
    viewings: Sequence[Viewing] = (),
) -> list[Triple]:
    """The description of a review of `movie`; `described` is the ISO date of this markup.

    A review that says when the film was seen mentions the `viewings`.
    """
    resource = Resource(addresses, "review", name)
    resource.add("name", _texts(review.name))
    resource.add("reviewBody", _texts(review.reviewBody))
    resource.add("abstract", _texts(review.abstract))
    resource.add("author", _reviewer(review.author, person))
    if review.publisher:
        resource.add("publisher", [organization(review.publisher.value)])
    resource.add("datePublished", _date(review.datePublished))
    if review.inLanguage:
        resource.add("inLanguage", [_plain(review.inLanguage)])
    resource.add("isBasedOn", _link(review.isBasedOn))
    resource.add("itemReviewed", [movie])
    resource.add("sdDatePublished", [Literal(described, datatype=XSD_DATE)])
    _add_rating(resource, review.reviewRating)
    for viewing in viewings:
        fragment = "viewing" if len(viewings) == 1 else f"viewing-{_day(viewing)}"
        node = resource.node("mentions", fragment, CLASSES["viewing"])
        _add_viewing(resource, viewing, movie, person, node)
    return resource.triples


def viewing_triples(
    addresses: Addresses, name: str, viewing: Viewing, movie: NamedNode, person: PersonIri
) -> list[Triple]:
    """The description of a viewing of `movie` that nobody wrote a review of."""
    resource = Resource(addresses, "viewing", name)
    _add_viewing(resource, viewing, movie, person, resource.thing)
    resource.add("sameAs", _link(viewing.sameAs))
    return resource.triples


def agent_triples(
    addresses: Addresses, kind: Kind, name: str, label: str, urls: Iterable[str] = ()
) -> list[Triple]:
    """The description of a person or an organization."""
    agent = Resource(addresses, kind, name)
    agent.add("name", [Literal(label)])
    _add_links(agent, (), map(Link, urls))
    return agent.triples


def _add_viewing(
    resource: Resource, viewing: Viewing, movie: NamedNode, person: PersonIri, node: NamedNode
) -> None:
    resource.add("agent", _reviewer(viewing.agent, person), node)
    resource.add("object", [movie], node)
    resource.add("startTime", _date(viewing.startTime), node)


def _day(viewing: Viewing) -> str:
    day = viewing.startTime
    return slug(day.text) if isinstance(day, Malformed) else str(day)


def _add_cast(film: Resource, cast: Iterable[Role], person: PersonIri) -> None:
    for role in cast:
        actor = person(role.actor)
        film.add("actor", [actor])
        if role.character:
            fragment = f"role-{slug(role.actor.name)}-{slug(role.character)}"
            node = film.node("actor", fragment, "PerformanceRole")
            film.add("actor", [actor], node)
            film.add("characterName", [Literal(role.character)], node)


def _add_releases(film: Resource, releases: Iterable[Release | Malformed]) -> None:
    for release in releases:
        if isinstance(release, Malformed):
            node = film.node("releasedEvent", f"release-{slug(release.text)}", "PublicationEvent")
            film.add("startDate", _date(release), node)
            continue
        fragment = f"release-{release.date}" + (f"-{slug(release.place)}" if release.place else "")
        node = film.node("releasedEvent", fragment, "PublicationEvent")
        film.add("startDate", _date(release.date), node)
        if release.place:
            film.add("location", [Literal(release.place)], node)


def _add_content_rating(film: Resource, rating: ContentRating | None) -> None:
    if not rating:
        return
    film.add("contentRating", [Literal(rating.text)])
    if rating.author or rating.explanation:
        node = film.node("contentRating", "content-rating", "Rating")
        film.add("ratingValue", [Literal(rating.text)], node)
        film.add("author", [Literal(rating.author)] if rating.author else (), node)
        explained = [Literal(rating.explanation)] if rating.explanation else ()
        film.add("ratingExplanation", explained, node)


def _add_countries(film: Resource, countries: Iterable[Text]) -> None:
    for country in countries:
        node = film.node("countryOfOrigin", f"country-{slug(country.value)}", "Country")
        film.add("name", _texts(country), node)


def _add_links(
    resource: Resource, identifiers: Iterable[Identifier], links: Iterable[Link]
) -> None:
    addresses = {link.url for link in links}
    for identifier in identifiers:
        fragment = f"identifier-{identifier.scheme}-{slug(identifier.value)}"
        node = resource.node("identifier", fragment, "PropertyValue")
        resource.add("propertyID", [Literal(identifier.scheme)], node)
        resource.add("value", [Literal(identifier.value)], node)
        if template := LINK_TEMPLATES.get(identifier.scheme):
            addresses.add(template.format(identifier.value))
    for address in sorted(addresses):
        same = SAME_AS if address.startswith(ENTITY_PREFIXES) else schema("sameAs")
        resource.triples.append(Triple(resource.thing, same, NamedNode(address)))


def _add_score(film: Resource, score: Score) -> None:
    node = film.node("aggregateRating", "aggregate-rating", "AggregateRating")
    for property_, number in (
        ("ratingValue", score.value),
        ("bestRating", score.best),
        ("worstRating", score.worst),
    ):
        film.add(property_, [_decimal(number)], node)
    film.add("ratingCount", [Literal(str(score.ratings), datatype=XSD_INTEGER)], node)
    film.add("reviewCount", [Literal(str(score.reviews), datatype=XSD_INTEGER)], node)


def _add_rating(resource: Resource, rating: Rating | Malformed | None) -> None:
    if rating is None:
        return
    node = resource.node("reviewRating", "rating", "Rating")
    if isinstance(rating, Malformed):
        resource.add("ratingValue", [Literal(rating.text, datatype=XSD_DECIMAL)], node)
        return
    resource.add("ratingValue", [_decimal(rating.value)], node)
    resource.add("bestRating", [_decimal(rating.best)], node)
    resource.add("worstRating", [_decimal(rating.worst)], node)
    resource.add("ratingExplanation", [Literal(rating.text)] if rating.text else (), node)


def _reviewer(author: Person | Malformed | None, person: PersonIri) -> Iterator[Term]:
    if isinstance(author, Malformed):
        yield Literal(author.text)
    elif author:
        yield person(author)


def _texts(*texts: Text | Malformed | None) -> Iterator[Literal]:
    for text in texts:
        if isinstance(text, Malformed):
            yield Literal(text.text)
        elif text:
            yield Literal(text.value, language=text.language or None)


def _plain(text: Text) -> Literal:
    return Literal(text.value)


def _date(date: PartialDate | Malformed | None) -> Iterator[Literal]:
    if isinstance(date, Malformed):
        yield Literal(date.text, datatype=XSD_DATE)
    elif date:
        datatype = XSD_DATE if date.day else XSD_YEAR_MONTH if date.month else XSD_YEAR
        yield Literal(str(date), datatype=datatype)


def _duration(duration: Duration | Malformed | None) -> Iterator[Literal]:
    if isinstance(duration, Malformed):
        yield Literal(duration.text, datatype=XSD_DURATION)
    elif duration:
        yield Literal(iso_duration(duration.minutes), datatype=XSD_DURATION)


def iso_duration(minutes: int) -> str:
    """The canonical xsd:duration (XML Schema 1.1 part 2, section 3.3.6).

    >>> iso_duration(95), iso_duration(120), iso_duration(0)
    ('PT1H35M', 'PT2H', 'PT0S')
    """
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    day = f"{days}D" if days else ""
    time = (f"{hours}H" if hours else "") + (f"{left}M" if left else "")
    return f"P{day}" + (f"T{time}" if time else "") if day or time else "PT0S"


def _link(link: Link | Malformed | None) -> Iterator[Term]:
    if isinstance(link, Malformed):
        yield Literal(link.text)
    elif link:
        yield NamedNode(link.url)


def _decimal(number: Decimal) -> Literal:
    """The canonical xsd:decimal: no exponent, no trailing zeros."""
    return Literal(format(number.normalize(), "f"), datatype=XSD_DECIMAL)
