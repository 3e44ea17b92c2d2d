"""Whether a sentence that is nothing but a score speaks of the whole review.

It does where it has no rival: a text with several scores, or with sections, or a paragraph with
parts by name, gives marks to its parts, or to other films.
"""

from __future__ import annotations

import re

from graph.extraction.other_blocks import SECTION
from graph.values.patterns import on_demand
from graph.values.scales import STAR_WORD
from graph.values.spelled_scores import COUNTS, SPELLED

BOLD_LINE = on_demand(r"\s{0,3}(?P<mark>\*\*|__)[^*_]+(?P=mark)[\s:]*")
SHORT_LINE = on_demand(r"(?:\A|\n\n)[^\n]{0,50}[\w)\]]\n")
"""A line that begins a paragraph and ends like no sentence, as headings do in plain text."""

_NAME = r"[^\W\d_](?:[\w&/’'-]|\s(?!-\s)){0,30}(?::|\s?[–—]|\s-\s)"
PART = on_demand(rf"(?:^|\n|[.!?…]\s)[ \t]{{0,3}}(?:[-*+•]\s|[0-9]{{1,2}}\.\s|{_NAME})")
"""A part by name, “Picture: sharp”, or an item of a list."""

IN_WORDS = on_demand(
    rf"(?<!\w){SPELLED.pattern}"
    rf"\s(?:{STAR_WORD}|(?:\w{{1,9}}\s){{1,2}}(?:{'|'.join(COUNTS)}|[0-9]))(?!\w)",
    re.IGNORECASE,
)


def is_of_whole(sentence: re.Match[str], source: str) -> bool:
    """Whether a sentence speaks of all the text that it was found in; `source` is that text with
    its Markdown, in which sections have headings."""
    text, (start, end) = sentence.string, sentence.span()
    paragraph = text[text.rfind("\n\n", 0, start) + 1 : start]
    return not (
        PART.search(paragraph)
        or any(SECTION.match(line) or BOLD_LINE.fullmatch(line) for line in source.split("\n"))
        or SHORT_LINE.search(text, 0, start)
        or IN_WORDS.search(text, 0, start)
        or IN_WORDS.search(text, end)
    )
