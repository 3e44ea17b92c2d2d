"""Reading one Oxigraph store: what the writer and the readers of snapshots have in common."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple

from graph.errors import QueryError, QuerySyntaxError, UnsupportedFormatError
from graph.formats import Format
from graph.store import QueryResult
from graph.store.describe import closure, lookup_in
from graph.store.durable import storage_error, whole_file
from graph.vocabulary import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): ")
_EXPECTED = re.compile("expected (one of )?")
_CLASSES = re.compile(r", \[[^\]]*\]|(?<=one of )\[[^\]]*\], ", re.DOTALL)
"""Sets of characters that the parser waited for: any letter, say, which tells nobody anything."""

_IN_WORDS = {
    "expected [_]": "what ends here does not go there, as BIND to a variable that has a value",
    "['0'..='9']": "a digit",
    "IRI parsing failed": "a complete address between “<” and “>”",
}

_FUNCTIONS = """ABS ADJUST AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY
ENCODE_FOR_URI EXISTS FLOOR GROUP_CONCAT HOURS IF IRI LANG LANGDIR LANGMATCHES LCASE MAX MD5 MIN
MINUTES MONTH NOT NOW OBJECT PREDICATE RAND REGEX REPLACE ROUND SAMPLE SECONDS SHA1 SHA256 SHA384
SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT
SUBSTR SUM TIMEZONE TRIPLE TZ UCASE URI UUID YEAR hasLANG hasLANGDIR isBLANK isIRI isLITERAL
isNUMERIC isTRIPLE isTriple isURI sameTerm"""
_PATTERNS = "BIND FILTER GRAPH LATERAL MINUS OPTIONAL SERVICE"
_OPENING = {
    **dict.fromkeys(_FUNCTIONS.split(), "an expression"),
    **dict.fromkeys(_PATTERNS.split(), "a pattern"),
}
"""What a keyword opens. The parser names the few that it happened to try last, not what fits."""

_LONGEST_REASON = 200
_DEFAULT = DefaultGraph()


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """Oxigraph's message about a query, with the place taken out of it."""
    message = str(error)
    place = _PLACE.match(message)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    reason = message[place.end() :] if place else message
    for known, words in _IN_WORDS.items():
        reason = reason.replace(known, words)
    reason = _without_openings(_CLASSES.sub("", reason))
    if len(reason) > _LONGEST_REASON:
        reason = reason[:_LONGEST_REASON].rstrip() + " …"
    where = f" in line {line}, column {column}" if line else ""
    return QuerySyntaxError(f"The query has a syntax error{where}: {reason}.", line, column)


def _without_openings(reason: str) -> str:
    """What was expected, without the keywords that are named by chance.

    >>> _without_openings("expected one of BY, LATERAL"), _without_openings("expected ABS")
    ('expected BY', 'an expression there or before it is not as it should be')
    """
    start = _EXPECTED.match(reason)
    words = reason[start.end() :].split(", ") if start else []
    if not start or _OPENING.keys().isdisjoint(words):
        return reason
    if others := [word for word in words if word not in _OPENING]:
        return f"expected {'one of ' if len(others) > 1 else ''}{', '.join(others)}"
    opened = " or ".join(sorted({_OPENING[word] for word in words}, reverse=True))
    return f"{opened} there or before it is not as it should be"


def parsed(sparql: str) -> type[QueryResult]:
    """The kind of result that a query has, as the parser sees it. Raises `QuerySyntaxError`."""
    try:
        return type(Store().query(sparql))
    except SyntaxError as error:
        raise syntax_error(error) from None


class OxigraphReader:
    """A `Reader` on an open Oxigraph store."""

    def __init__(self, store: Store, version: str) -> None:
        self._store = store
        self._version = version

    @property
    def version(self) -> str:
        """The id of the snapshot that is read."""
        return self._version

    def query(self, sparql: str) -> QueryResult:
        """Answer a trusted query: nothing here limits its time or memory.

        Raises `QuerySyntaxError`, and `QueryError` where it fails on the way.
        """
        try:
            return self._store.query(sparql)
        except SyntaxError as error:
            raise syntax_error(error) from None
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(f"The query could not be answered: {error}") from error

    def describe(self, iri: NamedNode) -> list[Triple]:
        """What is known of the resource that the IRI belongs to: see `describe.closure`."""
        return closure(iri, lookup_in(self._store))

    def stated(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> list[Triple]:
        """The triples of some subjects that have some predicates: of some dozens that a subject
        has, those that are not wanted take less time than a query."""
        return [
            quad.triple
            for subject in subjects
            for quad in self._store.quads_for_pattern(subject, None, None, _DEFAULT)
            if quad.predicate in predicates
        ]

    def leading_to(self, iri: NamedNode, predicates: Collection[NamedNode]) -> list[Triple]:
        """The triples that lead to an IRI by some predicates, for a tenth of what a query takes."""
        return [
            quad.triple
            for predicate in predicates
            for quad in self._store.quads_for_pattern(None, predicate, iri, _DEFAULT)
        ]

    def count(self) -> int:
        """The number of triples. Oxigraph counts by reading them all: 1 s for some millions."""
        return len(self._store)

    def dump(self, path: Path, format_: Format) -> None:
        """Write the whole graph into a file; the file is complete or not there.

        A path that ends in `.gz` is compressed. The order is that of Oxigraph's index, which
        depends on the triples alone: equal graphs give equal files. Raises `StorageError`.
        """
        if not isinstance(format_.engine, RdfFormat):
            raise UnsupportedFormatError(f"A graph cannot be written as “{format_.name}”.")
        try:
            with whole_file(path) as file:
                self._store.dump(file, format_.engine, from_graph=_DEFAULT, prefixes=PREFIXES)
        except OSError as error:
            raise storage_error(path.parent, error) from error
