"""The score of a candidate, with its reasons, and which candidate is surely meant.

The score is the weighted mean of how well the name and each condition agree. An identifier of
another site decides: agreeing it outranks every name, differing it rules the thing out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.reconciliation.agreement import AGREES, FULL, agreement, similarity
from graph.reconciliation.entities import Entity
from graph.reconciliation.names import key_of
from graph.reconciliation.properties import Value
from graph.reconciliation.questions import Candidate, Feature, Query
from graph.reconciliation.statements import Statements

WEIGHTS = {"name": 60.0, "datePublished": 25.0, "director": 25.0}
OTHER_WEIGHT = 15.0

UNKNOWN = 60.0
"""What counts for a condition that the graph can not judge."""

EXACT = 97.0
"""From here on a name is the thing's own: its first name, another one, in another order."""

OTHER_NAME = 97.0
"""What an alternative title, or the film's as that of a review, can reach."""

CONTRADICTS = 50.0
"""Below this a condition speaks against the thing."""

RULED_OUT = 40.0
"""The most that a thing with another identifier gets."""

MARGIN = 5.0
"""A rival nearer than this leaves the case open."""

SURE = 90.0
"""From here on what is said beside the name supports it: of a film the year or the director, of a
review anything."""


class Judged(NamedTuple):
    """A candidate with what decides about it: agreement by property, 100 for an identifier."""

    candidate: Candidate
    name: float | None
    agreed: dict[str, float]
    identified: bool
    contradicted: bool


def judge(query: Query, entity: Entity, known: Statements) -> Judged | None:
    """The score of a thing for a query; None where it lacks what is required."""
    iri = known.space.thing(entity.id)
    named = _identified(query, entity, known) or _name(query, entity, known)
    features = [named] if named else []
    agreed: dict[str, float] = {}
    weighed = [(_weight("name"), named.value)] if named else []
    for condition in query.conditions:
        value = agreement(condition, known, iri)
        if condition.required and _fails(value, excludes=condition.quantifier == "none"):
            return None
        weighed.append((_weight(condition.property.id), UNKNOWN if value is None else value))
        if value is not None:
            agreed[condition.property.id] = value
            label = condition.property.label
            features.append(Feature(condition.property.id, label, round(value, 1)))
    by_id = [
        agreed[c.property.id]
        for c in query.conditions
        if c.property.id in agreed and c.property.value is Value.IDENTIFIER
    ]
    identified = FULL in by_id or (named is not None and named.id == "id")
    score = _score(weighed, identified=identified, ruled_out=0.0 in by_id)
    contradicted = any(value < CONTRADICTS for value in agreed.values())
    candidate = Candidate(entity, score, tuple(features))
    return Judged(candidate, named.value if named else None, agreed, identified, contradicted)


def ranked(judged: Iterable[Judged], limit: int) -> list[Candidate]:
    """The best candidates, the best first, which is marked as the match if it surely is."""
    best = sorted(judged, key=lambda one: (-one.candidate.score, one.candidate.entity.id))
    candidates = [one.candidate for one in best[:limit]]
    if candidates and _certain(best):
        candidates[0] = candidates[0]._replace(match=True)
    return candidates


# --- parts ----------------------------------------------------------------------------------


def _identified(query: Query, entity: Entity, known: Statements) -> Feature | None:
    asked = {*query.ids, known.space.identifier(query.name)}
    return Feature("id", "identifier", FULL) if entity.id in asked else None


def _name(query: Query, entity: Entity, known: Statements) -> Feature | None:
    if not query.name:
        return None
    iri, kind = known.space.thing(entity.id), entity.type.kind
    key = key_of(query.name, kind)
    first = [similarity(key, key_of(name, kind)) for name in known.texts(iri, "name")]
    others = known.texts(iri, "alternateName") + known.texts(iri, "itemReviewed/name")
    second = [min(OTHER_NAME, similarity(key, key_of(name, kind))) for name in others]
    return Feature("name", "name", round(max([0.0, *first, *second]), 1))


def _weight(property_: str) -> float:
    return WEIGHTS.get(property_, OTHER_WEIGHT)


def _fails(value: float | None, *, excludes: bool) -> bool:
    """Whether a required condition is not met: what is not known excludes nothing."""
    return not excludes if value is None else value < AGREES


def _score(weighed: Sequence[tuple[float, float]], *, identified: bool, ruled_out: bool) -> float:
    mean = sum(w * value for w, value in weighed) / (sum(w for w, _ in weighed) or 1)
    if identified:
        mean = max(mean, 95 + mean / 20)
    return round(min(mean, RULED_OUT) if ruled_out else mean, 2)


def _certain(best: Sequence[Judged]) -> bool:
    """Whether the first is surely meant: said so by more than its name, and without a rival."""
    first, *others = best
    if first.contradicted or (not first.identified and (first.name or 0.0) < EXACT):
        return False
    if others and others[0].candidate.score > first.candidate.score - MARGIN:
        return False
    return first.identified or _supported(first)


def _supported(one: Judged) -> bool:
    kind = one.candidate.entity.type.kind
    if kind == "movie":
        by_year = one.agreed.get("datePublished", 0.0) >= SURE
        return by_year or one.agreed.get("director", 0.0) >= SURE
    if kind == "review":
        return any(value >= SURE for value in one.agreed.values())
    # The site itself tells persons and publishers apart by their full names.
    return one.name == FULL and " " in one.candidate.entity.name.strip()
