"""What was found → JSON of both versions of the protocol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode
from werkzeug.exceptions import RequestEntityTooLarge

from graph.reconciliation import Reconciler
from graph.reconciliation.describing import described
from graph.reconciliation.entities import TYPES, Entity, Type
from graph.reconciliation.properties import Property, Value, find_property
from graph.reconciliation.questions import Candidate
from graph.reconciliation.statements import Statements, in_time
from graph.records import Duration
from graph.values.durations import parse_minutes
from server.reconcile.asking import Extension, Wanted

MOST_VALUES = 1_000
"""Values of one property of one thing."""

MOST_TOGETHER = 100_000
"""Values in one answer, those of a thing that is asked for twice counted twice."""

_DATE_LENGTH = len("2012-10-19")
_YEAR_LENGTH = len("2012")

Json = dict[str, Any]


def type_of(row: Type) -> Json:
    """A type by identifier and name."""
    return {"id": row.id, "name": row.label}


def results_02(found: Mapping[str, Sequence[Candidate]]) -> Json:
    """The answer to a 0.2 batch."""
    return {
        name: {"result": [_candidate(one, named_features=False) for one in candidates]}
        for name, candidates in found.items()
    }


def results_10(found: Iterable[Sequence[Candidate]]) -> Json:
    """The answer to a 1.0-draft batch."""
    results = [[_candidate(one, named_features=True) for one in some] for some in found]
    return {"results": [{"candidates": candidates} for candidates in results]}


def _candidate(one: Candidate, *, named_features: bool) -> Json:
    features: list[Json] = []
    for feature in one.features:
        name = {"name": feature.label} if named_features else {}
        features.append({"id": feature.id, **name, "value": feature.value})
    return {
        **_entity(one.entity),
        "type": [type_of(one.entity.type)],
        "score": one.score,
        "features": features,
        "match": one.match,
    }


def _entity(one: Entity) -> Json:
    described_ = {"description": one.description} if one.description else {}
    return {"id": one.id, "name": one.name, **described_}


def suggested_entities(entities: Iterable[Entity]) -> Json:
    """The answer of the suggest service for entities."""
    return {"result": [{**_entity(one), "notable": [type_of(one.type)]} for one in entities]}


def property_of(row: Property) -> Json:
    """A property, with the types of the things that have it."""
    things = ", ".join(TYPES[name].label.lower() for name in row.types)
    return {"id": row.id, "name": row.label, "description": f"of: {things}"}


# --- data extension -------------------------------------------------------------------------


def extension_02(asked: Extension, reconciler: Reconciler) -> Json:
    """The answer to a data extension query of 0.2: rows by identifier."""
    rows = _cells(asked, reconciler, tagged=False)
    return {"meta": _meta(asked.properties), "rows": rows}


def extension_10(asked: Extension, reconciler: Reconciler) -> Json:
    """The answer to a data extension query of 1.0-draft: rows in the order of the query."""
    cells = {
        id_: [{"id": name, "values": values} for name, values in row.items()]
        for id_, row in _cells(asked, reconciler, tagged=True).items()
    }
    rows = [{"id": id_, "properties": cells[id_]} for id_ in asked.ids]
    return {"meta": _meta(asked.properties), "rows": rows}


def _meta(wanted: Iterable[Wanted]) -> list[Json]:
    rows: list[Json] = []
    for asked in wanted:
        row = find_property(asked.id)
        type_ = {"type": type_of(TYPES[row.range[0]])} if row and len(row.range) == 1 else {}
        rows.append({"id": asked.id, "name": row.label if row else asked.id, **type_})
    return rows


def _cells(
    asked: Extension, reconciler: Reconciler, *, tagged: bool
) -> dict[str, dict[str, list[Json]]]:
    """Each thing's values by property. Raises werkzeug's 413, and `QueryTimeoutError`."""
    wanted = {each.id: each for each in asked.properties}
    known = reconciler.extend(asked.ids, list(filter(None, map(find_property, wanted))))
    rows: dict[str, dict[str, list[Json]]] = {}
    number = 0
    for id_, times in Counter(asked.ids).items():
        iri, rows[id_] = reconciler.iri_of(id_), {}
        for name, each in wanted.items():
            in_time(known.deadline)
            rows[id_][name] = values = _cell(iri, each, known, tagged=tagged)
            number += times * len(values)
            if number > MOST_TOGETHER:
                raise RequestEntityTooLarge(
                    f"These are more than {MOST_TOGETHER:,} values, the limit here. "
                    "Ask for fewer things, or set a “limit” for each property."
                )
    return rows


def _cell(iri: str, wanted: Wanted, known: Statements, *, tagged: bool) -> list[Json]:
    """A thing's values of a property; an unknown thing or property has none."""
    row, most = find_property(wanted.id), min(wanted.limit or MOST_VALUES, MOST_VALUES)
    values = _values(iri, row, known)[:most] if iri and row else []
    return values if tagged else [_untagged(value) for value in values]


def _values(iri: str, row: Property, known: Statements) -> list[Json]:
    """The values; those of the reviews of a film stand in the order of its reviews.

    A review without such a value keeps its place with an empty object.
    """
    if row.value is Value.IDENTIFIER:
        return [{"str": value} for value in known.identifiers(iri, row.id)]
    path = row.paths[0]
    reviews, _, rest = path.partition("/")
    if reviews == "^itemReviewed" and rest:
        firsts = [known.values(review, rest)[:1] for review in known.things(iri, reviews)]
        return [_value(first[0], row, known) if first else {} for first in firsts]
    values = [
        _value(term, row, known) for some in row.paths[:1] for term in known.values(iri, some)
    ]
    return [value for value in values if value]


def _value(term: object, row: Property, known: Statements) -> Json:
    if isinstance(term, NamedNode):
        if row.value is not Value.ENTITY:
            return {"str": term.value}
        own = known.space.of_thing(term.value)
        return {"id": own, "name": described(own, known).name} if own else {}
    return _literal(term, row) if isinstance(term, Literal) else {}


def _literal(literal: Literal, row: Property) -> Json:
    text = literal.value
    if row.value is Value.DATE and len(text) == _DATE_LENGTH:
        return {"date": f"{text}T00:00:00Z"}  # the protocol has no date without a time
    if row.value is Value.DATE and len(text) == _YEAR_LENGTH and text.isdecimal():
        return {"int": int(text)}
    if row.value is Value.NUMBER:
        return {"float": float(text)} if "." in text else {"int": int(text)}
    minutes = parse_minutes(text) if row.value is Value.MINUTES else None
    if isinstance(minutes, Duration):
        return {"int": minutes.minutes}
    return {"str": text, **({"lang": literal.language} if literal.language else {})}


def _untagged(value: Json) -> Json:
    return {name: part for name, part in value.items() if name != "lang"}
