"""A shapes graph compiled once into plain checks over the triples of one document.

What is compiled gives the results that pySHACL gives: same nodes, values, words and severities.
What is not is named in `reasons`; a document at which such a shape looks is left to pySHACL, and
so is one with a fault for which only pySHACL has the words, because the shape has no sh:message.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from pyoxigraph import Triple
from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from shapes.checks import Fault, UndecidedError
from shapes.compiler import Compiler, targeting, targets_of
from shapes.paths import (
    SUBCLASS,
    TYPE,
    Index,
    NotCompiledError,
    Properties,
    Shared,
    Watched,
    instances,
)
from shapes.plans import Group, Plans
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
        self._named = _named(graph)
        self._plans = Plans()
        groups: dict[frozenset[tuple[Node, Node]], Group] = {}
        compiler = Compiler(graph)
        for node in sorted(targeting(graph), key=str):
            targets = frozenset(targets_of(graph, node))
            if targets not in groups:
                groups[targets] = Group(_met_once(targets))
                self._aim(groups[targets], targets)
            try:
                groups[targets].shapes.append(compiler.top(node))
            except NotCompiledError as reason:
                groups[targets].compiled = False
                self.reasons.append(f"“{node_text(node)}” is left to pySHACL: {reason}.")

    def check(self, document: Iterable[Triple] | Index) -> tuple[ValidationResult, ...] | None:
        """The results for one document by itself, in order; None where pySHACL has to judge."""
        if self._all_left:
            return None
        index = document if isinstance(document, Index) else Index.of(document, self._named)
        faults: list[Fault] = []
        try:
            self._judge(index, faults)
            return ValidationReport.of(map(_result, faults)).results if faults else ()
        except UndecidedError:
            return None

    def _aim(self, group: Group, targets: Iterable[tuple[Node, Node]]) -> None:
        for kind, node in targets:
            try:
                self._plans.aim(group, kind, node)
            except NotCompiledError as reason:
                self._all_left = True
                self.reasons.append(f"A target of the shapes is {reason}.")

    def _judge(self, index: Index, faults: list[Fault]) -> None:
        """Add the faults of all focus nodes. Raises `UndecidedError`."""
        nodes, plans = index.forwards, self._plans
        seen: set[tuple[Group, Term]] = set()

        def meet(group: Group, node: Term) -> None:
            if (group, node) not in seen:
                seen.add((group, node))
                properties = nodes.get(node, {})
                plans[group, tuple(properties)].find(index, node, properties, faults)

        for node, group in plans.by_node:
            meet(group, node)
        inherits = any(SUBCLASS in properties for properties in nodes.values())
        for subject, properties in nodes.items():
            if type(properties) is Shared and not inherits:
                if self not in properties.right:
                    properties.right[self] = self._is_right(index, subject, properties)
                if properties.right[self]:
                    continue
            classes = instances(index, subject) if inherits else properties.get(TYPE, ())
            plan = plans[tuple(classes), tuple(properties)]
            if not plan.idle:
                plan.find(index, subject, properties, faults)
            for group in plan.again:
                meet(group, subject)
            for name, group in plan.objects:
                for value in properties[name]:
                    meet(group, value)

    def _is_right(self, index: Index, subject: Term, properties: Properties) -> bool:
        """Whether nothing is wrong with a subject, and that follows from its properties alone."""
        names = tuple(properties)
        plan = self._plans[tuple(properties.get(TYPE, ())), names]
        if plan.objects:
            return False
        watched, faults = Watched(index, subject), list[Fault]()
        for each in (plan, *(self._plans[group, names] for group in plan.again)):
            each.find(watched, subject, properties, faults)
        return not faults and not watched.elsewhere


def _custom(graph: Graph) -> bool:
    """Whether the shapes bring constraint components: then any property may be a parameter."""
    kinds = chain([SH.ConstraintComponent], graph.subjects(RDFS.subClassOf, SH.ConstraintComponent))
    return any(True for kind in kinds for _ in graph.subjects(RDF.type, kind))


def _named(graph: Graph) -> frozenset[str] | None:
    """The predicates at which the shapes may look, since they name them; None for any predicate."""
    if (None, SH.closed, None) in graph:
        return None
    return frozenset({TYPE, SUBCLASS, *map(str, graph.objects())})


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
        shape.name,
        component,
        property_ or shape.result_path,
        "" if value is None else text_of(value),
    )
