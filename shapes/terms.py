"""Terms of RDF 1.1 in the two libraries: pyoxigraph's, which read and store, and rdflib's.

Lexical forms stay as they are in both directions. What a literal's lexical form means, rdflib is
asked; its answers about short literals are remembered, since dates and numbers come again.
"""

from __future__ import annotations

import logging
import operator
import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from threading import Lock
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib import RDF, SH, XSD, BNode, Graph, URIRef
from rdflib.extras.shacl import parse_shacl_path
from rdflib.term import Node

Term = NamedNode | BlankNode | pyoxigraph.Literal

REMEMBERED = 4096
"""Answers about literals that are kept, for each kind of question."""

SHORT = 64
"""Characters of a literal about which an answer is kept."""

pyshacl_runs = Lock()
"""Held while pySHACL runs: it then has all of rdflib read booleans otherwise."""

# rdflib logs each ill-typed literal with a traceback; they are what the report is about.
logging.getLogger("rdflib.term").addFilter(
    lambda record: not str(record.msg).startswith("Failed to convert Literal")
)


def to_rdflib(triples: Iterable[Triple]) -> Graph:
    """The same triples as an rdflib graph in memory, lexical forms as they are.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> seven = Literal("07.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    >>> a = NamedNode("http://example.org/a")
    >>> next(to_rdflib([Triple(a, a, seven)]).objects()).n3()
    '"07.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    graph = Graph(bind_namespaces="none")
    known: dict[object, Node] = {}

    def term(given: object) -> Node:
        found = known.get(given)
        if found is None:
            found = known[given] = rdflib_term(given)
        return found

    graph.addN((term(t.subject), term(t.predicate), term(t.object), graph) for t in triples)
    return graph


def in_http(triple: Triple) -> Triple:
    """The same with schema.org's names as the data have them, in SPARQL texts and prefixes, too.

    >>> print(in_http(Triple(*3 * [NamedNode("https://schema.org/Movie")])).subject)
    <http://schema.org/Movie>
    """
    subject, predicate, value = (_in_http(term) for term in triple)
    if predicate in _NAMING and isinstance(value, pyoxigraph.Literal):
        text = _HTTPS_NAME.sub(r"\1http:", value.value)
        value = pyoxigraph.Literal(text, datatype=value.datatype)
    return Triple(subject, predicate, value)


def _in_http(term: Any) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith("https://schema.org/"):
        return NamedNode(term.value.replace("https:", "http:", 1))
    return term


_HTTPS_NAME = re.compile(r"(^|<)https:(?=//schema\.org/)")

_NAMING = {NamedNode(str(SH[name])) for name in ("select", "ask", "construct", "namespace")}


def rdflib_term(term: object) -> Node:
    """The same term in rdflib. Raises `TypeError` for what RDF 1.1 does not have."""
    match term:
        case NamedNode(value=iri):
            return URIRef(iri)
        case BlankNode(value=label):
            return BNode(label)
        case pyoxigraph.Literal():
            return _literal(term)
    raise TypeError(f"not a term of RDF 1.1: {term!r}")


def _literal(given: pyoxigraph.Literal) -> rdflib.Literal:
    if given.language:
        return rdflib.Literal(given.value, lang=given.language)
    if given.datatype == _STRING:
        return rdflib.Literal(given.value)
    datatype = URIRef(given.datatype.value)
    with pyshacl_runs if datatype == XSD.boolean else nullcontext():
        typed = rdflib.Literal(given.value, datatype=datatype, normalize=False)
        if typed.value is not None:
            return typed
        kind = _IllTyped if typed.ill_typed else _Unread
        return kind(given.value, datatype=datatype, normalize=False)


def oxigraph_term(term: Node) -> Term:
    """The same term in pyoxigraph. Raises `ValueError` for an IRI or a tag that is none."""
    match term:
        case URIRef():
            return NamedNode(str(term))
        case BNode():
            return BlankNode(str(term))
        case rdflib.Literal(language=str(language)):
            return pyoxigraph.Literal(str(term), language=language)
        case rdflib.Literal(datatype=URIRef() as datatype):
            return pyoxigraph.Literal(str(term), datatype=NamedNode(str(datatype)))
    return pyoxigraph.Literal(str(term))


def text_of(term: Term) -> str:
    """A term as reports hold it: an IRI, a lexical form, or `_:` and the label of a blank node."""
    return f"_:{term.value}" if isinstance(term, BlankNode) else term.value


def node_text(node: Node | None) -> str:
    """The same of a term in rdflib; nothing for none."""
    if node is None:
        return ""
    return f"_:{node}" if isinstance(node, BNode) else str(node)


def path_text(graph: Graph, node: Node) -> str:
    """A property path as reports hold it: the predicate's IRI, or the path in SPARQL's syntax."""
    path = parse_shacl_path(graph, node)
    return str(path) if isinstance(path, URIRef) else path.n3()


class _IllTyped(rdflib.Literal):
    """A literal with no value, which SPARQL cannot compare: so no comparison with it holds.

    Without this, rdflib raises TypeError in the middle of sh:lessThanOrEquals.
    """

    def __lt__(self, other: Any) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__


class _Unread(rdflib.Literal):
    """A literal of a datatype that rdflib does not read, such as xsd:gYear.

    rdflib orders them by their text, but raises TypeError where `<=` does not hold.
    """

    def __le__(self, other: Any) -> bool:
        return bool(self < other or self == other)

    def __ge__(self, other: Any) -> bool:
        return bool(self > other or self == other)


_STRING = NamedNode(str(XSD.string))

_VALUES: dict[URIRef, type | tuple[type, ...]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}


def well_typed(literal: pyoxigraph.Literal) -> bool:
    """Whether a literal has a value of its datatype, as pySHACL sees it for sh:datatype."""
    term = _literal(literal)
    if term.ill_typed is True:
        return False
    datatype = XSD.string if term.datatype is None else term.datatype
    return isinstance(term.value, _VALUES.get(datatype, object))


def precedes(term: Term, other: Term, or_equals: bool) -> bool:
    """`<` or `<=` as pySHACL takes them for sh:lessThan and sh:lessThanOrEquals.

    An IRI counts as a string. Raises `TypeError` where there is no order: never for literals
    of one kind, always for blank nodes.
    """
    if isinstance(term, BlankNode) or isinstance(other, BlankNode):
        raise TypeError("blank nodes have no order")
    short = len(term.value) <= SHORT >= len(other.value)
    return (_known_order if short else _precedes)(term, other, or_equals)


def _precedes(term: Term, other: Term, or_equals: bool) -> bool:
    one, two = _comparable(rdflib_term(term)), _comparable(rdflib_term(other))
    if (type(one) is str) != (type(two) is str):
        return False
    compare: Callable[[Any, Any], bool] = operator.le if or_equals else operator.lt
    return bool(compare(one, two))


def _comparable(term: Node) -> Any:
    if isinstance(term, URIRef):
        return str(term)
    if isinstance(term, rdflib.Literal) and isinstance(term.value, str):
        return str(term.value)
    return term


def compared(literal: pyoxigraph.Literal, bound: rdflib.Literal) -> int | None:
    """-1, 0 or 1 as pySHACL compares a value with sh:minInclusive and its kin; None: it cannot."""
    from pyshacl.rdfutil.compare import compare_literal

    term = _literal(literal)
    if isinstance(term.value, str) != isinstance(bound.value, str):
        return None
    try:
        return int(compare_literal(term, bound))  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return None


_known_order = lru_cache(REMEMBERED)(_precedes)
