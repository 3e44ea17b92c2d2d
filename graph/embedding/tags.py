"""The tags of an HTML page with their places, as a browser's tokenizer finds them.

What looks like a tag in a comment, a script, a style, a title or a template is none. HTML
Standard, section 13.2.5: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

RAW = frozenset(
    ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext")
)
"""Elements whose content is text up to their end tag, whatever it looks like."""

_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_ATTRIBUTE = (
    rf"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:{_QUOTED}|[^\s>"'][^\s>]*+|(?=>))|(?!\s*+=\s*+["']))"""
)
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>(?>(?:[\s/]++|{_ATTRIBUTE})*))>",
    re.IGNORECASE | re.ASCII,
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_BEGINNING = re.compile(r"<[!?/a-z]", re.IGNORECASE)
_BOGUS = re.compile(r"<[!?/][^>]*+>")
_IN_SCRIPT = re.compile(
    r"(?P<open><!--)|(?P<close>-->)|<(?P<slash>/?)script(?=[\s/>])", re.I | re.A
)
_VALUE = re.compile(
    r"""(?P<name>[^\s/>=]++)(?:\s*+=\s*+(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?""",
    re.ASCII,
)


class Tag(NamedTuple):
    """A tag from its `<` at `start` to behind its `>` at `end`; names in lower case."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: dict[str, str]


class Unclosed(NamedTuple):
    """Where a comment, a tag, a script or the like begins that has no end."""

    start: int


def tags(text: str) -> Iterator[Tag | Unclosed]:
    """Every tag that counts, in order; what has no end comes last.

    >>> [tag.name for tag in tags("<p><!-- <b> --><title><i></title>") if isinstance(tag, Tag)]
    ['p', 'title', 'title']
    """
    at = depth = template = 0
    while (at := text.find("<", at)) >= 0:
        start = at
        if match := _TAG.match(text, at):
            tag = _tag(match)
            if tag.name == "template":
                template = template if depth else start
                depth = max(0, depth - 1) if tag.closing else depth + 1
            elif not depth:
                yield tag
            at = _behind_content(text, tag)
        else:
            at = _behind_comment(text, at)
        if at < 0:
            yield Unclosed(start)
            return
    if depth:
        yield Unclosed(template)


def _tag(match: re.Match[str]) -> Tag:
    stated: dict[str, str] = {}
    for found in _VALUE.finditer(match["attributes"]):
        value = found["a"] or found["b"] or found["c"] or ""
        stated.setdefault(found["name"].lower(), value)
    return Tag(match["name"].lower(), bool(match["slash"]), match.start(), match.end(), stated)


def _behind_comment(text: str, at: int) -> int:
    """Where to go on behind a “<” that begins no tag; -1 where a comment or a tag has no end."""
    if not _BEGINNING.match(text, at):
        return at + 1
    comment = (_COMMENT if text.startswith("<!--", at) else _BOGUS).match(text, at)
    return comment.end() if comment else -1


def _behind_content(text: str, tag: Tag) -> int:
    """Where to go on behind a tag: at its end tag where its content is text; -1 without one."""
    if tag.closing or tag.name not in RAW:
        return tag.end
    if tag.name == "script":
        return _end_of_script(text, tag.end)
    end = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE | re.ASCII).search(text, tag.end)
    return end.start() if end and tag.name != "plaintext" else -1


def _end_of_script(text: str, at: int) -> int:
    """In a comment, a script inside the script has an end tag of its own (13.2.5.20)."""
    commented = nested = False
    for mark in _IN_SCRIPT.finditer(text, at):
        if mark["open"]:
            commented = True
        elif mark["close"]:
            commented = nested = False
        elif not mark["slash"]:
            nested = commented
        elif not nested:
            return mark.start()
        else:
            nested = False
    return -1
