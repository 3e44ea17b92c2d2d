"""Triples → nested JSON-LD, in either dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from markupsafe import Markup
from pyoxigraph import Literal, NamedNode, Triple

from graph.jsonld.dialects import CONTEXT, Exact, Plain
from graph.jsonld.normalisation import language_tag
from graph.vocabulary import PRIMARY_TOPIC, SCHEMA, TYPE, XSD_STRING, schema

Block = dict[str, Any]
Node = dict[NamedNode, list[NamedNode | Literal]]

ORDER = (
    *("url", "name", "alternateName", "author", "publisher", "datePublished", "dateCreated"),
    *("agent", "startTime", "object"),
    *("inLanguage", "itemReviewed", "reviewRating", "ratingValue", "bestRating", "worstRating"),
    *("ratingCount", "reviewCount", "ratingExplanation", "abstract", "reviewBody", "director"),
    *("actor", "characterName", "duration", "genre", "contentRating", "image"),
)
"""The order in which people meet the properties; the others follow by name."""

_RANK = {SCHEMA + name: rank for rank, name in enumerate(ORDER)}
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def document(triples: Iterable[Triple], iri: NamedNode) -> Block:
    """The JSON-LD document that says exactly what the triples say.

    `iri` is the resource's document or a node of it, and the triples are those that `describe`
    gives for it. The main node, which the document is about, is the outermost object; what it
    leads to is nested, and the document node stands under `@reverse`.

    Raises `TypeError` for blank nodes, which published resources do not have.
    """
    triples = list(dict.fromkeys(triples))
    return {"@context": CONTEXT, **_Tree(triples, Exact()).block(_main(triples, iri))}


def embedded(triples: Iterable[Triple], iri: NamedNode) -> Block:
    """The JSON-LD block for an HTML page, from the same triples as `document`.

    Nodes have their absolute IRIs, so that the block is the same graph; `to_triples` gives it
    back. Another resource is described wherever it is named, since search engines want to read
    the name of an author in place.
    """
    triples = list(dict.fromkeys(triples))
    top = _main(triples, iri)
    dialect = Plain(_stated_language(triples, top))
    return {"@context": "https://schema.org", **_Tree(triples, dialect).block(top)}


def script(block: Mapping[str, Any]) -> Markup:
    r"""The block as JSON text for the inside of `<script type="application/ld+json">`.

    What HTML or JavaScript could take for markup is escaped as JSON allows, so that the text
    means the same JSON: https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements

    >>> print(script({"name": "</script>"}))
    {
     "name": "\u003c/script\u003e"
    }
    """
    return Markup(_UNSAFE.sub(_escaped, text(block, 1)))  # noqa: S704 - nothing in it is markup any more


def text(block: Mapping[str, Any], indent: int) -> str:
    """The block as JSON text.

    >>> text({"name": "é", "actor": []}, 1)
    '{\\n "name": "é",\\n "actor": []\\n}'
    """
    return msgspec.json.format(msgspec.json.encode(block), indent=indent).decode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


class _Tree:
    """The triples as nested objects: what a node leads to stands where it is first led to."""

    def __init__(self, triples: Iterable[Triple], dialect: Exact | Plain) -> None:
        self.dialect = dialect
        self.nodes: dict[NamedNode, Node] = {}
        self.types: dict[NamedNode, list[NamedNode]] = {}
        self.written: set[NamedNode] = set()
        self.page = ""
        for triple in triples:
            self._add(triple.subject, triple.predicate, triple.object)

    def _add(self, subject: object, predicate: NamedNode, value: object) -> None:
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            raise TypeError("A published resource has IRIs and literals only.")
        node = self.nodes.setdefault(subject, {})
        if predicate == TYPE and isinstance(value, NamedNode):
            self.types.setdefault(subject, []).append(value)
        else:
            node.setdefault(predicate, []).append(value)

    def block(self, top: NamedNode) -> Block:
        """The main node with all the others in it."""
        self.page = _page(top)
        block = self.node(top)
        page = NamedNode(self.page)
        topics = self.nodes.get(page, {}).get(PRIMARY_TOPIC, [])
        if page not in self.written and top in topics:
            topics.remove(top)
            block["@reverse"] = {self.dialect.key(PRIMARY_TOPIC): self.node(page)}
        rest = [self.node(n) for n in sorted(self.nodes, key=str) if n not in self.written]
        return {**block, "@included": rest} if rest else block

    def node(self, iri: NamedNode) -> Block:
        """One node; nodes of the same page that have no place yet are written inside it."""
        self.written.add(iri)
        described = self.nodes.get(iri, {})
        block: Block = {"@id": iri.value}
        types = sorted(map(self.dialect.key, self.types.get(iri, ())))
        if types:
            block["@type"] = _one_or_all(types)
        for predicate in sorted(described, key=_rank):
            key, values = self.dialect.key(predicate), described[predicate]
            if len(values) > 1:
                values = sorted(values, key=str)
            if values:
                block[key] = _one_or_all([self.value(key, value, iri, types) for value in values])
        return block

    def value(
        self, key: str, value: NamedNode | Literal, owner: NamedNode, types: list[str]
    ) -> Any:
        if isinstance(value, Literal):
            return self.dialect.literal(key, value, types)
        if self.dialect.is_link(key):
            return value.value
        foreign = _page(value) != self.page
        new = value not in self.written or (foreign and self.dialect.repeats)
        if value in self.nodes and new and _page(owner) == self.page:
            return self.node(value)
        return {"@id": value.value}


def _main(triples: Iterable[Triple], iri: NamedNode) -> NamedNode:
    """The node that the document of the IRI is about, or else the IRI itself."""
    page = NamedNode(_page(iri))
    for triple in triples:
        if triple.predicate == PRIMARY_TOPIC and triple.subject == page:
            return triple.object if isinstance(triple.object, NamedNode) else iri
    return iri


def _stated_language(triples: Iterable[Triple], top: NamedNode) -> str:
    """What the main node states, alone and as a plain string, as its language."""
    stated = [t.object for t in triples if t.subject == top and t.predicate == schema("inLanguage")]
    match stated:
        case [Literal(value=tag, datatype=datatype)] if datatype == XSD_STRING:
            return language_tag(tag)
    return ""


def _page(iri: NamedNode) -> str:
    return iri.value.partition("#")[0]


def _rank(predicate: NamedNode) -> tuple[int, str]:
    return _RANK.get(predicate.value, len(ORDER)), predicate.value


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
