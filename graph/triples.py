"""Triples gathered by subject and property, each once: what one resource or one document states.

This is the form in which the compiled shapes look at them, pages and lists read them, N-Triples
and JSON-LD are written, so that none of them takes triples apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.vocabulary import named

Term = NamedNode | BlankNode | Literal
Properties = dict[str, dict[Term, None]]
"""The values of a subject by the IRI of the property, in the order in which they were stated."""

T = TypeVar("T", Literal, NamedNode)


class Triples:
    """A set of triples that keeps its order; never to be changed once it is joined to another."""

    __slots__ = ("subjects",)

    def __init__(self) -> None:
        self.subjects: dict[NamedNode, Properties] = {}

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Triples:
        """The triples gathered; what is gathered already stays as it is."""
        if isinstance(triples, cls):
            return triples
        gathered = cls()
        subjects: dict[Any, dict[str, dict[Any, None]]] = cast(Any, gathered.subjects)
        for triple in triples:
            properties = subjects.setdefault(triple.subject, {})
            properties.setdefault(triple.predicate.value, {})[triple.object] = None
        return gathered

    def state(self, subject: NamedNode, property_: str, values: Iterable[Term]) -> None:
        """Add the values of a property, given by its IRI."""
        stated = dict.fromkeys(values)
        if not stated:
            return
        properties = self.subjects.get(subject)
        if properties is None:
            self.subjects[subject] = {property_: stated}
        elif property_ in properties:
            properties[property_] |= stated
        else:
            properties[property_] = stated

    def join(self, other: Triples) -> None:
        """Add the triples of another, and share with it what only that states."""
        for subject, properties in other.subjects.items():
            mine = self.subjects.setdefault(subject, properties)
            if mine is not properties:
                merged = {property_: dict(values) for property_, values in mine.items()}
                for property_, values in properties.items():
                    merged[property_] = merged.get(property_, {}) | values
                self.subjects[subject] = merged

    def __iter__(self) -> Iterator[Triple]:
        for subject, properties in self.subjects.items():
            for property_, values in properties.items():
                for value in values:
                    yield Triple(subject, named(property_), value)

    def literals(self, subject: NamedNode, property_: str) -> list[Literal]:
        """The values of a property that are literals."""
        return _of(self.subjects.get(subject), property_, Literal)

    def iris(self, subject: NamedNode, property_: str) -> list[NamedNode]:
        """The values of a property that are IRIs."""
        return _of(self.subjects.get(subject), property_, NamedNode)


def _of(properties: Mapping[str, Iterable[Term]] | None, property_: str, type_: type[T]) -> list[T]:
    values = properties.get(property_, ()) if properties else ()
    return [value for value in values if isinstance(value, type_)]
