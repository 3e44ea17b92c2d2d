"""Whether shapes can be used, which of them can not, and which are never asked.

pySHACL reads the parameters of a shape when it first meets a focus node, so that an ill-formed one
would show in the middle of the work: https://www.w3.org/TR/shacl/#ill-formed-shapes. Here each
shape meets one, which has a value for every property that the shapes name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

Complaint = Callable[[Graph, Graph], str]
"""What is said against shapes, the latter, that are used on data; empty where they can be used."""

_NOBODY, _NOTHING = (URIRef(f"urn:triplebill:shapes:{name}") for name in ("nobody", "nothing"))


class ShapesError(ValueError):
    """The shapes cannot be used; the text says which, where, and what is wrong with them."""


def require_usable(
    shapes: Graph, own: Collection[Node], files: Mapping[Node, Path], complaint: Complaint
) -> None:
    """Raises `ShapesError` where one of the shapes `own` cannot be used, among all the `shapes`.

    `files` says where they are.
    """
    data = Graph(bind_namespaces="none")
    for named in set(shapes.objects()):
        if isinstance(named, URIRef) and not str(named).startswith((str(SH), str(RDF))):
            data.add((_NOBODY, named, _NOTHING))
    said = complaint(data, _aimed(shapes, *own))
    if not said:
        return
    for part in (described, _aimed):  # one that cannot be loaded would be blamed on each
        for node in sorted(own, key=str):
            if why := complaint(data, part(shapes, node)):
                file = f" in “{files[node]}”" if node in files else ""
                shape = f"The shape “{_name(shapes, node)}”{file}"
                raise ShapesError(f"{shape} cannot be used: {why.rstrip('.')}. Correct it.")
    raise ShapesError(f"The shapes cannot be used: {said}")


def unmet(
    shapes: Graph, own: Collection[Node], classes: Collection[Node], namespaces: Collection[str]
) -> Iterator[str]:
    """The targets of the shapes `own` that nothing can meet, a sentence each.

    There is nothing but instances of the `classes`, with properties in these `namespaces`.
    """
    for node in sorted({*own, *shapes.subjects(SH.target)}, key=str):
        name = f"“{_name(shapes, node)}”"
        if (node, SH.target, None) in shapes:
            yield f"{name} has a sh:target, which is not looked at: only SHACL Core's targets are."
        for class_ in sorted({*shapes.objects(node, SH.targetClass)} - {*classes}, key=str):
            yield f"{name} is about the class “{class_}”, of which there is nothing."
        for kind in (SH.targetSubjectsOf, SH.targetObjectsOf):
            for property_ in sorted(shapes.objects(node, kind), key=str):
                if not str(property_).startswith(tuple(namespaces)):
                    yield f"{name} is about the property “{property_}”, which nothing has."


def _aimed(shapes: Graph, *nodes: Node) -> Graph:
    """The shapes, of which some have a target more."""
    found = Graph(bind_namespaces="none")
    found += shapes
    for node in nodes:
        found.add((node, SH.targetNode, _NOBODY))
    return found


def described(shapes: Graph, node: Node) -> Graph:
    """What is said of one shape, and of the blank nodes that it leads to."""
    found, ahead = Graph(bind_namespaces="none"), {node}
    while ahead:
        said = set(shapes.triples((ahead.pop(), None, None))) - set(found)
        ahead |= {value for _, _, value in said if isinstance(value, BNode)}
        found += said
    return found


def _name(shapes: Graph, node: Node) -> str:
    """The IRI of a shape, or of the one that it is a part of."""
    seen = {node}
    while isinstance(node, BNode):
        outer = next((s for s in shapes.subjects(None, node) if s not in seen), None)
        if outer is None:
            return f"_:{node}"
        seen.add(node := outer)
    return str(node)
