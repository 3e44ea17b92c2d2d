"""Labelled lines in a text, in blocks at the top, at the bottom or between, and what needs no
label there: a byline, a line with nothing but a score. What is about another film stays in the
text, and so does code.

A single line that looks like a label is only taken at the very top or bottom of the text, or where
it has Obsidian's two colons; elsewhere it takes two in a row, since prose has colons too. Lines
whose label is not known stay in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from graph.extraction.bare_values import values_in
from graph.extraction.entries import Entry, Said, strings
from graph.extraction.keys import LONGEST_KEY, Key, fold
from graph.extraction.line_labels import (
    LONGEST_LINE,
    all_labels,
    first_label,
    has_mark,
    is_label,
    is_unknown_label,
    known_key,
    plain_value,
    value_of,
)
from graph.extraction.lone_bylines import lone_bylines
from graph.extraction.lone_lines import lone_scores, unknown_fields
from graph.extraction.markdown import plain_line
from graph.extraction.other_blocks import Headings, announces, lead, of_film
from graph.extraction.pieces import ASIDE, Labelled, code_in
from graph.extraction.score_words import lone_score
from graph.records import SourceKind
from graph.values.names import split_cast
from graph.values.patterns import on_demand
from graph.values.tables import is_rule

DEFINED = on_demand(r"^\s{0,3}:\s+(?P<value>\S.*)$")
"""The line below a term, in Markdown's lists of definitions."""

ITEM = on_demand(r"^\s*(?:[-*+•]|\d{1,2}\.)\s+(?P<value>.+)$")
IMAGE_ONLY = on_demand(r"^\s*(?:!\[|\[!\[|<img\b)")
NEAR = 4
"""Filled lines from the top or bottom within which a byline or a score may stand alone."""


def labelled(lines: list[str], first_line: int, known: Sequence[Entry] = ()) -> list[Labelled]:
    """The labelled pieces of a text about the film that is `known`, in their order; each block that
    is about another film, and each piece of code, is one that is put `ASIDE`."""
    starts = [line.lstrip()[:3] for line in lines]
    filled = [i for i, start in enumerate(starts) if start and _is_filled(lines[i], start)]
    code = code_in(starts, first_line)
    if code:
        inside = {i for piece in code for i in piece.lines}
        filled = [i for i in filled if i not in inside]
    headings = Headings(lines, known)
    found = _in_blocks(lines, filled, first_line, headings)
    near = dict.fromkeys((*filled[:NEAR], *filled[-NEAR:]))
    return [
        *code,
        *found,
        *unknown_fields(lines, first_line, filled, found),
        *lone_bylines(lines, first_line, filled, NEAR),
        *lone_scores(lines, first_line, near, headings.names_other),
    ]


def _in_blocks(
    lines: list[str], filled: list[int], first_line: int, headings: Headings
) -> list[Labelled]:
    """The labels in blocks that are about the film."""
    marked = {i for i in filled if has_mark(lines[i])}
    if not marked:
        return []
    edges = {filled[0], filled[-1]}
    found: list[Labelled] = []
    for block in _blocks(lines, set(filled), marked, first_line, headings):
        taken = {i for piece in block for i in piece.lines}
        if len(block) > 1 or taken & edges or any("::" in lines[i] for i in taken):
            above = lead(lines, filled, block[0].lines[0])
            found += of_film(block, above, headings) if above else block
    return found


def with_own_labels(
    pieces: list[Labelled], lines: list[str], first_line: int, keys: Mapping[str, Key]
) -> list[Labelled]:
    """The pieces with what the site says that labels mean, and the lines under such labels."""
    read = [
        replace(p, entry=p.entry.meant(keys.get(fold(p.entry.key), p.entry.meaning)))
        if p.entry.meaning not in ASIDE
        else p
        for p in pieces
    ]
    taken = {i for piece in pieces for i in piece.lines}
    for i, line in enumerate(lines):
        match = first_label(line) if has_mark(line) and len(line) <= LONGEST_LINE else None
        if match and i not in taken and (key := keys.get(fold(match["label"]))):
            said = value_of(match, key)
            entry = Entry(match["label"].strip(), key, said, SourceKind.LABEL, first_line + i)
            read += [Labelled(entry, range(i, i + 1))] if said else []
    return read


def _is_filled(line: str, start: str) -> bool:
    """Whether a line with some first letters is no image and no rule of a table."""
    if start[0] in "![<":
        return not IMAGE_ONLY.match(line[:20])
    return start[0] not in "|:-" or not is_rule(line)


def _blocks(
    lines: list[str], filled: set[int], marked: set[int], first_line: int, headings: Headings
) -> Iterator[list[Labelled]]:
    """Labelled lines that follow each other, with nothing but blank lines between; `marked` have
    what a label has."""
    block: list[Labelled] = []
    i = 0
    while i < len(lines):
        near = i in marked or i + 1 in marked or (i + 2 in marked and not lines[i + 1].strip())
        pieces = _pieces(lines, i, first_line) if near else []
        if pieces:
            block += pieces
            i = pieces[-1].lines[-1]
        elif block and i in filled and not _keeps_together(lines[i], headings):
            yield block
            block = []
        i += 1
    if block:
        yield block


def _keeps_together(line: str, headings: Headings) -> bool:
    """Whether a line goes on with a block of labels without being one that is known."""
    if has_mark(line) and is_unknown_label(line):
        return not announces(line, headings.film)
    return bool(lone_score(line) or values_in(line))


def _pieces(lines: list[str], i: int, first_line: int) -> list[Labelled]:
    line = lines[i]
    if len(line) > LONGEST_LINE:
        return []
    if told := all_labels(line):
        return [
            Labelled(
                _entry(label.name, label.value, first_line + i, field="::" in label.words),
                range(i, i + 1),
                label.words,
            )
            for label in told
            if known_key(label.name)
        ]
    match = first_label(line)
    key = known_key(match["label"], match["value"]) if match else None
    if not match or not key:
        return _definition(lines, i, first_line)
    value: Said = value_of(match, key)
    is_head = line.lstrip()[:1] == "|" and any(map(is_rule, lines[i + 1 : i + 2]))
    last = i + 1 + is_head
    if not value:
        value, last = _items(lines, i + 1)
    entry = _entry(match["label"], value, first_line + i, field="::" in line)
    return [Labelled(entry, range(i, last))] if value else []


def _definition(lines: list[str], i: int, first_line: int) -> list[Labelled]:
    """A label in a line of its own, with its value behind a colon in the next that is filled."""
    if len(lines[i]) > LONGEST_KEY:
        return []
    at = i + 1 if lines[i + 1 : i + 2] and lines[i + 1].strip() else i + 2
    match = DEFINED.match(lines[at][:LONGEST_LINE]) if at < len(lines) else None
    if not match or not (label := plain_line(lines[i])) or not (key := known_key(label)):
        return []
    entry = _entry(label, plain_value(match["value"], key), first_line + i)
    return [Labelled(entry, range(i, at + 1))]


def _items(lines: list[str], i: int) -> tuple[Said, int]:
    """The list that follows a label without a value, and the line after it."""
    items: list[Said] = []
    while i < len(lines) and len(lines[i]) <= LONGEST_LINE and (match := ITEM.match(lines[i])):
        if is_label(lines[i]):
            break
        items.append(plain_line(match["value"]))
        i += 1
    return items, i


def _entry(label: str, value: Said, line: int, *, field: bool = False) -> Entry:
    """The entry of a label, or of Obsidian's `field` in a diary; “with” is before full names of
    the cast."""
    key = known_key(label, value if isinstance(value, str) else "")
    if key is Key.WITH and not field:
        names = (name for words in strings(value) for name in split_cast(words))
        key = Key.CAST if any(" " in name for name in names) else key
    return Entry(label.strip(), key, value, SourceKind.LABEL, line)
