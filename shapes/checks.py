"""What a constraint is compiled into, and how its parameters are read from the shapes graph.

A check says what pySHACL would. Where pySHACL's reading of a parameter differs from SHACL's, or
SHACL calls the parameter ill-formed, `NotCompiledError` is raised while reading, and pySHACL
keeps the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import rdflib
from rdflib import XSD, Graph, URIRef
from rdflib.term import Node

from shapes.facets import Facets
from shapes.paths import Index, NotCompiledError, Path, Values, only
from shapes.terms import Term, oxigraph_term


class UndecidedError(Exception):
    """A document that only pySHACL can judge, though its shapes are compiled."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A compiled shape, and how its results speak; no `message`: only pySHACL has the words.

    `name` is the node in reports. `path` gives the value nodes, None in a node shape; `predicate`
    is the path where it is an IRI.
    """

    node: Node
    name: str
    graph: Graph
    path: Path | None
    predicate: str | None
    message: str | None
    severity: str
    result_path: str
    checks: list[Check] = field(default_factory=list)

    def faults(self, index: Index, focus: Term) -> list[Fault]:
        """What is wrong with a node; nothing where it conforms."""
        values = self.path(index, focus) if self.path else (focus,)
        found: list[Fault] = []
        for check in self.checks:
            found += check.run(index, focus, values)
        return found

    @property
    def facets(self) -> Facets | None:
        """What is asked of a value, where nothing but the value counts; else None."""
        facets = [check.facets for check in self.checks if check.facets]
        if self.path or len(facets) < len(self.checks):
            return None
        return Facets.merged(facets)


Fault = tuple[Shape, str, Term, Term | None, str | None]
"""Shape, constraint component, focus node, value, and the property that sh:closed refuses."""

Run = Callable[[Index, Term, Values], Sequence[Fault]]


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of a shape.

    `run` gives the faults of all value nodes. Where each value is looked at by itself, `facets`
    says how it must be. `without_values` tells whether it can fail where there are none,
    `with_one` whether it can where there is one.
    """

    run: Run
    facets: Facets | None = None
    without_values: bool = False
    with_one: bool = True


class Shapes(Protocol):
    """The shapes that a constraint refers to."""

    def shape(self, node: Node) -> Shape:
        """The compiled shape. Raises `NotCompiledError`."""


Builder = Callable[[Shapes, Shape], Iterable[Check]]
"""Reads the checks of a component from a shape. Raises `NotCompiledError`."""


def each(shape: Shape, component: str, facets: Facets) -> Check:
    """A check of each value by itself."""
    test = facets.test

    def run(_: Index, focus: Term, values: Values) -> Sequence[Fault]:
        return [(shape, component, focus, value, None) for value in values if not test(value)]

    return Check(run, facets)


def together(
    shape: Shape,
    component: str,
    wrong: Callable[[Index, Term, Values], Sequence[Term | None]],
    without_values: bool = False,
    with_one: bool = True,
) -> Check:
    """A check of all values together; `wrong` gives the values to report."""

    def run(index: Index, focus: Term, values: Values) -> Sequence[Fault]:
        found = wrong(index, focus, values)
        return [(shape, component, focus, value, None) for value in found] if found else ()

    return Check(run, None, without_values, with_one)


# --- reading parameters ----------------------------------------------------------------------


def integer(node: Node, what: str) -> int:
    if not isinstance(node, rdflib.Literal) or node.datatype != XSD.integer:
        raise NotCompiledError(f"{what} that is no xsd:integer")
    if not isinstance(node.value, int) or node.value < 0:
        raise NotCompiledError(f"{what} that is no whole number")
    return node.value


def is_true(shape: Shape, parameter: URIRef) -> bool:
    node = only(shape.graph.objects(shape.node, parameter), parameter.fragment)
    if not isinstance(node, rdflib.Literal) or not isinstance(node.value, bool):
        raise NotCompiledError(f"sh:{parameter.fragment} that is no xsd:boolean")
    return node.value


def once(shape: Shape, parameter: URIRef) -> Node:
    return only(shape.graph.objects(shape.node, parameter), f"sh:{parameter.fragment}")


def every(shape: Shape, parameter: URIRef) -> list[Node]:
    return list(shape.graph.objects(shape.node, parameter))


def component(parameter: URIRef) -> str:
    """The name of the constraint component that a parameter is of."""
    name = parameter.fragment
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def need_path(shape: Shape, parameter: URIRef) -> None:
    if shape.path is None:
        raise NotCompiledError(f"sh:{parameter.fragment} at a node shape")


def term(node: Node) -> Term:
    try:
        return oxigraph_term(node)
    except ValueError as error:
        raise NotCompiledError(f"“{node}”, which is no term") from error
