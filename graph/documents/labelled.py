"""Several reviews in one text, each with labels or front matter of its own: “Title: Heat …”, and
further down “Title: Ronin …”.

A text is only divided where a block of labels, behind an empty line or a rule, has another title
than the first below the same label, and half of the labels in common; and where either all of them
have words below, or none: the facts of the film in a box are no further review.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from graph.documents.front_matter import FrontMatter
from graph.documents.heads import header
from graph.documents.pieces import MOST_LINES, OF_ONE, Piece, shared
from graph.documents.repairs import read_repaired
from graph.errors import UnreadableError
from graph.records import Document
from graph.values.code import fenced
from graph.values.folding import fold
from graph.values.patterns import HEADING

LABEL = re.compile(
    r"\s{0,3}(?:[-*+•]\s+)?[*_]{0,3}(?P<label>[^\W\d_][^:：|*_\[\]]{0,40})[*_]{0,3}\s?"
    r"[:：](?P<value>.*)"
)
GOES_ON = re.compile(r"(?:\s{2}|\t|[-*+•]\s).*")
"""A line that goes on with the value above it."""

RULE = re.compile(r"\s{0,3}(?:[-=*_~#+]\s?){3,200}")
FENCES = ("---", "...")
TITLES = frozenset(
    map(fold, ("title", "film", "movie", "film title", "movie title", "título", "titre", "titel",
               "filmtitel", "titolo", "película", "filme", "タイトル", "映画", "作品"))
)  # fmt: skip
MARKS = ' *_"“”„«»'
LONGEST_LINE = 500
FEWEST = 2
FEWEST_LABELS = 2
FEWEST_WORDS = 8

Keys = dict[str, Any]


class Block(NamedTuple):
    """Labels that follow each other, folded, with their first values; from one line to before
    another."""

    start: int
    end: int
    labels: dict[str, str]

    @property
    def title(self) -> str:
        """Its title, or ""."""
        return next((said for key, said in self.labels.items() if key in TITLES), "")

    def is_like(self, other: Block) -> bool:
        """Whether both have the same label for the title, another label, and half of all."""
        common, both = self.labels.keys() & other.labels.keys(), self.labels.keys() | other.labels
        return max(FEWEST_LABELS, len(both) / 2) <= len(common) and not common.isdisjoint(TITLES)


def pieces(document: Document) -> list[Piece]:
    """The reviews in a document that holds several; none where it does not."""
    lines = document.text.split("\n")
    plain = without_code(lines) if len(lines) <= MOST_LINES else []
    titled = [block for block in _blocks(plain) if block.title]
    if not titled:
        return []
    above = Block(0, 0, {fold(key): str(said) for key, said in document.metadata.items()})
    of_one = not OF_ONE.isdisjoint(key.casefold() for key in document.metadata)
    has_words = any(map(str.strip, lines[: titled[0].start]))
    is_own = above.is_like(titled[0]) and (of_one or has_words)
    found = _apart([above, *titled] if is_own else titled)
    found = found if len(found) >= FEWEST else _apart(titled[1:])  # the first may be about all
    if len(found) < FEWEST or (of_one and found[0] is not above):
        return []
    starts = [_start(block, lines) for block in found]
    ends = [*starts[1:], len(lines)]
    common = {} if found[0] is above else shared(document.metadata)
    read = [
        Piece(block.title, document.metadata, 0, _bare(lines[:end]), {})
        if block is above
        else _piece(block, lines[:end], start, common, document.format)
        for block, start, end in zip(found, starts, ends, strict=True)
    ]
    several = len({fold(piece.name) for piece in read}) >= FEWEST
    told_alike = len({_has_words(piece) for piece in read}) == 1
    return [*_preamble(lines[: starts[0]]), *read] if several and told_alike else []


def without_code(lines: list[str]) -> list[str]:
    """The lines, those of fenced code empty."""
    code = {i for piece in fenced(line.lstrip()[:3] for line in lines) for i in piece}
    return ["" if i in code else line for i, line in enumerate(lines)] if code else lines


def _apart(blocks: list[Block]) -> list[Block]:
    """The blocks that are like the first, each with another title than the one before."""
    kept = blocks[:1]
    for block in blocks[1:]:
        if block.is_like(kept[0]) and fold(block.title) != fold(kept[-1].title):
            kept.append(block)
    return kept


def _blocks(lines: list[str]) -> list[Block]:
    """The blocks that stand at the beginning, behind an empty line or a rule."""
    found: list[Block] = []
    i = 0
    while i < len(lines):
        block = _block(lines, i)
        found += [block] if block.labels else []
        i = max(block.end, i + 1)
        while i < len(lines) and not _is_gap(lines[i - 1]):
            i += 1
    return found


def _block(lines: list[str], start: int) -> Block:
    labels: dict[str, str] = {}
    end = start
    while end < len(lines):
        line = lines[end]
        match = LABEL.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if match:
            labels.setdefault(fold(match["label"]), match["value"].strip(MARKS))
        elif not labels or not GOES_ON.fullmatch(line):
            break
        end += 1
    return Block(start, end, labels)


def _is_gap(line: str) -> bool:
    return not line.strip() or RULE.fullmatch(line[:LONGEST_LINE]) is not None


def _start(block: Block, lines: list[str]) -> int:
    """The line where a review begins: that of its labels, or of a heading or fence above them."""
    above = block.start - 1
    if _is_fenced(block, lines):
        return above
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and HEADING.fullmatch(lines[above][:LONGEST_LINE]) else block.start


def _is_fenced(block: Block, lines: list[str]) -> bool:
    """Whether labels stand between the marks of front matter."""
    return (
        block.start > 0
        and block.end < len(lines)
        and lines[block.start - 1].rstrip() == FENCES[0]
        and lines[block.end].rstrip() in FENCES
    )


def _piece(block: Block, lines: list[str], start: int, common: Keys, format_: str) -> Piece:
    """The review that begins in a line and ends with the lines; of Markdown with its metadata."""
    if format_ == "markdown" and (read := _front_matter(block, lines) or _header(lines, start)):
        keys, start = read
        return Piece(block.title, common | keys.values, start, _bare(lines[start:]), keys.lines)
    return Piece(block.title, common, start, _bare(lines[start:]), {})


def _front_matter(block: Block, lines: list[str]) -> tuple[FrontMatter, int] | None:
    if not _is_fenced(block, lines):
        return None
    try:
        keys, _ = read_repaired("\n".join(lines[block.start : block.end]), block.start)
    except UnreadableError:  # then they are labels between rules
        return None
    return keys, block.end + 1


def _header(lines: list[str], start: int) -> tuple[FrontMatter, int] | None:
    head = header("\n".join(lines[start:]))
    if head is None or head.keys is None:
        return None
    placed = {key: start + line - 1 for key, line in head.keys.lines.items()}
    return FrontMatter(head.keys.values, placed), start + head.line - 1


def _bare(lines: list[str]) -> list[str]:
    """Lines without the rule and the empty lines at their end."""
    kept = lines[:]
    while kept and _is_gap(kept[-1]):
        kept.pop()
    return kept


def _has_words(piece: Piece) -> bool:
    words = (line.split() for line in piece.lines if not LABEL.fullmatch(line[:LONGEST_LINE]))
    return sum(map(len, words)) >= FEWEST_WORDS


def _preamble(lines: list[str]) -> list[Piece]:
    """What stands above the first review, and is none."""
    said = _bare(lines)
    words = next((line.strip(" #*_") for line in said if not _is_gap(line)), "")
    why_not = f"“{words[:60]}” stands above the first review and is none."
    return [Piece(words, {}, 0, said, {}, why_not)] if words else []
