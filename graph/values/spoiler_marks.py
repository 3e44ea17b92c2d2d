"""The ways in which spoilers are marked elsewhere → the marks `[spoiler]` and `[/spoiler]`.

In markup these are elements, in text shortcodes of WordPress, Hugo and Liquid, BBCode, Discord's
`||…||`, Reddit's `>!…!<`, and containers `:::spoiler`. No word is taken away but those that make up
a mark. Each step takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.values.patterns import on_demand
from graph.values.spoiler_words import hinted, is_denied
from graph.values.spoilers import CLOSE, OPEN, has_spans

TAG = on_demand(
    r"<!--|<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,60})(?P<said>(?:\s[^<>]{0,2000}?)?)(?P<empty>/?)>"
)
RAW = frozenset(("script", "style", "textarea", "template"))
"""Elements whose content is no markup that is shown."""

NOTHING_IN = frozenset(
    "html head body br button hr img input link meta option source summary".split()  # noqa: SIM905
)
"""Elements that hide no words by themselves, whatever their class says."""

BLOCKS = frozenset("article aside blockquote details div main section table ul ol".split())  # noqa: SIM905
"""Elements in which words stand in paragraphs, and so do the marks."""

CLASS = on_demand(
    r"\b(?:class|className|data-type|role)\s{0,3}=\s{0,3}[{]?[\"']?([^\"'<>{}]{1,500})", re.I
)
BARE = on_demand(
    r"\sdata-spoilers?(?:[-\w]{0,40})?(?!\s{0,3}=\s{0,3}[\"']?(?:false|0|no))(?=[\s=/]|$)", re.I
)
OTHERWISE = on_demand(
    r"free|^non?[-_]|nospoil|non?spoil|without|warn|alert|notice|toggle|button|btn|title|head|label"
    r"|link|icon|control|switch|badge|count|^(?:tag|category|cat)[-_]",
    re.I,
)
"""Parts of names that are about spoilers and hide none."""

SUMMARY = on_demand(r"\s{0,99}<summary\b[^<>]{0,500}>(?P<words>.{0,300}?)</summary", re.I | re.S)
ANY_TAG = on_demand(r"<[^<>]{0,300}>")

_SAID = r"(?:=|\s+[\w-]{1,40}=)[^\[\]]{0,500}?"
CALL = on_demand(
    rf"(?<!\[)\\?\[(?!no)(?:[a-z]{{1,20}}[_-])?spoilers?(?:[_-](?:text|block|box|inline))?(?:{_SAID})?\s?\\?\]"
    r"(?!\(|\[[0-9]|:\shttp|\])"
    r"|\\?\[(?P<end>/)(?!no)(?:[a-z]{1,20}[_-])?spoilers?(?:[_-](?:text|block|box|inline))?\s?\\?\]"
    r"|\{\{[<%]\s{0,3}(?P<slash>/?)\s{0,3}(?!no)[\w-]{0,30}?spoilers?\b[^{}]{0,500}[>%]\}\}"
    r"|\{%-?\s{0,3}(?P<over>end)?spoilers?\b[^{}]{0,500}%\}",
    re.I,
)
BARS = on_demand(r"(?P<open>(?<![|\w])\|\|(?=[^\s|]))|(?P<close>(?<=[^\s|])\|\|(?![|\w]))")
ARROWS = on_demand(
    r"(?P<open>(?<![\w\"'/=-])(?:>|&gt;)!)|(?P<close>!(?:<|&lt;)|(?=\n\n)|(?=\n?\Z))"
)
"""How a span begins and ends at Discord, and at Reddit, where the paragraph may end it."""

ROW = on_demand(r"^\s{0,9}\|(?!\|)", re.M)
CONTAINER = on_demand(
    r"\s{0,3}:{3,9}\s?(?:\w{1,20}\s)?\{?\.?spoilers?\b[}\s]{0,9}(?P<words>.{0,300})", re.I
)
CONTAINER_END = on_demand(r"\s{0,3}:{3,9}\s{0,9}")
CALLOUT = on_demand(r"\s{0,3}>\s?\[!spoilers?\][+-]?\s?", re.I)
QUOTED = on_demand(r"\s{0,3}(?:>|&gt;)!\s?")
QUOTE = on_demand(r"^\s{0,3}(?:>|&gt;)!?\s?")


def marked(text: str) -> str:
    """A text, which may have markup in it, with one kind of marks.

    >>> marked("He ||dies|| and >!lives!<."), marked("[spoiler title='x']He dies.[/spoiler]")
    ('He [spoiler]dies[/spoiler] and [spoiler]lives[/spoiler].', '[spoiler]He dies.[/spoiler]')
    >>> marked("a || b, [spoilers](#spoilers) and [spoiler alert]")
    'a || b, [spoilers](#spoilers) and [spoiler alert]'
    """
    named = hinted(text)
    if ">!" in text or "&gt;!" in text or (named and (":::" in text or "[!" in text)):
        text = "\n".join(_blocks(text.split("\n")))
    if named:
        text = CALL.sub(_mark, tags_marked(text))
    if ">!" in text or "&gt;!" in text:
        text = _pairs(text, ARROWS)
    if "||" in text and not ROW.search(text):
        text = _pairs(text, BARS)
    return text


def has_marks(text: str) -> bool:
    """Whether anything in a text is marked, in any way."""
    return has_spans(marked(text))


def calls_marked(text: str) -> str:
    """A text whose shortcodes alone have become marks."""
    return CALL.sub(_mark, text) if hinted(text) else text


def tags_marked(markup: str) -> str:
    """Markup with marks inside the elements that hide spoilers; the elements stay.

    >>> tags_marked('He <span class="spoiler">dies</span>.')
    'He <span class="spoiler">[spoiler]dies[/spoiler]</span>.'
    >>> tags_marked("<details><summary>Spoilers</summary>He dies.</details>")
    '<details><p>[spoiler]</p><summary>Spoilers</summary>He dies.<p>[/spoiler]</p></details>'
    """
    if "<" not in markup or not hinted(markup):
        return markup
    kept: list[str] = []
    at = 0
    for position, mark in _marks(markup):
        kept += markup[at:position], mark
        at = position
    return "".join((*kept, markup[at:]))


def _marks(markup: str) -> Iterator[tuple[int, str]]:
    """The marks that belong into markup, and where."""
    open_: list[tuple[str, int]] = []  # elements that hide, each with those of its name inside
    unended: set[str] = set()
    past = 0
    for tag in TAG.finditer(markup):
        name = (tag["name"] or "").lower()
        if tag.start() < past:
            continue
        if not name or (name in RAW and not tag["end"]):
            past = max(past, _end_of(markup, name, tag.end(), unended))
        elif tag["end"]:
            if open_ and open_[-1][0] == name:
                open_[-1] = name, open_[-1][1] - 1
                if not open_[-1][1]:
                    open_.pop()
                    yield tag.start(), f"<p>{CLOSE}</p>" if name in BLOCKS else CLOSE
        elif not tag["empty"] and name not in NOTHING_IN:
            if _hides(tag, name, markup):
                open_.append((name, 1))
                yield tag.end(), f"<p>{OPEN}</p>" if name in BLOCKS else OPEN
            elif open_ and open_[-1][0] == name:
                open_[-1] = name, open_[-1][1] + 1


def _end_of(markup: str, name: str, at: int, unended: set[str]) -> int:
    """Where a comment or an element that is not shown ends; without an end it is as others."""
    end = -1 if name in unended else markup.find(f"</{name}" if name else "-->", at)
    if end < 0:
        unended.add(name)
    return end


def _hides(tag: re.Match[str], name: str, markup: str) -> bool:
    if "spoiler" in name:
        return not OTHERWISE.search(name)
    said = tag["said"]
    if "poiler" in said.lower():
        classes = CLASS.search(said)
        tokens = (t for t in classes[1].split() if "spoiler" in t.lower()) if classes else ()
        if BARE.search(said) or any(not OTHERWISE.search(token) for token in tokens):
            return True
    if name != "details" or not (summary := SUMMARY.match(markup, tag.end())):
        return False
    words = ANY_TAG.sub("", summary["words"])
    return hinted(words) and not is_denied(words)


def _mark(call: re.Match[str]) -> str:
    return CLOSE if call["end"] or call["slash"] or call["over"] else OPEN


def _pairs(text: str, tokens: re.Pattern[str]) -> str:
    """A text with marks for signs that begin and end a span: within a paragraph, or where lines
    begin and end with them."""
    kept: list[str] = []
    at, seen, begun, crossed = 0, 0, None, False
    for token in tokens.finditer(text):
        crossed = crossed or "\n\n" in text[seen : token.start()]
        seen = token.end()
        if token["open"] is not None:
            if not begun or (crossed and not _is_edge(text, begun.start() - 1)):
                begun, crossed = token, False
        elif begun:
            inside = text[begun.end() : token.start()].strip()
            whole = _is_edge(text, begun.start() - 1) and _is_edge(text, token.end())
            if inside and (whole or not crossed):
                kept += text[at : begun.start()], OPEN, inside, CLOSE
                at = token.end()
            begun = None
    return "".join((*kept, text[at:]))


def _is_edge(text: str, at: int) -> bool:
    """Whether a line ends there, or the text."""
    return not 0 <= at < len(text) or text[at] == "\n"


def _blocks(lines: list[str]) -> list[str]:
    """Lines with marks for containers, and for quotations that are spoilers; as many as before."""
    found, closed = list(lines), _closed(lines)
    i = 0
    while i < len(lines):
        end = i + 1
        if container := CONTAINER.fullmatch(lines[i]):
            while end < len(lines) and not CONTAINER_END.fullmatch(lines[end]):
                end += 1
            found[i] = OPEN + container["words"]
            found[min(end, len(lines) - 1)] = CLOSE if end < len(lines) else found[-1] + CLOSE
        elif sign := CALLOUT.match(lines[i]) or (not closed[i] and QUOTED.match(lines[i])):
            while end < len(lines) and lines[end].lstrip().startswith((">", "&gt;")):
                end += 1
            found[i:end] = [QUOTE.sub("", line) for line in lines[i:end]]
            found[i] = OPEN + lines[i][sign.end() :]
            found[end - 1] += CLOSE
        i = end
    return found


def _closed(lines: list[str]) -> list[bool]:
    """For each line whether a span of Reddit's ends in it, or below in the same paragraph."""
    closed, found = False, []
    for line in reversed(lines):
        closed = "!<" in line or "!&lt;" in line or (closed and bool(line.strip()))
        found.append(closed)
    return found[::-1]
