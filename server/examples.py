"""The example queries of graph/queries/examples.ttl: on the query page, and as the
`sh:SPARQLExecutable`s that other editors look for in a service description.

See SHACL Advanced Features, section 5.2.1, for the terms, and
https://github.com/sib-swiss/sparql-examples for how clients read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from graph.vocabulary import PREFIXES, RDFS, SH, TYPE, XSD, schema

EXAMPLES_PATH = "sparql/examples"

_QUERIES = tuple(NamedNode(SH + kind) for kind in ("select", "construct", "ask"))
_ANY_URI = NamedNode(XSD + "anyURI")


@dataclass(frozen=True, slots=True)
class Example:
    """An example query; `view` is the way to show its answer that suits it best."""

    name: str
    title: str
    comment: str
    query: str
    view: str


def example_triples(base_iri: str) -> list[Triple]:
    """All examples of a site, and the prefixes that it suggests."""
    document = base_iri + EXAMPLES_PATH
    return [*_triples(document), *_prefixes(document)]


@cache
def examples() -> tuple[Example, ...]:
    """The examples in the order of the file.

    >>> examples()[0].title
    'Who reviewed what'
    """
    said: dict[str, dict[NamedNode, str]] = {}
    for triple in _triples("http://localhost/sparql/examples"):
        if isinstance(triple.subject, NamedNode) and not isinstance(triple.object, Triple):
            said.setdefault(triple.subject.value, {})[triple.predicate] = triple.object.value
    return tuple(_example(iri, properties) for iri, properties in said.items())


def _example(iri: str, said: dict[NamedNode, str]) -> Example:
    return Example(
        name=iri.partition("#")[2],
        title=said[NamedNode(RDFS + "label")],
        comment=said[NamedNode(RDFS + "comment")],
        query=next(said[kind] for kind in _QUERIES if kind in said),
        view=said.get(schema("keywords"), ""),
    )


@cache
def _triples(document: str) -> tuple[Triple, ...]:
    text = (files("graph") / "queries" / "examples.ttl").read_bytes()
    return tuple(quad.triple for quad in parse(text, RdfFormat.TURTLE, base_iri=document))


def _prefixes(document: str) -> Iterator[Triple]:
    """Declared as SHACL, section 5.2.1, has it."""
    all_ = NamedNode(f"{document}#prefixes")
    for prefix, namespace in PREFIXES.items():
        one = NamedNode(f"{document}#prefix-{prefix}")
        yield Triple(all_, NamedNode(SH + "declare"), one)
        yield Triple(one, TYPE, NamedNode(SH + "PrefixDeclaration"))
        yield Triple(one, NamedNode(SH + "prefix"), Literal(prefix))
        yield Triple(one, NamedNode(SH + "namespace"), Literal(namespace, datatype=_ANY_URI))
