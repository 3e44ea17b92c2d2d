"""What compiled shapes ask of a node, worked out once for all nodes that state the same properties.

Such nodes are many, such properties few: so no node is asked for what it does not state, and what
several shapes say about one property is looked at together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rdflib import SH
from rdflib.term import Node

from shapes.checks import Check, Fault, Run, Shape, UndecidedError, term
from shapes.facets import Facets, Test
from shapes.paths import Index, Path, Properties, Values, iri
from shapes.terms import Term

PLANS = 1024
"""Plans that are kept: one for each set of classes and properties that nodes state."""

LONGEST = 4096
"""Characters of classes and properties for which a plan is kept."""


@dataclass(slots=True, eq=False, repr=False)
class Group:
    """The shapes that have the same targets.

    `met_once` tells whether a walk over the subjects meets each focus node once: not as an object
    of several. `compiled` is false where one of the shapes is left to pySHACL.
    """

    met_once: bool
    compiled: bool = True
    shapes: list[Shape] = field(default_factory=list)


class Plan:
    """The checks of some groups at a node with properties of these names.

    `again` are groups that the node may meet more than once, and `objects` those that meet its
    values of a property: they have plans of their own. `idle` where nothing is asked.
    """

    __slots__ = (
        *("_absent", "_all", "_compiled", "_focus", "_focused", "_stated", "_walks"),
        *("again", "idle", "objects"),
    )

    def __init__(
        self,
        groups: Collection[Group],
        names: Collection[str],
        again: Collection[Group] = (),
        objects: Collection[tuple[str, Group]] = (),
    ) -> None:
        self.again = tuple(again)
        self.objects = tuple(objects)
        self._compiled = all(group.compiled for group in groups)
        self._focused: list[Shape] = []
        self._absent: list[Run] = []
        self._stated: list[tuple[str, Test, list[Run], list[Run]]] = []
        self._all: list[tuple[str, Run]] = []
        self._walks: list[tuple[Path | None, list[Run]]] = []
        self._read([s for group in groups for s in group.shapes if s.checks], set(names))
        asked = self._stated or self._all or self._absent or self._focused or self._walks
        self.idle = self._compiled and not asked

    def _read(self, shapes: Iterable[Shape], names: Collection[str]) -> None:
        """Sort the checks by what they look at."""
        stated: dict[str, list[Check]] = {}
        walks: dict[tuple[bool, str], tuple[Path | None, list[Run]]] = {}
        for shape in shapes:
            if shape.facets:
                self._focused.append(shape)
            elif shape.predicate is None:
                known = walks.setdefault((not shape.path, shape.result_path), (shape.path, []))
                known[1].extend(check.run for check in shape.checks)
            elif shape.predicate in names:
                stated.setdefault(shape.predicate, []).extend(shape.checks)
            else:
                self._absent += [check.run for check in shape.checks if check.without_values]
        self._focus = Facets.merged(shape.facets for shape in self._focused if shape.facets).test
        self._walks += walks.values()
        for name, checks in stated.items():
            self._at(name, checks)

    def _at(self, name: str, checks: Sequence[Check]) -> None:
        tests = [check for check in checks if check.facets]
        others = [check for check in checks if not check.facets]
        several = [check.run for check in others if not check.with_one]
        if tests or several:
            test = Facets.merged(check.facets for check in tests if check.facets).test
            self._stated.append((name, test, [check.run for check in tests], several))
        self._all += [(name, check.run) for check in others if check.with_one]

    def find(self, index: Index, focus: Term, properties: Properties, faults: list[Fault]) -> None:
        """Add the faults of a node: tests before words, since nearly every value passes.

        Raises `UndecidedError` where only pySHACL can tell.
        """
        if not self._compiled:
            raise UndecidedError
        for name, test, runs, several in self._stated:
            values = properties[name]
            for value in values:
                if not test(value):
                    faults += _found(runs, index, focus, values)
                    break
            if len(values) > 1:
                faults += _found(several, index, focus, values)
        for name, run in self._all:
            faults += run(index, focus, properties[name])
        for run in self._absent:
            faults += run(index, focus, ())
        if self._focused and not self._focus(focus):
            faults += [fault for shape in self._focused for fault in shape.faults(index, focus)]
        for path, runs in self._walks:
            faults += _found(runs, index, focus, path(index, focus) if path else (focus,))


def _found(runs: Iterable[Run], index: Index, focus: Term, values: Values) -> list[Fault]:
    return [fault for run in runs for fault in run(index, focus, values)]


Key = tuple[Group | tuple[Term, ...], tuple[str, ...]]
"""The group that a node meets, or the classes of a subject; and the names of its properties."""


class Plans(dict[Key, Plan]):
    """Makes each plan when it is first asked for, and knows which groups meet which nodes."""

    def __init__(self) -> None:
        super().__init__()
        self.by_node: list[tuple[Term, Group]] = []
        self._by_class: dict[Term, list[Group]] = {}
        self._by_property: dict[Node, list[tuple[str, Group]]] = {
            SH.targetSubjectsOf: [],
            SH.targetObjectsOf: [],
        }

    def aim(self, group: Group, kind: Node, node: Node) -> None:
        """Add a target. Raises `NotCompiledError` where it is none."""
        if kind == SH.targetNode:
            self.by_node.append((term(node), group))
        elif kind == SH.targetClass:
            self._by_class.setdefault(term(node), []).append(group)
        else:
            self._by_property[kind].append((iri(node), group))

    def __missing__(self, key: Key) -> Plan:
        who, names = key
        plan = Plan([who], names) if isinstance(who, Group) else self._of_subject(who, names)
        classes = () if isinstance(who, Group) else who
        if sum(map(len, (*names, *(class_.value for class_ in classes)))) <= LONGEST:
            if len(self) >= PLANS:
                self.clear()
            self[key] = plan
        return plan

    def _of_subject(self, classes: Iterable[Term], names: Collection[str]) -> Plan:
        met = [group for class_ in classes for group in self._by_class.get(class_, ())]
        met += [group for name, group in self._by_property[SH.targetSubjectsOf] if name in names]
        return Plan(
            [group for group in met if group.met_once],
            names,
            [group for group in met if not group.met_once],
            [aim for aim in self._by_property[SH.targetObjectsOf] if aim[0] in names],
        )
