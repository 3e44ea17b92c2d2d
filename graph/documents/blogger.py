"""Entries of Blogger's exports, and of other Atom, that are no published posts.

A backup of old has the kind of each entry as a category, and drafts and replies as Atom's own
extensions say them (RFC 5023, section 13.1.1; RFC 4685, section 3); `feed.atom` of Google Takeout
has elements of its own for both.
"""

from __future__ import annotations

import re

from graph.documents.xml_items import Item

KIND = re.compile(r"https?://schemas\.google\.com/blogger/2008/kind#(\w{1,40})")
KINDS = {
    "page": "a page of the site",
    "comment": "a reader's comment",
    "template": "a template of the site",
    "settings": "a setting of the site",
}
LIVE, DRAFT = "live", "draft"


def why_not(item: Item) -> str:
    """Why an entry is no published post; or nothing."""
    kind = _kind(item)
    if kind in KINDS:
        return f"It is {KINDS[kind]}, not a review."
    status = item.text("blogger:status") or LIVE
    if status.casefold() == DRAFT or _is_held_back(item):
        return "It is a draft."
    if status.casefold() != LIVE:
        return f"It is not published: its status says “{status[:40]}”."
    return ""


def is_kind(category: str) -> bool:
    """Whether a category only says what sort of an entry it is."""
    return KIND.fullmatch(category) is not None


def _kind(item: Item) -> str:
    if "thr:in-reply-to" in item.children:
        return "comment"
    terms = (category.get("term", "") for category in item.children.get("category", ()))
    stated = next((match[1] for match in map(KIND.fullmatch, terms) if match), "")
    return (item.text("blogger:type") or stated).casefold()


def _is_held_back(item: Item) -> bool:
    controls = item.children.get("app:control", ())
    drafts = (child for control in controls for child in control.iterchildren("{*}draft"))
    return any((draft.text or "").strip().casefold() == "yes" for draft in drafts)
