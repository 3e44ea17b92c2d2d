"""Labelled lines in a text: “Director: Ben Lewin”, “**Running time:** 95 min”, table rows, and
several labels in one line, in blocks at the top, at the bottom or between.

A single line that looks like a label is only taken at the very top or bottom of the text, or where
it has Obsidian's two colons; elsewhere it takes two in a row, since prose has colons too. Lines
whose label is not known stay in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.extraction.entries import Entry, Said
from graph.extraction.keys import LONGEST_KEY, Key, fold, meaning, spelled
from graph.extraction.markdown import plain_line
from graph.records import Rating, SourceKind
from graph.values.durations import parse_duration
from graph.values.ratings import parse_rating

LONGEST_LINE = 5_000

NO_LABELS = frozenset(
    {
        *(Key.BODY, Key.ABSTRACT, Key.REVIEW, Key.IDENTIFIERS, Key.KIND, Key.TAGS, Key.SEASON),
        *(Key.DRAFT, Key.PUBLIC, Key.WATCHED, Key.OTHERS, Key.TECHNICAL, Key.BEST, Key.WORST),
        *(Key.NAME, Key.IMAGE),
    }
)
"""Keys that are words of every day, or of the machine, when they stand in a text."""

_MARKS = r"[*_\s]*"
_LABEL = rf"(?P<label>[^\W\d_][^:：|*_\[\]]{{0,{LONGEST_KEY}}}?)"
LINE = re.compile(rf"^\s*(?:[-*+•]\s+)?{_MARKS}{_LABEL}{_MARKS}(?:::?|：){_MARKS}(?P<value>.*)$")
ROW = re.compile(rf"^\s*\|{_MARKS}{_LABEL}{_MARKS}[:：]?{_MARKS}\|(?P<value>[^|]*)\|\s*$")
RULE = re.compile(r"(?=[^|]*\|)(?=[^-]*--)[\s|:-]*")
"""The line below the head of a table."""

DEFINED = re.compile(r"^\s{0,3}:\s+(?P<value>\S.*)$")
"""The line below a term, in Markdown's lists of definitions."""

FIELD = re.compile(
    r"[\[(](?P<label>[^\W\d_][^:\[\]()]{0,60}?)::\s?"
    r"(?P<value>(?:[^\[\]()]|\[\[[^\[\]]{1,200}\]\]){1,500}?)[\])](?!\])"
)
"""Obsidian's Dataview writes a field in a line so; a whole line goes without the brackets."""

BOLD = re.compile(r"(\*\*|__)(?P<label>[^*_:：]{1,60}?)\s*(?:[:：]\s*\1|\1\s*[:：])")
BYLINE = re.compile(
    r"^[*_\s]*(?:(?:A\s+)?(?:Film\s+|Movie\s+)?Review(?:ed)?\s+by|By)\s+"
    r"(?P<value>[^\W\d_][^,.:;!?()]{2,60}?)[*_\s]*$",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}\.)\s+(?P<value>.+)$")
WORD = re.compile(r"\w")
HASHTAGS = re.compile(r"(?:\s#[\w/-]{1,60})+\s*$")
MOST_GENRES = 8
GENRES = spelled(
    """action, adventure, animation, anime, biography, biopic, comedy, crime, documentary, drama,
    family, fantasy, film noir, history, horror, musical, mystery, romance, sci fi, science fiction,
    thriller, war, western, abenteuer, komödie, krimi, krieg, dokumentation, dokumentarfilm,
    liebesfilm, acción, aventura, aventuras, comedia, terror, suspense, ciencia ficción, comédie,
    drame, aventure, horreur, policier, science-fiction, comédia, ação, ficção científica, commedia,
    azione, avventura, fantascienza, ドラマ, アクション, コメディ, ホラー"""
)
LONGEST_SCORE = 100
SCORE_MARK = re.compile(r"[★☆⭐✭*%]|[0-9]\s?/\s?[0-9]")
IMAGE_ONLY = re.compile(r"^\s*(?:!\[|\[!\[|<img\b)")
NEAR = 4
"""Filled lines from the top or bottom within which a byline or a score may stand alone."""


@dataclass(slots=True)
class Labelled:
    """One labelled piece of a text: its entry, and the lines and words that it takes up."""

    entry: Entry
    lines: range
    words: str = ""
    """The part of a line that holds several labels; empty where it takes whole lines."""


def labelled(lines: list[str], first_line: int, start: int = 0) -> list[Labelled]:
    """The labelled pieces of a text, in their order; `start` is the line after the headline."""
    filled = [i for i in range(start, len(lines)) if _filled(lines[i])]
    edges = {filled[0], filled[-1]} if filled else set()
    found: list[Labelled] = []
    for block in _blocks(lines, first_line, start):
        taken = {i for piece in block for i in piece.lines}
        if len(block) > 1 or taken & edges or any("::" in lines[i] for i in taken):
            found += block
    near = [*filled[:NEAR], *filled[-NEAR:]]
    return [
        *found,
        *_byline(lines, first_line, filled[:NEAR]),
        *_score(lines, first_line, near),
    ]


def without(lines: list[str], pieces: Iterable[Labelled]) -> list[str]:
    """The text's lines without these pieces; of the empty lines around each, one side stays."""
    kept: list[str | None] = list(lines)
    for piece in pieces:
        for i in piece.lines:
            rest = (kept[i] or "").replace(piece.words, "", 1) if piece.words else ""
            kept[i] = rest if WORD.search(rest) else None
    return list(_closed(kept))


def _closed(lines: list[str | None]) -> Iterator[str]:
    gap, blank = False, True
    for line in lines:
        if line is None:
            gap = True
        elif line.strip() or not (gap and blank):
            yield line
            gap, blank = False, not line.strip()


def is_label(line: str) -> bool:
    """Whether a line is one with a label that is known, or with several between bars."""
    if len(line) <= LONGEST_LINE and _barred_labels(line):
        return True
    match = LINE.match(line) if len(line) <= LONGEST_LINE else None
    return bool(match and _known(match["label"]))


def with_own_labels(
    pieces: list[Labelled], lines: list[str], first_line: int, keys: Mapping[str, Key]
) -> list[Labelled]:
    """The pieces with what the site says that labels mean, and the lines under such labels."""
    read = [
        replace(p, entry=replace(p.entry, meaning=keys.get(fold(p.entry.key), p.entry.meaning)))
        for p in pieces
    ]
    taken = {i for piece in pieces for i in piece.lines}
    for i, line in enumerate(lines):
        match = (ROW.match(line) or LINE.match(line)) if len(line) <= LONGEST_LINE else None
        if match and i not in taken and (key := keys.get(fold(match["label"]))):
            said = plain_line(match["value"])
            entry = Entry(match["label"].strip(), key, said, SourceKind.LABEL, first_line + i)
            read += [Labelled(entry, range(i, i + 1))] if said else []
    return read


def _filled(line: str) -> bool:
    return bool(line.strip()) and not IMAGE_ONLY.match(line[:20]) and not RULE.fullmatch(line[:200])


def _blocks(lines: list[str], first_line: int, start: int) -> Iterator[list[Labelled]]:
    """Labelled lines that follow each other, with nothing but blank lines between."""
    block: list[Labelled] = []
    i = start
    while i < len(lines):
        pieces = _pieces(lines, i, first_line)
        if pieces:
            block += pieces
            i = pieces[-1].lines[-1]
        elif _filled(lines[i]) and not _unknown_label(lines[i]):
            yield block
            block = []
        i += 1
    yield block


def _pieces(lines: list[str], i: int, first_line: int) -> list[Labelled]:
    line = lines[i]
    if not line.strip() or len(line) > LONGEST_LINE:
        return []
    several = _inline_fields(line) or _bold_labels(line) or _barred_labels(line)
    if several:
        return [
            Labelled(_entry(label, value, first_line + i), range(i, i + 1), words)
            for label, value, words in several
            if _known(label)
        ]
    match = ROW.match(line) or LINE.match(line)
    if not match or not _known(match["label"]):
        return _definition(lines, i, first_line)
    value: Said = plain_line(match["value"])
    last = i + 1
    if not value:
        value, last = _items(lines, i + 1)
    return (
        [Labelled(_entry(match["label"], value, first_line + i), range(i, last))] if value else []
    )


def _definition(lines: list[str], i: int, first_line: int) -> list[Labelled]:
    """A label in a line of its own, with its value behind a colon in the next."""
    label = plain_line(lines[i]) if len(lines[i]) <= LONGEST_KEY else ""
    below = lines[i + 1][:LONGEST_LINE] if i + 1 < len(lines) else ""
    match = DEFINED.match(below) if label and _known(label) else None
    if not match:
        return []
    entry = _entry(label, plain_line(match["value"]), first_line + i)
    return [Labelled(entry, range(i, i + 2))]


def _items(lines: list[str], i: int) -> tuple[Said, int]:
    """The list that follows a label without a value, and the line after it."""
    items: list[Said] = []
    while i < len(lines) and len(lines[i]) <= LONGEST_LINE and (match := ITEM.match(lines[i])):
        if is_label(lines[i]):
            break
        items.append(plain_line(match["value"]))
        i += 1
    return items, i


def _inline_fields(line: str) -> list[tuple[str, str, str]]:
    """The same for fields in brackets, as in “seen with [director:: Michael Mann]”."""
    return [(m["label"], plain_line(m["value"]), m[0]) for m in FIELD.finditer(line)]


def _bold_labels(line: str) -> list[tuple[str, str, str]]:
    """Label, value and words of each of several bold labels in a line."""
    marks = list(BOLD.finditer(line))
    if len(marks) < 2 or plain_line(line[: marks[0].start()]).strip("-*+• "):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [
        (
            mark["label"],
            plain_line(line[mark.end() : end]).rstrip(" ./|·•"),
            line[mark.start() : end],
        )
        for mark, end in zip(marks, ends, strict=True)
    ]


def _barred_labels(line: str) -> list[tuple[str, str, str]]:
    """The same for labels between bars: “Regie: Lang | Jahr: 1931”."""
    parts = re.split(r"\s[|·•]\s", line)
    found = [(part, LINE.match(part)) for part in parts]
    known = [(part, match) for part, match in found if match and _known(match["label"])]
    if len(known) < 2:
        return []
    bare = ((plain_line(part), part) for part, match in found if not match)
    told = [(label, value, part) for value, part in bare if (label := _unlabelled(value))]
    return [*((match["label"], plain_line(match["value"]), part) for part, match in known), *told]


def _unlabelled(words: str) -> str:
    """The label that words between bars can do without: “1h 59min”, “Thriller, Drama”."""
    if parse_duration(words):
        return "running time"
    items = re.split(r"\s?[,/&]\s?", words)
    return "genre" if len(items) < MOST_GENRES and any(fold(i) in GENRES for i in items) else ""


def _byline(lines: list[str], first_line: int, near_the_top: list[int]) -> Iterator[Labelled]:
    for i in near_the_top:
        match = BYLINE.match(lines[i][:200])
        if match and match["value"][0].isupper():
            words = lines[i].strip(" *_")
            key = words[: len(words) - len(match["value"])].strip()
            name = plain_line(match["value"])
            entry = Entry(key, Key.REVIEWER, name, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))
            return


def _score(lines: list[str], first_line: int, near: list[int]) -> Iterator[Labelled]:
    """A line with nothing but a score in it, such as “★★★½” or “8/10”."""
    for i in near:
        words = plain_line(HASHTAGS.sub("", lines[i][:LONGEST_SCORE]))
        if SCORE_MARK.search(words) and isinstance(parse_rating(words), Rating):
            entry = Entry("a line alone", Key.SCORE, words, SourceKind.LABEL, first_line + i)
            yield Labelled(entry, range(i, i + 1))
            return


def _entry(label: str, value: Said, line: int) -> Entry:
    return Entry(label.strip(), _known(label), value, SourceKind.LABEL, line)


def _known(label: str) -> Key | None:
    key = meaning(label)
    return None if key in NO_LABELS else key


def _unknown_label(line: str) -> bool:
    """A short line such as “Music: Alva Noto” keeps a block together without being read."""
    match = LINE.match(line) if len(line) <= 200 else None
    return bool(match and len(match["label"].split()) <= 3)
