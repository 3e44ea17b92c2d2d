"""SHACL Core's constraint components that look at values: type, number, range, string.

https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import RDFS, SH, URIRef
from rdflib.term import Node

from shapes.checks import (
    Builder,
    Check,
    Shape,
    Shapes,
    component,
    each,
    every,
    integer,
    is_true,
    need_path,
    once,
    term,
    together,
)
from shapes.facets import TERMS, WITH_TEXT, Facets
from shapes.paths import TYPE, Index, NotCompiledError, Values, instances, iri, members
from shapes.terms import Term, compared, well_typed

# --- value type: https://www.w3.org/TR/shacl/#core-components-value-type ----------------------

_LITERALS = frozenset[type]({Literal})

_KINDS: dict[Node, frozenset[type]] = {
    SH.IRI: frozenset({NamedNode}),
    SH.BlankNode: frozenset({BlankNode}),
    SH.Literal: _LITERALS,
    SH.BlankNodeOrIRI: TERMS - {Literal},
    SH.BlankNodeOrLiteral: TERMS - {NamedNode},
    SH.IRIOrLiteral: WITH_TEXT,
}


def class_(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:class"""
    for node in every(shape, SH["class"]):
        wanted = term(node)

        def wrong(index: Index, _: Term, values: Values, wanted: Term = wanted) -> list[Term]:
            known = index.forwards
            for value in values:
                properties = known.get(value)
                if properties is None or wanted not in properties.get(TYPE, ()):
                    return [each for each in values if wanted not in instances(index, each)]
            return []

        yield together(shape, "ClassConstraintComponent", wrong)


def datatype(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:datatype"""
    wanted = NamedNode(iri(once(shape, SH.datatype)))
    if wanted.value in {str(RDFS.Literal), str(RDFS.Datatype)}:
        raise NotCompiledError(f"sh:datatype “{wanted.value}”, which pySHACL takes for more")

    def test(value: Any) -> bool:
        return value.datatype == wanted and well_typed(value)

    yield each(shape, "DatatypeConstraintComponent", Facets(_LITERALS, tests=(test,)))


def node_kind(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:nodeKind"""
    kinds = _KINDS.get(once(shape, SH.nodeKind))
    if kinds is None:
        raise NotCompiledError("sh:nodeKind of no kind")
    yield each(shape, "NodeKindConstraintComponent", Facets(kinds))


# --- cardinality: https://www.w3.org/TR/shacl/#core-components-count --------------------------


def min_count(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:minCount"""
    need_path(shape, SH.minCount)
    least = integer(once(shape, SH.minCount), "sh:minCount")
    yield together(
        shape,
        "MinCountConstraintComponent",
        lambda index, focus, values: (None,) if len(values) < least else (),
        without_values=True,
        with_one=least > 1,
    )


def max_count(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:maxCount"""
    need_path(shape, SH.maxCount)
    most = integer(once(shape, SH.maxCount), "sh:maxCount")
    yield together(
        shape,
        "MaxCountConstraintComponent",
        lambda index, focus, values: (None,) if len(values) > most else (),
        with_one=most < 1,
    )


# --- range: https://www.w3.org/TR/shacl/#core-components-range --------------------------------

_SIDES: dict[URIRef, tuple[int, ...]] = {
    SH.minExclusive: (1,),
    SH.minInclusive: (0, 1),
    SH.maxExclusive: (-1,),
    SH.maxInclusive: (-1, 0),
}


def bound(parameter: URIRef) -> Builder:
    """sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive"""
    name, sides = component(parameter), _SIDES[parameter]

    def build(shapes: Shapes, shape: Shape) -> Iterable[Check]:
        for node in every(shape, parameter):
            if not isinstance(node, rdflib.Literal) or node.value is None:
                raise NotCompiledError(f"sh:{parameter.fragment} that has no value")

            def test(value: Any, bound: rdflib.Literal = node) -> bool:
                return compared(value, bound) in sides

            yield each(shape, name, Facets(_LITERALS, tests=(test,)))

    return build


# --- strings: https://www.w3.org/TR/shacl/#core-components-string -----------------------------


def min_length(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:minLength"""
    least = integer(once(shape, SH.minLength), "sh:minLength")
    facets = Facets(WITH_TEXT, shortest=least) if least else Facets()
    yield each(shape, "MinLengthConstraintComponent", facets)


def max_length(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:maxLength"""
    most = integer(once(shape, SH.maxLength), "sh:maxLength")
    yield each(shape, "MaxLengthConstraintComponent", Facets(WITH_TEXT, longest=most))


def pattern(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:pattern, with the flags that pySHACL knows; the engine is Python's `re` for both."""
    flags = 0
    for given in (once(shape, SH.flags),) if every(shape, SH.flags) else ():
        if not isinstance(given, rdflib.Literal) or set(given) - {"i", "m"}:
            raise NotCompiledError(f"sh:flags “{given}”")
        flags = (re.I if "i" in given else 0) | (re.M if "m" in given else 0)
    for node in every(shape, SH.pattern):
        if not isinstance(node, rdflib.Literal):
            raise NotCompiledError("sh:pattern that is no literal")
        try:
            search = re.compile(str(node), flags).search
        except re.error as error:
            raise NotCompiledError(f"sh:pattern “{node}”: {error}") from error
        yield each(shape, "PatternConstraintComponent", Facets(WITH_TEXT, patterns=(search,)))


def language_in(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:languageIn; of a longer range pySHACL compares the whole tag or its first part."""
    listed = members(shape.graph, once(shape, SH.languageIn))
    if not all(isinstance(node, rdflib.Literal) and isinstance(node.value, str) for node in listed):
        raise NotCompiledError("sh:languageIn of what is no language")
    ranges = {str(node).lower() for node in listed}

    def test(value: Any) -> bool:
        if not (tag := value.language):
            return False
        return "*" in ranges or tag.lower() in ranges or tag.split("-")[0].lower() in ranges

    yield each(shape, "LanguageInConstraintComponent", Facets(_LITERALS, tests=(test,)))


def unique_lang(shapes: Shapes, shape: Shape) -> Iterable[Check]:
    """sh:uniqueLang"""
    need_path(shape, SH.uniqueLang)
    if not is_true(shape, SH.uniqueLang):
        return

    def wrong(_: Index, __: Term, values: Values) -> list[None]:
        tags = Counter(v.language for v in values if isinstance(v, Literal) and v.language)
        return [None for number in tags.values() if number > 1]

    yield together(shape, "UniqueLangConstraintComponent", wrong, with_one=False)


BUILDERS: dict[Node, Builder] = {
    SH["class"]: class_,
    SH.datatype: datatype,
    SH.nodeKind: node_kind,
    SH.minCount: min_count,
    SH.maxCount: max_count,
    SH.minLength: min_length,
    SH.maxLength: max_length,
    SH.pattern: pattern,
    SH.languageIn: language_in,
    SH.uniqueLang: unique_lang,
    **{parameter: bound(parameter) for parameter in _SIDES},
}
