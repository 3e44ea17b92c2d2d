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

_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,5}[1-9])?")
_TERM = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Exact:
    """Writes values so that the context of `document` gives them back."""

    repeats = False

    def key(self, iri: NamedNode) -> str:
        if name := _schema_name(iri):
            return name
        for prefix in ("foaf", "owl", "prov", "void"):
            name = iri.value.removeprefix(PREFIXES[prefix])
            if name != iri.value and _TERM.fullmatch(name):
                return f"{prefix}:{name}"
        return iri.value

    def is_link(self, key: str) -> bool:
        return key in IRIS or key in LINKS

    def literal(self, key: str, term: Literal, types: Iterable[str]) -> Any:
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        shown = f"xsd:{datatype.removeprefix(XSD)}" if datatype.startswith(XSD) else datatype
        expected = CONTEXT[key]["@type"] if key in CONTEXT else "xsd:string"
        if shown == expected:
            return term.value
        if term.datatype == XSD_STRING:
            return {"@value": term.value}
        return {"@value": term.value, "@type": shown}


class Plain:
    """Writes plain values where the normalisation gives them back, and value objects elsewhere."""

    repeats = True

    def __init__(self, language: str) -> None:
        self.language = language

    def key(self, iri: NamedNode) -> str:
        return _schema_name(iri) or iri.value

    def is_link(self, key: str) -> bool:
        return key in IRIS

    def literal(self, key: str, term: Literal, types: Iterable[str]) -> Any:
        plain: Any = term.value
        if term.datatype in (XSD_DECIMAL, XSD_INTEGER) and _NUMBER.fullmatch(plain):
            plain = float(plain) if "." in plain else int(plain)
        language = text_language(key, types, self.language)
        if key not in IRIS and literal(key, plain, language) == term:
            return plain
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype == XSD_STRING:
            return {"@value": term.value}
        return {"@value": term.value, "@type": term.datatype.value}


@lru_cache(1_024)  # there are some dozens of properties
def _schema_name(iri: NamedNode) -> str:
    name = iri.value.removeprefix(SCHEMA)
    return name if name != iri.value and _TERM.fullmatch(name) else ""
