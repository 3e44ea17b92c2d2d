"""What the editor of the query page completes: the prefixes, classes and properties that are
really here, with their numbers, and with what they mean on this site (terms.ttl)."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct
from pyoxigraph import QuerySolutions, RdfFormat, Triple, parse

from graph import queries
from graph.store import Reader
from graph.vocabulary import PREFIXES

KEEP_S = 600.0
"""How long the terms of an engine that cannot tell its version are taken to be the same."""


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


class KnownTerms:
    """Reads the terms of a version once; may be shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._terms: Terms | None = None
        self._version = ""
        self._until = 0.0

    def of(self, reader: Reader) -> Terms:
        """The terms of what the reader reads. Raises `EngineError`."""
        with self._lock:
            same = reader.version == self._version
            fresh = bool(reader.version) or time.monotonic() < self._until
            if self._terms is None or not (same and fresh):
                self._terms = read_terms(reader)
                self._version, self._until = reader.version, time.monotonic() + KEEP_S
            return self._terms


def read_terms(reader: Reader) -> Terms:
    """Ask the graph for its terms: some seconds where it has many millions of triples."""
    owners = defaultdict(list)
    for class_, property_, number in _rows(reader, "property_classes"):
        owners[property_].append((-int(number), class_))
    comments = _comments()
    classes = [Term(iri, int(n), comments.get(iri, "")) for iri, n in _rows(reader, "classes")]
    properties = [
        Term(iri, int(n), comments.get(iri, ""), tuple(c for _, c in sorted(owners[iri])))
        for iri, n in _rows(reader, "properties")
    ]
    return Terms(PREFIXES, _sorted(classes), _sorted(properties))


def term_triples() -> tuple[Triple, ...]:
    """What the terms mean, as RDF."""
    text = (files(__package__) / "terms.ttl").read_bytes()
    return tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE))


def _sorted(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (-term.number, term.iri))


def _rows(reader: Reader, name: str) -> list[list[Any]]:
    solutions = reader.query(queries.load(name))
    rows = solutions if isinstance(solutions, QuerySolutions) else ()
    return [[term.value for term in row] for row in rows]


@cache
def _comments() -> dict[str, str]:
    return {str(t.subject)[1:-1]: t.object.value for t in term_triples()}  # type: ignore[union-attr]
