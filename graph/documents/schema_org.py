"""Nodes of schema.org, wherever they were written, and the trees that are cut out of them.

JSON-LD, microdata, RDFa, microformats and RDF files all say the same in different places: nodes
with types and properties that refer to each other. They are collected flat, so that references in
a circle, forward and across blocks cost nothing; a tree is then cut out for each thing of
interest, within limits. Terms lose their namespace, values stay the words that stand there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from urllib.parse import urljoin, urlsplit

import msgspec

from graph.documents.decoding import FORBIDDEN
from graph.errors import UnreadableError
from graph.records import Document
from graph.vocabulary import OWL, SCHEMA, schema_http

REVIEWS = frozenset({"Review", "CriticReview", "UserReview", "ReviewNewsArticle"})
"""The types of reviews (https://schema.org/Review)."""

ARTICLES = ("Article", "BlogPosting", "NewsArticle", "OpinionNewsArticle")
INVERSE = ("review", "reviews")
"""Properties of a film that lead to its reviews."""

ASIDE = frozenset({*INVERSE, "mainEntityOfPage", "isPartOf", "hasPart", "subjectOf", "comment"})
"""Properties that lead away from a review and its film: followed no further than the address."""

ADDRESSES = frozenset(
    {"url", "sameAs", "image", "isBasedOn", "mainEntityOfPage", "contentUrl", "thumbnailUrl"}
)
DEEPEST, MOST_VALUES = 5, 2_000
MOST_CHARACTERS = 32 * 1024 * 1024
"""In all values of a file together: markup may repeat a text in every element around it."""

BLANK = "_:"
NOWHERE = "https://nowhere.invalid/"
"""What relative addresses are seen from in a file that does not say where it was published."""

ON_IMDB = re.compile(r"https://nowhere\.invalid(/title/tt[0-9]{7,10}/?)")
"""A film on IMDb's own pages, seen from nowhere."""

Tree = dict[str, Any]


class Ref(NamedTuple):
    """A reference to a node by its name."""

    name: str


@dataclass(slots=True)
class Node:
    """Types and properties without namespace; `line` is where the node was written."""

    types: list[str] = field(default_factory=list)
    properties: dict[str, list[str | Ref]] = field(default_factory=dict)
    line: int = 0


class Source(Protocol):
    """Anything that nodes can be had from by name; `ordered` if values have an order there."""

    ordered: bool

    def node(self, name: str) -> Node | None:
        """The node of that name; None where it is only named and not described."""

    def named(self, types: Iterable[str]) -> Iterable[str]:
        """The names of the nodes of any of these types, in their order."""

    def led_to(self, property_: str) -> set[str]:
        """The names of all nodes that a property leads to."""

    def reviewed(self, name: str) -> Iterable[str]:
        """The names of nodes that state this review as theirs."""


class Nodes:
    """The nodes of one page; addresses in them are completed from `base`, where that is known."""

    ordered = True

    def __init__(self, base: str = "") -> None:
        self.base = base
        self._nodes: dict[str, Node] = {}
        self._reviewed: dict[str, list[str]] = {}
        self._left = MOST_CHARACTERS

    def new(self, name: str = "", line: int = 0) -> str:
        """The name of a node, known or new; one without a name gets one that no file can hold."""
        name = completed(self.base, name) if name else f"{BLANK}{len(self._nodes)} "
        self._nodes.setdefault(name, Node(line=line))
        return name

    def type(self, name: str, types: Iterable[str]) -> None:
        """Say what a node is, by terms of schema.org."""
        known = self._nodes[name].types
        known += [type_ for type_ in types if type_ and type_ not in known]

    def add(self, name: str, property_: str, value: str | Ref) -> None:
        """State a property of a node. Raises `UnreadableError` where it is all too much."""
        if isinstance(value, Ref):
            if property_ in INVERSE:
                self._reviewed.setdefault(value.name, []).append(name)
        else:
            value = cleaned(value)
            value = completed(self.base, value) if property_ in ADDRESSES else value
            self._left -= len(value)
            if self._left < 0:
                raise UnreadableError(
                    "The markup repeats its text more often than a page can mean. Mark up each "
                    "part of it once."
                )
        if value:
            self._nodes[name].properties.setdefault(property_, []).append(value)

    def __iter__(self) -> Iterator[tuple[str, Node]]:
        """All nodes with their names, in their order."""
        return iter(self._nodes.items())

    def node(self, name: str) -> Node | None:
        """The node of that name."""
        return self._nodes.get(name)

    def named(self, types: Iterable[str]) -> list[str]:
        """The names of the nodes of any of these types."""
        wanted = set(types)
        return [name for name, node in self._nodes.items() if wanted.intersection(node.types)]

    def led_to(self, property_: str) -> set[str]:
        """The names of all nodes that a property leads to."""
        values = (node.properties.get(property_, ()) for node in self._nodes.values())
        return {value.name for each in values for value in each if isinstance(value, Ref)}

    def reviewed(self, name: str) -> list[str]:
        """The names of nodes that state this review as theirs."""
        return self._reviewed.get(name, [])


def term(iri: str) -> str:
    """A schema.org term without its namespace; "" for any other.

    >>> term("https://schema.org/Movie"), term("http://www.w3.org/2002/07/owl#sameAs")
    ('Movie', 'sameAs')
    """
    iri = schema_http(iri.replace("://www.schema.org/", "://schema.org/", 1))
    if iri == f"{OWL}sameAs":
        return "sameAs"
    return iri.removeprefix(SCHEMA).strip() if iri.startswith(SCHEMA) else ""


def cleaned(words: str) -> str:
    """The words without blanks around them and characters that no text may hold."""
    return FORBIDDEN.sub("", words).strip()


def completed(base: str, address: str) -> str:
    """The address seen from `base`; as it is where that cannot be said."""
    if not base or address.startswith(BLANK):
        return address
    try:
        joined = urljoin(base, address)
        return joined if urlsplit(joined).scheme in ("http", "https") else address
    except ValueError:
        return address


def tree_of(source: Source, name: str) -> Tree:
    """A node with all that it leads to, within the limits."""
    return _Cutter(source).tree(name)


def number(tree: Tree) -> int:
    """The number of a review in its file, whatever its place: from its name, else its words.

    An address alone is no name: on a page that lists reviews all may have the page's.

    >>> number({"@id": "https://example.org/heat#review", "name": "A"})
    64153651277579
    """
    said: Any = tree.get("@id") or tree
    if "@id" not in tree and "url" in tree:
        item = tree.get("itemReviewed", "")
        film = text_of(item, "name") if isinstance(item, dict) else item
        said = [tree["url"], film, tree.get("author"), tree.get("datePublished")]
    return int(hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:12], 16)


def document(
    source: str, format_: str, because: str, tree: Tree, text: str = "", line: int = 0
) -> Document:
    """The document that a tree makes, with the text beside it."""
    return Document(
        source=source,
        format=format_,
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((tree, text))).hexdigest(),
        text=text,
        metadata=tree,
        lines=dict.fromkeys(tree, line),
        first_line=line or 1,
    )


class _Cutter:
    """Cuts one tree; `left` is how many values it may still take."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.left = MOST_VALUES

    def tree(self, name: str, above: tuple[str, ...] = ()) -> Tree:
        node = self.source.node(name) or Node()
        tree: Tree = {"@id": name} if _published(name) else {}
        tree |= {"@type": node.types} if node.types else {}
        for property_, values in node.properties.items():
            cut = [self._value(property_, value, (*above, name)) for value in values]
            kept = list({str(value): value for value in cut if value}.values())
            if not self.source.ordered:
                kept.sort(key=msgspec.json.encode)
            if kept:
                tree[property_] = kept[0] if len(kept) == 1 else kept
        return tree

    def _value(self, property_: str, value: str | Ref, above: tuple[str, ...]) -> str | Tree:
        self.left -= 1
        if self.left < 0:
            return ""
        if isinstance(value, str):
            return value
        address = value.name if _published(value.name) else _path(property_, value.name)
        aside = property_ in ASIDE or (property_ == "object" and len(above) > 1)
        deep = len(above) >= DEEPEST or value.name in above or aside
        if deep or self.source.node(value.name) is None:
            return address
        return self.tree(value.name, above)


def _path(property_: str, name: str) -> str:
    """The address of a film where it stands without its site, as on IMDb's own pages."""
    film = ON_IMDB.fullmatch(name) if property_ == "url" else None
    return film[1] if film else ""


def _published(name: str) -> bool:
    """Whether a name means anything outside of its file."""
    return not name.startswith((BLANK, NOWHERE))


def text_of(tree: Mapping[str, Any], *properties: str) -> str:
    """The first text under any of these properties."""
    for property_ in properties:
        values = tree.get(property_, "")
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and value:
                return value
    return ""
