"""An embedded block → the triples it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import UnreadableError
from graph.jsonld.normalisation import IRIS, language_tag, literal, text_language
from graph.vocabulary import TYPE, schema, schema_http

_MAX_DEPTH = 32


def to_triples(block: Mapping[str, Any]) -> list[Triple]:
    """The triples of an embedded block, by the normalisation that `normalisation` states.

    Raises `UnreadableError` for what `embedded` does not write, such as a node without `@id`.
    """
    try:
        language = language_tag(block.get("inLanguage"))
        return list(dict.fromkeys(_read_node(block, language, _MAX_DEPTH)))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise UnreadableError(f"This JSON-LD is not as it is published here: {error}.") from error


def _read_node(node: Mapping[str, Any], language: str, depth: int) -> Iterator[Triple]:
    if not depth:
        raise ValueError("it is nested too deeply")
    subject = NamedNode(node["@id"])
    types = _listed(node.get("@type", []))
    for type_ in types:
        yield Triple(subject, TYPE, _term(type_))
    for key, value in node.items():
        if key == "@reverse":
            for reversed_key, others in value.items():
                for other in _listed(others):
                    yield Triple(NamedNode(other["@id"]), _term(reversed_key), subject)
                    yield from _read_node(other, language, depth - 1)
        elif key == "@included":
            for other in value:
                yield from _read_node(other, language, depth - 1)
        elif not key.startswith("@"):
            spoken = text_language(key, types, language)
            for each in _listed(value):
                yield Triple(subject, _term(key), _read_value(key, each, spoken))
                if isinstance(each, dict) and "@id" in each:
                    yield from _read_node(each, language, depth - 1)


def _read_value(key: str, value: Any, language: str) -> NamedNode | Literal:
    if isinstance(value, dict):
        if "@value" not in value:
            return NamedNode(value["@id"])
        if not isinstance(value["@value"], str):
            raise TypeError(f"“{key}” has a value object without text")
        datatype = NamedNode(value["@type"]) if "@type" in value else None
        return Literal(value["@value"], language=value.get("@language"), datatype=datatype)
    if key in IRIS:
        return NamedNode(value)
    return literal(key, value, language)


def _term(key: str) -> NamedNode:
    return NamedNode(schema_http(key)) if ":" in key else schema(key)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
