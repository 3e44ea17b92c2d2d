"""Reads shapes and their targets from a shapes graph.

https://www.w3.org/TR/shacl/#shapes. What only pySHACL can check raises `NotCompiledError`.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from shapes import constraints, pairs, relations
from shapes.checks import Shape
from shapes.paths import NotCompiledError, compile_path, only
from shapes.terms import node_text, path_text

TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

BUILDERS = constraints.BUILDERS | pairs.BUILDERS | relations.BUILDERS
"""The components of SHACL Core by the parameter that they cannot do without."""

_FURTHER = frozenset(
    {SH.flags, SH.ignoredProperties, SH.qualifiedMinCount, SH.qualifiedMaxCount}
    | {SH.qualifiedValueShapesDisjoint}
)
"""Their further parameters."""

_SAID = frozenset(
    {*TARGETS, SH.path, SH.deactivated, SH.message, SH.severity}
    | {SH.name, SH.description, SH.order, SH.group, SH.defaultValue}
)
"""What a shape says beside its constraints."""

_NEEDS: dict[Node, Node] = {
    SH.ignoredProperties: SH.closed,
    SH.qualifiedMinCount: SH.qualifiedValueShape,
    SH.qualifiedMaxCount: SH.qualifiedValueShape,
    SH.qualifiedValueShapesDisjoint: SH.qualifiedValueShape,
}

_TRUE, _FALSE = Literal(True), Literal(False)

DEEPEST = 15
"""Shapes within shapes that pySHACL follows."""


class Compiler:
    """Reads shapes from a shapes graph, each once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[Node, tuple[Shape, int] | NotCompiledError] = {}
        self._inside: list[int] = [0]

    def top(self, node: Node) -> Shape:
        """A shape with targets. Raises `NotCompiledError`."""
        self._inside = [0]
        shape = self.shape(node)
        if self._inside[0] > DEEPEST:
            raise NotCompiledError("shapes within shapes, too deep")
        return shape

    def shape(self, node: Node) -> Shape:
        """The compiled shape. Raises `NotCompiledError`."""
        if node not in self._known:
            self._known[node] = NotCompiledError("a shape that refers to itself")
            self._inside.append(0)
            try:
                self._known[node] = (self._read(node), self._inside[-1] + 1)
            except NotCompiledError as reason:
                self._known[node] = reason
            self._inside.pop()
        known = self._known[node]
        if isinstance(known, NotCompiledError):
            raise NotCompiledError(str(known))
        shape, levels = known
        self._inside[-1] = max(self._inside[-1], levels)
        return shape

    def _read(self, node: Node) -> Shape:
        shape, stated = self._head(node), set(self._graph.predicates(node))
        for parameter in sorted(stated, key=str):
            if not str(parameter).startswith(str(SH)):
                continue
            if parameter in _NEEDS and _NEEDS[parameter] not in stated:
                raise NotCompiledError(f"{_short(parameter)} without {_short(_NEEDS[parameter])}")
            if parameter in BUILDERS:
                shape.checks.extend(BUILDERS[parameter](self, shape))
            elif parameter not in _FURTHER and parameter not in _SAID:
                raise NotCompiledError(_short(parameter))
        if (node, SH.deactivated, _TRUE) in self._graph:
            shape.checks.clear()
        return shape

    def _head(self, node: Node) -> Shape:
        graph = self._graph

        def one(parameter: URIRef, default: Node | None) -> Node | None:
            found = list(graph.objects(node, parameter))
            return only(found, _short(parameter)) if found else default

        path, severity = one(SH.path, None), one(SH.severity, SH.Violation)
        if one(SH.deactivated, _FALSE) not in {_TRUE, _FALSE}:
            raise NotCompiledError("sh:deactivated that is no xsd:boolean")
        return Shape(
            node,
            node_text(node),
            graph,
            compile_path(graph, path) if path else None,
            str(path) if isinstance(path, URIRef) else None,
            " ".join(sorted(map(str, set(graph.objects(node, SH.message))))) or None,
            node_text(severity).removeprefix(str(SH)),
            path_text(graph, path) if path else "",
        )


def _short(parameter: Node) -> str:
    return f"sh:{str(parameter).removeprefix(str(SH))}"


def targeting(graph: Graph) -> set[Node]:
    """The shapes that have targets, stated or as implicit classes."""
    stated = {shape for target in TARGETS for shape in graph.subjects(target)}
    return stated | {shape for shape in _shapes(graph) if is_class(graph, shape)}


def every_shape(graph: Graph) -> set[Node]:
    """All shapes, as pySHACL knows them."""
    return targeting(graph) | set(_shapes(graph))


def _shapes(graph: Graph) -> Iterator[Node]:
    """What pySHACL takes for a shape, beside what has stated targets."""
    for kind in (SH.NodeShape, SH.PropertyShape):
        yield from graph.subjects(RDF.type, kind)
    for parameter in (SH.property, SH.node):
        yield from graph.subjects(parameter)
    for parameter in (SH.property, SH.node, SH["not"], SH.qualifiedValueShape):
        yield from graph.objects(None, parameter)
    for parameter in (SH["and"], SH["or"], SH.xone):
        for head in graph.objects(None, parameter):
            yield from graph.items(head)


def is_class(graph: Graph, node: Node) -> bool:
    """Whether a shape is a class too, whose instances it then targets."""
    classes = {RDFS.Class, OWL.Class, *graph.subjects(RDFS.subClassOf, RDFS.Class)}
    return any(kind in classes for kind in graph.objects(node, RDF.type))


def targets_of(graph: Graph, shape: Node) -> Iterator[tuple[Node, Node]]:
    """The targets of a shape: their kind, and the class, node or property."""
    for kind in TARGETS:
        for node in graph.objects(shape, kind):
            yield kind, node
    if is_class(graph, shape):
        yield SH.targetClass, shape
