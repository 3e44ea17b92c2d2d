"""The words of an element of a page, and what two texts are compared by."""

from __future__ import annotations

import re

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from graph.values.languages import detect_language

PARAGRAPHS = frozenset(("p", "div", "li", "blockquote", "tr", *(f"h{n}" for n in range(1, 7))))
NO_TEXT = frozenset(("script", "style", "template", "noscript"))
BLANKS = re.compile(r"\s+")
EMPTY_LINES = re.compile(r" ?\n\n[ \n]*")


def text_in(element: HtmlElement) -> str:
    """The words of an element: paragraphs apart, line breaks kept, scripts left out."""
    words: list[str] = []
    for event, part in iterwalk(element, events=("start", "end")):
        if event == "start":
            words.append("\n\n" if part.tag in PARAGRAPHS else "")
            words.append("" if part.tag in NO_TEXT else BLANKS.sub(" ", part.text or ""))
            continue
        words.append("\n\n" if part.tag in PARAGRAPHS else "\n" if part.tag == "br" else "")
        words.append(BLANKS.sub(" ", part.tail or "") if part is not element else "")
    return EMPTY_LINES.sub("\n\n", "".join(words)).replace("\n ", "\n").strip()


def line_in(element: HtmlElement) -> str:
    """The words of an element in one line."""
    return " ".join(text_in(element).split())


def letters(text: str) -> str:
    """A text without all but letters and figures, to compare it.

    >>> letters("Slow & true, twice …")
    'slowtruetwice'
    """
    return "".join(filter(str.isalnum, text.casefold()))


def language_of(text: str, stated: str) -> str:
    """The language that is stated for all of a page or a feed, "" where a text reads as another:
    many templates say “en” whatever they hold.

    >>> language_of("The film is long, and it is about people who work at night.", "de-DE")
    ''
    >>> language_of("Gut.", "de-DE")
    'de-DE'
    """
    read = detect_language(text) if stated else ""
    return "" if read and not stated.lower().startswith(read) else stated
