"""The nodes of a page as the rules look at them: triples, each node under a label of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, Triple

from graph.documents.schema_org import REVIEWS, Node, Nodes, Ref
from graph.vocabulary import TYPE, XSD_DECIMAL, schema

FEATURES = {
    "Review": "review snippet",
    "AggregateRating": "review snippet",
    "Movie": "movie carousel",
}
"""What is judged, and the rich result that it may have."""

ITEMS = {"review": "itemReviewed", "reviews": "itemReviewed", "aggregateRating": "itemReviewed"}
"""Properties of an item whose values, by standing there, are about the item."""

LOOKED_AT = frozenset(
    "aggregateRating author bestRating dateCreated datePublished director image itemReviewed name "  # noqa: SIM905
    "ratingCount ratingValue review reviewCount reviewRating worstRating".split()
)
"""The properties that the rules look at."""

NUMBERS = frozenset(("ratingValue", "bestRating", "worstRating"))
NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
TYPE_NAME = re.compile(r"\w{1,60}", re.ASCII)

MOST_THINGS = 1_000
"""Things judged in each syntax of a page."""

MOST_VALUES = 20
"""Values of a property that are judged: a rule may compare each with each."""


class Judged:
    """What is judged of some nodes, and all triples about it.

    `items` tells what a review or a mean is about that stands under its item.
    """

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.labels = {name: f"n{number}" for number, (name, _) in enumerate(nodes)}
        self._lines = {f"_:{self.labels[name]}": node.line for name, node in nodes}
        self.items: dict[str, str] = {}
        for name, node in nodes:
            for value in (v for p in ITEMS for v in node.properties.get(p, ())):
                if isinstance(value, Ref) and not self._states_item(value.name):
                    self.items.setdefault(value.name, name)

    def _states_item(self, name: str) -> bool:
        node = self.nodes.node(name)
        return node is None or "itemReviewed" in node.properties

    def judged(self) -> Iterator[tuple[str, str, Node]]:
        """What is judged: its type, its name and its node; not the films of which a review only
        says that it is about them.
        """
        only_named = self.nodes.led_to("itemReviewed") - set(self.items.values())
        left = MOST_THINGS
        for name, node in self.nodes:
            for type_ in FEATURES:
                if left and type_ in _types(node) and (type_ != "Movie" or name not in only_named):
                    left -= 1
                    yield type_, name, node

    def triples(self) -> Iterator[Triple]:
        """All that the rules look at."""
        for name, node in self.nodes:
            subject = BlankNode(self.labels[name])
            for type_ in _types(node):
                yield Triple(subject, TYPE, schema(type_))
            for property_, values in node.properties.items():
                wanted = "review" if property_ == "reviews" else property_
                for value in values[:MOST_VALUES] if wanted in LOOKED_AT else ():
                    for term in self._terms(wanted, value):
                        yield Triple(subject, schema(wanted), term)
            if name in self.items:
                item = BlankNode(self.labels[self.items[name]])
                yield Triple(subject, schema("itemReviewed"), item)

    def _terms(self, property_: str, value: str | Ref) -> Iterator[BlankNode | Literal]:
        if isinstance(value, Ref) and property_ == "image":
            yield from map(Literal, self._addresses(value.name))
        elif isinstance(value, Ref):
            if value.name in self.labels:
                yield BlankNode(self.labels[value.name])
        elif property_ in NUMBERS and NUMBER.fullmatch(value):
            yield Literal(value, datatype=XSD_DECIMAL)
        else:
            yield Literal(value)

    def _addresses(self, name: str) -> list[str]:
        """The addresses of an ImageObject, or the one that stands in its place."""
        node = self.nodes.node(name) or Node()
        stated = [v for p in ("url", "contentUrl") for v in node.properties.get(p, ())]
        own = [v if isinstance(v, str) else v.name for v in stated]
        return own[:1] or ([] if name.startswith("_:") else [name])

    def line_of(self, *labels: str) -> int:
        """The line of the first node that has one of these labels; 0 where none has."""
        return next((line for label in labels if (line := self._lines.get(label))), 0)


def _types(node: Node) -> list[str]:
    """The types of a node, with that of which they are kinds."""
    kinds = [type_ for type_ in node.types if TYPE_NAME.fullmatch(type_)]
    return [*kinds, "Review"] if REVIEWS.intersection(kinds) and "Review" not in kinds else kinds
