"""Many claims → one description.

A single-valued fact is decided by the weight of its source kind, then by the number of documents
that state it, then by a fixed tie-break, so that the order of arrival does not matter.
Many-valued facts are united. What lost is not lost: `candidates` shows every value with its
supporters, the decided one first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from graph.mapping import Score
from graph.records import (
    Claim,
    ContentRating,
    Extraction,
    Malformed,
    Movie,
    PartialDate,
    Person,
    Rating,
    Release,
    Review,
    Role,
    Text,
    Value,
    Viewing,
)
from graph.values.names import name_key
from graph.values.titles import title_key

SINGLE = ("name", "datePublished", "duration", "contentRating", "image")
"""The properties of a film that have one value."""

MANY = (
    "alternateName",
    "releasedEvent",
    "director",
    "author",
    "actor",
    "genre",
    "countryOfOrigin",
    "inLanguage",
    "identifier",
    "sameAs",
)
"""The properties of a film whose values are united."""

Claims = Sequence[Claim]


def describe_movie(documents: Iterable[Claims]) -> Movie:
    """One film from the claims of all documents that mean it."""
    by_property = parted(documents)
    facts: dict[str, Any] = {p: decide(by_property[p]) for p in SINGLE if p in by_property}
    facts |= {p: _unite(by_property[p]) for p in MANY if p in by_property}
    facts["alternateName"] = _other_names(facts.get("name"), by_property)
    return Movie(**{p: value for p, value in facts.items() if value})


def describe_review(claims: Claims) -> Review:
    """One review from the claims of its document."""
    by_property = parted([claims])
    return Review(**{p: decide(documents) for p, documents in by_property.items()})  # type: ignore[arg-type]


def describe_viewings(review: Claims, viewing: Claims) -> tuple[Viewing, ...]:
    """The viewings that a document tells of, one for each day that it states, or one without.

    Whoever writes of them saw the film; a year and a day in that year are one.
    """
    by_property = parted([review])
    stated = {"agent": "author", "sameAs": "isBasedOn"}
    facts: dict[str, Any] = {own: decide(by_property.get(p, ())) for own, p in stated.items()}
    days = dict.fromkeys(claim.value for claim in viewing)
    exact = [d for d in days if not any(e != d and str(e).startswith(str(d)) for e in days)]
    return tuple(Viewing(startTime=day, **facts) for day in exact) or (Viewing(**facts),)  # type: ignore[arg-type]


def parted(documents: Iterable[Claims]) -> dict[str, list[list[Claim]]]:
    """Per property, one list of claims for each document that makes any."""
    table: dict[str, list[list[Claim]]] = {}
    for claims in documents:
        own: dict[str, list[Claim]] = {}
        for claim in claims:
            own.setdefault(claim.property, []).append(claim)
        for property_, made in own.items():
            table.setdefault(property_, []).append(made)
    return table


def decide(documents: Iterable[Claims]) -> Value | None:
    """The one value of a property, given each document's claims about it.

    A date that only refines the winner, as 2012-01-23 does 2012, takes its place.
    """
    documents = list(documents)
    stated = {claim.value for claims in documents for claim in claims}
    if len(stated) < 2:  # nothing to decide; a review's text is long, and it is asked often
        return next(iter(stated), None)
    ranked = candidates(documents)
    winner = ranked[0][0]
    exact = [v for v, _ in ranked if isinstance(v, PartialDate) and str(v).startswith(str(winner))]
    return max(exact, key=lambda date: len(str(date)), default=winner)


def competing(documents: Iterable[Claims]) -> list[tuple[Value, list[Claim]]]:
    """The values on which whole documents differ, best first: each has one vote.

    A year and a day in that year do not compete.
    """
    ranked = candidates([_settled(claims) for claims in documents])
    winner = str(decide(claims for _, claims in ranked))
    rest = [row for row in ranked[1:] if not _compatible(str(row[0]), winner, row[0])]
    return ranked[:1] + rest


def candidates(documents: Iterable[Claims]) -> list[tuple[Value, list[Claim]]]:
    """Every value that was claimed, best first, each with the claims that support it."""
    support: dict[Hashable, list[Claim]] = {}
    voters: dict[Hashable, int] = {}
    known: dict[Value, Hashable] = {}  # of a film that many speak of, all say much the same
    for claims in documents:
        keys = []
        for claim in claims:
            key = known.get(claim.value)
            if key is None:
                key = known[claim.value] = value_key(claim.value)
            keys.append(key)
            support.setdefault(key, []).append(claim)
        for key in keys if len(keys) < 2 else set(keys):
            voters[key] = voters.get(key, 0) + 1
    ranked = [(_spelling(claims), claims, voters[key]) for key, claims in support.items()]
    ranked.sort(key=_rank)
    return [(value, claims) for value, claims, _ in ranked]


def value_key(value: Value) -> Hashable:
    """What two spellings of the same value have in common."""
    match value:
        case Text():
            return title_key(value.value) or value.value
        case Person():
            return name_key(value.name)
        case Role():
            return name_key(value.actor.name), name_key(value.character)
        case Release():
            return value.date, name_key(value.place)
        case ContentRating():
            return value.text.casefold()
        case Rating():
            return value.value, value.best, value.worst
        case _:
            return value


class Vote(Struct, frozen=True, array_like=True):
    """What a document counts for in the mean of its film, as one of its `reviews` (0 or 1); its
    rating counts where it is one, and its reviewer has a name."""

    reviews: int = 0
    reviewer: str = ""
    date: str = ""
    rating: Rating | None = None


def vote(said: Extraction) -> Vote:
    """What a document counts for."""
    review = describe_review(said.review)
    rating = review.reviewRating if isinstance(review.reviewRating, Rating) else None
    reviews = int(said.subject == "review")
    author = review.author if reviews and isinstance(review.author, Person) else None
    reviewer = name_key(author.name) if author else ""
    return Vote(reviews, reviewer, str(review.datePublished or ""), rating)


def mean_vote(votes: Iterable[tuple[str, Vote]]) -> Score | None:
    """The mean of the reviewers' scores, given with their sources: the latest of each counts."""
    latest: dict[str, tuple[str, str, Rating]] = {}
    reviews = 0
    for source, cast in votes:
        reviews += cast.reviews
        if cast.rating and cast.reviewer:
            own = (cast.date, source, cast.rating)
            latest[cast.reviewer] = max(latest.get(cast.reviewer, own), own, key=lambda v: v[:2])
    return mean_rating([rating for _, _, rating in latest.values()], reviews)


def mean_rating(ratings: Sequence[Rating], reviews: int) -> Score | None:
    """The mean of two or more reviewers' ratings; None of fewer.

    Ratings on one scale keep it; on different scales they are put on 0 to 10.
    """
    ratings = [rating for rating in ratings if rating.best > rating.worst]
    if len(ratings) < 2:
        return None
    scales = {(r.worst, r.best) for r in ratings}
    worst, best = scales.pop() if len(scales) == 1 else (Decimal(0), Decimal(10))
    share = sum(((r.value - r.worst) / (r.best - r.worst) for r in ratings), Decimal(0))
    value = (worst + share / len(ratings) * (best - worst)).quantize(Decimal("0.01"))
    return Score(value, best, worst, len(ratings), reviews)


def _unite(documents: Iterable[Claims]) -> tuple[Value, ...]:
    values = [value for value, _ in candidates(documents)]
    roles = [value for value in values if isinstance(value, Role)]
    if roles:
        named = {name_key(role.actor.name) for role in roles if role.character}
        return tuple(r for r in roles if r.character or name_key(r.actor.name) not in named)
    return tuple(values)


def _other_names(name: Value | None, by_property: dict[str, list[list[Claim]]]) -> tuple[Text, ...]:
    """Alternative names, among them what other documents settled on as the name."""
    settled = [_settled(claims) for claims in by_property.get("name", [])]
    chosen = value_key(name) if name else None
    stated = candidates([*settled, *by_property.get("alternateName", [])])
    others = [value for value, _ in stated if value_key(value) != chosen]
    return tuple(value for value in others if isinstance(value, Text))


def _settled(claims: Claims) -> list[Claim]:
    """Of what one document says of one property, only what it settles on."""
    value = decide([claims])
    return [claim for claim in claims if claim.value == value]


def _spelling(claims: Claims) -> Value:
    """Of the spellings of one value: by weight, then by how often it occurs."""
    if len(claims) == 1 and not isinstance(claims[0].value, Person):
        return claims[0].value
    occurs = Counter(claim.value for claim in claims)
    weight: dict[Value, int] = {}
    for claim in claims:
        weight[claim.value] = max(claim.evidence.kind, weight.get(claim.value, 0))
    best = min(occurs, key=lambda value: (-weight[value], -occurs[value], _order(value)))
    return _with_urls(best, claims) if isinstance(best, Person) else best


def _with_urls(person: Person, claims: Claims) -> Person:
    urls = {url for c in claims if isinstance(c.value, Person) for url in c.value.urls}
    return Person(person.name, tuple(sorted(urls)))


def _compatible(text: str, winner: str, value: Value) -> bool:
    return isinstance(value, PartialDate) and (winner.startswith(text) or text.startswith(winner))


def _rank(row: tuple[Value, list[Claim], int]) -> tuple[bool, int, int, bytes]:
    """What cannot be read goes first: the shapes must see it, whatever else a document says."""
    value, claims, votes = row
    weight = max(claim.evidence.kind for claim in claims)
    return not isinstance(value, Malformed), -weight, -votes, _order(value)


def _order(value: Value) -> bytes:
    """The fixed tie-break."""
    return msgspec.json.encode(value)
