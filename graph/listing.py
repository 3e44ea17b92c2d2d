"""The triples of a resource → what lists, facets and the search know of it.

What the resource does not say itself stands in its document: how that names the film and the
author. So a line changes with its own documents alone, never with another resource.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from pyoxigraph import Literal, NamedNode

from graph.documents.files import file_of
from graph.documents.sent import is_sent
from graph.fusion import authors, decided
from graph.ledger import Thing
from graph.ledger.accounts import Behind
from graph.ledger.listed import ROLES, Listing, Place
from graph.mapping import Resource
from graph.records import Link, Person, Rating, Text
from graph.triples import Properties, Triples
from graph.values.addresses import address_key
from graph.values.paths import named
from graph.values.ratings import half_stars, nearest, out_of_ten
from graph.values.spoilers import CLOSE, KEYWORD, OPEN, has_spans
from graph.values.titles import slug
from graph.vocabulary import schema_iri

LISTED = ("movie", "review", "person", "organization")
"""The kinds that are listed and searched."""

_SCORED = ("ratingValue", "bestRating", "worstRating")


def listing(
    thing: Thing,
    said: Resource,
    who: Mapping[NamedNode, Thing],
    behind: Behind | None,
    ratings: Sequence[Rating],
) -> Listing:
    """What is listed of a thing of a listed kind.

    `said` describes it, `who` are the persons behind the IRIs in it, `behind` is the document
    of a review, `ratings` are those of a film's documents.
    """
    match thing.kind:
        case "movie":
            return _film(thing, said, who, ratings)
        case "review" if behind:
            return _review(thing, said, who, behind)
        case _:
            return Listing(thing.id, thing.kind, _texts(said.subjects[said.thing], "name"))


def _film(
    thing: Thing, said: Resource, who: Mapping[NamedNode, Thing], ratings: Sequence[Rating]
) -> Listing:
    own = said.subjects[said.thing]
    released = next(iter(_texts(own, "datePublished")), "")[:4]
    cast = [(role, who[it]) for role in ROLES for it in _iris(own, role) if it in who]
    keys = dict.fromkeys(person.key or "" for _, person in cast)
    mean = _rating(said, own, "aggregateRating")
    return Listing(
        thing.id,
        "movie",
        names=(*_texts(own, "name"), *_texts(own, "alternateName")),
        year=int(released) if released.isdecimal() else None,
        rating=_mean_of_few(ratings) if mean is None else mean,
        genres=tuple((slug(genre), genre) for genre in _texts(own, "genre")),
        persons=tuple(dict.fromkeys((role, person.id) for role, person in cast)),
        people=tuple(key.partition(":")[2] for key in keys),
    )


def _review(
    thing: Thing, said: Resource, who: Mapping[NamedNode, Thing], behind: Behind
) -> Listing:
    own = said.subjects[said.thing]
    named = [who.name for who in authors(behind.review) if isinstance(who, Person)]
    reviewers = [who[it].id for it in _iris(own, "author") if it in who]
    texts = (*_texts(own, "abstract"), *_texts(own, "reviewBody"))
    return Listing(
        thing.id,
        "review",
        names=_texts(own, "name"),
        rating=_rating(said, own, "reviewRating"),
        film=behind.movie,
        reviewers=tuple(sorted(reviewers)),
        day=next(iter(_texts(own, "datePublished")), ""),
        places=tuple(dict.fromkeys(chain(_places(behind), *map(_places, behind.others)))),
        titles=behind.titles,
        authors=tuple(named),
        text=_hidden(own, "\n\n".join(texts)),
    )


def _hidden(own: Properties, text: str) -> str:
    """The text of a review, marked as a whole where it has spoilers and none are marked."""
    whole = KEYWORD in _texts(own, "keywords") and not has_spans(text)
    return f"{OPEN}{text}{CLOSE}" if whole and text else text


def _places(behind: Behind) -> Iterator[tuple[Place, str]]:
    """What leads to a review by way of a document; one of several in a file has no page by the
    file's name."""
    source, placed = behind.source, behind.placed
    address, headline = decided(behind.review, "isBasedOn"), decided(behind.review, "name")
    if isinstance(address, Link):
        yield "page", address_key(address.url)
    for path in placed.paths:
        yield "path", path
    if placed.name:
        yield "name", placed.name
    if file_of(source) == source and not is_sent(source):
        if not placed.name:
            yield "name", named(source).name
        if isinstance(headline, Text):
            yield "headline", slug(headline.value)


def _rating(said: Triples, own: Properties, property_: str) -> int | None:
    node = next(iter(_iris(own, property_)), None)
    if node is None:
        return None
    rating = said.subjects.get(node, {})
    return half_stars(*(next(iter(_texts(rating, name)), "") for name in _SCORED))


def _mean_of_few(ratings: Sequence[Rating]) -> int | None:
    """Where too few named reviewers rated a film for a mean to be published: as lists show it."""
    scores = (out_of_ten(str(r.value), str(r.best), str(r.worst)) for r in ratings)
    known = [score for score in scores if score is not None]
    return nearest(sum(known, Decimal(0)) / len(known)) if known else None


def _texts(own: Properties, property_: str) -> tuple[str, ...]:
    values = own.get(schema_iri(property_), ())
    return tuple([value.value for value in values if isinstance(value, Literal)])


def _iris(own: Properties, property_: str) -> list[NamedNode]:
    return [value for value in own.get(schema_iri(property_), ()) if isinstance(value, NamedNode)]
