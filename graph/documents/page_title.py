"""The title of a page: its heading, or what its head says, without the site's name."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from graph.documents.schema_org import cleaned
from graph.documents.words import line_in

SITE_NAME = re.compile(r"\s+[|–—·«»-]\s+[^|–—·«»]{1,60}\Z")
APART = frozenset("|–—-·•:«»,()")
"""Signs between a page's title and the site's."""

REVIEW = re.compile(r"\b(?:film|movie)?\s?review\b", re.IGNORECASE)


def title(page: HtmlElement, site: str) -> str:
    """The one heading of its article or of the page, else the title without the site's name. A
    heading that the title does not repeat gives way to the article's next one that it does."""
    head = _head_title(page, site)
    for path in ("//article//h1", "//main//h1", "//h1"):
        headings = page.xpath(path)
        if len(headings) == 1 and (words := line_in(headings[0])):
            inner = [] if words in head else page.xpath("//article//h2 | //main//h2")[:1]
            said = next((part for part in map(line_in, inner) if _is_part(part, head)), words)
            return said if said and said != site else head
    return head


def _is_part(words: str, title: str) -> bool:
    """Whether words are all of a title, beside “review”, or what a sign sets apart in it."""
    rest = title.removeprefix(words) if title.startswith(words) else title.removesuffix(words)
    beside = REVIEW.sub("", rest).strip()
    return rest != title and (not beside or not APART.isdisjoint((beside[0], beside[-1])))


def _head_title(page: HtmlElement, site: str) -> str:
    stated = page.xpath("//meta[@property='og:title']/@content") or page.xpath("//title/text()")
    title = " ".join(cleaned(str(stated[0])).split()) if stated else ""
    if site and title.endswith(site) and title != site:
        return title.removesuffix(site).rstrip(" |–—·«»-")
    return title if site else SITE_NAME.sub("", title[:500])
