"""One of several reviews in a text, and what texts that hold several have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.documents.scored_lines import LONGEST_TITLE, SENTENCE, is_one_film
from graph.records import Document
from graph.values.titles import title_key

MOST_LINES = 20_000
LONGEST_INTRODUCTION = 300
MOST_SENTENCES = 2

FILES = frozenset(("markdown", "text"))
"""Formats of files that people divide by headings; posts and pages have a film each as a rule."""

OF_ALL = frozenset(
    ("title", "name", "headline", "description", "summary", "excerpt", "abstract", "image")
)
"""Keys that say something of all the reviews together."""

OF_ONE = frozenset((
    *("film", "movie", "letterboxd:filmtitle", "itemreviewed", "director", "directors"),
    *("rating", "score", "stars", "grade", "reviewrating", "imdb", "tmdb"),
))  # fmt: skip
"""Keys that say that the text is about one film."""


class Piece(NamedTuple):
    """One of several reviews in a text; with the reason why, if it is none. Lines count from 0."""

    name: str
    metadata: dict[str, Any]
    start: int
    lines: list[str]
    key_lines: dict[str, int]
    why_not: str = ""


def shared(metadata: dict[str, Any]) -> dict[str, Any]:
    """What metadata above several reviews say of each."""
    return {key: value for key, value in metadata.items() if key.casefold() not in OF_ALL}


def may_hold_several(document: Document) -> bool:
    """Whether a document is a file of text about more than one film, as far as its keys tell."""
    keys = {key.casefold() for key in document.metadata}
    return document.format in FILES and keys.isdisjoint(OF_ONE)


def around(lines: list[str], why_not: str) -> list[Piece]:
    """The piece that what stands around several reviews is, if anything does."""
    return [Piece("text", {}, 0, lines, {}, why_not)] if lines else []


def is_introduction(words: str) -> bool:
    """Whether words above several reviews are few enough to be none of their own."""
    return len(words) <= LONGEST_INTRODUCTION and len(SENTENCE.findall(words)) <= MOST_SENTENCES


def names_another(titles: Iterable[Any], films: Iterable[str]) -> bool:
    """Whether what stands above several reviews is a film with its year that is none of theirs."""
    named = (words for words in titles if isinstance(words, str))
    found = [title_key(words) for words in named if is_one_film(words[:LONGEST_TITLE])]
    return not set(found) <= set(map(title_key, films))
