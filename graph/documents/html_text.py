"""HTML in a feed, an export or a cell → Markdown of the plainest kind, which extraction reads.

Words stay, with their paragraphs, headings, lists and emphasis, since titles stand in emphasis
and facts behind bold labels; scripts, styles and embedded things go with all they hold. libxml2
tells what it reads as events: no tree is built, so that nesting costs nothing.
"""

from __future__ import annotations

import re

from lxml import etree

from graph.documents.decoding import FORBIDDEN
from graph.documents.images import score_of, sign_of
from graph.values.spoiler_marks import tags_marked

BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form "  # noqa: SIM905
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tr ul".split()
)
OPENINGS = {"li": "- ", **{f"h{n}": "#" * n + " " for n in range(1, 7)}}
FOLLOWING = frozenset(("li", "tr", "dt"))
"""Blocks that follow each other line by line, and not with a blank line between them."""

BREAK = "  \n"
INLINE = {"br": BREAK}
CELLS = frozenset(("td", "th"))
FACT = 2
"""Cells of a row that holds a fact: “Director | Jane Doe”."""

EMPHASIS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"}
DROPPED = frozenset(
    "audio canvas iframe math noscript object script select style svg template textarea title video".split()  # noqa: E501, SIM905
)

TAG = re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>|<!--", re.IGNORECASE)
ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]{1,32};)")
BLANKS = re.compile(r"[ \t\f\v\xa0]+")
EMPTY_LINES = re.compile(r"\n{3,}")


def has_tags(text: str) -> bool:
    """Whether a text has HTML in it.

    >>> has_tags("A <i>fine</i> film"), has_tags("1 < 2 > 0")
    (True, False)
    """
    return TAG.search(text) is not None


def to_markdown(html: str, *, lines: bool = False) -> str:
    """The words of a piece of HTML (WHATWG HTML, section 13) as Markdown.

    With `lines` a line feed is a line break, as WordPress and Letterboxd mean it. Whatever the
    HTML holds, the time is in proportion to its length. What hides spoilers is marked as such.

    >>> to_markdown("<h2>Heat</h2><p><b>Director:</b> Mann<br>A <em>fine </em>film &amp; long.</p>")
    '## Heat\\n\\n**Director:** Mann  \\nA *fine* film & long.'
    >>> to_markdown("one<script>evil()</script> &lt;two&gt;\\n\\nthree")
    'one &lt;two>\\n\\nthree'
    >>> to_markdown('Mine: <img src="s3.gif" alt="3/5"> <img class="wp-smiley" alt="⭐">')
    'Mine: ![3/5]() ⭐'
    """
    writer = _Writer(BREAK if lines else "\n")
    parser = etree.HTMLParser(target=writer, huge_tree=True, encoding="utf-8")
    try:
        parser.feed(tags_marked(FORBIDDEN.sub("", html)).encode())
        return str(parser.close())
    except etree.XMLSyntaxError:  # nothing in it
        return writer.close()


class _Writer:
    """Takes the parser's events."""

    def __init__(self, line_feed: str) -> None:
        self._line_feed = line_feed
        self._parts: list[str] = []
        self._words: list[str] = []  # the parser may give a text in pieces
        self._marks: list[str] = []  # of emphasis that is open and has no word yet
        self._hidden: list[str] = []  # elements that are dropped, as far as they are open
        self._cells: list[int] = []  # where those of the open row begin
        self._terms = 0  # descriptions since the last term of a list of them, and one

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        if tag in DROPPED:
            self._hidden.append(tag)
        elif self._hidden:
            return
        elif tag in EMPHASIS:
            self._marks.append(EMPHASIS[tag])
        elif tag == "img":
            self._parts.append(_image(attributes))
        elif tag in CELLS:
            self._cells.append(len(self._parts))
            self._parts.append(" ")
        elif tag == "dd" and self._terms:
            self._join(len(self._parts), ", " if self._terms > 1 else ": ")
            self._terms += 1
        elif tag in BLOCKS:
            self._terms = int(tag == "dt")
            self._parts += "\n" if tag in FOLLOWING else "\n\n", OPENINGS.get(tag, "")
        else:
            self._parts.append(INLINE.get(tag, ""))

    def end(self, tag: str) -> None:
        self._flush()
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
        elif tag in EMPHASIS:
            self._close_emphasis(EMPHASIS[tag])
        elif tag == "tr":
            if len(self._cells) == FACT:
                self._join(self._cells[1], ": ")
            self._cells.clear()
        elif tag in BLOCKS and tag not in FOLLOWING and tag != "dd":
            self._parts.append("\n\n")

    def data(self, words: str) -> None:
        if not self._hidden:
            self._words.append(words)

    def close(self) -> str:
        self._flush()
        lines = "".join(self._parts).replace("\r", "").split("\n")
        return EMPTY_LINES.sub("\n\n", "\n".join(map(_line, lines))).strip()

    def _flush(self) -> None:
        words = "".join(self._words)
        self._words.clear()
        if self._marks and (bare := words.lstrip()):  # a mark before a space is none
            self._parts += words[: len(words) - len(bare)], *self._marks
            self._marks.clear()
            words = bare
        self._parts.append(_escaped(words).replace("\n", self._line_feed))

    def _join(self, at: int, mark: str) -> None:
        """Set a mark between a label and its value, unless there is one, or no label."""
        before = "".join(self._parts[max(0, at - 12) : at]).rstrip(" *\n")
        if at < len(self._parts):
            self._parts[at] = " "
        else:
            self._parts.append(" ")
        if before[-1:].isalnum() or (mark == ", " and before):
            self._parts[at] = mark

    def _close_emphasis(self, mark: str) -> None:
        """Behind the last word, and not at all where there was none."""
        if self._marks:
            self._marks.pop()
            return
        last = ""
        while self._parts and not last.strip():
            last = self._parts.pop() + last
        words = last.rstrip()
        self._parts += words, mark, last[len(words) :]


def _image(attributes: dict[str, str]) -> str:
    """The sign that an image stands for, or an image of Markdown that shows a score."""
    score = score_of(attributes)
    return _escaped(sign_of(attributes) or (f"![{score}]()" if score else ""))


def _escaped(words: str) -> str:
    return ENTITY.sub("&amp;", words).replace("<", "&lt;")


def _line(line: str) -> str:
    """A line without indentation, its blanks run together, a hard break at its end kept."""
    words = BLANKS.sub(" ", line).strip()
    return f"{words}  " if words and line.endswith("  ") else words
