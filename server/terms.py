"""What the editor of the query page completes: the prefixes, classes and properties that are
really here, with their numbers, and with what they mean on this site (terms.ttl)."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files

from msgspec import Struct
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from graph.statistics import Statistics
from graph.vocabulary import PREFIXES


class Term(Struct, frozen=True, omit_defaults=True):
    """A class with the number of its things, or a property with the number of its triples.

    `classes` are those of the things that have the property, the most frequent first.
    """

    iri: str
    number: int
    comment: str = ""
    classes: tuple[str, ...] = ()


class Terms(Struct, frozen=True):
    """The terms of one version of the graph, the most frequent first."""

    prefixes: dict[str, str]
    classes: list[Term]
    properties: list[Term]


def terms_of(numbers: Statistics) -> Terms:
    """The terms of a state of the graph, from its numbers."""
    comments = _comments()
    owners: dict[NamedNode, Counter[str]] = defaultdict(Counter)
    for use in numbers.uses:
        owners[use.property][use.class_.value] += use.triples
    classes = [Term(c.value, n, comments.get(c.value, "")) for c, n in numbers.classes.items()]
    properties = [
        Term(p.value, n, comments.get(p.value, ""), _most_frequent(owners[p]))
        for p, n in numbers.properties.items()
    ]
    return Terms(PREFIXES, _sorted(classes), _sorted(properties))


def term_triples() -> tuple[Triple, ...]:
    """What the terms mean, as RDF."""
    text = (files(__package__) / "terms.ttl").read_bytes()
    return tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE))


def _most_frequent(owners: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(owners, key=lambda class_: (-owners[class_], class_)))


def _sorted(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (-term.number, term.iri))


@cache
def _comments() -> dict[str, str]:
    return {str(t.subject)[1:-1]: t.object.value for t in term_triples()}  # type: ignore[union-attr]
