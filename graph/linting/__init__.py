"""A page of any site → what keeps the reviews, means and films in it from a rich result.

The page's JSON-LD, microdata and RDFa are read as they are written, made triples of schema.org,
and judged by the rules in shapes/rich-results.ttl. Google alone decides what is shown; all that
can be said is whether a page is eligible by the published rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal as Either

from lxml.html import HtmlElement
from msgspec import Struct

from graph.documents import json_ld
from graph.documents.decoding import decode
from graph.documents.html import parse, structured_data, text_of_page, title_of
from graph.documents.schema_org import Node, Nodes, text_of, tree_of
from graph.errors import UnreadableError
from graph.linting.nodes import FEATURES, Judged
from graph.values.titles import title_key
from shapes.report import ValidationResult
from shapes.terms import to_rdflib
from shapes.validation import RICH_RESULTS, Validator

DATED = "2026-09-08"
"""The day of the rules, as shapes/rich-results.ttl names it."""

WHITESPACE = " \t\r\n"
"""What JSON may have around it (RFC 8259, section 2)."""

NO_JSON = "The block is no valid JSON, and search engines pass it over"
NOT_PURE = "The block is not pure JSON, and strict readers pass it over: write nothing around it."
NO_CONTEXT = (
    "What has no “@context” means nothing to search engines: add it, with “https://schema.org”."
)
TWICE = "The page describes this review more than once: leave one description, or none may count."


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

    >>> film = b'{"@context": "https://schema.org", "@type": "Movie", "name": "Heat"}'
    >>> [finding.rule for finding in lint("heat.json", film, json_=True).all_findings()][0]
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
    things = tuple(_things("JSON-LD", nodes))
    return Linted(source, things=things, findings=(*findings, *_twice(things)))


def _lint_html(source: str, root: HtmlElement) -> Linted:
    findings, things = list[Finding](), list[Thing]()

    def read_block(script: HtmlElement, nodes: Nodes) -> None:
        _read_block(nodes, script.text or "", script.sourceline or 0, findings)

    for syntax, nodes in structured_data(root, read_block):
        things += _things(syntax, nodes)
    return Linted(source, title_of(root), tuple(things), (*findings, *_twice(things)))


def _read_block(nodes: Nodes, text: str, line: int, findings: list[Finding]) -> None:
    """Add what search engines read in a block, and say what they do not."""
    plain = json_ld.unwrapped(text)
    try:
        read = json_ld.load(plain)
        json.loads(plain, parse_int=str)  # digits have no end in hostile pages
    except (UnreadableError, ValueError) as error:
        sentence = f"{NO_JSON}: {error}." if isinstance(error, ValueError) else str(error)
        findings.append(Finding("jsonSyntax", "error", sentence, line))
        return
    if plain != text.strip(WHITESPACE):
        findings.append(Finding("jsonPure", "warning", NOT_PURE, line))
    each = read if isinstance(read, list) else [read]
    known = [one for one in each if not isinstance(one, dict) or "@context" in one]
    if len(known) < len(each):
        findings.append(Finding("jsonContext", "error", NO_CONTEXT, line))
    try:
        json_ld.add(known, nodes, line)
    except UnreadableError as error:
        findings.append(Finding("jsonSyntax", "error", str(error), line))


def _twice(things: Iterable[Thing]) -> Iterator[Finding]:
    """What a page says of the same review again, be it in the same syntax or another."""
    seen: set[tuple[str, ...]] = set()
    for thing in things:
        said = title_key(thing.name), thing.author, thing.rating, thing.date
        if thing.type == "Review" and all(said[:3]):
            if said in seen:
                yield Finding("reviewTwice", "warning", TWICE, thing.line)
            seen.add(said)


@cache
def _rules() -> Validator:
    return Validator.from_files([RICH_RESULTS])


def _things(syntax: str, nodes: Nodes) -> Iterator[Thing]:
    """The reviews, means and films among some nodes, each with what it lacks."""
    graph = Judged(nodes)
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
        yield _shown(type_, syntax, graph, name, node, (_finding(graph, fault) for fault in faults))


def _is_about(result: ValidationResult, type_: str) -> bool:
    return _rule(result).startswith({"AggregateRating": "aggregate"}.get(type_, type_.lower()))


def _rule(result: ValidationResult) -> str:
    return result.source_shape.rpartition(":")[2]


def _shown(
    type_: str, syntax: str, graph: Judged, name: str, node: Node, findings: Iterable[Finding]
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
        author=", ".join(_names(tree, "author")),
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


def _names(tree: dict[str, object], property_: str) -> Iterator[str]:
    """What the values of a property are called, be they nodes or words."""
    values = tree.get(property_)
    for value in values if isinstance(values, list) else [values]:
        if name := text_of(value if isinstance(value, dict) else {"name": value}, "name"):
            yield name


def _finding(graph: Judged, result: ValidationResult) -> Finding:
    """A result with the line of the node at fault, or of the thing."""
    severity: Either["error", "warning"] = "error" if result.severity == "Violation" else "warning"
    line = graph.line_of(result.value, result.focus_node)
    return Finding(_rule(result), severity, result.message, line)
