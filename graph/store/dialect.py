"""Where an engine's values are not those of the standard: which forms it takes and gives.

Virtuoso 7 keeps an `xsd:duration` as its number of seconds (and refuses it in INSERT DATA), but an
`xsd:dayTimeDuration`, which XSD 1.1 derives from it, as it is; of a decimal it keeps the sixteen
digits of a double. So such an engine is given the derived type, and rounded decimals. What
comes back is brought into the canonical form in any case: booleans come back as 1, durations in
seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from graph.store.canonical import canonical_literal
from graph.vocabulary import XSD, XSD_DECIMAL, XSD_DURATION

_DAY_TIME = NamedNode(XSD + "dayTimeDuration")
_WITHOUT_MONTHS = re.compile(r"-?P(\d+D)?(T[\dHMS.]+)?")
_DIGITS = Context(prec=15)

PROBE = f'SELECT (STR(STRDT("PT1M", {XSD_DURATION})) AS ?v) {{}}'
"""Answered with PT1M by an engine that keeps values as the standard has them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to write literals for one engine; `standard` where it needs no help."""

    standard: bool

    def written(self, triple: Triple) -> Triple:
        """The canonical triple as this engine is given it."""
        return triple if self.standard else _mapped(triple, _for_virtuoso)

    def kept(self, triple: Triple) -> Triple:
        """The canonical triple that this engine can keep: read after `written`, this comes."""
        return triple if self.standard else _mapped(triple, _rounded)


def read(triple: Triple) -> Triple:
    """The canonical triple that an engine means."""
    return _mapped(triple, read_literal)


def read_literal(literal: Literal) -> Literal:
    """The canonical literal that an engine means.

    >>> read_literal(Literal("PT5700S", datatype=NamedNode(XSD + "dayTimeDuration"))).value
    'PT1H35M'
    """
    if literal.datatype == _DAY_TIME:
        literal = Literal(literal.value, datatype=XSD_DURATION)
    return canonical_literal(literal)


def _mapped(triple: Triple, change: Callable[[Literal], Literal]) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or value.language:
        return triple
    changed = change(value)
    return triple if changed == value else Triple(triple.subject, triple.predicate, changed)


def _for_virtuoso(literal: Literal) -> Literal:
    if literal.datatype == XSD_DURATION and _WITHOUT_MONTHS.fullmatch(literal.value):
        return Literal(literal.value, datatype=_DAY_TIME)
    return _rounded(literal)


def _rounded(literal: Literal) -> Literal:
    if literal.datatype != XSD_DECIMAL or len(literal.value) <= _DIGITS.prec:
        return literal
    rounded = _DIGITS.create_decimal(Decimal(literal.value))
    return canonical_literal(Literal(f"{rounded:f}", datatype=XSD_DECIMAL))


def in_canonical_form(results: dict[str, Any]) -> dict[str, Any]:
    """SPARQL results in JSON with each typed literal as `read_literal` has it."""
    for row in results.get("results", {}).get("bindings", ()):
        for term in row.values():
            if "datatype" in term:
                literal = Literal(term["value"], datatype=NamedNode(term["datatype"]))
                meant = read_literal(literal)
                term["value"], term["datatype"] = meant.value, meant.datatype.value
    return results
