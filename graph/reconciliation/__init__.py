"""Reconciliation: which films, persons, reviews and publishers of this site others mean.

What the Reconciliation Service API (https://www.w3.org/community/reconciliation/) asks of a
service, without its JSON: candidates for a name and properties, suggestions for a beginning,
the values of properties.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from pyoxigraph import Literal, NamedNode

from graph.reconciliation.describing import described
from graph.reconciliation.entities import TYPES, Entity, Space, Type, type_of
from graph.reconciliation.index import Index, Indexes
from graph.reconciliation.names import LONGEST, key_of
from graph.reconciliation.properties import PROPERTIES, Property, Value, steps
from graph.reconciliation.questions import Candidate, Condition, Query, Reference
from graph.reconciliation.scoring import judge, ranked
from graph.reconciliation.statements import Statements, in_time, rows
from graph.store import Published, Reader
from graph.values.links import parse_identifier
from graph.values.titles import split_title_year

NAMESAKES = 100
"""Things of the very name that are looked at."""

NEIGHBOURS = 20
"""Things of a similar name that are looked at, of each type."""

_DESCRIBING = tuple(
    PROPERTIES[name] for name in ("datePublished", "director", "itemReviewed", "author")
)

Moved = Callable[[str], str]
"""The identifier that a thing has now, by one that it had; empty where it never had one."""


class Reconciler:
    """Answers on the newest state of the graph; shared by threads."""

    def __init__(
        self,
        published: Published,
        base_iri: str,
        moved: Moved = lambda _: "",
        seconds: float = 10.0,
    ) -> None:
        """`seconds` are the most that one answer may take."""
        self.space = Space(base_iri)
        self._published = published
        self._indexes = Indexes(self.space)
        self._moved = moved
        self._seconds = seconds

    def match(self, queries: Sequence[Query]) -> list[list[Candidate]]:
        """Candidates for each query, the best first.

        Raises `QueryTimeoutError` where it takes longer, and what a `Reader` raises.
        """
        deadline = time.monotonic() + self._seconds
        reader = self._published.current()
        index = self._indexes.of(reader)
        queries = [self._current(_with_year(query)) for query in queries]
        found = []
        for query in queries:
            found.append(list(dict.fromkeys(self._candidates(query, reader, index))))
            in_time(deadline)
        known = Statements(reader, self.space, deadline)
        wanted = [c.property for query in queries for c in query.conditions]
        things = {self.space.thing(identifier) for ids in found for identifier in ids}
        known.fetch(things, {*wanted, *_DESCRIBING})
        answers = []
        for query, ids in zip(queries, found, strict=True):
            judged = (judge(query, entity, known) for entity in self._known(ids, known))
            answers.append(ranked((one for one in judged if one), query.limit))
            in_time(deadline)
        return answers

    def suggest(
        self, prefix: str, types: Sequence[Type], limit: int, offset: int = 0
    ) -> list[Entity]:
        """Things whose name, or a word of it, begins so, after the one whose identifier it is."""
        reader = self._published.current()
        index = self._indexes.of(reader)
        types = types or tuple(TYPES.values())
        own = [identifier for identifier in self._own(prefix) if type_of(identifier) in types]
        named = self._beginning(prefix, types, index)
        ids = chain(own, (identifier for identifier in named if identifier not in own))
        return self.describe(list(islice(ids, offset, offset + limit)), reader)

    def describe(self, ids: Sequence[str], reader: Reader | None = None) -> list[Entity]:
        """The things with these identifiers, as far as they are there."""
        known = self._statements(reader or self._published.current())
        known.fetch(map(self.space.thing, ids), _DESCRIBING)
        return list(self._known(ids, known))

    def extend(self, ids: Sequence[str], properties: Sequence[Property]) -> Statements:
        """The facts of some things; ask it for `values` of `iri_of` each."""
        known = self._statements(self._published.current())
        known.fetch(filter(None, map(self.iri_of, ids)), {*properties, *_DESCRIBING})
        return known

    def iri_of(self, text: str) -> str:
        """The IRI of the thing that an identifier, also a former one, stands for, or nothing."""
        identifier = self.space.identifier(text)
        return self.space.thing(self._moved(identifier) or identifier) if identifier else ""

    def _statements(self, reader: Reader) -> Statements:
        return Statements(reader, self.space, time.monotonic() + self._seconds)

    # --- candidates -------------------------------------------------------------------------

    def _current(self, query: Query) -> Query:
        """The query with identifiers as they are today."""
        ids = (*query.ids, query.name) if self.space.identifier(query.name) else query.ids
        return query._replace(ids=tuple(i for text in ids for i in self._own(text)))

    def _own(self, text: str) -> list[str]:
        iri = self.iri_of(text)
        return [self.space.of_thing(iri)] if iri else []

    def _candidates(self, query: Query, reader: Reader, index: Index) -> Iterator[str]:
        """The identifiers of what is worth a closer look; some more than once."""
        if query.impossible:
            return
        types = query.types or tuple(TYPES.values())
        found = chain(query.ids, self._identified(query, reader))
        if query.name:
            found = chain(found, *(_named(query.name, type_, index) for type_ in types))
        elif not query.ids:
            found = chain(found, self._related(query, reader, index))
        yield from (identifier for identifier in found if type_of(identifier) in types)

    def _identified(self, query: Query, reader: Reader) -> Iterator[str]:
        """Films that another site's identifier names."""
        for condition in query.conditions:
            if condition.property.value is Value.IDENTIFIER and condition.quantifier != "none":
                texts = (value for value in condition.values if isinstance(value, str))
                parsed = [parse_identifier(text, condition.property.id) for text in texts]
                values = [
                    Literal(p.value) for p in parsed if p and p.scheme == condition.property.id
                ]
                scheme = Literal(condition.property.id)
                found = rows(reader, "identified", scheme=scheme, value=values) if values else ()
                yield from self._things(row["thing"] for row in found)

    def _related(self, query: Query, reader: Reader, index: Index) -> Iterator[str]:
        """Without a name: what the entities that are asked for have to do with."""
        for condition in query.conditions:
            if condition.property.value is Value.ENTITY and condition.quantifier != "none":
                path = condition.property.paths[0]
                if "/" not in path:
                    ends = list(islice(self._ends(condition, index), NAMESAKES))
                    found = _led_to(reader, [self.space.thing(end) for end in ends], path)
                    yield from islice(self._things(found), NAMESAKES)

    def _ends(self, condition: Condition, index: Index) -> Iterator[str]:
        for value in condition.values:
            text = value.id if isinstance(value, Reference) else str(value)
            yield from self._own(text)
            for type_ in (TYPES[id_] for id_ in condition.property.range):
                yield from index.of(type_).exact(key_of(text, type_.kind))

    def _things(self, terms: Iterable[object]) -> Iterator[str]:
        ids = (self.space.of_thing(t.value) for t in terms if isinstance(t, NamedNode))
        return filter(None, ids)

    # --- entities ---------------------------------------------------------------------------

    def _known(self, ids: Iterable[str], known: Statements) -> Iterator[Entity]:
        return (described(i, known) for i in ids if known.exists(self.space.thing(i)))

    def _beginning(self, prefix: str, types: Iterable[Type], index: Index) -> Iterator[str]:
        for type_ in types:
            if key := key_of(prefix, type_.kind):
                yield from index.of(type_).beginning(key)


def _named(name: str, type_: Type, index: Index) -> Iterator[str]:
    names, key = index.of(type_), key_of(name, type_.kind)
    exact = names.exact(key)[:NAMESAKES]
    yield from exact
    if key and len(exact) < NAMESAKES:
        yield from islice(names.near(key, NEIGHBOURS), NAMESAKES)


def _with_year(query: Query) -> Query:
    """The query with the year that stands behind a title as a condition of its own."""
    asked = {condition.property.id for condition in query.conditions}
    title, year = split_title_year(query.name[: 2 * LONGEST])
    films = not query.types or "Movie" in {type_.id for type_ in query.types}
    if year is None or not films or "datePublished" in asked:
        return query
    dated = Condition(PROPERTIES["datePublished"], (float(year),))
    return query._replace(name=title, conditions=(*query.conditions, dated))


def _led_to(reader: Reader, ends: Sequence[str], path: str) -> Iterator[object]:
    """The things from which a path of one step leads to one of the ends."""
    (step,) = steps(path)
    if not ends:
        return iter(())
    nodes = list(map(NamedNode, ends))
    if step.inverse:
        found = rows(reader, "values", subject=nodes, predicate=step.predicate)
        return (row["object"] for row in found)
    found = rows(reader, "pointing", object=nodes, predicate=step.predicate)
    return (row["subject"] for row in found)
