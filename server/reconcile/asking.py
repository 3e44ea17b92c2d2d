"""JSON of both versions of the protocol → what is asked. Strangers write it: all is checked.

A version's names end here: behind this module there is `graph.reconciliation.questions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from graph.reconciliation.entities import Type, find_type
from graph.reconciliation.names import LONGEST
from graph.reconciliation.properties import find_property
from graph.reconciliation.questions import Condition, Given, Quantifier, Query, Reference

BATCH = 50
"""Queries in one request."""

CONDITIONS = 30
VALUES = 50
"""Conditions of a query, values of a condition."""

CANDIDATES, MOST_CANDIDATES = 10, 50
"""Candidates of a query where it does not say, and at most."""

IDS, PROPERTIES = 500, 40
"""Things and properties of one data extension."""

_Json = TypeVar("_Json")


class _Entity(Struct):
    id: str
    name: str | None = None


_Value = str | float | bool | None | _Entity
_Values = _Value | list[_Value]


class _Property(Struct):
    pid: str
    v: _Values


class _Query02(Struct, forbid_unknown_fields=True):
    """Section 4.1 of 0.2; `type_strict` has no agreed meaning there."""

    query: str | None = None
    type: str | list[str] | None = None
    limit: float | None = None
    properties: list[_Property] = []
    type_strict: Literal["any", "should", "all"] | None = None


class _Condition10(Struct, rename="camel"):
    match_type: Literal["name", "id", "property"]
    property_value: _Values
    property_id: str = ""
    required: bool = False
    match_quantifier: Quantifier = "any"


class _Query10(Struct, forbid_unknown_fields=True):
    """Section 4.1 of 1.0-draft."""

    conditions: list[_Condition10]
    type: str | None = None
    limit: float | None = None
    lang: str | None = None
    dir: str | None = None


class _Batch10(Struct):
    queries: list[_Query10]


class Wanted(Struct):
    """A property of a data extension, with its settings."""

    id: str
    settings: dict[str, str | float | bool | None] | None = None

    @property
    def limit(self) -> int:
        """The most values of a thing, 0 for no limit; forms send numbers as texts."""
        given = (self.settings or {}).get("limit")
        try:
            return max(0, int(float(given or 0)))
        except (ValueError, OverflowError):
            return 0


class Extension(Struct):
    """A data extension query, the same in both versions."""

    ids: list[str]
    properties: list[Wanted]


def batch_02(text: str | bytes) -> dict[str, Query]:
    """The queries of a 0.2 batch by their names. Raises werkzeug's 400 and 413."""
    batch: dict[str, _Query02] = _decoded(text, dict[str, _Query02])
    _at_most(BATCH, len(batch), "queries")
    return {name: _query_02(query) for name, query in batch.items()}


def batch_10(text: str | bytes) -> list[Query]:
    """The queries of a 1.0-draft batch in their order. Raises werkzeug's 400 and 413."""
    batch = _decoded(text, _Batch10).queries
    _at_most(BATCH, len(batch), "queries")
    return [_query_10(query) for query in batch]


def extension(text: str | bytes) -> Extension:
    """A data extension query. Raises werkzeug's 400 and 413."""
    asked = _decoded(text, Extension)
    _at_most(IDS, len(asked.ids), "identifiers")
    _at_most(PROPERTIES, len(asked.properties), "properties")
    return asked


# --- one query ------------------------------------------------------------------------------


def _query_02(query: _Query02) -> Query:
    if query.query is None and not query.properties:
        raise BadRequest("A query needs “query”, or “properties” with at least one.")
    _at_most(CONDITIONS, len(query.properties), "properties in one query")
    found = [(find_property(asked.pid), asked.v) for asked in query.properties]
    conditions = tuple(Condition(row, _given(values)) for row, values in found if row)
    names = [query.type] if isinstance(query.type, str) else query.type or []
    types = tuple(filter(None, map(find_type, names)))
    return Query(
        name=_name(query.query or ""),
        types=types,
        conditions=conditions,
        limit=_limit(query.limit),
        impossible=bool(names) and not types,
    )


def _query_10(query: _Query10) -> Query:
    if not query.conditions:
        raise BadRequest("A query needs at least one condition.")
    _at_most(CONDITIONS, len(query.conditions), "conditions in one query")
    types: tuple[Type, ...] = tuple(filter(None, [find_type(query.type or "")]))
    names, ids, conditions, lacking = [], [], [], bool(query.type) and not types
    for asked in query.conditions:
        values = _given(asked.property_value)
        property_ = find_property(asked.property_id)
        if asked.match_type == "name":
            names += [value for value in values if isinstance(value, str)]
        elif asked.match_type == "id":
            ids += [v.id if isinstance(v, Reference) else str(v) for v in values]
        elif not asked.property_id:
            raise BadRequest("A condition on a property needs its “propertyId”.")
        elif property_:
            conditions.append(Condition(property_, values, asked.required, asked.match_quantifier))
        else:
            lacking |= asked.required and asked.match_quantifier != "none"
    return Query(
        name=_name(next(iter(names), "")),
        types=types,
        ids=tuple(ids),
        conditions=tuple(conditions),
        limit=_limit(query.limit),
        impossible=lacking,
    )


def _given(values: _Values) -> tuple[Given, ...]:
    several = values if isinstance(values, list) else [values]
    _at_most(VALUES, len(several), "values of one property")
    return tuple(_one(value) for value in several if value is not None)


def _one(value: str | float | bool | _Entity) -> Given:
    if isinstance(value, _Entity):
        return Reference(value.id[: 5 * LONGEST], _name(value.name or ""))
    return value[: 5 * LONGEST] if isinstance(value, str) else value


def _name(text: str) -> str:
    return text.strip()[: 2 * LONGEST]


def _limit(given: float | None) -> int:
    return CANDIDATES if given is None or given < 1 else int(min(given, MOST_CANDIDATES))


def _decoded(text: str | bytes, type_: type[_Json]) -> _Json:
    try:
        return msgspec.json.decode(text, type=type_)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadRequest(f"This is not the JSON that is expected here: {error}.") from None
    except RecursionError:
        raise BadRequest("This JSON is nested too deep.") from None


def _at_most(most: int, number: int, what: str) -> None:
    if number > most:
        raise RequestEntityTooLarge(f"There are {number} {what}; {most} are the limit here.")


def types_named(names: Iterable[str]) -> list[Type]:
    """The types among some identifiers; what is none is left out."""
    return [type_ for name in names if (type_ := find_type(name))]
