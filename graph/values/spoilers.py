"""Spoilers in the text of a review, in the one form in which they are written here:
`[spoiler]…[/spoiler]`, as Trakt and many blogs have it; a span may go over paragraphs.

What is doubtful is hidden: a mark without an end hides all that follows, and one without a
beginning all before it, back to the last span.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from graph.values.patterns import on_demand
from graph.values.spoiler_words import is_warning

OPEN, CLOSE = "[spoiler]", "[/spoiler]"
KEYWORD = "spoilers"
"""What `schema:keywords` says of a review with spoilers."""

LEFT_OUT = "[spoiler hidden]"
"""What stands in the place of a span where nobody has asked for it; it is no mark itself."""

MARK = on_demand(r"\[(/?)spoiler\]")
EMPTY_LINES = on_demand(r"\n{3,}")
EDGES = on_demand(r"(?<=\n)[ \t]{1,9}(?=\[spoiler\])|(?<=\[/spoiler\])[ \t]{1,9}(?=\n)")
"""Blanks of a line between its end and a span."""

Piece = tuple[str, bool]
"""Words, and whether they are to be hidden."""


def has_spans(text: str) -> bool:
    """Whether a text has a mark in it.

    >>> has_spans("He [spoiler]dies[/spoiler]."), has_spans("It spoils nothing.")
    (True, False)
    """
    return OPEN in text or CLOSE in text


def pieces(text: str) -> tuple[Piece, ...]:
    """A text in what is shown and what is hidden, by turns, without the marks.

    >>> pieces("He [spoiler]dies[/spoiler].")
    (('He ', False), ('dies', True), ('.', False))
    >>> pieces("One [spoiler]two"), pieces("One[/spoiler] two")
    ((('One ', False), ('two', True)), (('One', True), (' two', False)))
    """
    if not has_spans(text):
        return ((text, False),) if text else ()
    filled = (piece for piece in _parted(text) if piece[0])
    alike = groupby(filled, key=itemgetter(1))
    return tuple([("".join([words for words, _ in some]), hidden) for hidden, some in alike])


def _parted(text: str) -> Iterator[Piece]:
    at = depth = 0
    for mark in MARK.finditer(text):
        closing = bool(mark[1])
        yield text[at : mark.start()], depth > 0 or closing
        depth = max(0, depth - 1) if closing else depth + 1
        at = mark.end()
    yield text[at:], depth > 0


def normal(text: str) -> str:
    """A text whose spans are balanced, not nested, not empty, and begin and end with a word, which
    is none that only says what they are.

    >>> normal("He [spoiler] [spoiler]dies[/spoiler] twice. ")
    'He  [spoiler]dies twice.[/spoiler] '
    >>> normal("One.\\n\\n[spoiler]\\n\\nTwo.\\n\\n[/spoiler]\\n\\nThree.")
    'One.\\n\\n[spoiler]Two.[/spoiler]\\n\\nThree.'
    """
    if not has_spans(text):
        return text
    written = "".join([_span(words) if hidden else words for words, hidden in pieces(text)])
    return EMPTY_LINES.sub("\n\n", EDGES.sub("", written))


def _span(words: str) -> str:
    inside = words.strip()
    if not inside:
        return words
    at = words.index(inside)
    first, _, rest = inside.partition("\n")
    bare = rest.strip() if is_warning(first) else ""  # the words that are clicked at
    return f"{words[:at]}{OPEN}{bare or inside}{CLOSE}{words[at + len(inside) :]}"


def shown(text: str, *, warned: bool = False) -> str:
    """What of a text is shown to somebody who has not asked for spoilers; of one that is `warned`
    of and has no spans, nothing.

    >>> shown("He [spoiler]dies[/spoiler]."), shown("He dies.", warned=True)
    ('He [spoiler hidden].', '')
    """
    if not has_spans(text):
        return "" if warned else text
    return "".join([LEFT_OUT if hidden else words for words, hidden in pieces(text)])
