"""What a feed says, whatever it is written as: entries made of the descriptions of reviews."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape
from pyoxigraph import Triple

from graph.vocabulary import schema
from server.pages.models import Outside, Place
from server.pages.reading import Description, Paths
from server.pages.wording import paragraphs

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

NEVER = "1970-01-01"
"""The day on which a feed without any entry was updated, since Atom wants one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A review; `path` of an author is an address, `published` a day or empty where not stated."""

    id: str
    address: str
    title: str
    language: str
    authors: tuple[Place, ...]
    published: str
    updated: str
    summary: str
    html: str
    original: Outside | None


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, newest first; addresses of pages of the feed are empty where there are none."""

    id: str
    title: str
    address: str
    page: str
    site: str
    licence: str
    entries: tuple[Entry, ...]
    changed: str = ""
    first: str = ""
    previous: str = ""
    next: str = ""

    @property
    def updated(self) -> str:
        """The latest day on which an entry came in or changed, or something else of it did."""
        return max((self.changed or NEVER, *(entry.updated for entry in self.entries)))


def moment(day: str) -> str:
    """The beginning of a day as RFC 3339 writes it; no more is known of when.

    >>> moment("2026-11-28")
    '2026-11-28T00:00:00Z'
    """
    return f"{day}T00:00:00Z"


def entry(review: str, triples: list[Triple], paths: Paths) -> Entry:
    """The entry of the review with that IRI, from its description."""
    said = Description(triples, paths)
    title, abstract, body = said.headline(review), said.word(review, "abstract"), None
    body = said.word(review, "reviewBody")
    published = said.day(review, "datePublished")
    updated = said.day(review, "sdDatePublished")
    return Entry(
        id=review,
        address=said.place(review).path,
        title=title.text,
        language=body.language if body else said.text(review, "inLanguage"),
        authors=said.places(review, "author"),
        published=_whole_day(published.iso if published else ""),
        updated=_whole_day(updated.iso if updated else "") or NEVER,
        summary=abstract.text if abstract else "",
        html=_html(said, review, body.text if body else ""),
        original=next(iter(said.outside(review, schema("isBasedOn"))), None),
    )


def _html(said: Description, review: str, body: str) -> str:
    """The whole review: the film and the score, then its paragraphs, all escaped."""
    film, score = said.place(said.node(review, "itemReviewed")), said.score(review, "reviewRating")
    name = Markup("<a href='{}'>{}</a>").format(film.path, film.name.text) if film.path else ""
    head = Markup(" · ").join(filter(None, (name, escape(score.figures) if score else "")))
    lines = [head] if head else []
    lines += [escape(text).replace("\n", Markup("<br>")) for text in paragraphs(body)]
    return "\n".join(f"<p>{line}</p>" for line in lines)


def _whole_day(date: str) -> str:
    """The date where it has a day, else nothing: a feed has no words for “in 2012”."""
    return date if _DAY.fullmatch(date) else ""
