"""The triples of a resource → what lists, facets and the search know of it.

What the resource does not say itself stands in its document: how that names the film and the
author. So a line changes with its own documents alone, never with another resource.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from graph.fusion import describe_review
from graph.ledger import Entry, Thing
from graph.ledger.listed import ROLES, Listing
from graph.mapping import Addresses
from graph.records import Person, Rating, Text
from graph.triples import Triples
from graph.values.ratings import half_stars
from graph.values.titles import slug
from graph.vocabulary import schema_iri

LISTED = ("movie", "review", "person", "organization")
"""The kinds that are listed and searched."""


def listing(
    thing: Thing,
    addresses: Addresses,
    said: Triples,
    who: Mapping[NamedNode, Thing],
    entry: Entry | None,
    ratings: Sequence[Rating],
) -> Listing:
    """What is listed of a thing of a listed kind.

    `said` describes it, `who` are the persons behind the IRIs in it, `entry` is the document
    of a review, `ratings` are those of a film's documents.
    """
    iri = addresses.thing(thing.kind, thing.slug or "")
    match thing.kind:
        case "movie":
            return _film(thing, said, iri, who, ratings)
        case "review" if entry:
            return _review(thing, said, iri, who, entry)
        case _:
            return Listing(thing.id, thing.kind, _texts(said, iri, "name"))


def _film(
    thing: Thing,
    said: Triples,
    iri: NamedNode,
    who: Mapping[NamedNode, Thing],
    ratings: Sequence[Rating],
) -> Listing:
    released = next(iter(_texts(said, iri, "datePublished")), "")[:4]
    cast = [(role, who[it]) for role in ROLES for it in _iris(said, iri, role) if it in who]
    keys = dict.fromkeys(person.key or "" for _, person in cast)
    mean = _rating(said, iri, "aggregateRating")
    return Listing(
        thing.id,
        "movie",
        names=(*_texts(said, iri, "name"), *_texts(said, iri, "alternateName")),
        year=int(released) if released.isdecimal() else None,
        rating=_mean_of_few(ratings) if mean is None else mean,
        genres=tuple((slug(genre), genre) for genre in _texts(said, iri, "genre")),
        persons=tuple(dict.fromkeys((role, person.id) for role, person in cast)),
        people=tuple(key.partition(":")[2] for key in keys),
    )


def _review(
    thing: Thing, said: Triples, iri: NamedNode, who: Mapping[NamedNode, Thing], entry: Entry
) -> Listing:
    author = describe_review(entry.extraction.review).author
    reviewers = [who[it].id for it in _iris(said, iri, "author") if it in who]
    texts = (*_texts(said, iri, "abstract"), *_texts(said, iri, "reviewBody"))
    return Listing(
        thing.id,
        "review",
        names=_texts(said, iri, "name"),
        rating=_rating(said, iri, "reviewRating"),
        film=entry.movie,
        reviewer=next(iter(reviewers), None),
        day=next(iter(_texts(said, iri, "datePublished")), ""),
        titles=_titles(entry),
        author=author.name if isinstance(author, Person) else "",
        text="\n\n".join(texts),
    )


def _titles(entry: Entry) -> tuple[str, ...]:
    """What one document calls its film."""
    claims = [c for c in entry.extraction.movie if c.property in ("name", "alternateName")]
    return tuple(dict.fromkeys(c.value.value for c in claims if isinstance(c.value, Text)))


def _rating(said: Triples, iri: NamedNode, property_: str) -> int | None:
    node = next(iter(_iris(said, iri, property_)), None)
    if node is None:
        return None
    parts = [_texts(said, node, f"{part}Rating") for part in ("best", "worst")]
    values = [next(iter(texts), "") for texts in (_texts(said, node, "ratingValue"), *parts)]
    return half_stars(*values)


def _mean_of_few(ratings: Sequence[Rating]) -> int | None:
    """Where too few named reviewers rated a film for a mean to be published: as lists show it."""
    stars = (half_stars(str(r.value), str(r.best), str(r.worst)) for r in ratings)
    known = [each for each in stars if each is not None]
    return int(sum(known) / len(known) + 0.5) if known else None


def _texts(said: Triples, iri: NamedNode, property_: str) -> tuple[str, ...]:
    return tuple(term.value for term in said.literals(iri, schema_iri(property_)))


def _iris(said: Triples, iri: NamedNode, property_: str) -> list[NamedNode]:
    return said.iris(iri, schema_iri(property_))
