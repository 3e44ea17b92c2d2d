"""Microdata (HTML Living Standard, section 5) and RDFa Lite 1.1 in a page → nodes of schema.org.

Both say in attributes what an element is, and which property of the thing around it; one walk
over the page reads either. Types of data-vocabulary.org, which search engines read before there
was schema.org, count as the terms that took their place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from graph.documents.schema_org import Nodes, Ref, completed, term
from graph.documents.words import text_in
from graph.vocabulary import SCHEMA

ADDRESS_IN = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    **{"object": "data", "data": "value", "meter": "value", "time": "datetime"},
}
"""The attribute that holds an element's value (section 5.2.4)."""

OLD = re.compile(r"https?://(?:rdf\.)?data-vocabulary\.org/#?")
OLD_TERMS = {
    "itemreviewed": "itemReviewed",
    "reviewer": "author",
    "dtreviewed": "datePublished",
    "rating": "reviewRating",
    "value": "ratingValue",
    "best": "bestRating",
    "worst": "worstRating",
    "summary": "name",
    "description": "reviewBody",
    "Review-aggregate": "AggregateRating",
}
OLD_VOCABULARY = "http://data-vocabulary.org/"
PREFIX = re.compile(r"(\w{1,30}):\s{1,5}(https?://\S{1,200})")
MOST_REFERENCES = 1_000


class Place(NamedTuple):
    """The node around an element, "" for none, and the vocabulary of bare terms."""

    node: str = ""
    vocabulary: str = ""


def read_microdata(page: HtmlElement, nodes: Nodes) -> None:
    """Add what microdata says. Raises `UnreadableError` where it is too much."""
    walk = Microdata(nodes)
    for element in page.iterfind(".//*[@itemref]"):
        walk.refer(element)
    walk.over(page)


def read_rdfa(page: HtmlElement, nodes: Nodes) -> None:
    """Add what RDFa Lite says. Raises `UnreadableError` where it is too much."""
    walk = Rdfa(nodes)
    for element in page.iter("html", "head", "body", "div", "article"):
        walk.prefixes |= dict(PREFIX.findall(element.get("prefix", "")[:4_000]))
    walk.over(page)


class Walk:
    """A walk over a page that knows at each element which node is around it."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.moved: dict[str, Place] = {}

    def over(self, page: HtmlElement) -> None:
        """Add all that the page says."""
        around = [Place()]
        for event, element in iterwalk(page, events=("start", "end")):
            if event == "start":
                around.append(self._enter(element, around[-1]))
            else:
                around.pop()

    def _enter(self, element: HtmlElement, around: Place) -> Place:
        around = self.seen_from(element, self.moved.get(element.get("id", ""), around))
        inside = self.node(element, around)
        if around.node and (properties := self.properties(element, around)):
            value = Ref(inside.node) if inside else self.value(element)
            for property_ in properties:
                self.nodes.add(around.node, property_, value)
        return inside or around

    def seen_from(self, element: HtmlElement, around: Place) -> Place:
        """The place where an element stands, with what its own attributes change."""
        return around

    def node(self, element: HtmlElement, around: Place) -> Place | None:
        """The place inside an element that is a node of its own."""
        raise NotImplementedError

    def properties(self, element: HtmlElement, around: Place) -> list[str]:
        """The properties that an element states of the node around it."""
        raise NotImplementedError

    def value(self, element: HtmlElement) -> str:
        """What an element states that is no node; addresses are completed from the page's."""
        if (content := element.get("content")) is not None:
            return str(content)
        attribute = ADDRESS_IN.get(element.tag, "")
        stated = element.get(attribute) if attribute else None
        if stated is None:
            return text_in(element)
        return completed(self.nodes.base, stated) if attribute in ("href", "src") else str(stated)


class Microdata(Walk):
    """`itemscope`, `itemtype`, `itemprop`, `itemid`, `itemref`."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__(nodes)
        self.referring: dict[HtmlElement, str] = {}

    def refer(self, element: HtmlElement) -> None:
        """Note what an element takes in from elsewhere in the page."""
        if len(self.referring) < MOST_REFERENCES:
            name = self.nodes.new(element.get("itemid", ""), element.sourceline or 0)
            self.referring[element] = name
            ids = element.get("itemref", "").split()[:MOST_REFERENCES]
            self.moved |= dict.fromkeys(ids, Place(name, SCHEMA))

    def node(self, element: HtmlElement, around: Place) -> Place | None:
        if element.get("itemscope") is None:
            return None
        name = self.referring.get(element) or self.nodes.new(
            element.get("itemid", ""), element.sourceline or 0
        )
        types = element.get("itemtype", "").split()
        self.nodes.type(name, map(known, types))
        return Place(name, OLD_VOCABULARY if any(map(OLD.match, types)) else SCHEMA)

    def properties(self, element: HtmlElement, around: Place) -> list[str]:
        words = element.get("itemprop", "").split()
        return [p for w in words if (p := known(w if ":" in w else around.vocabulary + w))]


class Rdfa(Walk):
    """`vocab`, `typeof`, `property`, `resource`, `prefix`."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__(nodes)
        self.prefixes = {"schema": SCHEMA, "v": OLD_VOCABULARY}

    def seen_from(self, element: HtmlElement, around: Place) -> Place:
        vocabulary = element.get("vocab")
        return around if vocabulary is None else around._replace(vocabulary=vocabulary)

    def node(self, element: HtmlElement, around: Place) -> Place | None:
        types = self._terms(element.get("typeof", ""), around)
        if not types:
            return None
        stated = element.get("resource") or element.get("about") or ""
        name = self.nodes.new(stated, element.sourceline or 0)
        self.nodes.type(name, types)
        return around._replace(node=name)

    def properties(self, element: HtmlElement, around: Place) -> list[str]:
        linked = element.get("rel", "") if ":" in element.get("rel", "") else ""
        return self._terms(element.get("property") or linked, around)

    def _terms(self, words: str, around: Place) -> list[str]:
        return [p for w in words.split() if (p := known(self._iri(w, around)))]

    def _iri(self, word: str, around: Place) -> str:
        prefix, colon, rest = word.partition(":")
        if not colon:
            return f"{around.vocabulary.rstrip('/')}/{word}" if around.vocabulary else ""
        return self.prefixes.get(prefix, f"{prefix}:") + rest


def known(iri: str) -> str:
    """A term of schema.org, or the one that took an old term's place; "" for others."""
    if old := OLD.match(iri):
        name = iri[old.end() :]
        return OLD_TERMS.get(name, name)
    return term(iri)
