"""What documents claim of one property, the best first, and the one value that is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import msgspec

from graph.records import (
    Claim,
    ContentRating,
    Malformed,
    PartialDate,
    Person,
    Rating,
    Release,
    Reviewer,
    Role,
    Text,
    Value,
)
from graph.values.names import name_key
from graph.values.titles import title_key

Claims = Sequence[Claim]

_encoded = msgspec.json.Encoder().encode


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
    if len(documents) == 1 and len(documents[0]) == 1:
        return documents[0][0].value
    stated = {claim.value for claims in documents for claim in claims}
    if len(stated) < 2:  # nothing to decide; a review's text is long, and it is asked often
        return next(iter(stated), None)
    ranked = candidates(documents)
    winner = ranked[0][0]
    exact = [v for v, _ in ranked if isinstance(v, PartialDate) and str(v).startswith(str(winner))]
    return max(exact, key=lambda date: len(str(date)), default=winner)


def decided(claims: Claims, property_: str) -> Value | None:
    """The one value that a document by itself settles on."""
    return decide([[claim for claim in claims if claim.property == property_]])


def authors(claims: Claims) -> tuple[Reviewer, ...]:
    """Who wrote a review or saw a film: all who are named in the place that decides, in its order.

    Other places of the document that name somebody else, such as who posted it, are outvoted.
    """
    own = [claim for claim in claims if claim.property == "author"]
    if len(own) > 1:
        ranked = candidates([own])
        spelled = {value_key(value): value for value, _ in ranked}
        place = _place(max(ranked[0][1], key=lambda claim: claim.evidence.kind))
        there = [claim for claim in own if _place(claim) == place]
        found = dict.fromkeys(spelled[value_key(claim.value)] for claim in there)
    else:
        found = dict.fromkeys(claim.value for claim in own)
    return tuple(value for value in found if isinstance(value, Person | Malformed))


def competing(documents: Iterable[Claims]) -> list[tuple[Value, list[Claim]]]:
    """The values on which whole documents differ, best first: each has one vote.

    A year and a day in that year do not compete.
    """
    ranked = candidates([settled(claims) for claims in documents])
    winner = str(decide(claims for _, claims in ranked))
    rest = [row for row in ranked[1:] if not _compatible(str(row[0]), winner, row[0])]
    return ranked[:1] + rest


def candidates(documents: Iterable[Claims]) -> list[tuple[Value, list[Claim]]]:
    """Every value that was claimed, best first, each with the claims that support it."""
    documents = list(documents)
    if len(documents) == 1 and len(documents[0]) == 1:
        return [(_spelling(documents[0]), list(documents[0]))]
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
    if len(ranked) > 1:
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


def settled(claims: Claims) -> list[Claim]:
    """Of what one document says of one property, only what it settles on."""
    value = decide([claims])
    return [claim for claim in claims if claim.value == value]


def _spelling(claims: Claims) -> Value:
    """Of the spellings of one value: by weight, then by how often it occurs."""
    value = claims[0].value
    if len(claims) == 1 or all(claim.value == value for claim in claims):
        return _with_urls(value, claims) if isinstance(value, Person) and value.urls else value
    occurs = Counter(claim.value for claim in claims)
    weight: dict[Value, int] = {}
    for claim in claims:
        weight[claim.value] = max(claim.evidence.kind, weight.get(claim.value, 0))
    best = min(occurs, key=lambda value: (-weight[value], -occurs[value], _order(value)))
    return _with_urls(best, claims) if isinstance(best, Person) else best


def _with_urls(person: Person, claims: Claims) -> Person:
    urls = {url for c in claims if isinstance(c.value, Person) for url in c.value.urls}
    return Person(person.name, tuple(sorted(urls)))


def _place(claim: Claim) -> tuple[int, str, int]:
    return claim.evidence.kind, claim.evidence.key, claim.evidence.line


def _compatible(text: str, winner: str, value: Value) -> bool:
    return isinstance(value, PartialDate) and (winner.startswith(text) or text.startswith(winner))


def _rank(row: tuple[Value, list[Claim], int]) -> tuple[bool, int, int, bytes]:
    """What cannot be read goes first: the shapes must see it, whatever else a document says."""
    value, claims, votes = row
    weight = max([claim.evidence.kind for claim in claims])
    return not isinstance(value, Malformed), -weight, -votes, _order(value)


def _order(value: Value) -> bytes:
    """The fixed tie-break."""
    return _encoded(value)
