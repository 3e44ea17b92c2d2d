"""What the entry of a review says, whatever it is written as: made of its description."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape
from pyoxigraph import Triple

from graph.values.spoilers import LEFT_OUT
from graph.vocabulary import schema
from server.pages.models import Place
from server.pages.reading import Description, Paths
from server.pages.wording import WARNING, paragraphs

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

NEVER = "1970-01-01"
"""The day on which a feed without any entry was updated, since Atom wants one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A review: `date` as it is stated, `published` where that is a day, else empty.

    `path` of an author is an address, as is `original`: where it stood first, if that is known.
    """

    id: str
    address: str
    title: str
    language: str
    authors: tuple[Place, ...]
    date: str
    published: str
    updated: str
    summary: str
    html: str
    original: str


def moment(day: str) -> str:
    """The beginning of a day as RFC 3339 writes it; no more is known of when.

    >>> moment("2026-11-28")
    '2026-11-28T00:00:00Z'
    """
    return f"{day}T00:00:00Z"


def entry(review: str, triples: list[Triple], paths: Paths) -> Entry:
    """The entry of the review with that IRI, from its description."""
    said = Description.of(triples, paths)
    body, dates = said.word(review, "reviewBody"), said.texts(review, "datePublished")
    original = said.outside(review, schema("isBasedOn"))
    return Entry(
        id=review,
        address=paths.of(review),
        title=said.headline(review).text,
        language=body.language if body else said.text(review, "inLanguage"),
        authors=said.places(review, "author"),
        date=max(dates, default=""),
        published=_whole_day(dates[0]) if dates else "",
        updated=_whole_day(said.text(review, "sdDatePublished")) or NEVER,
        summary=said.text(review, "abstract"),
        html=_html(said, review, paths.of(review)),
        original=original[0].address if original else "",
    )


def _html(said: Description, review: str, address: str) -> str:
    """The whole review: the film and the score, then its paragraphs, all escaped. In the place of
    spoilers a link leads to it."""
    film, score = said.place(said.node(review, "itemReviewed")), said.score(review, "reviewRating")
    head = []
    if film.path:
        head.append(f"<a href='{escape(film.path)}'>{escape(film.name.text)}</a>")
    if score and score.figures:
        head.append(str(escape(score.figures)))
    lines = [" · ".join(head)] if head else []
    texts = paragraphs(said.shown(review))
    if said.word(review, "reviewBody") and not texts:
        texts = (f"{WARNING} {LEFT_OUT}",)
    link = f"<a href='{escape(address)}'>{LEFT_OUT}</a>"
    written = (str(escape(text)).replace("\n", "<br>") for text in texts)
    lines += [text.replace(LEFT_OUT, link) for text in written]
    return "\n".join([f"<p>{line}</p>" for line in lines])


def _whole_day(date: str) -> str:
    """The date where it has a day, else nothing: a feed has no words for “in 2012”."""
    return date if _DAY.fullmatch(date) else ""
