"""What readers have written on a page below the review: by the names that themes and programs give
to the elements around it (WordPress, Medium, Disqus, microformats).
"""

from __future__ import annotations

from lxml.html import HtmlElement

SECTIONS = ("section", "div", "ol", "ul", "dl", "aside", "article", "footer", "li", "details")
NAMES = frozenset(
    (
        *("comments", "comment-list", "commentlist", "comments-list", "comments-area"),
        *("comments-section", "comment-section", "comments-wrapper", "comments-container"),
        *("post-comments", "entry-comments", "article-comments", "user-comments"),
        *("reader-comments", "reader-reviews", "p-comment", "u-comment", "replies", "reply-list"),
        *("responses", "respond", "disqus_thread", "webmentions", "guestbook"),
    )
)
"""Class names and ids of elements that hold nothing else."""


def drop(page: HtmlElement) -> None:
    """Take away what readers have written, but nothing around the headline of the page."""
    for element in list(page.iter(*SECTIONS)):
        if _is_of_readers(element) and element.find(".//h1") is None:
            element.drop_tree()


def is_among(element: HtmlElement) -> bool:
    """Whether an element is what readers have written, or stands in it."""
    return any(map(_is_of_readers, (element, *element.iterancestors())))


def _is_of_readers(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return not NAMES.isdisjoint(names) or element.get("itemprop") == "comment"
