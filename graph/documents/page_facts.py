"""Facts that pages lay out in columns → lines in which labels stand before their values: lists of
terms, rows of two cells, elements side by side that only a style sheet sets apart."""

from __future__ import annotations

import re
from itertools import islice

from lxml.etree import SubElement
from lxml.html import HtmlElement

from graph.documents.scored_lines import is_score
from graph.documents.words import line_in, text_in
from graph.values.patterns import on_demand

LABELS = frozenset(("span", "strong", "b", "em"))
BESIDE = " | "
BLOCKS = "p div h1 h2 h3 h4 ul ol table blockquote section article".split()  # noqa: SIM905
LONGEST = 60
"""Characters of what may be a label beside its value."""

MOST_LINES = 30
"""Lines of a value in a table; a cell with more lays out a page."""

READERS = on_demand(r"user|reader|comment|average|aggregate|audience|public|votes", re.IGNORECASE)
"""How a score is named that is not the author's."""


def inline_facts(page: HtmlElement) -> None:
    """Set the labels and values of a page side by side, as lines of its text."""
    _inline_terms(page)
    for row in page.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) == 2 and 0 < len(text_in(cells[0]).strip()) <= LONGEST:
            _list_lines(cells[1])
    for block in page.iter("div", "li", "p"):
        if _are_beside(block):
            block[0].tail = BESIDE
    for score in page.xpath("//*[contains(@class, 'rating') or contains(@id, 'rating')]"):
        names = [score.attrib.get(name, "") for name in ("class", "id")]
        own = not any(map(READERS.search, names))
        if own and len(words := text_in(score)) <= LONGEST and is_score(words.strip()):
            for name in ("class", "id"):  # an article is found without what is named so
                score.attrib.pop(name, None)


def _inline_terms(page: HtmlElement) -> None:
    """Turn each list of terms into lines “Director: Jane Doe”, which an article keeps together."""
    for terms in list(page.iter("dl")):
        facts: list[list[str]] = []
        for child in terms.iter("dt", "dd"):
            words = line_in(child)
            if child.tag == "dt":
                facts.append([words.rstrip(":： ")])
            elif facts and words:
                facts[-1].append(words)
        tail = terms.tail
        terms.clear()
        terms.tag, terms.tail = "div", tail
        for term, *values in facts:
            SubElement(terms, "p").text = f"{term}: {', '.join(values)}" if values else term


def _list_lines(cell: HtmlElement) -> None:
    """Set commas between the lines of a cell that holds nothing else."""
    lines = list(islice(cell.iter("br"), MOST_LINES + 1))
    if len(lines) > MOST_LINES or next(cell.iter(*BLOCKS), None) is not None:
        return
    for line in lines:
        before = line.getprevious()
        said = (before.tail if before is not None else line.getparent().text) or ""
        mark = " " if said.rstrip()[-1:] in (",", ";", "") else ", "
        line.tail = mark + (line.tail or "").lstrip()
        line.drop_tag()


def _are_beside(block: HtmlElement) -> bool:
    """Whether a block holds two short elements and nothing else, with no blank between."""
    if len(block) != 2 or (block.text or "").strip() or (block[1].tail or "").strip():
        return False
    label, value = block
    inline = label.tag in LABELS and value.tag in ("span", "a") and not label.tail
    words = (label.text or "").strip() if inline and not len(label) else ""
    if not 1 < len(words) <= LONGEST or not words[0].isupper() or not words[-1].isalnum():
        return False
    said = text_in(value).strip()
    return said != "" and not said[0].islower()
