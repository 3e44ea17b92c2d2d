"""Triples → nested JSON-LD, in either dialect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Triple

from graph.jsonld.dialects import CONTEXT, Exact, Plain
from graph.jsonld.normalisation import language_tag
from graph.triples import Term, Triples
from graph.vocabulary import PRIMARY_TOPIC, SCHEMA, TYPE, XSD_STRING, schema_iri

Block = dict[str, Any]

ORDER = (
    *("url", "name", "alternateName", "author", "publisher", "datePublished", "dateCreated"),
    *("agent", "startTime", "object"),
    *("inLanguage", "itemReviewed", "reviewRating", "ratingValue", "bestRating", "worstRating"),
    *("ratingCount", "reviewCount", "ratingExplanation", "abstract", "keywords"),
    *("reviewBody", "director"),
    *("actor", "characterName", "duration", "genre", "contentRating", "image"),
)
"""The order in which people meet the properties; the others follow by name."""

_TYPE, _TOPIC = TYPE.value, PRIMARY_TOPIC.value
_NO_BLANK_NODES = "A published resource has IRIs and literals only."
_RANK = {SCHEMA + name: rank for rank, name in enumerate(ORDER)}
# In bytes one sign is found at once; longer ones at once in a text that has none as far on.
_MARKUP = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&")
_SEPARATORS = tuple((sign, f"\\u{ord(sign):04x}") for sign in "\u2028\u2029")


def document(triples: Iterable[Triple], iri: NamedNode) -> Block:
    """The JSON-LD document that says exactly what the triples say.

    `iri` is the resource's document or a node of it, and the triples are those that `describe`
    gives for it. The main node, which the document is about, is the outermost object; what it
    leads to is nested, and the document node stands under `@reverse`.

    Raises `TypeError` for blank nodes, which published resources do not have.
    """
    gathered = Triples.of(triples)
    return {"@context": CONTEXT, **_Tree(gathered, Exact()).block(_main(gathered, iri))}


def embedded(triples: Iterable[Triple], iri: NamedNode) -> Block:
    """The JSON-LD block for an HTML page, from the same triples as `document`.

    Nodes have their absolute IRIs, so that the block is the same graph; `to_triples` gives it
    back. Another resource is described wherever it is named, since search engines want to read
    the name of an author in place.
    """
    gathered = Triples.of(triples)
    top = _main(gathered, iri)
    dialect = Plain(_stated_language(gathered, top))
    return {"@context": "https://schema.org", **_Tree(gathered, dialect).block(top)}


def script(block: Mapping[str, Any]) -> Markup:
    r"""The block as JSON text for the inside of `<script type="application/ld+json">`.

    What HTML or JavaScript could take for markup is escaped as JSON allows, so that the text
    means the same JSON: https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements

    >>> print(script({"name": "</script>"}))
    {
     "name": "\u003c/script\u003e"
    }
    """
    encoded = _json(block, 1)
    for sign, escaped in _MARKUP:
        encoded = encoded.replace(sign, escaped)
    written = encoded.decode()
    for separator, its_escape in _SEPARATORS:
        written = written.replace(separator, its_escape)
    return Markup(written)  # noqa: S704 - nothing in it is markup any more


def text(block: Mapping[str, Any], indent: int) -> str:
    """The block as JSON text.

    >>> text({"name": "é", "actor": []}, 1)
    '{\\n "name": "é",\\n "actor": []\\n}'
    """
    return _json(block, indent).decode()


def _json(block: Mapping[str, Any], indent: int) -> bytes:
    return msgspec.json.format(msgspec.json.encode(block), indent=indent)


class _Tree:
    """The triples as nested objects: what a node leads to stands where it is first led to."""

    def __init__(self, triples: Triples, dialect: Exact | Plain) -> None:
        self.dialect = dialect
        self.nodes = triples.subjects
        self.written: set[NamedNode] = set()
        self.page = ""

    def block(self, top: NamedNode) -> Block:
        """The main node with all the others in it."""
        self.page = _page(top)
        block = self.node(top)
        page = NamedNode(self.page)
        if page not in self.written and top in self.nodes.get(page, {}).get(_TOPIC, ()):
            block["@reverse"] = {self.dialect.key(_TOPIC): self.node(page, but=top)}
        rest = [self.node(n) for n in sorted(self.nodes, key=str) if n not in self.written]
        return {**block, "@included": rest} if rest else block

    def node(self, iri: NamedNode, but: NamedNode | None = None) -> Block:
        """One node; nodes of the same page that have no place yet are written inside it. The
        page itself does not say again that it is about the node that it stands in.
        """
        if not isinstance(iri, NamedNode):
            raise TypeError(_NO_BLANK_NODES)
        self.written.add(iri)
        described = self.nodes.get(iri, {})
        block: Block = {"@id": iri.value}
        key = self.dialect.key
        types = sorted([key(t.value) for t in described.get(_TYPE, ()) if isinstance(t, NamedNode)])
        if types:
            block["@type"] = _one_or_all(types)
        nested = _page(iri) == self.page
        for predicate, name in _ordered(tuple(described), key):
            values: Collection[Term] = described[predicate]
            if predicate == _TYPE:
                values = [value for value in values if not isinstance(value, NamedNode)]
            elif predicate == _TOPIC and but:
                values = [value for value in values if value != but]
            if len(values) == 1:
                (value,) = values
                block[name] = self.value(name, value, types, nested)
            elif values:
                ordered = sorted(values, key=str)
                block[name] = [self.value(name, value, types, nested) for value in ordered]
        return block

    def value(self, key: str, value: Term, types: list[str], nested: bool) -> Any:
        if isinstance(value, Literal):
            return self.dialect.literal(key, value, types)
        if not isinstance(value, NamedNode):
            raise TypeError(_NO_BLANK_NODES)
        if self.dialect.is_link(key):
            return value.value
        if nested and value in self.nodes and self._new(value):
            return self.node(value)
        return {"@id": value.value}

    def _new(self, node: NamedNode) -> bool:
        if node not in self.written:
            return True
        return self.dialect.repeats and _page(node) != self.page


def _main(triples: Triples, iri: NamedNode) -> NamedNode:
    """The node that the document of the IRI is about, or else the IRI itself."""
    for topic in triples.subjects.get(NamedNode(_page(iri)), {}).get(_TOPIC, ()):
        return topic if isinstance(topic, NamedNode) else iri
    return iri


def _stated_language(triples: Triples, top: NamedNode) -> str:
    """What the main node states, alone and as a plain string, as its language."""
    stated = triples.subjects.get(top, {}).get(schema_iri("inLanguage"), ())
    match list(stated):
        case [Literal(value=tag, datatype=datatype)] if datatype == XSD_STRING:
            return language_tag(tag)
    return ""


def _page(iri: NamedNode) -> str:
    return iri.value.partition("#")[0]


@lru_cache(1_024)  # things have the same properties again and again
def _ordered(predicates: tuple[str, ...], key: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    """The properties of a node in order, each with its key."""
    return tuple((predicate, key(predicate)) for predicate in sorted(predicates, key=_rank))


def _rank(predicate: str) -> tuple[int, str]:
    return _RANK.get(predicate, len(ORDER)), predicate


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
