"""The one lexical form in which a value is stored, so that equal values are equal triples.

Oxigraph keeps the value of a literal and not its spelling: `3.50` comes back as `3.5`, 95 minutes
as one hour and 35. Both stores write and compare these forms, so the graph is the same in every
engine, and writing the same twice changes nothing.
"""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.triples import Term
from graph.vocabulary import RDF, XSD_STRING

_KEPT = frozenset({XSD_STRING, NamedNode(RDF + "langString")})
_ANYTHING = NamedNode("urn:x")


def canonical(triple: Triple) -> Triple:
    """The same triple with its value in the form that is stored.

    Ill-typed literals stay as they are.
    """
    value = triple.object
    if isinstance(value, Literal) and value.datatype not in _KEPT:
        return Triple(triple.subject, triple.predicate, canonical_literal(value))
    return triple


def canonical_text(value: Term) -> str:
    """The object of a triple in this form, as N-Triples have it.

    >>> canonical_text(NamedNode("urn:x")), canonical_text(Literal("Heat", language="en"))
    ('<urn:x>', '"Heat"@en')
    """
    if type(value) is NamedNode:
        return f"<{value.value}>"
    text = str(value)
    return _text_of(value) if text[-1] == ">" else text  # only a datatype ends in this


@lru_cache(maxsize=65_536)
def canonical_literal(literal: Literal) -> Literal:
    """What Oxigraph gives back for a literal; asked of Oxigraph itself (5 µs).

    >>> from graph.vocabulary import XSD_DECIMAL
    >>> canonical_literal(Literal("3.50", datatype=XSD_DECIMAL)).value
    '3.5'
    """
    store = Store()
    store.add(Quad(_ANYTHING, _ANYTHING, literal))
    stored = next(iter(store)).object
    return stored if isinstance(stored, Literal) else literal


@lru_cache(maxsize=65_536)
def _text_of(literal: Literal) -> str:
    return str(canonical_literal(literal))
