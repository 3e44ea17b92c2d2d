"""How well values that are asked for agree with those of a thing, from 0 to 100 or not known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from graph.reconciliation.entities import type_of
from graph.reconciliation.names import LONGEST, key_of
from graph.reconciliation.properties import Property, Value
from graph.reconciliation.questions import Condition, Given, Reference
from graph.reconciliation.statements import Statements
from graph.records import Duration
from graph.values.durations import parse_minutes
from graph.values.folding import fold
from graph.values.links import parse_identifier
from graph.values.names import split_names

FULL = 100.0

AGREES = 80
"""From here on two values say the same."""

TURNED, PART = 0.98, 0.85
"""What is left for a name with its words in another order, and for a part of a name."""

YEARS_APART = {0: FULL, 1: 80.0, 2: 40.0}
"""By years of difference: a film comes out in many years, a little apart."""

_DATE = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|\.0)?\s*", re.ASCII)


def similarity(one: str, other: str) -> float:
    """How alike two names are that are folded to keys.

    >>> similarity("heat", "heat"), round(similarity("mann michael", "michael mann"))
    (100.0, 98)
    >>> round(similarity("alien", "alien covenant"))
    85
    """
    if one == other:
        return FULL
    return max(
        fuzz.ratio(one, other),
        TURNED * fuzz.token_sort_ratio(one, other),
        PART * fuzz.token_set_ratio(one, other),
    )


def agreement(condition: Condition, known: Statements, iri: str) -> float | None:
    """How well a thing fulfils a condition; None where the graph does not know.

    Of several values `any` takes the best, `all` the worst; `none` turns the best round.
    """
    single = [_single(condition.property, value, known, iri) for value in condition.values]
    values = [value for value in single if value is not None]
    if not values:
        return None
    if condition.quantifier == "all":
        return min(values)
    return max(values) if condition.quantifier == "any" else FULL - max(values)


def _single(asked: Property, value: Given, known: Statements, iri: str) -> float | None:
    if asked.value is Value.ENTITY:
        return _entities(asked, value, known, iri)
    text = _text(value)
    if asked.value is Value.IDENTIFIER:
        own, wanted = known.identifiers(iri, asked.id), parse_identifier(text, asked.id)
        found = wanted is not None and wanted.scheme == asked.id and wanted.value in own
        return (FULL if found else 0.0) if own else None
    terms = [term.value for path in asked.paths for term in known.values(iri, path)]
    compare = _COMPARE[asked.value]
    return max((compare(text, term) for term in terms), default=None)


def _entities(asked: Property, value: Given, known: Statements, iri: str) -> float | None:
    things = known.things(iri, asked.paths[0])
    if not things:
        return None
    ids = {known.space.of_thing(thing) for thing in things}
    given = value.id if isinstance(value, Reference) else _text(value)
    if known.space.identifier(given) in ids:
        return FULL
    text = value.name if isinstance(value, Reference) else given
    named = [text, *split_names(text)[:10]] if "Person" in asked.range else [text]
    return max(_named(name, things, known) for name in named) if text else 0.0


def _named(name: str, things: Sequence[str], known: Statements) -> float:
    """How well the name fits the best of the things; little likeness is none."""
    best = 0.0
    for thing in things:
        kind = type_of(known.space.of_thing(thing)).kind
        key = key_of(name, kind)
        labels = known.texts(thing, "name") + known.texts(thing, "alternateName")
        best = max([best, *(similarity(key, key_of(label, kind)) for label in labels)])
    return best if best >= AGREES else 0.0


def _texts(asked: str, own: str) -> float:
    likeness = similarity(fold(asked), fold(own))
    return likeness if likeness >= AGREES else 0.0


def _dates(asked: str, own: str) -> float:
    """As exactly as both say: the years, and within one year the month and the day."""
    one, other = _DATE.fullmatch(asked), _DATE.fullmatch(own)
    if not one or not other:
        return 0.0
    years = YEARS_APART.get(abs(int(one[1]) - int(other[1])), 0.0)
    differs = any(a and b and a != b for a, b in zip(one.groups(), other.groups(), strict=True))
    return 90.0 if years == FULL and differs else years


def _minutes(asked: str, own: str) -> float:
    one, other = parse_minutes(asked), parse_minutes(own)
    if not isinstance(one, Duration) or not isinstance(other, Duration):
        return 0.0
    apart = abs(one.minutes - other.minutes)
    return max(0.0, FULL - 5 * apart)


def _numbers(asked: str, own: str) -> float:
    try:
        return FULL if float(asked) == float(own) else 0.0
    except ValueError:
        return 0.0


def _addresses(asked: str, own: str) -> float:
    return FULL if _bare(asked) == _bare(own) else 0.0


def _bare(address: str) -> str:
    """An address without what two spellings of it differ in."""
    rest = re.sub(r"^https?://(?:www\.)?", "", address.strip()[:2_000].casefold())
    return rest.rstrip("/")


def _text(value: Given) -> str:
    if isinstance(value, Reference):
        return value.name or value.id
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[: 2 * LONGEST]


_COMPARE: dict[Value, Callable[[str, str], float]] = {
    Value.TEXT: _texts,
    Value.DATE: _dates,
    Value.MINUTES: _minutes,
    Value.NUMBER: _numbers,
    Value.ADDRESS: _addresses,
}
