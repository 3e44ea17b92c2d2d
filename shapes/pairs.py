"""SHACL Core's constraint components that compare the values of two properties of a node.

https://www.w3.org/TR/shacl/#core-components-property-pairs
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode
from rdflib import SH, URIRef
from rdflib.term import Node

from shapes.checks import (
    Builder,
    Check,
    Shape,
    Shapes,
    UndecidedError,
    component,
    every,
    need_path,
    together,
)
from shapes.paths import Index, Values, iri
from shapes.terms import Term, precedes


def equals(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:equals"""
    for node in every(shape, SH.equals):
        other = iri(node)

        def wrong(index: Index, focus: Term, values: Values, other: str = other) -> list[Term]:
            others = index.objects(focus, other)
            return [
                *(value for value in values if value not in others),
                *(value for value in others if value not in values),
            ]

        yield together(shape, "EqualsConstraintComponent", wrong, without_values=True)


def disjoint(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:disjoint"""
    for node in every(shape, SH.disjoint):
        other = iri(node)

        def wrong(index: Index, focus: Term, values: Values, other: str = other) -> list[Term]:
            others = index.objects(focus, other)
            return [value for value in values if value in others]

        yield together(shape, "DisjointConstraintComponent", wrong)


def order(parameter: URIRef) -> Builder:
    """sh:lessThan, sh:lessThanOrEquals: one result for each pair out of order"""
    name, or_equals = component(parameter), parameter == SH.lessThanOrEquals

    def build(shapes: Shapes, shape: Shape) -> Iterable[Check]:
        need_path(shape, parameter)
        for node in every(shape, parameter):
            other = iri(node)

            def wrong(index: Index, focus: Term, values: Values, other: str = other) -> list[Term]:
                others = index.objects(focus, other)
                if BlankNode in map(type, values):
                    raise UndecidedError("blank nodes have no order")
                try:
                    return [v for v in values for o in others if not precedes(v, o, or_equals)]
                except TypeError as error:
                    raise UndecidedError(str(error)) from error

            yield together(shape, name, wrong)

    return build


BUILDERS: dict[Node, Builder] = {
    SH.equals: equals,
    SH.disjoint: disjoint,
    **{parameter: order(parameter) for parameter in (SH.lessThan, SH.lessThanOrEquals)},
}
