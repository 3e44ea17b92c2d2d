"""Reviews marked up by class names: hReview 0.4 and its successor h-review → nodes of schema.org.

https://microformats.org/wiki/hreview, https://microformats.org/wiki/h-review
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from graph.documents.schema_org import Nodes, Ref
from graph.documents.words import text_in

ROOTS = frozenset(("hreview", "h-review"))
NESTED = frozenset(
    f"h-{name}"
    for name in ("adr", "app", "card", "cite", "entry", "event", "feed", "geo", "item", "listing",
                 "product", "recipe", "resume", "review-aggregate")
)  # fmt: skip
"""Things of microformats2, whose properties are their own and not those of what is around them."""

PROPERTIES = {
    "name": ("summary", "p-name"),
    "reviewBody": ("description", "e-content", "e-description", "p-description"),
    "abstract": ("p-summary",),
    "datePublished": ("dtreviewed", "dt-published", "dt-reviewed"),
    "author": ("reviewer", "p-author", "p-reviewer"),
    "url": ("permalink", "u-url"),
    "itemReviewed": ("item", "p-item"),
    "keywords": ("p-category",),
    "inLanguage": ("lang",),
}
"""The property of schema.org for each class name, the older format's first."""

NAMES = ("fn", "p-name")
RATING = {
    "ratingValue": ("value", "p-rating", "rating"),
    "bestRating": ("best", "p-best"),
    "worstRating": ("worst", "p-worst"),
}
KINDS = {"product": "Product", "business": "LocalBusiness", "event": "Event", "place": "Place",
         "person": "Person", "website": "WebSite", "url": "WebPage"}  # fmt: skip
"""hReview's types of what is reviewed; a film has none of its own."""

MACHINE_READ = {
    **dict.fromkeys(("abbr", "span"), ("title",)),
    **dict.fromkeys(("data", "meter", "input"), ("value",)),
    **dict.fromkeys(("img", "area"), ("alt",)),
    "time": ("datetime",),
}
"""Attributes that say more exactly what an element means."""

MOST_REVIEWS = 500
MOST_AUTHORS = 20


def read_microformats(page: HtmlElement, nodes: Nodes) -> None:
    """Add the reviews. Raises `UnreadableError` where it is too much."""
    roots = (e for e in page.iter() if ROOTS.intersection(e.get("class", "").split()))
    for count, root in enumerate(roots):
        if count == MOST_REVIEWS:
            return
        review = nodes.new(line=root.sourceline or 0)
        nodes.type(review, ["Review"])
        found = _by_class(root)
        for property_, names in PROPERTIES.items():
            name = next((name for name in names if name in found), "")
            for element in _authors(root, name) if property_ == "author" else _one(found, name):
                _add(nodes, review, property_, element, found)
        _add_rating(nodes, review, found)


def _add(
    nodes: Nodes, review: str, property_: str, element: HtmlElement, found: dict[str, HtmlElement]
) -> None:
    if property_ == "url" and element.get("href"):
        nodes.add(review, property_, element.get("href"))
        return
    if property_ not in ("author", "itemReviewed"):
        nodes.add(review, property_, _value(element))
        return
    inner = _by_class(element)
    name = next((inner[n] for n in NAMES if n in inner), element)
    node = nodes.new(line=element.sourceline or 0)
    nodes.add(node, "name", text_in(name) or _value(name))
    for link in [e for e in (element, *element.iter("a")) if e.get("href")][:1]:
        nodes.add(node, "url", link.get("href"))
    kind = text_in(found["type"]).lower() if "type" in found else ""
    if property_ == "author":
        nodes.type(node, ["Person"])
    elif kind in KINDS:
        nodes.type(node, [KINDS[kind]])
    nodes.add(review, property_, Ref(node))


def _add_rating(nodes: Nodes, review: str, found: dict[str, HtmlElement]) -> None:
    values = {
        property_: next((found[name] for name in names if name in found), None)
        for property_, names in RATING.items()
    }
    if values["ratingValue"] is None:
        return
    rating = nodes.new(line=values["ratingValue"].sourceline or 0)
    for property_, element in values.items():
        if element is not None:
            nodes.add(rating, property_, _value(element))
    nodes.add(review, "reviewRating", Ref(rating))


def _by_class(root: HtmlElement) -> dict[str, HtmlElement]:
    """The first element of each class name inside a root, without what is in further roots."""
    found: dict[str, HtmlElement] = {}
    for element, names in _inside(root):
        for name in names:
            found.setdefault(name, element)
        if "bookmark" in element.get("rel", "").split():
            found.setdefault("permalink", element)
    return found


def _one(found: dict[str, HtmlElement], name: str) -> list[HtmlElement]:
    return [found[name]] if name else []


def _authors(root: HtmlElement, name: str) -> list[HtmlElement]:
    """All elements of the class, but for those within one."""
    named = (element for element, names in _inside(root) if name in names)
    some = list(islice(named, MOST_AUTHORS))
    return [e for e in some if not any(outer in some for outer in e.iterancestors())]


def _inside(root: HtmlElement) -> Iterator[tuple[HtmlElement, list[str]]]:
    left = list(root)[::-1]
    while left:
        element = left.pop()
        names = element.get("class", "").split()
        if ROOTS.isdisjoint(names):
            yield element, names
            left += list(element)[::-1] if NESTED.isdisjoint(names) else []


def _value(element: HtmlElement) -> str:
    """What an element says to machines, else its words (value class pattern)."""
    titled = (e for e in element.iter("span") if "value-title" in e.get("class", "").split())
    stated = next(titled, element)
    for attribute in MACHINE_READ.get(stated.tag, ()):
        if words := stated.get(attribute):
            return str(words)
    return text_in(element)
