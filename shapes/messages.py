"""The one language in which shapes speak.

A shape may have its sh:message in several: https://www.w3.org/TR/shacl/#message.
"""

from __future__ import annotations

from rdflib import SH, Graph, Literal
from rdflib.term import Node


def in_one_language(shapes: Graph, language: str) -> Graph:
    """The shapes with their messages in one language each; the same graph where they are.

    That is the given one (a BCP 47 tag), else English, else what has no tag, else the first in the
    order of the tags.
    """
    spoken = {node: list(shapes.objects(node, SH.message)) for node in shapes.subjects(SH.message)}
    several = {node: said for node, said in spoken.items() if len({*map(_tag, said)}) > 1}
    if not several:
        return shapes
    found = Graph(bind_namespaces="none")
    found += shapes
    for node, said in several.items():
        chosen = min((_tag(message) for message in said), key=lambda tag: _rank(tag, language))
        for message in said:
            if _tag(message) != chosen:
                found.remove((node, SH.message, message))
    return found


def _tag(message: Node) -> str:
    return (message.language or "").lower() if isinstance(message, Literal) else ""


def _rank(tag: str, language: str) -> tuple[int, str]:
    """How little a language is wanted."""
    wanted, main = language.lower(), tag.partition("-")[0]
    if wanted and tag == wanted:
        return 0, tag
    if wanted and main == wanted.partition("-")[0]:
        return 1, tag
    return {"en": 2, "": 3}.get(main, 4), tag
