"""How a key and a value are written: exactly, or plainly for search engines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.jsonld.normalisation import DATES, DECIMALS, INTEGERS, IRIS, literal, text_language
from graph.vocabulary import PREFIXES, SCHEMA, XSD, XSD_DECIMAL, XSD_INTEGER, XSD_STRING

LINKS = ("owl:sameAs", "foaf:primaryTopic", "prov:wasDerivedFrom", "void:inDataset")
"""Foreign properties whose values are IRIs."""

CONTEXT: dict[str, Any] = {
    "@vocab": SCHEMA,
    **{prefix: PREFIXES[prefix] for prefix in ("xsd", "foaf", "owl", "prov", "void")},
    **{key: {"@type": "@id"} for key in (*sorted(IRIS), *LINKS)},
    **{key: {"@type": "xsd:date"} for key in sorted(DATES)},
    "duration": {"@type": "xsd:duration"},
    **{key: {"@type": "xsd:decimal"} for key in sorted(DECIMALS)},
    **{key: {"@type": "xsd:integer"} for key in sorted(INTEGERS)},
}
"""The context of the `.jsonld` variant, given inline so that nobody has to fetch it."""

_LINKING = IRIS.union(LINKS)
_EXPECTED = {key: term["@type"] for key, term in CONTEXT.items() if isinstance(term, dict)}
_STRING = "xsd:string"
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,5}[1-9])?")
_TERM = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_LONG = frozenset({"reviewBody", "abstract"})
"""What holds texts that are read once: values of all else come again and again."""

_FOREIGN = ("foaf", "owl", "prov", "void")


class Exact:
    """Writes values so that the context of `document` gives them back."""

    repeats = False

    @staticmethod
    def key(iri: str) -> str:
        """The key for a property: its name in schema.org, or a compact IRI."""
        return _schema_name(iri) or _compact(iri)

    def is_link(self, key: str) -> bool:
        """Whether the context says that the values of a key are IRIs."""
        return key in _LINKING

    def literal(self, key: str, term: Literal, types: Iterable[str]) -> Any:
        """A literal under a key: text where the context tells the rest, else a value object."""
        if language := term.language:
            return {"@value": term.value, "@language": language}
        shown = _datatype(term.datatype)
        if shown == _EXPECTED.get(key, _STRING):
            return term.value
        if shown == _STRING:
            return {"@value": term.value}
        return {"@value": term.value, "@type": shown}


class Plain:
    """Writes plain values where the normalisation gives them back, and value objects elsewhere."""

    repeats = True

    def __init__(self, language: str) -> None:
        self.language = language

    @staticmethod
    def key(iri: str) -> str:
        """The key for a property: its name in schema.org, or its IRI."""
        return _schema_name(iri) or iri

    def is_link(self, key: str) -> bool:
        """Whether the normalisation reads the values of a key as IRIs."""
        return key in IRIS

    def literal(self, key: str, term: Literal, types: Iterable[str]) -> Any:
        """A literal under a key of a node of these types: plain where that is enough."""
        write = _plain if key in _LONG else _remembered
        return write(key, term, text_language(key, types, self.language))


def _plain(key: str, term: Literal, language: str) -> Any:
    plain: Any = term.value
    if term.datatype in (XSD_DECIMAL, XSD_INTEGER) and _NUMBER.fullmatch(plain):
        plain = float(plain) if "." in plain else int(plain)
    if key not in IRIS and literal(key, plain, language) == term:
        return plain
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD_STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}


_remembered = lru_cache(8_192)(_plain)


@lru_cache(1_024)  # there are some dozens of properties
def _schema_name(iri: str) -> str:
    name = iri.removeprefix(SCHEMA)
    return name if name != iri and _TERM.fullmatch(name) else ""


@lru_cache(1_024)
def _compact(iri: str) -> str:
    for prefix in _FOREIGN:
        name = iri.removeprefix(PREFIXES[prefix])
        if name != iri and _TERM.fullmatch(name):
            return f"{prefix}:{name}"
    return iri


@lru_cache(256)
def _datatype(datatype: NamedNode) -> str:
    iri = datatype.value
    return f"xsd:{iri.removeprefix(XSD)}" if iri.startswith(XSD) else iri
