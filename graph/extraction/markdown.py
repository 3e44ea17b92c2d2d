"""Markdown and HTML in a review → plain, readable text: no word is lost, no markup stays.

Paragraphs are kept apart by blank lines; links become their text, images go, code stays as it
stands, footnotes have numbers and stand at the end. Raw HTML loses its tags, scripts and styles
with all they hold.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.extraction.footnotes import numbered
from graph.extraction.names import SHORTEST_WRAPPED, UPPER
from graph.values.characters import has_any
from graph.values.patterns import on_demand

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SHORTCODE = on_demand(r"\{\{[<%][^{}]{0,1000}[>%]\}\}|\{%[^{}]{0,1000}%\}")
"""Hugo's and Jekyll's own calls, which are no text."""

ONLY_TAGS = on_demand(r"</?(?!(?:script|style)\b)[a-zA-Z][^<>]{0,2000}>", re.IGNORECASE)
"""Tags of elements whose content stays."""

SCRIPT = on_demand(r"<(?P<name>script|style)\b[^<>]{0,2000}>", re.IGNORECASE)
SCRIPT_END = {
    name: on_demand(rf"</{name}\s{{0,20}}>", re.IGNORECASE) for name in ("script", "style")
}

WIKILINK = on_demand(r"!?\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
LINK = on_demand(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)")
EMPHASIS = on_demand(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_|~~|`)(?=\S)([^*_`~]{1,300}?)(?<=\S)\1(?!\w)")
TAG = on_demand(
    r"</?(?:p|br|i|b|em|strong|a|blockquote|span|div|u|ul|ol|li|img|hr|h[1-6]|table|script|style)\b",
    re.IGNORECASE,
)
BREAK = on_demand(
    r"<br\s{0,9}/?>|</(?:p|div|blockquote|li|h[1-6]|summary|dt|dd|tr|figcaption|caption)>",
    re.IGNORECASE,
)
ROW_END = on_demand(r" \| $", re.MULTILINE)
BLANKS = on_demand(r"\n{3,}")

MARKS = rb"*_`[]<>\&~|{}" + b"\t\v\f"
"""What a paragraph may be more than plain words by."""

BLOCK = on_demand(r"\n(?:[ \t#>=+|:-]|[*_]{1,3}(?:[\s*_]|$)|[0-9]{1,9}[.)])")
"""The beginning of a line that may be one of a list, a table, a heading, …"""

TANGLED = on_demand(r"```|~~~|<|\]:|[\r\x00\x85]")
"""Without these no block goes on behind an empty line, save lists and indented code, and no link
is resolved elsewhere (CommonMark 0.31, sections 4.5 to 4.7); Python strips U+0085, Markdown not."""

MAY_TANGLE = b"`~<]\r\0"
PIECE = on_demand(r"[^\n]+(?:\n[^\n]+)*\n*")
"""Filled lines, with the empty ones behind them."""

MARKED_LINE = on_demand(r"[*_~`\[&]")
"""What a line may be more than plain words by."""

INLINE_TEXT = {"text", "code_inline", "text_special"}
SOFT = "\r"
"""Stands for a soft break until it is known what lines it parts; Markdown has no such character."""

LINE_BREAKS = {"softbreak": SOFT, "hardbreak": "\n"}
NEW_LINE = on_demand(
    rf"(?<![^\n{SOFT}]{{{SHORTEST_WRAPPED}}})(?<=\w){SOFT}(?=[\x00-\u052f])(?={UPPER})"
)
"""A soft break that its author meant: behind a short line that ends with a word, and before a
capital, as in a cast with a role in each line."""


def to_text(markdown: str) -> str:
    """The plain text of a Markdown source (CommonMark with tables).

    >>> to_text("# Heat\\n\\nA *fine* [film](https://example.org).\\n\\n- one\\n- two")
    'Heat\\n\\nA fine film.\\n\\n- one\\n- two'
    """
    source = SHORTCODE.sub("", markdown) if "{" in markdown else markdown
    source = WIKILINK.sub(r"\1", source) if "[[" in source else source
    parts = "".join(_texts(numbered(source)))
    parts = ROW_END.sub("", parts) if " | " in parts else parts
    parts = BLANKS.sub("\n\n", parts) if "\n\n\n" in parts else parts
    return parts.strip()


def without_scripts(source: str) -> str:
    """A text without scripts and styles, each in the line where it stands; what has no end stays.

    >>> without_scripts("One<script>two()</script> three.")
    'One three.'
    """
    if "<" not in source:
        return source
    kept, at = [], 0
    unended: set[str] = set()
    for opening in SCRIPT.finditer(source):
        name = opening["name"].lower()
        if opening.start() < at or name in unended:
            continue
        closing = SCRIPT_END[name].search(source, opening.end())
        if closing is None:
            unended.add(name)
            continue
        kept.append(source[at : opening.start()])
        kept.append("\n" * source.count("\n", opening.start(), closing.end()))
        at = closing.end()
    return "".join((*kept, source[at:]))


def strip_html(text: str) -> str:
    """A text without its HTML tags, its line breaks kept; untouched where it has none.

    >>> strip_html("A <i>fine</i> film.<br>Really &amp; truly."), strip_html("1 < 2 & 3 > 2")
    ('A fine film.\\nReally & truly.', '1 < 2 & 3 > 2')
    """
    return _without_tags(text) if TAG.search(text) else text


def _without_tags(text: str) -> str:
    broken = BREAK.sub(lambda m: "\n" if m[0].lower().startswith("<br") else "\n\n", text)
    # Tags that only go are taken away first: nh3 builds a tree, quadratic in what stays open.
    flat = ONLY_TAGS.sub("", broken)
    bare = nh3.clean(flat, tags=set(), clean_content_tags={"script", "style"})
    return BLANKS.sub("\n\n", html.unescape(bare)).strip()


def plain_line(words: str) -> str:
    """One line without inline Markdown, for the value of a label.

    >>> plain_line("**Ben Lewin**, [[Helen Hunt|Hunt]] and [John](https://example.org)")
    'Ben Lewin, Hunt and John'
    """
    if not MARKED_LINE.search(words):
        return words.strip()
    bare = LINK.sub(r"\1", WIKILINK.sub(r"\1", words)) if "[" in words else words
    return html.unescape(EMPHASIS.sub(r"\2", bare)).strip().strip("*_").strip()


def _texts(source: str) -> Iterator[str]:
    """The text of a source, piece by piece. What can only be a paragraph needs no parser that
    looks for blocks, and most of them none at all."""
    if (has_any(source, MAY_TANGLE) or "\x85" in source) and TANGLED.search(source):
        yield from _blocks(PARSER.parse(source))
        return
    if not BLOCK.search(f"\n{source}"):
        words = (piece.strip() for piece in source.split("\n\n") if piece.strip("\n"))
        yield from (f"{_paragraph(paragraph)}\n\n" for paragraph in words)
        return
    for paragraphs, pieces in groupby(PIECE.findall(source.lstrip("\n")), key=_is_paragraph):
        if paragraphs:
            yield from (f"{_paragraph(piece.strip())}\n\n" for piece in pieces)
        else:
            yield from _blocks(PARSER.parse("".join(pieces)))


def _is_paragraph(piece: str) -> bool:
    return not BLOCK.search(f"\n{piece}")


def _paragraph(words: str) -> str:
    if has_any(words, MARKS) or " \n" in words:
        tokens: list[Token] = []
        PARSER.inline.parse(words, PARSER, {}, tokens)
        return _inline(tokens)
    return _in_lines(words.replace("\n", SOFT)) if "\n" in words else words


BREAK_AFTER = {
    "heading_close": "\n\n",
    "ordered_list_close": "\n",
    "bullet_list_close": "\n",
    "tr_close": "\n",
    "table_close": "\n",
    "th_close": " | ",
    "td_close": " | ",
}


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    """The text of block tokens, with the breaks between them."""
    numbers: list[int] = []  # of the next item in each open list; 0 where it has bullets
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                numbers.append(0)
            case "list_item_open":
                yield f"{numbers[-1]}. " if numbers[-1] else "- "
                numbers[-1] += bool(numbers[-1])
            case "inline":
                yield _inline(token.children or [])
            case "paragraph_close":
                yield "\n" if token.hidden else "\n\n"
            case "fence" | "code_block":
                yield token.content.rstrip("\n") + "\n\n"
            case "html_block":
                yield _without_tags(token.content) + "\n\n"
        if token.type.endswith("list_close"):
            numbers.pop()
        yield BREAK_AFTER.get(token.type, "")


def _inline(tokens: Iterable[Token]) -> str:
    words = "".join(
        LINE_BREAKS.get(token.type, token.content)
        for token in tokens
        if token.type in INLINE_TEXT or token.type in LINE_BREAKS
    )
    return _in_lines(words) if SOFT in words else words


def _in_lines(words: str) -> str:
    """A paragraph whose soft breaks are blanks, save those that are meant.

    >>> to_text("Ann Berg as Ester\\nMax Roe as Ike")
    'Ann Berg as Ester\\nMax Roe as Ike'
    """
    return NEW_LINE.sub("\n", words).replace(SOFT, " ")
