"""Feeds as documents: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Both are texts, put together of entries that were written before: the same review stands in the
feeds of the site, of its film, of its author and of its publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from server.discovery.entries import NEVER, Entry, moment
from server.pages.models import Place

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (section 2.2)."""

_IN_TEXT = {"\r": "&#13;"}
_IN_QUOTES = _IN_TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
"""What parsers would change, or take for the end of an attribute (sections 2.11 and 3.3.3)."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in both forms, with the dates that a feed needs of it: `date` is as stated."""

    date: str
    updated: str
    atom: str
    json: msgspec.Raw


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a feed, its entries newest first, whatever it is written as.

    The addresses of pages of the feed are without suffix, and empty where there are none.
    """

    id: str
    title: str
    address: str
    page: str
    site: str
    licence: str
    entries: tuple[Written, ...]
    changed: str = ""
    first: str = ""
    previous: str = ""
    next: str = ""

    @property
    def updated(self) -> str:
        """The latest day on which an entry came in or changed, or something else of it did."""
        return max((self.changed or NEVER, *(entry.updated for entry in self.entries)))


def written(entry: Entry) -> Written:
    """An entry as it stands in feeds."""
    atom = "".join(f"    {line}\n" for line in _lines(entry))
    language = f' xml:lang="{_quoted(entry.language)}"' if entry.language else ""
    return Written(
        entry.date,
        entry.updated,
        f"  <entry{language}>\n{atom}  </entry>\n",
        msgspec.Raw(msgspec.json.encode(_item(entry))),
    )


# --- Atom -----------------------------------------------------------------------------------


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    head = "".join(f"  {line}\n" for line in _head(feed))
    entries = "".join([entry.atom for entry in feed.entries])
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n{head}{entries}</feed>\n'
    ).encode()


def _head(feed: Feed) -> Iterator[str]:
    yield _element("id", feed.id)
    yield _element("title", feed.title)
    yield _element("updated", moment(feed.updated))
    yield from _person(feed.site)
    yield _link("self", f"{feed.address}.atom", ATOM)
    yield _link("alternate", feed.page, "text/html")
    others = {"first": feed.first, "previous": feed.previous, "next": feed.next}
    for rel, address in others.items():
        if address:
            yield _link(rel, f"{address}.atom", ATOM)
    if feed.licence:
        yield _link("license", feed.licence)
    yield _element("generator", "Triplebill")


def _lines(entry: Entry) -> Iterator[str]:
    yield _element("id", entry.id)
    yield _element("title", entry.title)
    yield _link("alternate", entry.address, "text/html")
    if entry.original:
        yield _link("via", entry.original)
    for author in entry.authors:
        yield from _person(author.name.text, author.path)
    if entry.published:
        yield _element("published", moment(entry.published))
    yield _element("updated", moment(entry.updated))
    if entry.summary:
        yield _element("summary", entry.summary)
    yield f'<content type="html">{_text(entry.html)}</content>'


def _person(name: str, address: str = "") -> Iterator[str]:
    yield "<author>"
    yield f"  {_element('name', name)}"
    if address:
        yield f"  {_element('uri', address)}"
    yield "</author>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _link(rel: str, address: str, type_: str = "") -> str:
    typed = f' type="{type_}"' if type_ else ""
    return f'<link rel="{rel}" href="{_quoted(address)}"{typed}/>'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), _IN_TEXT)


def _quoted(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), _IN_QUOTES)


# --- JSON Feed ------------------------------------------------------------------------------


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    document = _known(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.page,
        feed_url=f"{feed.address}.json",
        next_url=feed.next and f"{feed.next}.json",
        authors=[{"name": feed.site}],
    )
    document["items"] = [entry.json for entry in feed.entries]
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    return _known(
        id=entry.id,
        url=entry.address,
        external_url=entry.original,
        title=entry.title,
        summary=entry.summary,
        content_html=entry.html,
        date_published=moment(entry.published) if entry.published else "",
        date_modified=moment(entry.updated),
        authors=[_author(author) for author in entry.authors],
        language=entry.language,
    )


def _author(author: Place) -> dict[str, str]:
    return _known(name=author.name.text, url=author.path)


def _known(**members: Any) -> dict[str, Any]:
    """The members that are not empty: JSON Feed leaves out what is not known."""
    return {name: value for name, value in members.items() if value}
