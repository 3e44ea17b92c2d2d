"""A shapes graph compiled once into plain checks over the triples of one document.

What is compiled gives the results that pySHACL gives: same nodes, values, words and severities.
What is not is named in `reasons`; a document at which such a shape looks is left to pySHACL, and
so is one with a fault for which only pySHACL has the words, because the shape has no sh:message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Triple
from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from shapes.checks import Fault, Run, Shape, Test, UndecidedError, term
from shapes.compiler import Compiler, targeting, targets_of
from shapes.paths import (
    SUBCLASS,
    TYPE,
    Index,
    NotCompiledError,
    Properties,
    Shared,
    Values,
    Watched,
    instances,
    iri,
)
from shapes.report import ValidationReport, ValidationResult
from shapes.terms import Term, node_text, text_of


class CompiledShapes:
    """The checks of a shapes graph; may be shared by threads.

    `reasons` names what is not compiled and why, a sentence each.
    """

    def __init__(self, graph: Graph) -> None:
        self.reasons: list[str] = []
        self._all_left = _custom(graph)
        if self._all_left:
            self.reasons.append("The shapes define constraint components of their own.")
        self._by_class: dict[Term, list[_Group]] = {}
        self._by_subject: list[tuple[str, _Group]] = []
        self._by_object: list[tuple[str, _Group]] = []
        self._by_node: list[tuple[Term, _Group]] = []
        groups: dict[frozenset[tuple[Node, Node]], _Group] = {}
        compiler = Compiler(graph)
        for node in sorted(targeting(graph), key=str):
            targets = frozenset(targets_of(graph, node))
            if targets not in groups:
                groups[targets] = self._aim(_Group(_met_once(targets)), targets)
            try:
                groups[targets].add(compiler.top(node))
            except NotCompiledError as reason:
                groups[targets].compiled = False
                self.reasons.append(f"“{node_text(node)}” is left to pySHACL: {reason}.")

    def check(self, document: Iterable[Triple] | Index) -> tuple[ValidationResult, ...] | None:
        """The results for one document by itself, in order; None where pySHACL has to judge."""
        if self._all_left:
            return None
        index = document if isinstance(document, Index) else Index.of(document)
        faults: list[Fault] = []
        try:
            for group, node, properties in self._focus_nodes(index):
                if not group.compiled:
                    return None
                group.find(index, node, properties, faults)
            return ValidationReport.of(map(_result, faults)).results if faults else ()
        except UndecidedError:
            return None

    def _aim(self, group: _Group, targets: Iterable[tuple[Node, Node]]) -> _Group:
        tables: dict[Node, list[tuple[str, _Group]]] = {
            SH.targetSubjectsOf: self._by_subject,
            SH.targetObjectsOf: self._by_object,
        }
        for kind, node in targets:
            try:
                if kind == SH.targetNode:
                    self._by_node.append((term(node), group))
                elif kind == SH.targetClass:
                    self._by_class.setdefault(term(node), []).append(group)
                else:
                    tables[kind].append((iri(node), group))
            except NotCompiledError as reason:
                self._all_left = True
                self.reasons.append(f"A target of the shapes is {reason}.")
        return group

    def _focus_nodes(self, index: Index) -> Iterator[tuple[_Group, Term, Properties]]:
        nodes, seen = index.forwards, set[tuple[_Group, Term]]()
        for group, node, properties in self._targeted(index):
            if not group.met_once:
                if (group, node) in seen:
                    continue
                seen.add((group, node))
            yield group, node, nodes.get(node, {}) if properties is None else properties

    def _targeted(self, index: Index) -> Iterator[tuple[_Group, Term, Properties | None]]:
        """The focus nodes, one again for each target that names it."""
        for node, group in self._by_node:
            yield group, node, None
        inherits = any(SUBCLASS in properties for properties in index.forwards.values())
        for subject, properties in index.forwards.items():
            if type(properties) is Shared and not inherits:
                if self not in properties.right:
                    properties.right[self] = self._is_right(index, subject, properties)
                if properties.right[self]:
                    continue
            for class_ in instances(index, subject) if inherits else properties.get(TYPE, ()):
                for group in self._by_class.get(class_, ()):
                    yield group, subject, properties
            for property_, group in self._by_subject:
                if property_ in properties:
                    yield group, subject, properties
            for property_, group in self._by_object:
                for value in properties.get(property_, ()):
                    yield group, value, None

    def _is_right(self, index: Index, subject: Term, properties: Properties) -> bool:
        """Whether nothing is wrong with a subject, and that follows from its properties alone."""
        if any(property_ in properties for property_, _ in self._by_object):
            return False
        groups = [g for class_ in properties.get(TYPE, ()) for g in self._by_class.get(class_, ())]
        groups += [group for property_, group in self._by_subject if property_ in properties]
        watched, faults = Watched(index, subject), list[Fault]()
        for group in groups:
            if not group.compiled:
                return False
            group.find(watched, subject, properties, faults)
        return not faults and not watched.elsewhere


class _Group:
    """The shapes that have the same targets, sorted by the property they look at."""

    __slots__ = ("_absent", "_checks", "_shapes", "_tests", "compiled", "met_once")

    def __init__(self, met_once: bool) -> None:
        self.met_once = met_once
        self.compiled = True
        self._checks: dict[str, _Checks] = {}
        self._absent: list[tuple[str, Run]] = []
        self._tests: list[tuple[Test, Shape]] = []
        self._shapes: list[Shape] = []

    def add(self, shape: Shape) -> None:
        """Have a shape looked at, unless it says nothing."""
        if not shape.checks:
            return
        if test := shape.test:
            self._tests.append((test, shape))
            return
        if shape.predicate is None:
            self._shapes.append(shape)
            return
        tests, tested, others, several = self._checks.setdefault(shape.predicate, ([], [], [], []))
        for check in shape.checks:
            if check.test:
                tests.append(check.test)
                tested.append(check.run)
            else:
                (others if check.with_one else several).append(check.run)
            if check.without_values:
                self._absent.append((shape.predicate, check.run))

    def find(self, index: Index, focus: Term, properties: Properties, faults: list[Fault]) -> None:
        """Add the faults of a focus node: all tests first, since nearly every value passes."""
        for property_, checks in self._checks.items():
            if values := properties.get(property_):
                faults += _faults(checks, index, focus, values)
        for property_, run in self._absent:
            if property_ not in properties:
                faults += run(index, focus, ())
        for test, shape in self._tests:
            if not test(focus):
                faults += shape.faults(index, focus)
        for shape in self._shapes:
            faults += shape.faults(index, focus)


_Checks = tuple[list[Test], list[Run], list[Run], list[Run]]
"""Tests of one value, what tells their faults; checks of all values, and of several only."""


def _faults(checks: _Checks, index: Index, focus: Term, values: Values) -> list[Fault]:
    tests, tested, others, several = checks
    faults: list[Fault] = []
    if not _pass(tests, values):
        for run in tested:
            faults += run(index, focus, values)
    for run in others:
        faults += run(index, focus, values)
    if len(values) > 1:
        for run in several:
            faults += run(index, focus, values)
    return faults


def _pass(tests: Iterable[Test], values: Values) -> bool:
    for value in values:
        for test in tests:
            if not test(value):
                return False
    return True


def _custom(graph: Graph) -> bool:
    """Whether the shapes bring constraint components: then any property may be a parameter."""
    kinds = chain([SH.ConstraintComponent], graph.subjects(RDFS.subClassOf, SH.ConstraintComponent))
    return any(True for kind in kinds for _ in graph.subjects(RDF.type, kind))


def _met_once(targets: Iterable[tuple[Node, Node]]) -> bool:
    """Whether a walk over the subjects meets each focus node once: not as an object of several."""
    kinds = [kind for kind, _ in targets]
    return len(kinds) == 1 and kinds[0] != SH.targetObjectsOf


def _result(fault: Fault) -> ValidationResult:
    shape, component, focus, value, property_ = fault
    if shape.message is None:
        raise UndecidedError
    return ValidationResult(
        text_of(focus),
        shape.message,
        shape.severity,
        node_text(shape.node),
        component,
        property_ or shape.result_path,
        "" if value is None else text_of(value),
    )
