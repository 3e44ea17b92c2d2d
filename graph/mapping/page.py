"""A review or a viewing → its triples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pyoxigraph import Literal, NamedNode

from graph.mapping.addresses import CLASSES, Addresses
from graph.mapping.resource import PersonIri, Resource
from graph.mapping.terms import date, decimal, link, plain, texts
from graph.records import Link, Malformed, Rating, Review, Reviewer, Viewing
from graph.triples import Term
from graph.values.titles import slug
from graph.vocabulary import XSD_DATE, XSD_DECIMAL


def review_triples(
    addresses: Addresses,
    name: str,
    review: Review,
    movie: NamedNode,
    person: PersonIri,
    organization: Callable[[str], NamedNode],
    described: str,
    viewings: Sequence[Viewing] = (),
) -> Resource:
    """The description of a review of `movie`; `described` is the ISO date of this markup.

    A review that says when the film was seen mentions the `viewings`.
    """
    resource = Resource(addresses, "review", name)
    resource.add("name", texts(review.name))
    resource.add("reviewBody", texts(review.reviewBody))
    resource.add("abstract", texts(review.abstract))
    resource.add("keywords", texts(review.keywords))
    resource.add("author", _reviewers(review.author, person))
    if review.publisher:
        resource.add("publisher", (organization(review.publisher.value),))
    resource.add("datePublished", date(review.datePublished))
    if review.inLanguage:
        resource.add("inLanguage", (plain(review.inLanguage),))
    resource.add("isBasedOn", _elsewhere(addresses, review.isBasedOn))
    resource.add("itemReviewed", (movie,))
    resource.add("sdDatePublished", (Literal(described, datatype=XSD_DATE),))
    _add_rating(resource, review.reviewRating)
    for viewing in viewings:
        day = (_day(viewing),) if len(viewings) > 1 else ()
        node = resource.node("viewing", CLASSES["viewing"], *day)
        _add_viewing(resource, viewing, movie, person, node)
    return resource


def viewing_triples(
    addresses: Addresses, name: str, viewing: Viewing, movie: NamedNode, person: PersonIri
) -> Resource:
    """The description of a viewing of `movie` that nobody wrote a review of."""
    resource = Resource(addresses, "viewing", name)
    _add_viewing(resource, viewing, movie, person, resource.thing)
    resource.add("sameAs", _elsewhere(addresses, viewing.sameAs))
    return resource


def named_after(film: str, what: str = "Review") -> str:
    """What a review or a viewing without a name of its own is called.

    >>> named_after("Heat"), named_after("", "Viewing")
    ('Review of Heat', 'Viewing')
    """
    return f"{what} of {film}" if film else what


def _add_viewing(
    resource: Resource, viewing: Viewing, movie: NamedNode, person: PersonIri, node: NamedNode
) -> None:
    resource.add("agent", _reviewers(viewing.agent, person), node)
    resource.add("object", (movie,), node)
    resource.add("startTime", date(viewing.startTime), node)


def _elsewhere(addresses: Addresses, page: Link | Malformed | None) -> Sequence[Term]:
    """Where it first appeared; a site's own export names the pages of that site."""
    return () if isinstance(page, Link) and addresses.minted(page.url) else link(page)


def _day(viewing: Viewing) -> str:
    day = viewing.startTime
    return slug(day.text) if isinstance(day, Malformed) else str(day)


def _add_rating(resource: Resource, rating: Rating | Malformed | None) -> None:
    if rating is None:
        return
    node = resource.node("rating", "Rating")
    if isinstance(rating, Malformed):
        resource.add("ratingValue", (Literal(rating.text, datatype=XSD_DECIMAL),), node)
        return
    resource.add("ratingValue", (decimal(rating.value),), node)
    resource.add("bestRating", (decimal(rating.best),), node)
    resource.add("worstRating", (decimal(rating.worst),), node)
    resource.add("ratingExplanation", [Literal(rating.text)] if rating.text else (), node)


def _reviewers(named: Sequence[Reviewer], person: PersonIri) -> Sequence[Term]:
    return [Literal(who.text) if isinstance(who, Malformed) else person(who) for who in named]
