"""Claims → the description of a film, a review or a viewing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.fusion.ranking import (
    Claims,
    authors,
    candidates,
    decide,
    decided,
    parted,
    settled,
    value_key,
)
from graph.records import Claim, Movie, Review, Role, Text, Value, Viewing
from graph.values.names import name_key

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
    facts: dict[str, Any] = {p: decide(d) for p, d in by_property.items() if p != "author"}
    return Review(**facts, author=authors(claims))


def describe_viewings(review: Claims, viewing: Claims) -> tuple[Viewing, ...]:
    """The viewings that a document tells of, one for each day that it states, or one without.

    Whoever writes of them saw the film; a year and a day in that year are one.
    """
    facts: dict[str, Any] = {"agent": authors(review), "sameAs": decided(review, "isBasedOn")}
    days = dict.fromkeys(claim.value for claim in viewing)
    exact = [d for d in days if not any(e != d and str(e).startswith(str(d)) for e in days)]
    return tuple(Viewing(startTime=day, **facts) for day in exact) or (Viewing(**facts),)  # type: ignore[arg-type]


def _unite(documents: Iterable[Claims]) -> tuple[Value, ...]:
    values = [value for value, _ in candidates(documents)]
    roles = [value for value in values if isinstance(value, Role)]
    if roles:
        named = {name_key(role.actor.name) for role in roles if role.character}
        return tuple(r for r in roles if r.character or name_key(r.actor.name) not in named)
    return tuple(values)


def _other_names(name: Value | None, by_property: dict[str, list[list[Claim]]]) -> tuple[Text, ...]:
    """Alternative names, among them what other documents settled on as the name."""
    names = [settled(claims) for claims in by_property.get("name", [])]
    chosen = value_key(name) if name else None
    stated = candidates([*names, *by_property.get("alternateName", [])])
    others = [value for value, _ in stated if value_key(value) != chosen]
    return tuple(value for value in others if isinstance(value, Text))
