"""One document's triples by subject, and SHACL's property paths over them.

Paths: https://www.w3.org/TR/shacl/#property-paths, compiled from the shapes graph. Where pySHACL
walks a path otherwise than SHACL says, the path is not compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from typing import Any, TypeVar

from pyoxigraph import Triple
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node

from shapes.terms import Term

Values = Collection[Term]
"""Terms, each once."""

Path = Callable[["Index", Term], Values]
"""Gives the value nodes of a focus node."""

DEEPEST = 10
"""Levels that pySHACL follows a path down."""


class NotCompiledError(Exception):
    """Something that only pySHACL can check; the text says what, in a few words."""


Properties = Mapping[str, Values]
"""The values of a subject by the IRI of the predicate; strings are found faster than terms."""

V = TypeVar("V", bound=Values)


class Shared(dict[str, V]):
    """The properties of one subject, the same in many documents; never to be changed.

    `right` says by whose checks there is nothing wrong with them, whatever else a document says.
    """

    __slots__ = ("right",)

    def __init__(self, properties: Mapping[str, V]) -> None:
        super().__init__(properties)
        self.right: dict[object, bool] = {}


class Index:
    """Triples by subject and predicate, each once: no subject without a property."""

    __slots__ = ("_backwards", "forwards")

    def __init__(self, forwards: Mapping[Any, Properties]) -> None:
        self.forwards = forwards
        self._backwards: dict[tuple[str, Term], dict[Term, None]] | None = None

    @classmethod
    def of(cls, triples: Iterable[Triple], predicates: Container[str] | None = None) -> Index:
        """Of all triples, or of those with one of these predicates.

        The same triple given twice counts once.
        """
        forwards: dict[Term, dict[str, Values]] = {}
        last: Term | None = None
        properties: dict[str, Values] = {}
        subject: Any
        value: Any
        for triple in triples:
            predicate = triple.predicate.value
            if predicates is not None and predicate not in predicates:
                continue
            subject, value = triple.subject, triple.object
            if subject != last:  # triples of one subject mostly stand together
                last, properties = subject, forwards.setdefault(subject, {})
            if (values := properties.get(predicate)) is None:
                properties[predicate] = (value,)  # most are alone, and so need not be hashed
            elif type(values) is dict:
                values[value] = None
            else:
                properties[predicate] = dict.fromkeys((*values, value))
        return cls(forwards)

    def objects(self, subject: Term, predicate: str) -> Values:
        """The values of a property of a subject."""
        properties = self.forwards.get(subject)
        return properties.get(predicate, ()) if properties else ()

    def subjects(self, predicate: str, value: Term) -> Values:
        """The subjects that have this value for the property."""
        if self._backwards is None:
            self._backwards = {}
            for subject, properties in self.forwards.items():
                for each, values in properties.items():
                    for one in values:
                        self._backwards.setdefault((each, one), {})[subject] = None
        return self._backwards.get((predicate, value), ())


class Watched(Index):
    """An index that knows whether anything was looked up beside the properties of a node."""

    __slots__ = ("_index", "_node", "elsewhere")

    def __init__(self, index: Index, node: Term) -> None:
        self._index = index
        self._node = node
        self.elsewhere = False

    @property
    def forwards(self) -> Mapping[Any, Properties]:  # type: ignore[override]
        """All triples."""
        self.elsewhere = True
        return self._index.forwards

    def objects(self, subject: Term, predicate: str) -> Values:
        """The values of a property of a subject."""
        self.elsewhere = self.elsewhere or subject != self._node
        return self._index.objects(subject, predicate)

    def subjects(self, predicate: str, value: Term) -> Values:
        """The subjects that have this value for the property."""
        self.elsewhere = True
        return self._index.subjects(predicate, value)


TYPE, SUBCLASS = str(RDF.type), str(RDFS.subClassOf)


def instances(index: Index, node: Term) -> set[Term]:
    """All classes of a node: https://www.w3.org/TR/shacl/#dfn-shacl-instance"""
    found: set[Term] = set()
    ahead = list(index.objects(node, TYPE))
    while ahead:
        class_ = ahead.pop()
        if class_ not in found:
            found.add(class_)
            ahead += index.objects(class_, SUBCLASS)
    return found


T = TypeVar("T")


def only(values: Iterable[T], what: str) -> T:
    """The one value there is. Raises `NotCompiledError` where there is none, or another."""
    found = list(values)
    if len(found) != 1:
        raise NotCompiledError(f"{len(found)} values of {what}")
    return found[0]


def members(graph: Graph, head: Node, least: int = 0) -> list[Node]:
    """The members of a well-formed list with at least so many. Raises `NotCompiledError`."""
    found, seen = [], {head}
    while head != RDF.nil:
        found.append(only(graph.objects(head, RDF.first), "rdf:first"))
        head = only(graph.objects(head, RDF.rest), "rdf:rest")
        if head in seen:
            raise NotCompiledError("a list without end")
        seen.add(head)
    if len(found) < least:
        raise NotCompiledError("a list that is too short")
    return found


def compile_path(graph: Graph, node: Node) -> Path:
    """The path that a node of the shapes graph stands for. Raises `NotCompiledError`."""
    return _path(graph, node, 0, False)


def iri(node: Node) -> str:
    """The IRI of a node in the shapes. Raises `NotCompiledError` where it is none."""
    if not isinstance(node, URIRef):
        raise NotCompiledError(f"“{node}”, which is no IRI")
    return str(node)


def _path(graph: Graph, node: Node, depth: int, backwards: bool) -> Path:
    if isinstance(node, URIRef):
        return _step(iri(node), backwards)
    if not isinstance(node, BNode) or depth >= DEEPEST:
        raise NotCompiledError("a path that is no path, or too deep")
    if (node, RDF.first, None) in graph:
        if backwards:
            raise NotCompiledError("sh:inversePath of a sequence, which pySHACL reads otherwise")
        parts = members(graph, node, 2)
        return _sequence([_path(graph, p, depth + n + 1, False) for n, p in enumerate(parts)])
    kind, operand = only(graph.predicate_objects(node), "a path")
    if kind == SH.inversePath:
        return _path(graph, operand, depth + 1, not backwards)
    if kind == SH.alternativePath:
        ways = members(graph, operand, 2)
        return _alternatives([_path(graph, way, depth + 1, backwards) for way in ways])
    if kind not in _REPEATED:
        raise NotCompiledError(f"a path with “{kind}”")
    return _REPEATED[kind](_path(graph, operand, depth + 1, backwards))


def _step(predicate: str, backwards: bool) -> Path:
    if backwards:
        return lambda index, focus: index.subjects(predicate, focus)
    return lambda index, focus: index.objects(focus, predicate)


def _sequence(parts: list[Path]) -> Path:
    def walk(index: Index, focus: Term) -> Values:
        reached: Values = (focus,)
        for part in parts:
            if len(reached) == 1:
                [node] = reached
                reached = part(index, node)
            else:
                reached = dict.fromkeys(value for node in reached for value in part(index, node))
        return reached

    return walk


def _alternatives(ways: list[Path]) -> Path:
    def walk(index: Index, focus: Term) -> Values:
        reached = [values for way in ways if (values := way(index, focus))]
        if len(reached) == 1:
            return reached[0]
        return dict.fromkeys(value for values in reached for value in values)

    return walk


def _one_or_more(path: Path) -> Path:
    def walk(index: Index, focus: Term) -> Values:
        found: dict[Term, None] = {}
        ahead = list(path(index, focus))
        while ahead:
            node = ahead.pop()
            if node not in found:
                found[node] = None
                ahead += path(index, node)
        return found

    return walk


def _or_itself(path: Path) -> Path:
    return lambda index, focus: dict.fromkeys((focus, *path(index, focus)))


_REPEATED: dict[Node, Callable[[Path], Path]] = {
    SH.oneOrMorePath: _one_or_more,
    SH.zeroOrMorePath: lambda path: _or_itself(_one_or_more(path)),
    SH.zeroOrOnePath: _or_itself,
}
