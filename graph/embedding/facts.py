"""What a built page says of itself: where it stands, what it is called, what else describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from graph.documents import json_ld, page, page_title
from graph.documents.decoding import mark_of
from graph.documents.described import DESCRIBED
from graph.documents.html import OURS, parse, structured_data, text_of_page, title_of
from graph.documents.schema_org import Nodes, cleaned, completed, text_of
from graph.errors import UnreadableError
from graph.values.languages import parse_language

CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))

SOMEWHERE = re.compile(r"[;,]\s*\S")
BETWEEN = re.compile(r"\s+[|–—·«»-]\s+")
"""What stands between a title and the name of the site."""


class Facts(Struct, frozen=True):
    """A page of a folder: its path in it, the addresses and the titles that it gives itself.

    `forwards` says that it only sends its readers on to another page, `marked` that our block may
    be in it. `language` is the tag that it gives itself.
    """

    path: str
    addresses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    forwards: bool = False
    marked: bool = False
    language: str = ""


def facts(path: str, data: bytes, address: str = "") -> Facts:
    """What the bytes of a page say; `address` is where it will stand, as far as that is known.

    Raises `UnreadableError`.
    """
    if not data.strip():
        return Facts(path)
    root = _root(data)
    metas = [(_lower(m, "property") or _lower(m, "name"), m) for m in root.iter("meta")]
    og = {name: meta.get("content", "") for name, meta in reversed(metas)}
    stated = [*_canonical(root), og.get("og:url", "")]
    base = completed(address, str(next(iter(root.xpath("//base/@href")), "")).strip())
    full = [completed(base, one.strip()) for one in stated if one.strip()]
    heading = page_title.title(root, cleaned(og.get("og:site_name", "")))
    titles = [heading, og.get("og:title", ""), *_titles(title_of(root))]
    return Facts(
        path,
        tuple(dict.fromkeys(full)) or ((address,) if address else ()),
        tuple(dict.fromkeys(filter(None, titles))),
        any(map(_forwards, root.iter("meta"))),
        OURS.encode() in data or b"\0" in data,
        parse_language(page.language(root)) or "",
    )


def described(data: bytes) -> Iterator[tuple[str, str]]:
    """The reviews that a page describes to search engines: in which syntax, and of which film.

    Class names are no structured data to them. Raises `UnreadableError`.
    """
    for syntax, nodes in structured_data(_root(data), _read_block):
        for tree, _ in DESCRIBED["review"](nodes):
            film = tree.get("itemReviewed", "")
            yield syntax, film if isinstance(film, str) else text_of(dict(film), "name")


def _forwards(meta: HtmlElement) -> bool:
    """Whether an element sends readers on; some only load the page anew after a while."""
    content = _lower(meta, "content")
    return _lower(meta, "http-equiv") == "refresh" and SOMEWHERE.search(content) is not None


def _root(data: bytes) -> HtmlElement:
    """The page's elements, without control characters, which browsers pass over too."""
    wide = mark_of(data)[1].startswith(("utf-16", "utf-32"))
    return parse(text_of_page(data if wide else data.translate(None, CONTROLS)).text)


def _read_block(script: HtmlElement, nodes: Nodes) -> None:
    with suppress(UnreadableError):  # nor can a search engine read it
        json_ld.add(json_ld.load(script.text or ""), nodes, script.sourceline or 0)


def _titles(whole: str) -> Iterator[str]:
    """A page's title, and what it is without the name of the site behind it or before it."""
    yield whole
    for match in islice(BETWEEN.finditer(whole[:500]), 4):
        yield whole[: match.start()]
        yield whole[match.end() :]


def _canonical(root: HtmlElement) -> Iterator[str]:
    for link in root.iter("link"):
        if "canonical" in _lower(link, "rel").split():
            yield link.get("href", "")


def _lower(element: HtmlElement, attribute: str) -> str:
    return str(element.get(attribute, "")).strip().lower()
