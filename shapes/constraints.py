"""SHACL Core's constraint components as plain checks; each is read from the shapes graph once.

https://www.w3.org/TR/shacl/#core-components. A check says what pySHACL would: where its reading
of a parameter differs from SHACL's, or SHACL calls the parameter ill-formed, `NotCompiledError`
is raised while reading, and pySHACL keeps the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import RDF, RDFS, SH, XSD, Graph, URIRef
from rdflib.term import Node

from shapes.paths import Index, NotCompiledError, Path, Values, iri, members, only
from shapes.terms import Term, compared, oxigraph_term, well_typed

TYPE, SUBCLASS = str(RDF.type), str(RDFS.subClassOf)


class UndecidedError(Exception):
    """A document that only pySHACL can judge, though its shapes are compiled."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A compiled shape, and how its results speak; no `message`: only pySHACL has the words.

    `path` gives the value nodes, None in a node shape; `predicate` is the path where it is an IRI.
    """

    node: Node
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
    def test(self) -> Test | None:
        """Whether a value conforms, where that depends on the value alone; else None."""
        tests = [check.test for check in self.checks if check.test]
        if self.path or len(tests) < len(self.checks):
            return None
        return all_of(tests)


Fault = tuple[Shape, str, Term, Term | None, str | None]
"""Shape, constraint component, focus node, value, and the property that sh:closed refuses."""

Test = Callable[[Term], bool]
Run = Callable[[Index, Term, Values], Sequence[Fault]]


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of a shape.

    `run` gives the faults of all value nodes. Where each value is looked at by itself, `test`
    says whether it is right. `without_values` tells whether it can fail where there are none,
    `with_one` whether it can where there is one.
    """

    run: Run
    test: Test | None = None
    without_values: bool = False
    with_one: bool = True


def all_of(tests: Sequence[Test]) -> Test:
    """The test that all of these are; nearly always one or two, hence not a loop for them."""
    match tests:
        case [one]:
            return one
        case [one, other]:
            return lambda value: one(value) and other(value)
    return lambda value: all(test(value) for test in tests)


class Shapes(Protocol):
    """The shapes that a constraint refers to."""

    def shape(self, node: Node) -> Shape:
        """The compiled shape. Raises `NotCompiledError`."""


def each(shape: Shape, component: str, test: Test) -> Check:
    """A check of each value by itself."""

    def run(_: Index, focus: Term, values: Values) -> Sequence[Fault]:
        return [(shape, component, focus, value, None) for value in values if not test(value)]

    return Check(run, test)


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


# --- value type: https://www.w3.org/TR/shacl/#core-components-value-type ----------------------

_KINDS: dict[Node, tuple[type, ...]] = {
    SH.IRI: (NamedNode,),
    SH.BlankNode: (BlankNode,),
    SH.Literal: (Literal,),
    SH.BlankNodeOrIRI: (BlankNode, NamedNode),
    SH.BlankNodeOrLiteral: (BlankNode, Literal),
    SH.IRIOrLiteral: (NamedNode, Literal),
}


def instances(index: Index, node: Term) -> set[Term]:
    """All classes of a node: https://www.w3.org/TR/shacl/#dfn-shacl-instance"""
    found: set[Term] = set()
    ahead = list(index.objects(node, TYPE))
    while ahead:
        class_ = ahead.pop()
        if class_ not in found:
            found.add(class_)
            ahead += index.objects(class_, SUBCLASS)
    return found


def class_(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:class"""
    for node in every(shape, SH["class"]):
        wanted = term(node)

        def wrong(index: Index, _: Term, values: Values, wanted: Term = wanted) -> list[Term]:
            known = index.forwards
            return [
                value
                for value in values
                if (properties := known.get(value)) is None
                or (
                    wanted not in properties.get(TYPE, ()) and wanted not in instances(index, value)
                )
            ]

        yield together(shape, "ClassConstraintComponent", wrong)


def datatype(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:datatype"""
    wanted = NamedNode(iri(once(shape, SH.datatype)))
    if wanted.value in {str(RDFS.Literal), str(RDFS.Datatype)}:
        raise NotCompiledError(f"sh:datatype “{wanted.value}”, which pySHACL takes for more")

    def test(value: Term) -> bool:
        return type(value) is Literal and value.datatype == wanted and well_typed(value)

    yield each(shape, "DatatypeConstraintComponent", test)


def node_kind(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:nodeKind"""
    kinds = _KINDS.get(once(shape, SH.nodeKind))
    if kinds is None:
        raise NotCompiledError("sh:nodeKind of no kind")
    yield each(shape, "NodeKindConstraintComponent", lambda value: type(value) in kinds)


# --- cardinality: https://www.w3.org/TR/shacl/#core-components-count --------------------------


def min_count(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:minCount"""
    need_path(shape, SH.minCount)
    least = integer(once(shape, SH.minCount), "sh:minCount")
    yield together(
        shape,
        "MinCountConstraintComponent",
        lambda index, focus, values: (None,) if len(values) < least else (),
        without_values=True,
        with_one=least > 1,
    )


def max_count(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:maxCount"""
    need_path(shape, SH.maxCount)
    most = integer(once(shape, SH.maxCount), "sh:maxCount")
    yield together(
        shape,
        "MaxCountConstraintComponent",
        lambda index, focus, values: (None,) if len(values) > most else (),
        with_one=most < 1,
    )


# --- range: https://www.w3.org/TR/shacl/#core-components-range --------------------------------

_SIDES: dict[URIRef, tuple[int, ...]] = {
    SH.minExclusive: (1,),
    SH.minInclusive: (0, 1),
    SH.maxExclusive: (-1,),
    SH.maxInclusive: (-1, 0),
}


def bound(parameter: URIRef) -> Builder:
    """sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive"""
    name, sides = component(parameter), _SIDES[parameter]

    def build(shapes: Shapes, shape: Shape) -> Iterable[Check]:
        for node in every(shape, parameter):
            if not isinstance(node, rdflib.Literal) or node.value is None:
                raise NotCompiledError(f"sh:{parameter.fragment} that has no value")

            def test(value: Term, bound: rdflib.Literal = node) -> bool:
                return type(value) is Literal and compared(value, bound) in sides

            yield each(shape, name, test)

    return build


# --- strings: https://www.w3.org/TR/shacl/#core-components-string -----------------------------


def min_length(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:minLength"""
    least = integer(once(shape, SH.minLength), "sh:minLength")

    def test(value: Term) -> bool:
        return least == 0 or (type(value) is not BlankNode and len(value.value) >= least)

    yield each(shape, "MinLengthConstraintComponent", test)


def max_length(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:maxLength"""
    most = integer(once(shape, SH.maxLength), "sh:maxLength")

    def test(value: Term) -> bool:
        return type(value) is not BlankNode and len(value.value) <= most

    yield each(shape, "MaxLengthConstraintComponent", test)


def pattern(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:pattern, with the flags that pySHACL knows; the engine is Python's `re` for both."""
    flags = 0
    for given in (once(shape, SH.flags),) if every(shape, SH.flags) else ():
        if not isinstance(given, rdflib.Literal) or set(given) - {"i", "m"}:
            raise NotCompiledError(f"sh:flags “{given}”")
        flags = (re.I if "i" in given else 0) | (re.M if "m" in given else 0)
    for node in every(shape, SH.pattern):
        if not isinstance(node, rdflib.Literal):
            raise NotCompiledError("sh:pattern that is no literal")
        try:
            search = re.compile(str(node), flags).search
        except re.error as error:
            raise NotCompiledError(f"sh:pattern “{node}”: {error}") from error

        def test(value: Term, search: Callable[[str], object] = search) -> bool:
            return type(value) is not BlankNode and search(value.value) is not None

        yield each(shape, "PatternConstraintComponent", test)


def language_in(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:languageIn; of a longer range pySHACL compares the whole tag or its first part."""
    listed = members(shape.graph, once(shape, SH.languageIn))
    if not all(isinstance(node, rdflib.Literal) and isinstance(node.value, str) for node in listed):
        raise NotCompiledError("sh:languageIn of what is no language")
    ranges = {str(node).lower() for node in listed}

    def test(value: Term) -> bool:
        tag = value.language if isinstance(value, Literal) else None
        if not tag:
            return False
        return "*" in ranges or tag.lower() in ranges or tag.split("-")[0].lower() in ranges

    yield each(shape, "LanguageInConstraintComponent", test)


def unique_lang(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:uniqueLang"""
    need_path(shape, SH.uniqueLang)
    if not is_true(shape, SH.uniqueLang):
        return

    def wrong(_: Index, __: Term, values: Values) -> list[None]:
        tags = Counter(v.language for v in values if isinstance(v, Literal) and v.language)
        return [None for number in tags.values() if number > 1]

    yield together(shape, "UniqueLangConstraintComponent", wrong, with_one=False)


Builder = Callable[[Shapes, Shape], Iterable[Check]]
"""Reads the checks of a component from a shape. Raises `NotCompiledError`."""

BUILDERS: dict[Node, Builder] = {
    SH["class"]: class_,
    SH.datatype: datatype,
    SH.nodeKind: node_kind,
    SH.minCount: min_count,
    SH.maxCount: max_count,
    SH.minLength: min_length,
    SH.maxLength: max_length,
    SH.pattern: pattern,
    SH.languageIn: language_in,
    SH.uniqueLang: unique_lang,
    **{parameter: bound(parameter) for parameter in _SIDES},
}
