"""The constraints of the bundled shapes, each with where it looks, read with rdflib alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from shapes.compiler import BUILDERS
from shapes.validation import BUNDLED


@dataclass(frozen=True)
class Constraint:
    """One parameter of one shape.

    `targets` are pairs of the kind of target and its IRI. `path` is a sequence of steps, each of
    them alternatives; it is empty in a node shape.
    """

    shape: str
    parameter: str
    value: Node
    targets: tuple[tuple[str, str], ...]
    path: tuple[tuple[str, ...], ...]


def constraints() -> list[Constraint]:
    """Every constraint of the bundled shapes that can be violated, in a fixed order."""
    graph = Graph()
    for path in BUNDLED:
        graph.parse(path)
    found = {c for shape in graph.subjects(RDF.type, SH.NodeShape) for c in _at(graph, shape)}
    return sorted(found, key=lambda c: (c.shape, c.parameter, str(c.value)))


def _at(graph: Graph, shape: Node) -> Iterator[Constraint]:
    kinds = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    targets = tuple(
        sorted((kind.fragment, str(node)) for kind in kinds for node in graph.objects(shape, kind))
    )
    if not targets:
        return
    for place in (shape, *graph.objects(shape, SH.property)):
        path = tuple(_steps(graph, graph.value(place, SH.path)))
        for parameter, value in graph.predicate_objects(place):
            if parameter in BUILDERS and parameter != SH.property:
                assert isinstance(parameter, URIRef)
                yield Constraint(str(place), parameter.fragment, value, targets, path)


def _steps(graph: Graph, path: Node | None) -> Iterator[tuple[str, ...]]:
    if path is None:
        return
    if isinstance(path, URIRef):
        yield (str(path),)
    elif either := graph.value(path, SH.alternativePath):
        yield tuple(str(step) for step in graph.items(either))
    else:
        for step in graph.items(path):
            yield from _steps(graph, step)


def unviolated(found: Iterable[tuple[str, str]]) -> list[str]:
    """The constraints of which no result tells; results are shape and constraint component."""
    told = set(found)
    return [
        f"{c.shape.rpartition(':')[2]} {c.parameter}"
        for c in constraints()
        if not any((c.shape, f"{name}ConstraintComponent") in told for name in _names(c.parameter))
    ]


def _names(parameter: str) -> tuple[str, ...]:
    if parameter == "qualifiedValueShape":
        return "QualifiedMinCount", "QualifiedMaxCount"
    return (parameter[0].upper() + parameter[1:],)
