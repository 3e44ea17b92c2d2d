"""The published graph in numbers: classes, properties, links, and when it changed.

They are counted by trusted queries, and worth keeping: see `graph.store.remembered`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graph.queries import load
from graph.store import Reader
from graph.store.snapshots import made
from graph.vocabulary import PRIMARY_TOPIC, XSD_DATE, XSD_DATE_TIME, schema


@dataclass(frozen=True, slots=True)
class Use:
    """How many triples give things of a class a property; no `datatype` where it leads to IRIs."""

    class_: NamedNode
    property: NamedNode
    datatype: NamedNode | None
    triples: int


@dataclass(frozen=True, slots=True)
class Links:
    """How many triples with a predicate lead to a site elsewhere, which is the root of one."""

    predicate: NamedNode
    site: str
    triples: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """One state of the graph in numbers.

    `modified` is an xsd:dateTime, that of the snapshot; of an engine, which has none, the
    xsd:date on which the latest review came in or changed, None where there is no review.
    """

    classes: dict[NamedNode, int]
    properties: dict[NamedNode, int]
    uses: tuple[Use, ...]
    links: tuple[Links, ...]
    examples: tuple[NamedNode, ...]
    modified: Literal | None

    @property
    def triples(self) -> int:
        """All triples."""
        return sum(self.properties.values())

    @property
    def documents(self) -> int:
        """The things that have a page."""
        return self.properties.get(PRIMARY_TOPIC, 0)

    def of_class(self, name: str) -> int:
        """How many things there are of a class of schema.org."""
        return self.classes.get(schema(name), 0)

    @property
    def day(self) -> str:
        """The ISO date of the last change, empty where it is not known."""
        return self.modified.value[:10] if self.modified else ""


def count(reader: Reader) -> Statistics:
    """Ask the graph for its numbers: half a second for 200,000 triples."""
    return Statistics(
        classes={row[0]: int(row[1].value) for row in _rows(reader, "classes")},
        properties={row[0]: int(row[1].value) for row in _rows(reader, "properties")},
        uses=tuple(_use(*row) for row in _rows(reader, "class_properties")),
        links=tuple(
            Links(row[0], row[1].value, int(row[2].value)) for row in _rows(reader, "links")
        ),
        examples=_examples(reader),
        modified=_modified(reader),
    )


def documents(reader: Reader) -> int:
    """How many things have a page, without all the other numbers."""
    return next((int(count.value) for (count,) in _rows(reader, "documents")), 0)


def _use(class_: NamedNode, property_: NamedNode, datatype: NamedNode, number: NamedNode) -> Use:
    kind = datatype if isinstance(datatype, NamedNode) else None
    return Use(class_, property_, kind, int(number.value))


def _examples(reader: Reader) -> tuple[NamedNode, ...]:
    """A film and its review."""
    for (first,) in _rows(reader, "examples"):
        if first is not None:  # an empty graph has no first
            review = NamedNode(first.value)
            films = (triple.object for triple in reader.stated([review], [schema("itemReviewed")]))
            found = sorted(film.value for film in films if isinstance(film, NamedNode))
            return (*map(NamedNode, found[:1]), review)
    return ()


def _modified(reader: Reader) -> Literal | None:
    if moment := made(reader.version):
        return Literal(moment.isoformat().replace("+00:00", "Z"), datatype=XSD_DATE_TIME)
    days = [row[0].value for row in _rows(reader, "modified")]
    return Literal(days[0], datatype=XSD_DATE) if days else None


def _rows(reader: Reader, query: str) -> Iterator[tuple[NamedNode, ...]]:
    """The solutions of a query in graph/queries; every value has a `value`, as IRIs have."""
    solutions = reader.query(load(query))
    for solution in solutions if isinstance(solutions, QuerySolutions) else ():
        yield tuple(solution)
