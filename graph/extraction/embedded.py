"""A node of schema.org → entries: what its properties mean, exactly, not by what they are called.

Readers of HTML and RDF hand over each review as a tree of names, words and nodes
(https://schema.org/Review). Strings stand for nodes and nodes for strings, as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from graph.extraction import nodes
from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.keys import Key, Scope, fold
from graph.extraction.kinds import OTHER_WORDS
from graph.extraction.nodes import Tree
from graph.records import (
    ContentRating,
    Document,
    Evidence,
    Malformed,
    PartialDate,
    Release,
    SourceKind,
)
from graph.values.dates import parse_date
from graph.values.links import parse_identifier

FORMATS = frozenset(("html", "rdf"))
REVIEWS = frozenset({"Review", "CriticReview", "UserReview", "ReviewNewsArticle"})
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
OF_FILM = {
    "name": Key.FILM,
    "alternateName": Key.ORIGINAL_TITLE,
    "datePublished": Key.RELEASE,
    "dateCreated": Key.RELEASE,
    "releasedEvent": Key.RELEASE,
    "director": Key.DIRECTOR,
    "directors": Key.DIRECTOR,
    "author": Key.SCREENPLAY,
    "actor": Key.CAST,
    "actors": Key.CAST,
    "duration": Key.DURATION,
    "genre": Key.GENRE,
    "countryOfOrigin": Key.COUNTRY,
    "inLanguage": Key.FILM_LANGUAGE,
    "image": Key.IMAGE,
    "sameAs": Key.FILM_LINK,
    "contentRating": Key.CONTENT_RATING,
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

DATABASES = {"imdb": Key.IMDB, "tmdb": Key.TMDB, "wikidata": Key.WIKIDATA,
             "letterboxd": Key.LETTERBOXD}  # fmt: skip
ON_IMDB = re.compile(r"/title/(tt[0-9]{7,10})/?")
"""IMDb's own pages state addresses without the host."""

SCORES = ("ratingValue", "bestRating", "worstRating", "ratingExplanation")
ASSUMED_BEST = Decimal(5)
"""What search engines assume where no best is stated (Google, review snippets, bestRating)."""

COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T.{0,40})?")
"""ISO 8601 without hyphens, as hReview has it."""

VALUES: dict[Key, Callable[[Any], Said]] = {
    Key.REVIEWER: nodes.agents,
    Key.DIRECTOR: nodes.agents,
    Key.SCREENPLAY: nodes.agents,
    Key.CAST: nodes.cast,
    Key.IMAGE: nodes.addresses,
    Key.SOURCE: nodes.addresses,
    Key.PUBLISHER: nodes.name,
    Key.BODY: nodes.name,
}
"""How a value is read where it is not its names."""

FILM_DATES = ("datePublished", "dateCreated", "releasedEvent")
"""What gives the film's date, the best first."""

MOST_TITLES = 10


def not_a_review(document: Document) -> str:
    """The sentence that says why a node is about no film, or nothing."""
    items = _items(document.metadata)
    types = {type_ for item in items for type_ in nodes.types(item)}
    if document.format not in FORMATS or "Movie" in types or not types - UNSAID:
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


def entries(document: Document, findings: Findings, best: Decimal | None) -> list[Entry]:
    """What a review and its film state, in their order; `best` is that of the site's scale."""
    tree, lines = document.metadata, document.lines
    found: list[Entry] = []
    if is_viewing(tree):
        found += _of_viewing(tree)
    elif not is_film(tree):
        found += _of_review(tree, findings, best, bodiless=not document.text.strip())
    items = [item for item in _items(tree) if item]
    if len(items) > 1:
        found.append(_entry("itemReviewed", Key.FILM, nodes.said(nodes.names(items)), Scope.FILM))
    for item in items[:1] if len(items) == 1 else []:
        stated = item if isinstance(item, dict) else {"name": item}
        line = lines.get("itemReviewed", document.first_line)
        found += _of_film(stated, findings, line, "" if is_film(tree) else "itemReviewed.")
    return [
        entry.placed(lines.get(entry.key.partition(".")[0], 0))
        for entry in found
        if entry.said not in ("", [], {})
    ]


def _of_review(
    tree: Tree, findings: Findings, best: Decimal | None, *, bodiless: bool
) -> Iterator[Entry]:
    superseded = {p for group in INSTEAD for p in _stated(tree, group)[1:]}
    bodiless = bodiless and not _stated(tree, INSTEAD[0]) and _is_review(tree)
    for property_, value in tree.items():
        meaning = OF_REVIEW.get(property_)
        if property_ == "description" and bodiless:
            meaning = Key.BODY
        elif property_ in superseded or meaning is None:
            continue
        if meaning is Key.HEADLINE and not tree.get("itemReviewed"):
            meaning = Key.TITLE
        if meaning is Key.SCORE:
            yield _entry(property_, meaning, _score(value, findings, best))
        else:
            yield _entry(property_, meaning, _value(meaning, value))
        if meaning is Key.REVIEWER and "publisher" not in tree:
            yield _entry(property_, Key.PUBLISHER, nodes.firm(value))
    for viewing in filter(is_viewing, nodes.listed(tree.get("mentions", ""))):
        for property_ in _stated(viewing, DAYS)[:1]:
            yield _entry("mentions", Key.WATCHED, nodes.name(viewing[property_]))
    if "reviewRating" not in tree and "ratingValue" in tree:  # as microdata in the wild has it
        yield _entry("ratingValue", Key.SCORE, _score(tree, findings, best))


def _of_viewing(tree: Tree) -> Iterator[Entry]:
    """Who saw a film, when, and where that is written down."""
    yield _entry("agent", Key.REVIEWER, nodes.agents(tree.get("agent", "")))
    for property_ in _stated(tree, DAYS)[:1]:
        yield _entry(property_, Key.WATCHED, nodes.name(tree[property_]))
    for property_ in _stated(tree, PAGES)[:1]:
        yield _entry(property_, Key.SOURCE, nodes.addresses(tree[property_]))


def _items(tree: Tree) -> list[Any]:
    """What a node is about: a review's item, a viewing's object, a film itself."""
    if is_film(tree):
        return [tree]
    return nodes.listed(tree.get("object" if is_viewing(tree) else "itemReviewed", ""))


def _of_film(film: Tree, findings: Findings, line: int, prefix: str) -> Iterator[Entry]:
    for property_, value in film.items():
        key, meaning = f"{prefix}{property_}", OF_FILM.get(property_)
        match property_:
            case "@type":
                yield _entry(
                    key, Key.KIND, "Movie" if "Movie" in nodes.types(film) else "", Scope.FILM
                )
            case "name":
                first, *others = [*nodes.names(value)][:MOST_TITLES] or [""]
                yield _entry(key, Key.FILM, first, Scope.FILM)
                yield _entry(key, Key.ORIGINAL_TITLE, nodes.said(others), Scope.FILM)
            case "identifier":
                yield from _identifiers(key, value)
            case "url" | "@id":
                yield from _film_address(key, value)
            case "contentRating":
                yield from _content_rating(key, value, findings, line)
            case "releasedEvent" if _stated(film, FILM_DATES)[:1] != [property_]:
                _claim_releases(key, value, findings, line)
            case _ if meaning and property_ not in _stated(film, FILM_DATES)[1:]:
                yield _entry(key, meaning, _value(meaning, value), Scope.FILM)


def _value(meaning: Key, value: Any) -> Said:
    if meaning is Key.RELEASE:
        return ", ".join(map(nodes.release, nodes.listed(value)))
    if meaning is Key.PUBLISHED:
        return COMPACT_DATE.sub(r"\1-\2-\3", nodes.name(value))
    return VALUES[meaning](value) if meaning in VALUES else nodes.said(nodes.names(value))


def _identifiers(key: str, value: Any) -> Iterator[Entry]:
    for one in nodes.listed(value):
        scheme = fold(nodes.name(one.get("propertyID", ""))) if isinstance(one, dict) else ""
        words = nodes.name(one.get("value", "")) if isinstance(one, dict) else str(one)
        meaning = DATABASES.get(scheme, Key.IDENTIFIERS)
        if meaning is not Key.IDENTIFIERS or parse_identifier(words):
            yield _entry(key, meaning, words, Scope.FILM)


def _film_address(key: str, value: Any) -> Iterator[Entry]:
    """The film's address where it is a database's; else it is a page of the reviewer's own."""
    for words in nodes.names(value):
        on_imdb = ON_IMDB.fullmatch(words)
        if on_imdb or parse_identifier(words):
            yield _entry(key, Key.FILM_LINK, on_imdb[1] if on_imdb else words, Scope.FILM)


def _content_rating(key: str, value: Any, findings: Findings, line: int) -> Iterator[Entry]:
    """An age class as words, or as a rating that says who gave it and why."""
    for node in (one for one in nodes.listed(value) if isinstance(one, dict)):
        parts = (node.get("ratingValue") or node.get("name", ""), node.get("author", ""))
        text, author, why = map(nodes.name, (*parts, node.get("ratingExplanation", "")))
        if text:
            age = ContentRating(clip(text, 100), clip(author, 100), clip(why, 400))
            evidence = Evidence(SourceKind.EMBEDDED, key, clip(" ".join((text, author, why))), line)
            findings.about_movie("contentRating", age, evidence)
            return
    yield _entry(key, Key.CONTENT_RATING, nodes.name(value), Scope.FILM)


def _claim_releases(key: str, value: Any, findings: Findings, line: int) -> None:
    """Releases beside the date of the film, which stays as it is stated."""
    for event in (one for one in nodes.listed(value) if isinstance(one, dict)):
        date = parse_date(nodes.name(event.get("startDate", "")))
        evidence = Evidence(SourceKind.EMBEDDED, key, clip(nodes.release(event)), line)
        if isinstance(date, PartialDate):
            findings.about_movie("releasedEvent", Release(date, nodes.place(event)), evidence)
        elif isinstance(date, Malformed):
            findings.about_movie("releasedEvent", date, evidence)


def _score(value: Any, findings: Findings, best: Decimal | None) -> Said:
    """The rating with its scale; a 0 that the scale does not have stands for no rating."""
    rating = next((one for one in nodes.listed(value) if one), "")
    stated = rating if isinstance(rating, dict) else {"ratingValue": rating}
    said: dict[str, Said] = {k: words for k in SCORES if (words := nodes.name(stated.get(k, "")))}
    value, worst = nodes.number(said.get("ratingValue")), nodes.number(said.get("worstRating"))
    if value == 0 and worst != 0:
        findings.note("reviewRating", "The rating is 0, which stands for none; it was left out.")
        return ""
    if "bestRating" not in said and value is not None and value <= (best or ASSUMED_BEST):
        said["bestRating"] = str(best or ASSUMED_BEST)
    return said if "ratingValue" in said else ""


def is_film(tree: Tree) -> bool:
    """Whether a node is a film by itself."""
    return "Movie" in nodes.types(tree)


def is_viewing(tree: Tree) -> bool:
    """Whether a node is the seeing of a film."""
    return "WatchAction" in nodes.types(tree)


def _is_review(tree: Tree) -> bool:
    return not REVIEWS.isdisjoint(nodes.types(tree))


def _stated(tree: Tree, properties: tuple[str, ...]) -> list[str]:
    """Those of the properties that are stated."""
    return [property_ for property_ in properties if tree.get(property_)]


def _entry(key: str, meaning: Key, said: Said, scope: Scope = Scope.REVIEW) -> Entry:
    return Entry(key, meaning, said, SourceKind.EMBEDDED, 0, scope)
