"""A WordPress export (WXR, an RSS 2.0 of WordPress' own): one document for each published post.

Pages, pictures, menus, drafts and what is behind a password are no reviews that anybody published.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from graph.documents.files import File, Parts
from graph.documents.html_text import to_markdown
from graph.documents.shortcodes import stated, without
from graph.documents.words import language_of
from graph.documents.xml_items import Item, items, text_of
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

RECOGNISED = re.compile(rb"https?://wordpress\.org/export/")
MOST_FIELDS = 50
LONGEST_FIELD = 2_000
SERIALISED = re.compile(r"[abiOsN]:[0-9]{1,9}[:;]")
"""PHP's own notation, in which plugins keep what is not for readers."""

TAXONOMIES = {"category": "category", "post_tag": "tags"}
"""WordPress' two taxonomies, and the keys under which their words are handed on."""

KINDS = {
    "page": "a page of the site", "attachment": "a picture or a file",
    "nav_menu_item": "an entry of a menu", "revision": "an older version of a post",
    "product": "a product of a shop", "product_variation": "a product of a shop",
    "wpcf7_contact_form": "a form", "feedback": "what a reader sent by a form",
    "custom_css": "a part of the site's looks", "customize_changeset": "a part of the site's looks",
    "oembed_cache": "a copy of another page", "user_request": "what a user asked of the site",
}  # fmt: skip
PARTS = "wp_"
"""What the names of the types begin with that came with block themes, as `wp_navigation`."""


def recognises(start: bytes) -> bool:
    """Whether a file that begins like this is a WordPress export."""
    return RECOGNISED.search(start.replace(b"\x00", b"")) is not None


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """One outcome for each item, whose source has its `wp:post_id`. Raises `UnreadableError`."""
    because = (
        f"WordPress export: the file ends in {file.suffix} and names WordPress' export format."
    )
    parts, number = Parts(file.source, "post"), 0
    with file.path.open("rb") as stream:
        numbered = enumerate(items(stream, ("item",)))
        head = next(numbered, None)
        names, language = (_names(head[1]), head[1].text("language")) if head else ({}, "")
        for number, item in numbered:
            source = parts.named(item.text("wp:post_id") or f"no {number}")
            yield _outcome(item, source, because, names, language)
    if not number:
        raise UnreadableError("The export has no posts. Export “All content” or “Posts”.")


def _outcome(
    item: Item, source: str, because: str, names: dict[str, str], language: str
) -> Document | Unreadable | Skipped:
    if item.fault:
        return Unreadable(source, item.fault, rest=item.rest)
    kind, status = item.text("wp:post_type") or "post", item.text("wp:status") or "publish"
    if why := why_not(kind, status, locked=bool(item.text("wp:post_password"))):
        return Skipped(source, why)
    markup = item.text("content:encoded")
    said = {key: value for key, value in _said(item, names).items() if value}
    said |= stated(markup)
    text = to_markdown(without(markup), lines=True)
    if own := language_of(text, language):
        said.setdefault("lang", own)
    return Document(
        source=source,
        format="wordpress",
        because=because,
        digest=hashlib.sha256(msgspec.json.encode((said, markup))).hexdigest(),
        text=text,
        metadata=said,
        lines=dict.fromkeys(said, item.line),
        first_line=item.line,
    )


def why_not(kind: str, status: str, *, locked: bool) -> str:
    """Why what is of this type and has this status is no published post; or nothing."""
    if kind in KINDS:
        return f"It is {KINDS[kind]}, not a review."
    if kind.startswith(PARTS):
        return f"It is a part of the site, of the type {kind[:40]}, not a review."
    if status != "publish":
        return f"It is not published: its status says “{status[:40]}”."
    if locked:
        return "It is behind a password, so it is not published."
    return ""


def _said(item: Item, names: dict[str, str]) -> dict[str, Any]:
    """The post's keys: WordPress' own, its taxonomies, and the fields its author has added."""
    author = item.text("dc:creator")
    said: dict[str, Any] = {
        "title": item.text("title"),
        "link": item.text("link"),
        "wp:post_date": item.text("wp:post_date") or item.text("pubDate"),
        "dc:creator": names.get(author, author),
        "excerpt": to_markdown(item.text("excerpt:encoded")),
    }
    terms: dict[str, list[str]] = {"category": [], "tags": []}
    for element in item.children.get("category", ()):
        domain = element.get("domain", "category")
        terms.setdefault(TAXONOMIES.get(domain, domain), []).append(text_of(element))
    return _fields(item) | terms | said


def _fields(item: Item) -> dict[str, str]:
    """Custom fields, but for those that plugins hide from authors by an underscore."""
    found: dict[str, str] = {}
    for meta in item.children.get("wp:postmeta", ()):
        pair = [text_of(child) for child in meta.iterchildren("*")]
        if len(pair) == 2 and not pair[0].startswith("_") and not SERIALISED.match(pair[1]):
            found.setdefault(pair[0], pair[1][:LONGEST_FIELD])
    return dict(list(found.items())[:MOST_FIELDS])


def _names(head: Item) -> dict[str, str]:
    """The authors' names by their logins."""
    found: dict[str, str] = {}
    for author in head.children.get("wp:author", ()):
        said = {child.tag.rpartition("}")[2]: text_of(child) for child in author.iterchildren("*")}
        if said.get("author_login") and said.get("author_display_name"):
            found[said["author_login"]] = said["author_display_name"]
    return found
