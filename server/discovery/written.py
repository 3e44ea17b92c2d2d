"""Feeds as documents: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree
from lxml.builder import ElementMaker

from server.discovery.entries import Entry, Feed, moment
from server.pages.models import Place

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_E = ElementMaker(
    namespace="http://www.w3.org/2005/Atom", nsmap={None: "http://www.w3.org/2005/Atom"}
)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (section 2.2)."""


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    links = {
        "self": (feed.address, ATOM),
        "alternate": (feed.page, "text/html"),
        "first": (feed.first, ATOM),
        "previous": (feed.previous, ATOM),
        "next": (feed.next, ATOM),
        "license": (feed.licence, ""),
    }
    document = _E.feed(
        _E.id(feed.id),
        _E.title(_text(feed.title)),
        _E.updated(moment(feed.updated)),
        _E.author(_E.name(_text(feed.site))),
        *(_link(rel, address, type_) for rel, (address, type_) in links.items() if address),
        _E.generator("Triplebill"),
        *(_E.entry(*_parts(entry), **_language(entry)) for entry in feed.entries),
    )
    text: bytes = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return text


def _parts(entry: Entry) -> Iterator[etree._Element]:
    yield _E.id(entry.id)
    yield _E.title(_text(entry.title))
    yield _link("alternate", entry.address, "text/html")
    if entry.original:
        yield _link("via", entry.original.address, "")
    for author in entry.authors:
        uri = [_E.uri(author.path)] if author.path else []
        yield _E.author(_E.name(_text(author.name.text)), *uri)
    if entry.published:
        yield _E.published(moment(entry.published))
    yield _E.updated(moment(entry.updated))
    if entry.summary:
        yield _E.summary(_text(entry.summary))
    yield _E.content(_text(entry.html), type="html")


def _link(rel: str, address: str, type_: str) -> etree._Element:
    return _E.link(rel=rel, href=address, **({"type": type_} if type_ else {}))


def _language(entry: Entry) -> dict[str, str]:
    return {_LANGUAGE: entry.language} if entry.language else {}


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    document = _known(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.page,
        feed_url=feed.address,
        next_url=feed.next,
        authors=[{"name": feed.site}],
    )
    document["items"] = [_item(entry) for entry in feed.entries]
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _item(entry: Entry) -> dict[str, Any]:
    return _known(
        id=entry.id,
        url=entry.address,
        external_url=entry.original.address if entry.original else "",
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
