"""SHACL Core's constraint components that relate values to other shapes, and the other ones.

https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import NamedNode
from rdflib import RDFS, SH, URIRef
from rdflib.term import Node

from shapes.checks import (
    Builder,
    Check,
    Fault,
    Shape,
    Shapes,
    component,
    each,
    every,
    integer,
    is_true,
    need_path,
    once,
    term,
    together,
)
from shapes.facets import Facets
from shapes.paths import TYPE, Index, NotCompiledError, Values, iri, members, only
from shapes.terms import Term

# --- logic: https://www.w3.org/TR/shacl/#core-components-logical ------------------------------

Verdict = Callable[[Iterable[bool]], bool]


def conforms(shape: Shape, index: Index, value: Term) -> bool:
    """Whether a value conforms to a shape, whatever the severities."""
    return not shape.faults(index, value)


def logical(parameter: URIRef, verdict: Verdict) -> Builder:
    """sh:not, sh:and, sh:or, sh:xone, sh:node: `verdict` on whether a value conforms to each"""
    name, listed = component(parameter), parameter in {SH["and"], SH["or"], SH.xone}

    def build(shapes: Shapes, shape: Shape) -> Iterable[Check]:
        for node in every(shape, parameter):
            nodes = members(shape.graph, node, 1) if listed else [node]
            parts = [shapes.shape(part) for part in nodes]
            if parameter == SH.node and parts[0].path:
                raise NotCompiledError("sh:node that names a property shape")
            yield _logical(shape, name, parts, verdict)

    return build


def _logical(shape: Shape, name: str, parts: Sequence[Shape], verdict: Verdict) -> Check:
    facets = [facets for part in parts if (facets := part.facets)]
    if len(facets) == len(parts):
        return each(shape, name, _alone(facets, verdict))

    def wrong(index: Index, _: Term, values: Values) -> list[Term]:
        return [v for v in values if not verdict(conforms(part, index, v) for part in parts)]

    return together(shape, name, wrong)


def _alone(parts: Sequence[Facets], verdict: Verdict) -> Facets:
    if verdict is all:
        return Facets.merged(parts)
    tests = [part.test for part in parts]

    return Facets(tests=(lambda value: verdict(test(value) for test in tests),))


def _none(verdicts: Iterable[bool]) -> bool:
    return not any(verdicts)


def _one(verdicts: Iterable[bool]) -> bool:
    return sum(verdicts) == 1


# --- shapes: https://www.w3.org/TR/shacl/#core-components-shape -------------------------------


def property_(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:property: the faults are those of the property shape"""
    for node in every(shape, SH.property):
        part = shapes.shape(node)
        if not part.path:
            raise NotCompiledError("sh:property that names no property shape")

        def run(index: Index, _: Term, values: Values, part: Shape = part) -> list[Fault]:
            return [fault for value in values for fault in part.faults(index, value)]

        yield Check(run)


def qualified(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:qualifiedValueShape with its counts, and without siblings' values where it is disjoint"""
    need_path(shape, SH.qualifiedValueShape)
    node = once(shape, SH.qualifiedValueShape)
    part = shapes.shape(node)
    siblings = [shapes.shape(other) for other in _siblings(shape, node)]
    bounds = [
        (parameter, integer(once(shape, parameter), f"sh:{parameter.fragment}"))
        for parameter in (SH.qualifiedMinCount, SH.qualifiedMaxCount)
        if every(shape, parameter)
    ]
    if not bounds:
        raise NotCompiledError("sh:qualifiedValueShape without a count")

    def counted(index: Index, value: Term) -> bool:
        return conforms(part, index, value) and not any(
            conforms(sibling, index, value) for sibling in siblings
        )

    for parameter, limit in bounds:

        def wrong(
            index: Index,
            _: Term,
            values: Values,
            least: bool = parameter == SH.qualifiedMinCount,
            limit: int = limit,
        ) -> tuple[None, ...]:
            number = sum(counted(index, value) for value in values)
            return (None,) if (number < limit if least else number > limit) else ()

        yield together(shape, component(parameter), wrong, without_values=True)


def _siblings(shape: Shape, node: Node) -> set[Node]:
    """https://www.w3.org/TR/shacl/#dfn-sibling-shapes"""
    graph = shape.graph
    if not every(shape, SH.qualifiedValueShapesDisjoint):
        return set()
    if not is_true(shape, SH.qualifiedValueShapesDisjoint):
        return set()
    listed = (
        p
        for parent in graph.subjects(SH.property, shape.node)
        for p in graph.objects(parent, SH.property)
    )
    return {n for p in listed for n in graph.objects(p, SH.qualifiedValueShape)} - {node}


# --- other: https://www.w3.org/TR/shacl/#core-components-others -------------------------------

RESOURCE = NamedNode(str(RDFS.Resource))


def closed(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:closed, sh:ignoredProperties; pySHACL lets every node be an rdfs:Resource"""
    if not is_true(shape, SH.closed):
        return
    allowed: set[Node] = set()
    for part in every(shape, SH.property):
        allowed.add(only(shape.graph.objects(part, SH.path), "sh:path"))
    for ignored in every(shape, SH.ignoredProperties):
        allowed |= set(members(shape.graph, ignored))
    known = {iri(node) for node in allowed if isinstance(node, URIRef)}

    def run(index: Index, focus: Term, values: Values) -> list[Fault]:
        return [
            (shape, "ClosedConstraintComponent", focus, value, property_)
            for node in values
            for property_, objects in index.forwards.get(node, {}).items()
            if property_ not in known
            for value in objects
            if (property_, value) != (TYPE, RESOURCE)
        ]

    yield Check(run)


def has_value(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:hasValue"""
    for node in every(shape, SH.hasValue):
        wanted = term(node)

        def wrong(_: Index, __: Term, values: Values, wanted: Term = wanted) -> tuple[None, ...]:
            return () if wanted in values else (None,)

        yield together(shape, "HasValueConstraintComponent", wrong, without_values=True)


def in_(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:in"""
    allowed = {term(node) for node in members(shape.graph, once(shape, SH["in"]))}
    yield each(shape, "InConstraintComponent", Facets(tests=(allowed.__contains__,)))


BUILDERS: dict[Node, Builder] = {
    SH.node: logical(SH.node, all),
    SH["and"]: logical(SH["and"], all),
    SH["or"]: logical(SH["or"], any),
    SH["not"]: logical(SH["not"], _none),
    SH.xone: logical(SH.xone, _one),
    SH.property: property_,
    SH.qualifiedValueShape: qualified,
    SH.closed: closed,
    SH.hasValue: has_value,
    SH["in"]: in_,
}
