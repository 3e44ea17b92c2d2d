"""A node of schema.org → entries: what its properties mean, exactly, not by what they are called.

Readers of HTML and RDF hand over each review as a tree of names, words and nodes
(https://schema.org/Review). Strings stand for nodes and nodes for strings, as people write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from graph.extraction.entries import Entry, Findings, Said, clip
from graph.extraction.keys import Key, Scope, fold
from graph.extraction.kinds import OTHER_WORDS
from graph.records import ContentRating, Document, Evidence, SourceKind
from graph.values.links import parse_identifier

FORMATS = frozenset(("html", "rdf"))
REVIEWS = frozenset({"Review", "CriticReview", "UserReview", "ReviewNewsArticle"})
UNSAID = frozenset({"Movie", "Thing", "CreativeWork", "Article", "WebPage", "VideoObject"})
"""Types of an item that may be a film: so general that sites give them to anything."""

Tree = dict[str, Any]

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

DATABASES = {"imdb": Key.IMDB, "tmdb": Key.TMDB, "wikidata": Key.WIKIDATA,
             "letterboxd": Key.LETTERBOXD}  # fmt: skip
ON_IMDB = re.compile(r"/title/(tt[0-9]{7,10})/?")
"""IMDb's own pages state addresses without the host."""

SCORES = ("ratingValue", "bestRating", "worstRating", "ratingExplanation")
ASSUMED_BEST = "5"
"""What search engines assume where no best is stated (Google, review snippets, bestRating)."""

MOST_TITLES = 10


def not_a_review(document: Document) -> str:
    """The sentence that says why a node is no review of a film, or nothing."""
    items = _listed(document.metadata.get("itemReviewed", ""))
    types = {t for item in items if isinstance(item, dict) for t in _strings(item.get("@type"))}
    if "Movie" in types or not types - UNSAID:
        return ""
    named = sorted(types - UNSAID)[0]
    what = OTHER_WORDS.get(fold(named), f"a {clip(named, 40)}")
    return f"It is about {what}, not a film: the type of what it reviews is “{clip(named, 40)}”."


def entries(document: Document, findings: Findings, best: Decimal | None) -> list[Entry]:
    """What a review and its film state, in their order; `best` is that of the site's scale."""
    tree, lines = document.metadata, document.lines
    found = list(_of_review(tree, best, findings, bodiless=not document.text.strip()))
    items = [item for item in _listed(tree.get("itemReviewed", "")) if item]
    if len(items) > 1:
        found.append(_entry("itemReviewed", Key.FILM, _flat(map(_name, items)), Scope.FILM))
    for item in items[:1]:
        stated = item if isinstance(item, dict) else {"name": item}
        found += _of_film(stated, findings, lines.get("itemReviewed", 0))
    return [
        Entry(e.key, e.meaning, e.said, e.kind, lines.get(e.key.partition(".")[0], 0), e.scope)
        for e in found
        if e.said not in ("", [], {})
    ]


def _of_review(
    tree: Tree, best: Decimal | None, findings: Findings, *, bodiless: bool
) -> Iterator[Entry]:
    left_out = {p for group in INSTEAD for p in _stated(tree, group)[1:]}
    bodiless = bodiless and not _stated(tree, INSTEAD[0])
    for property_, value in tree.items():
        meaning = OF_REVIEW.get(property_)
        if meaning is None or (property_ in left_out and meaning is not Key.ABSTRACT):
            continue
        if meaning is Key.HEADLINE and "itemReviewed" not in tree:
            meaning = Key.TITLE
        if property_ == "description" and bodiless and _is_review(tree):
            meaning = Key.BODY
        yield from _read(property_, meaning, value, best, findings)
    if "reviewRating" not in tree and "ratingValue" in tree:  # as microdata in the wild has it
        rating = {key: tree[key] for key in SCORES if key in tree}
        yield from _read("ratingValue", Key.SCORE, rating, best, findings)


def _read(
    property_: str, meaning: Key, value: Any, best: Decimal | None, findings: Findings
) -> Iterator[Entry]:
    match meaning:
        case Key.SCORE:
            yield _entry(property_, meaning, _score(value, best, findings))
        case Key.REVIEWER:
            people = [one for one in _listed(value) if not _is_organization(one)]
            firms = [one for one in _listed(value) if _is_organization(one)]
            yield _entry(property_, meaning, [*map(_agent, people)])
            yield _entry(property_, Key.PUBLISHER, "" if people else _name(firms))
        case Key.PUBLISHER | Key.SOURCE | Key.BODY:
            yield _entry(
                property_, meaning, _address(value) if meaning is Key.SOURCE else _name(value)
            )
        case _:
            yield _entry(property_, meaning, _flat(_names(value)))


def _of_film(film: Tree, findings: Findings, line: int) -> Iterator[Entry]:
    """The film's entries; scope and types are exact."""
    if "Movie" in _strings(film.get("@type")):
        yield _entry("itemReviewed.@type", Key.KIND, "Movie", Scope.FILM)
    for property_, value in film.items():
        key, meaning = f"itemReviewed.{property_}", OF_FILM.get(property_)
        if property_ == "name":
            names = list(_names(value))
            yield _entry(key, Key.FILM, names[0] if names else "", Scope.FILM)
            yield _entry(key, Key.ORIGINAL_TITLE, _flat(names[1:MOST_TITLES]), Scope.FILM)
        elif property_ == "identifier":
            yield from _identifiers(key, value)
        elif property_ in ("url", "@id"):
            yield from _film_address(key, value)
        elif property_ == "contentRating":
            yield from _content_rating(key, value, findings, line)
        elif meaning in (Key.DIRECTOR, Key.SCREENPLAY):
            people = [one for one in _listed(value) if not _is_organization(one)]
            yield _entry(key, meaning, [*map(_agent, people)], Scope.FILM)
        elif meaning is Key.CAST:
            yield _entry(key, meaning, [*map(_role, _without_repeats(_listed(value)))], Scope.FILM)
        elif meaning is Key.IMAGE:
            yield _entry(key, meaning, [*map(_address, _listed(value))], Scope.FILM)
        elif meaning is Key.RELEASE:
            yield _entry(key, meaning, ", ".join(map(_release, _listed(value))), Scope.FILM)
        elif meaning:
            yield _entry(key, meaning, _flat(_names(value)), Scope.FILM)


def _identifiers(key: str, value: Any) -> Iterator[Entry]:
    for one in _listed(value):
        scheme = fold(_name(one.get("propertyID", ""))) if isinstance(one, dict) else ""
        words = _name(one.get("value", "")) if isinstance(one, dict) else one
        meaning = DATABASES.get(scheme, Key.IDENTIFIERS)
        if meaning is not Key.IDENTIFIERS or parse_identifier(words):
            yield _entry(key, meaning, words, Scope.FILM)


def _film_address(key: str, value: Any) -> Iterator[Entry]:
    """The film's address where it is a database's; else it is a page of the reviewer's own."""
    for words in _names(value):
        on_imdb = ON_IMDB.fullmatch(words)
        if on_imdb or parse_identifier(words):
            yield _entry(key, Key.FILM_LINK, on_imdb[1] if on_imdb else words, Scope.FILM)


def _content_rating(key: str, value: Any, findings: Findings, line: int) -> Iterator[Entry]:
    """An age class as words, or as a rating that says who gave it and why."""
    nodes = [one for one in _listed(value) if isinstance(one, dict)]
    for node in nodes[:1]:
        text = _name(node.get("ratingValue") or node.get("name", ""))
        author, why = _name(node.get("author", "")), _name(node.get("ratingExplanation", ""))
        if text:
            age = ContentRating(clip(text, 100), clip(author, 100), clip(why, 400))
            evidence = Evidence(SourceKind.EMBEDDED, key, clip(" ".join((text, author, why))), line)
            findings.about_movie("contentRating", age, evidence)
            return
    yield _entry(key, Key.CONTENT_RATING, _name(value), Scope.FILM)


def _score(value: Any, best: Decimal | None, findings: Findings) -> Said:
    """The rating with its scale; a value below the scale's worst means that there is none."""
    rating = next((one for one in _listed(value) if one), "")
    if not isinstance(rating, dict):
        return str(rating)
    said: dict[str, Said] = {k: _name(rating[k]) for k in SCORES if k in rating}
    number, worst = _decimal(said.get("ratingValue")), _decimal(said.get("worstRating"))
    if number == 0 and worst != 0:
        findings.note("reviewRating", "The rating is 0, which stands for none; it was left out.")
        return ""
    if not said.get("bestRating"):
        assumed = number is not None and number <= Decimal(ASSUMED_BEST)
        said |= {"bestRating": str(best) if best is not None else ASSUMED_BEST if assumed else ""}
    return said if said.get("ratingValue") else ""


def _release(value: Any) -> str:
    """A date, with its place in brackets where it has one."""
    if not isinstance(value, dict):
        return str(value)
    date = _name(value.get("startDate") or value.get("datePublished", ""))
    place = re.sub(r"[()\[\]]", "", _name(value.get("location", "")))
    return f"{date} ({place})" if place else date


def _role(value: Any) -> Said:
    """An actor, or a role with its actor."""
    if isinstance(value, dict) and "actor" in value:
        character = _name(value.get("characterName", ""))
        actor = _agent(next(iter(_listed(value["actor"])), ""))
        return {**(actor if isinstance(actor, dict) else {"name": actor}), "character": character}
    return _agent(value)


def _without_repeats(cast: list[Any]) -> list[Any]:
    """The cast without actors who stand in it a second time, with their characters."""
    told = {
        _name(one["actor"])
        for one in cast
        if isinstance(one, dict) and "actor" in one and one.get("characterName")
    }
    return [
        o for o in cast if not (_name(o) in told and not (isinstance(o, dict) and "actor" in o))
    ]


def _agent(value: Any) -> Said:
    """A person by name, with the addresses of pages about them."""
    if not isinstance(value, dict):
        return str(value)
    own = str(value.get("@id", "")).partition("#")[0]
    urls = [url for key in ("url", "sameAs") for url in _names(value.get(key, "")) if url != own]
    return {"name": _name(value), "url": [*urls]} if _name(value) else ""


def _is_organization(value: Any) -> bool:
    types = _strings(value.get("@type")) if isinstance(value, dict) else ()
    return any(type_.endswith(("Organization", "Corporation")) for type_ in types)


def _is_review(tree: Tree) -> bool:
    return bool(REVIEWS.intersection(_strings(tree.get("@type"))))


def _stated(tree: Tree, properties: Iterable[str]) -> list[str]:
    return [property_ for property_ in properties if tree.get(property_)]


def _entry(key: str, meaning: Key, said: Said, scope: Scope = Scope.REVIEW) -> Entry:
    return Entry(key, meaning, said, SourceKind.EMBEDDED, 0, scope)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strings(value: Any) -> list[str]:
    return [one for one in _listed(value) if isinstance(one, str)]


def _flat(words: Iterable[str]) -> Said:
    kept: list[Said] = [*words]
    return kept[0] if len(kept) == 1 else kept


def _names(value: Any) -> Iterator[str]:
    """Words as they are, nodes by their names."""
    for one in _listed(value):
        words = _name(one.get("name", "")) if isinstance(one, dict) else one
        if isinstance(words, str) and words:
            yield words


def _name(value: Any) -> str:
    return next(_names(value), "")


def _address(value: Any) -> str:
    """The address that a value is, or has."""
    first = next(iter(_listed(value)), "")
    if not isinstance(first, dict):
        return str(first)
    return next((_name(first[k]) for k in ("contentUrl", "url", "@id") if first.get(k)), "")


def _decimal(said: Said | None) -> Decimal | None:
    words = said.replace(",", ".") if isinstance(said, str) else ""
    return Decimal(words) if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", words) else None
