"""A film's node of schema.org → entries: its names, facts, identifiers, dates and releases.

What a value says, by the meaning of its property, is the same for films and for reviews.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graph.extraction import nodes
from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.keys import Key, Scope, fold
from graph.extraction.links import SCHEMES
from graph.extraction.nodes import Tree
from graph.records import ContentRating, Evidence, Malformed, PartialDate, Release, SourceKind
from graph.values.dates import parse_date
from graph.values.links import parse_identifier
from graph.values.patterns import on_demand

OF_FILM = {
    "name": Key.FILM,
    "alternateName": Key.ORIGINAL_TITLE,
    "datePublished": Key.RELEASE,
    "dateCreated": Key.RELEASE,
    "releasedEvent": Key.RELEASE,
    "director": Key.DIRECTOR,
    "directors": Key.DIRECTOR,
    "author": Key.SCREENPLAY,
    "actor": Key.CAST,
    "actors": Key.CAST,
    "duration": Key.DURATION,
    "genre": Key.GENRE,
    "countryOfOrigin": Key.COUNTRY,
    "inLanguage": Key.FILM_LANGUAGE,
    "image": Key.IMAGE,
    "sameAs": Key.FILM_LINK,
    "contentRating": Key.CONTENT_RATING,
    "aggregateRating": Key.OTHERS,
}
DATABASES = {scheme: key for key, scheme in SCHEMES.items()}
ON_IMDB = on_demand(r"/title/(tt[0-9]{7,10})/?")
"""IMDb's own pages state addresses without the host."""

COMPACT_DATE = on_demand(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T.{0,40})?")
"""ISO 8601 without hyphens, as hReview has it."""

VALUES: dict[Key, Callable[[Any], Said]] = {
    Key.REVIEWER: nodes.agents,
    Key.DIRECTOR: nodes.agents,
    Key.SCREENPLAY: nodes.agents,
    Key.CAST: nodes.cast,
    Key.IMAGE: nodes.addresses,
    Key.SOURCE: nodes.addresses,
    Key.PUBLISHER: nodes.name,
    Key.BODY: nodes.name,
}
"""How a value is read where it is not its names."""

FILM_DATES = ("datePublished", "dateCreated", "releasedEvent")
"""What gives the film's date, the best first."""

MOST_TITLES = 10


def of_film(film: Tree, findings: Findings, line: int, prefix: str) -> Iterator[Entry]:
    """What the node of a film states, in its order, its keys behind the prefix; releases and age
    classes that are more than words are claimed at once."""
    for property_, value in film.items():
        key, meaning = f"{prefix}{property_}", OF_FILM.get(property_)
        match property_:
            case "@type":
                yield entry(
                    key, Key.KIND, "Movie" if "Movie" in nodes.types(film) else "", Scope.FILM
                )
            case "name":
                first, *others = [*nodes.names(value)][:MOST_TITLES] or [""]
                yield entry(key, Key.FILM, first, Scope.FILM)
                yield entry(key, Key.ORIGINAL_TITLE, nodes.said(others), Scope.FILM)
            case "identifier":
                yield from _identifiers(key, value)
            case "url" | "@id":
                yield from _film_address(key, value)
            case "contentRating":
                yield from _content_rating(key, value, findings, line)
            case "releasedEvent" if stated(film, FILM_DATES)[:1] != [property_]:
                _claim_releases(key, value, findings, line)
            case _ if meaning and property_ not in stated(film, FILM_DATES)[1:]:
                yield entry(key, meaning, value_of(meaning, value), Scope.FILM)


def value_of(meaning: Key, value: Any) -> Said:
    """A value as its meaning has it said: persons with their addresses, dates as ISO 8601, else its
    names."""
    if meaning is Key.RELEASE:
        return ", ".join(map(nodes.release, nodes.listed(value)))
    if meaning is Key.PUBLISHED:
        return COMPACT_DATE.sub(r"\1-\2-\3", nodes.name(value))
    return VALUES[meaning](value) if meaning in VALUES else nodes.said(nodes.names(value))


def _identifiers(key: str, value: Any) -> Iterator[Entry]:
    for one in nodes.listed(value):
        scheme = fold(nodes.name(one.get("propertyID", ""))) if isinstance(one, dict) else ""
        words = nodes.name(one.get("value", "")) if isinstance(one, dict) else str(one)
        meaning = DATABASES.get(scheme, Key.IDENTIFIERS)
        if meaning is not Key.IDENTIFIERS or parse_identifier(words):
            yield entry(key, meaning, words, Scope.FILM)


def _film_address(key: str, value: Any) -> Iterator[Entry]:
    """The film's address where it is a database's; else it is a page of the reviewer's own."""
    for words in nodes.names(value):
        on_imdb = ON_IMDB.fullmatch(words)
        if on_imdb or parse_identifier(words):
            yield entry(key, Key.FILM_LINK, on_imdb[1] if on_imdb else words, Scope.FILM)


def _content_rating(key: str, value: Any, findings: Findings, line: int) -> Iterator[Entry]:
    """An age class as words, or as a rating that says who gave it and why."""
    for node in (one for one in nodes.listed(value) if isinstance(one, dict)):
        parts = (node.get("ratingValue") or node.get("name", ""), node.get("author", ""))
        text, author, why = map(nodes.name, (*parts, node.get("ratingExplanation", "")))
        if text:
            age = ContentRating(clip(text, 100), clip(author, 100), clip(why, 400))
            evidence = Evidence(SourceKind.EMBEDDED, key, clip(" ".join((text, author, why))), line)
            findings.about_movie("contentRating", age, evidence)
            return
    yield entry(key, Key.CONTENT_RATING, nodes.name(value), Scope.FILM)


def _claim_releases(key: str, value: Any, findings: Findings, line: int) -> None:
    """Releases beside the date of the film, which stays as it is stated."""
    for event in (one for one in nodes.listed(value) if isinstance(one, dict)):
        date = parse_date(nodes.name(event.get("startDate", "")))
        evidence = Evidence(SourceKind.EMBEDDED, key, clip(nodes.release(event)), line)
        if isinstance(date, PartialDate):
            findings.about_movie("releasedEvent", Release(date, nodes.place(event)), evidence)
        elif isinstance(date, Malformed):
            findings.about_movie("releasedEvent", date, evidence)


def stated(tree: Tree, properties: tuple[str, ...]) -> list[str]:
    """Those of the properties that are stated."""
    return [property_ for property_ in properties if tree.get(property_)]


def entry(key: str, meaning: Key, said: Said, scope: Scope = Scope.REVIEW) -> Entry:
    """An entry from markup, which has no line yet."""
    return Entry(key, meaning, said, SourceKind.EMBEDDED, 0, scope)
