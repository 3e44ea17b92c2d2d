"""A node of schema.org → entries: what its properties mean, exactly, not by what they are called.

Readers of HTML and RDF hand over each review as a tree of names, words and nodes
(https://schema.org/Review). Strings stand for nodes and nodes for strings, as people write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from graph.documents.schema_org import REVIEWS
from graph.extraction import nodes
from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.film_nodes import entry, of_film, stated, value_of
from graph.extraction.keys import Key, Scope, fold
from graph.extraction.kinds import OTHER_WORDS
from graph.extraction.nodes import Tree
from graph.extraction.scores import Scale
from graph.records import Document

FORMATS = frozenset(("html", "rdf"))
UNSAID = frozenset({"Movie", "Thing", "CreativeWork", "Article", "WebPage", "VideoObject"})
"""Types of an item that may be a film: so general that sites give them to anything."""

OF_REVIEW = {
    "name": Key.HEADLINE,
    "headline": Key.HEADLINE,
    "reviewBody": Key.BODY,
    "articleBody": Key.BODY,
    "text": Key.BODY,
    "abstract": Key.ABSTRACT,
    "description": Key.ABSTRACT,
    "author": Key.REVIEWER,
    "creator": Key.REVIEWER,
    "publisher": Key.PUBLISHER,
    "datePublished": Key.PUBLISHED,
    "dateCreated": Key.PUBLISHED,
    "inLanguage": Key.TEXT_LANGUAGE,
    "isBasedOn": Key.SOURCE,
    "url": Key.SOURCE,
    "mainEntityOfPage": Key.SOURCE,
    "keywords": Key.TAGS,
    "articleSection": Key.KIND,
    "reviewRating": Key.SCORE,
    "aggregateRating": Key.OTHERS,
}
INSTEAD = (
    ("reviewBody", "articleBody", "text"),
    ("name", "headline"),
    ("author", "creator"),
    ("datePublished", "dateCreated"),
    ("abstract", "description"),
    ("isBasedOn", "url", "mainEntityOfPage"),
)
"""Properties of a review of which the first that is stated counts."""

DAYS = ("startTime", "endTime")
PAGES = ("sameAs", "url")
"""What gives the day of a viewing, and its page, the best first."""

SCORES = ("ratingValue", "bestRating", "worstRating", "ratingExplanation")
ASSUMED_BEST, ASSUMED_WORST = Decimal(5), Decimal(1)
"""What search engines assume where a rating does not state it (Google, review snippets, bestRating
and worstRating; https://schema.org/worstRating)."""


def not_a_review(document: Document) -> str:
    """The sentence that says why a node is about no film, or nothing."""
    if document.format not in FORMATS:
        return ""
    types = {type_ for item in _items(document.metadata) for type_ in nodes.types(item)}
    if "Movie" in types or not types - UNSAID:
        return ""
    named = sorted(types - UNSAID)[0]
    what = OTHER_WORDS.get(fold(named), "something else")
    return f"It is about {what}, not a film: what it is about is of type “{clip(named, 40)}”."


def names_no_film(document: Document, findings: Findings) -> str:
    """The sentence for a page without markup that names no film: folders hold many others."""
    if document.format != "html" or _is_review(document.metadata) or findings.movie_has("name"):
        return ""
    return (
        "The page names no film that it reviews. If it is a review, put the title and the year "
        "into its heading, as in “Heat (1995)”."
    )


def entries(document: Document, findings: Findings, site: Scale) -> list[Entry]:
    """What a review and its film state, in their order; `site` is the scale by the settings."""
    tree, lines = document.metadata, document.lines
    found: list[Entry] = []
    if is_viewing(tree):
        found += _of_viewing(tree)
    elif not is_film(tree):
        found += _of_review(tree, findings, site, bodiless=not document.text.strip())
    items = [item for item in _items(tree) if item]
    if len(items) > 1:
        found.append(entry("itemReviewed", Key.FILM, nodes.said(nodes.names(items)), Scope.FILM))
    for item in items[:1] if len(items) == 1 else []:
        film = item if isinstance(item, dict) else {"name": item}
        line = lines.get("itemReviewed", document.first_line)
        found += of_film(film, findings, line, "" if is_film(tree) else "itemReviewed.")
    return [
        one.placed(lines.get(one.key.partition(".")[0], 0))
        for one in found
        if one.said not in ("", [], {})
    ]


def _of_review(tree: Tree, findings: Findings, site: Scale, *, bodiless: bool) -> Iterator[Entry]:
    superseded = {p for group in INSTEAD for p in stated(tree, group)[1:]}
    bodiless = bodiless and not stated(tree, INSTEAD[0]) and _is_review(tree)
    for property_, value in tree.items():
        meaning = OF_REVIEW.get(property_)
        if property_ == "description" and bodiless:
            meaning = Key.BODY
        elif property_ in superseded or meaning is None:
            continue
        if meaning is Key.HEADLINE and not tree.get("itemReviewed"):
            meaning = Key.TITLE
        if meaning is Key.SCORE:
            yield entry(property_, meaning, _score(value, findings, site))
        else:
            yield entry(property_, meaning, value_of(meaning, value))
        if meaning is Key.REVIEWER and "publisher" not in tree:
            yield entry(property_, Key.PUBLISHER, nodes.firm(value))
    for viewing in filter(is_viewing, nodes.listed(tree.get("mentions", ""))):
        for property_ in stated(viewing, DAYS)[:1]:
            yield entry("mentions", Key.WATCHED, nodes.name(viewing[property_]))
    if "reviewRating" not in tree and "ratingValue" in tree:  # as microdata in the wild has it
        yield entry("ratingValue", Key.SCORE, _score(tree, findings, site))


def _of_viewing(tree: Tree) -> Iterator[Entry]:
    """Who saw a film, when, and where that is written down."""
    yield entry("agent", Key.REVIEWER, nodes.agents(tree.get("agent", "")))
    for property_ in stated(tree, DAYS)[:1]:
        yield entry(property_, Key.WATCHED, nodes.name(tree[property_]))
    for property_ in stated(tree, PAGES)[:1]:
        yield entry(property_, Key.SOURCE, nodes.addresses(tree[property_]))


def _items(tree: Tree) -> list[Any]:
    """What a node is about: a review's item, a viewing's object, a film itself."""
    if is_film(tree):
        return [tree]
    return nodes.listed(tree.get("object" if is_viewing(tree) else "itemReviewed", ""))


def _score(value: Any, findings: Findings, site: Scale) -> Said:
    """The rating with its scale; a 0 that the scale does not have stands for no rating."""
    rating = next((one for one in nodes.listed(value) if one), "")
    node = rating if isinstance(rating, dict) else {"ratingValue": rating}
    said: dict[str, Said] = {k: words for k in SCORES if (words := nodes.name(node.get(k, "")))}
    value, worst = nodes.number(said.get("ratingValue")), nodes.number(said.get("worstRating"))
    if value == 0 and worst != 0:
        findings.note("reviewRating", "The rating is 0, which stands for none; it was left out.")
        return ""
    best = site.best or ASSUMED_BEST
    if "bestRating" not in said and value is not None and value <= best:
        said["bestRating"] = str(best)
    may_be_worst = value is not None and value >= ASSUMED_WORST  # a lower value shows it is not
    if may_be_worst and "bestRating" in said and site.worst is None:
        said.setdefault("worstRating", str(ASSUMED_WORST))
    return said if "ratingValue" in said else ""


def is_film(tree: Tree) -> bool:
    """Whether a node is a film by itself."""
    return "Movie" in nodes.types(tree)


def is_viewing(tree: Tree) -> bool:
    """Whether a node is the seeing of a film."""
    return "WatchAction" in nodes.types(tree)


def _is_review(tree: Tree) -> bool:
    return not REVIEWS.isdisjoint(nodes.types(tree))
