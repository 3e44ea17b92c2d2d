"""The facts of many things at once: a few queries for a whole batch, whatever its size.

What is asked for is fetched step by step along the paths of the properties, then read from
memory. Rows come in pages where an engine holds the graph, since engines cut long results.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.engines import PAGE_ROWS
from graph.errors import QueryTimeoutError
from graph.queries import Term, load
from graph.reconciliation.entities import Space
from graph.reconciliation.properties import Property, Step, Value, steps
from graph.store import Reader

TOGETHER = 200
"""Things looked up by one query."""

_NAMING = "name", "alternateName", "itemReviewed", "url"
"""What is fetched of every thing of this site that is reached."""


def rows(reader: Reader, query: str, **terms: Term | Sequence[Term]) -> Iterator[QuerySolution]:
    """All rows of a paged SELECT in `graph/queries`, in no order."""
    size = 2**31 if reader.version else PAGE_ROWS  # an own snapshot cuts nothing
    offset = 0
    while True:
        solutions = reader.query(load(query, (size, offset), **terms))
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"The query {query} is no SELECT.")
        found = 0
        for row in solutions:
            found += 1
            yield row
        offset += found
        if reader.version or not found:
            return


def in_time(deadline: float) -> None:
    """Raises `QueryTimeoutError` after the deadline, a time of `time.monotonic`."""
    if time.monotonic() > deadline:
        raise QueryTimeoutError("This takes too long in one request. Ask for less at a time.")


class Statements:
    """Facts fetched from one state of the graph."""

    def __init__(self, reader: Reader, space: Space, deadline: float) -> None:
        """`deadline` is a time of `time.monotonic`; beyond it nothing more is fetched."""
        self._reader = reader
        self.deadline = deadline
        self.space = space
        self._objects: dict[tuple[str, Step], set[Term]] = defaultdict(set)
        self._asked: set[tuple[str, Step]] = set()

    def fetch(self, things: Iterable[str], properties: Iterable[Property]) -> None:
        """Fetch what some properties say of the things with these IRIs, and names of entities.

        Raises `QueryTimeoutError`, and what a `Reader` raises.
        """
        things = set(things)
        paths = [steps(path) for row in properties for path in row.paths]
        if any(row.value is Value.IDENTIFIER for row in properties):
            paths += [steps("identifier/propertyID"), steps("identifier/value")]
        reached: set[str] = set(things)
        for depth in range(max(map(len, paths), default=0)):
            wanted = {path[depth] for path in paths if len(path) > depth}
            reached |= self._follow(reached, wanted)
        naming = {steps(name)[0] for name in _NAMING}
        own = {iri for iri in reached if self.space.of_thing(iri)}
        films = {iri for iri in self._follow(own, naming) if self.space.of_thing(iri)}
        self._follow(films - own, naming)

    def values(self, iri: str, path: str) -> list[Term]:
        """What a path leads to, in an order that does not depend on the store."""
        found: set[Term] = {NamedNode(iri)}
        for step in steps(path):
            found = set().union(
                *(self._objects.get((node.value, step), ()) for node in found
                  if isinstance(node, NamedNode))
            )  # fmt: skip
        return sorted(found, key=str)

    def texts(self, iri: str, path: str) -> list[str]:
        """The literals that a path leads to, without their languages."""
        return [term.value for term in self.values(iri, path) if isinstance(term, Literal)]

    def things(self, iri: str, path: str) -> list[str]:
        """The IRIs of the things of this site that a path leads to."""
        terms = self.values(iri, path)
        return [t.value for t in terms if isinstance(t, NamedNode) and self.space.of_thing(t.value)]

    def identifiers(self, iri: str, scheme: str) -> list[str]:
        """The thing's identifiers in another site's database."""
        nodes = [t.value for t in self.values(iri, "identifier") if isinstance(t, NamedNode)]
        return [
            value
            for node in nodes
            if scheme in self.texts(node, "propertyID")
            for value in self.texts(node, "value")
        ]

    def exists(self, iri: str) -> bool:
        """Whether a thing that was fetched is in the graph: everything published has a `url`."""
        return bool(self.values(iri, "url"))

    # --- fetching ---------------------------------------------------------------------------

    def _follow(self, iris: set[str], wanted: Iterable[Step]) -> set[str]:
        """Fetch one step from each; the IRIs that it leads to."""
        led: set[str] = set()
        for inverse in (False, True):
            some = [step for step in wanted if step.inverse is inverse]
            fresh = sorted(i for i in iris if any((i, step) not in self._asked for step in some))
            for start in range(0, len(fresh), TOGETHER):
                self._load(fresh[start : start + TOGETHER], some, inverse)
            self._asked |= {(iri, step) for iri in fresh for step in some}
            led |= {
                term.value
                for iri in iris
                for step in some
                for term in self._objects.get((iri, step), ())
                if isinstance(term, NamedNode)
            }
        return led

    def _load(self, iris: Sequence[str], some: list[Step], inverse: bool) -> None:
        in_time(self.deadline)
        nodes, predicates = list(map(NamedNode, iris)), [step.predicate for step in some]
        found = (
            rows(self._reader, "pointing", object=nodes, predicate=predicates)
            if inverse
            else rows(self._reader, "values", subject=nodes, predicate=predicates)
        )
        ends = ("object", "subject") if inverse else ("subject", "object")
        for row in found:
            start, predicate, end = row[ends[0]], row["predicate"], row[ends[1]]
            if isinstance(predicate, NamedNode) and isinstance(end, (NamedNode, Literal)):
                self._objects[start.value, Step(predicate, inverse)].add(end)
