"""A page of any site → what keeps the reviews, means and films in it from a rich result.

The page's JSON-LD, microdata and RDFa are read as they are written, made triples of schema.org,
and judged by the rules in shapes/rich-results.ttl. Google alone decides what is shown; all that
can be said is whether a page is eligible by the published rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal as Either

from lxml.html import HtmlElement
from msgspec import Struct
from pyoxigraph import BlankNode, Literal, Triple

from graph.documents import json_ld, page
from graph.documents.decoding import decode
from graph.documents.html import SYNTAXES, json_ld_blocks, parse, text_of_page
from graph.documents.schema_org import REVIEWS, Node, Nodes, Ref, cleaned, text_of, tree_of
from graph.errors import UnreadableError
from graph.vocabulary import TYPE, XSD_DECIMAL, schema
from shapes.report import ValidationResult
from shapes.terms import to_rdflib
from shapes.validation import RICH_RESULTS, Validator

DATED = "2026-09-08"
"""The day of the rules, as shapes/rich-results.ttl names it."""

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


class Finding(Struct, frozen=True, omit_defaults=True):
    """One rule that is not kept: an error makes not eligible, a warning was only recommended.

    `line` counts from 1, 0 where it is not known.
    """

    rule: str
    severity: Either["error", "warning"]
    sentence: str
    line: int = 0


class Thing(Struct, frozen=True, omit_defaults=True):
    """A review, a mean or a film in a page, with what a result would show of it.

    `name` is that of the film or of what is rated; `rating` and its fellows are as they stand.
    """

    type: str
    feature: str
    syntax: str
    name: str = ""
    author: str = ""
    date: str = ""
    rating: str = ""
    best: str = ""
    count: str = ""
    line: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def eligible(self) -> bool:
        """Whether no rule forbids the rich result."""
        return all(finding.severity != "error" for finding in self.findings)


class Linted(Struct, frozen=True, omit_defaults=True):
    """What was found in a page; `findings` are those about the page itself."""

    source: str
    title: str = ""
    things: tuple[Thing, ...] = ()
    findings: tuple[Finding, ...] = ()

    def all_findings(self) -> Iterator[Finding]:
        """Those about the page and those about the things in it."""
        yield from self.findings
        for thing in self.things:
            yield from thing.findings


def lint(source: str, data: bytes, *, json_: bool = False) -> Linted:
    """Judge an HTML page, or a file of JSON-LD; never raises for what it holds.

    >>> page = b'<script type="application/ld+json">{"@type": "Movie", "name": "Heat"}</script>'
    >>> [finding.rule for finding in lint("heat.html", page).all_findings()][0]
    'movieImage'
    """
    try:
        if json_:
            return _lint_json(source, decode(data).text)
        return _lint_html(source, parse(text_of_page(data).text))
    except UnreadableError as error:
        return unreadable(source, str(error))


def unreadable(source: str, sentence: str) -> Linted:
    """A page of which nothing can be said, and why."""
    return Linted(source, findings=(Finding("unreadable", "error", sentence),))


def _lint_json(source: str, text: str) -> Linted:
    nodes, findings = Nodes(), list[Finding]()
    _read_block(nodes, text, 1, findings)
    return Linted(source, things=tuple(_things("JSON-LD", nodes)), findings=tuple(findings))


def _lint_html(source: str, root: HtmlElement) -> Linted:
    base, findings = page.base_of(root), list[Finding]()
    blocks = Nodes(base)
    for script in json_ld_blocks(root):
        _read_block(blocks, script.text or "", script.sourceline or 0, findings)
    things = [*_things("JSON-LD", blocks)]
    for syntax, read_into in SYNTAXES[:2]:  # class names are no structured data to Google
        nodes = Nodes(base)
        read_into(root, nodes)
        things += _things(syntax, nodes)
    stated = root.xpath("string(//title)")
    return Linted(source, " ".join(cleaned(str(stated)).split()), tuple(things), tuple(findings))


def _read_block(nodes: Nodes, text: str, line: int, findings: list[Finding]) -> None:
    try:
        json_ld.add(json_ld.load(text), nodes, line)
    except UnreadableError as error:
        findings.append(Finding("jsonSyntax", "error", str(error), line))
        return
    try:
        json.loads(text, parse_int=str)  # digits have no end in hostile pages
    except ValueError as error:
        sentence = f"The block is not pure JSON, and strict readers pass it over: {error}."
        findings.append(Finding("jsonPure", "warning", sentence, line))


@cache
def _rules() -> Validator:
    return Validator.from_files([RICH_RESULTS])


def _things(syntax: str, nodes: Nodes) -> Iterator[Thing]:
    """The reviews, means and films among some nodes, each with what it lacks."""
    graph = _Graph(nodes)
    triples = list(graph.triples())
    results = _rules().check(triples)
    if results is None:
        results = _rules().validate(to_rdflib(triples)).results
    found: dict[str, list[ValidationResult]] = {}
    for result in results:
        found.setdefault(result.focus_node, []).append(result)
    for type_, name, node in graph.judged():
        label = f"_:{graph.labels[name]}"
        faults = [r for r in found.get(label, ()) if _is_about(r, type_)]
        yield _shown(type_, syntax, graph, name, node, map(graph.finding, faults))


def _is_about(result: ValidationResult, type_: str) -> bool:
    return _rule(result).startswith({"AggregateRating": "aggregate"}.get(type_, type_.lower()))


def _rule(result: ValidationResult) -> str:
    return result.source_shape.rpartition(":")[2]


def _shown(
    type_: str, syntax: str, graph: _Graph, name: str, node: Node, findings: Iterable[Finding]
) -> Thing:
    """A thing as a result would show it."""
    tree = tree_of(graph.nodes, name)
    own = graph.items.get(name)
    item = tree_of(graph.nodes, own) if own else _of(tree, "itemReviewed")
    rating = _of(tree, "reviewRating") if type_ == "Review" else tree
    ordered = sorted(findings, key=lambda f: (f.severity, f.rule))
    return Thing(
        type_,
        FEATURES[type_],
        syntax,
        name=text_of(tree if type_ == "Movie" else item, "name"),
        author=text_of(_of(tree, "author"), "name") or text_of(tree, "author"),
        date=text_of(tree, "dateCreated" if type_ == "Movie" else "datePublished"),
        rating=text_of(rating, "ratingValue"),
        best=text_of(rating, "bestRating"),
        count=text_of(tree, "ratingCount", "reviewCount"),
        line=node.line,
        findings=tuple(dict.fromkeys(ordered)),
    )


def _of(tree: dict[str, object], property_: str) -> dict[str, object]:
    """The first node under a property; an empty one where there is none."""
    values = tree.get(property_)
    each = values if isinstance(values, list) else [values]
    return next((value for value in each if isinstance(value, dict)), {})


class _Graph:
    """Nodes as triples, each under a label of its own.

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

    def finding(self, result: ValidationResult) -> Finding:
        """A result with the line of the node at fault, or of the thing."""
        line = self._lines.get(result.value) or self._lines.get(result.focus_node, 0)
        severity: Either["error", "warning"] = (
            "error" if result.severity == "Violation" else "warning"
        )
        return Finding(_rule(result), severity, result.message, line)


def _types(node: Node) -> list[str]:
    """The types of a node, with that of which they are kinds."""
    kinds = [type_ for type_ in node.types if TYPE_NAME.fullmatch(type_)]
    return [*kinds, "Review"] if REVIEWS.intersection(kinds) and "Review" not in kinds else kinds
