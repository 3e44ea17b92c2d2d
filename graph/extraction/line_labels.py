"""The labels in one line: “Director: Ben Lewin”, “**Running time:** 95 min”, a row of a table,
Obsidian's fields in brackets, several labels in bold or between bars.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.extraction.bare_values import are_genres, bare_values
from graph.extraction.keys import LONGEST_KEY, PERSONS, Key
from graph.extraction.markdown import plain_line
from graph.extraction.meanings import meaning
from graph.extraction.score_words import score_words
from graph.extraction.unpublished import says_unpublished
from graph.records import PartialDate
from graph.values.dates import parse_key_date
from graph.values.names import bare
from graph.values.patterns import on_demand
from graph.values.spoiler_words import answer

LONGEST_LINE = 5_000

NO_LABELS = frozenset(
    {
        *(Key.BODY, Key.ABSTRACT, Key.REVIEW, Key.IDENTIFIERS, Key.KIND, Key.TAGS, Key.SEASON),
        *(Key.DRAFT, Key.PUBLIC, Key.STATUS, Key.EXPIRES, Key.WATCHED, Key.OTHERS, Key.TECHNICAL),
        *(Key.POSITION, Key.BEST, Key.WORST, Key.NAME, Key.IMAGE, Key.COMMENT, Key.PASSWORD),
    }
)
"""Keys that are words of every day, or of the machine, when they stand in a text."""

ADDRESS = ("http://", "https://")

_MARKS = r"[*_\s]*"
_LABEL = rf"(?P<label>[^\W\d_][^:：|*_\[\]]{{0,{LONGEST_KEY}}}?)"
LINE = on_demand(
    rf"^\s*(?:[-*+•]\s+)?(?P<open>{_MARKS}){_LABEL}(?P<close>{_MARKS})(?:::?|：)(?P<value>.*)$"
)
"""Emphasis may begin before the label, and end behind it, behind the colon or with the line."""

ROW = on_demand(
    rf"^\s*\|(?P<open>{_MARKS}){_LABEL}(?P<close>{_MARKS}[:：]?{_MARKS})\|(?P<value>[^|]*)\|\s*$"
)

FIELD = on_demand(
    r"[\[(](?P<label>[^\W\d_][^:\[\]()]{0,60}?)::\s?"
    r"(?P<value>(?:[^\[\]()]|\[\[[^\[\]]{1,200}\]\]){1,500}?)[\])](?!\])"
)
"""Obsidian's Dataview writes a field in a line so; a whole line goes without the brackets."""

BOLD = on_demand(r"(\*\*|__)(?P<label>[^*_:：]{1,60}?)\s*(?:[:：]\s*\1|\1\s*[:：])")
BAR = on_demand(r"\s[|·•]\s")
FURTHER = on_demand(
    r"[.,;]\s+(?:(?P<label>[^\W\d_][^:：|*_\[\].,;()]{0,40}?)\s?[:：](?!//)"
    r"|(?P<cast>starring|with|featuring|con|com|avec|mit)(?=\s[^\W\d_a-z]))"
)
"""Where in a line behind its first label a further one may begin, or the cast without a colon."""
APART = " ./|·•"
FEW_WORDS, SHORT = 3, 200

CREW = (Key.DIRECTOR, Key.SCREENPLAY, Key.DIRECTOR_AND_SCREENPLAY)
"""Keys under which a colon is in no value, so that any further label ends it."""

DATES = (Key.YEAR, Key.RELEASE, Key.PUBLISHED, Key.DATE)
BEHIND_NAMES = on_demand(r"\.\s+(?:[0-9]|(?:Cert|Rated|Running|Runtime)\b).*$")
"""“Val Kilmer. 170 mins. Cert 15.”"""

SCORES = (Key.SCORE, Key.RATING, Key.CONTENT_RATING)
"""Keys under which there may be a score."""


class Label(NamedTuple):
    """A label with its value, and the words in the line that are both."""

    name: str
    value: str
    words: str


def has_mark(line: str) -> bool:
    """Whether a line has a colon or a bar, without which there is no label in it."""
    return ":" in line or "|" in line or "：" in line


def known_key(label: str, value: str = "") -> Key | None:
    """What a label in a text means beside its value: a picture only with its address, a status only
    where it says that nobody may read this yet, spoilers with yes or no, a seeing with its day;
    None for words of every day."""
    key = meaning(label)
    if key is Key.SPOILERS and answer(value.strip(" *_")) is None:
        return None
    if key not in NO_LABELS:
        return key
    if says_unpublished(key, value.strip(" *_")):
        return key
    if key is Key.WATCHED and _is_day(plain_line(value)):
        return key
    if key is Key.IMAGE and value.lstrip(" <*_").startswith(ADDRESS):
        return key
    return None


def _is_day(words: str) -> bool:
    """Whether words are a whole date, be it one that can be read in two ways."""
    date = parse_key_date(words, "en-gb") if words else None
    return isinstance(date, PartialDate) and date.day > 0


def first_label(line: str) -> re.Match[str] | None:
    """`label` and `value` of a line that begins with a label, be it known or not."""
    return (ROW.match(line) if "|" in line else None) or LINE.match(line)


def all_labels(line: str) -> list[Label]:
    """The labels of a line that holds several, or one in brackets; none where it is another."""
    colons = line.count(":") + line.count("：")
    found = _in_brackets(line) if "::" in line else []
    if found or colons < 2:
        return found
    return _in_bold(line) or _between_bars(line) or _in_sentences(line)


def value_of(match: re.Match[str], key: Key | None) -> str:
    """What stands behind a `first_label` that means `key`, without Markdown."""
    emphasis, value = match["open"].strip(), match["value"]
    if key in SCORES and emphasis and not match["close"].strip():
        behind = value.removeprefix(emphasis)
        value = behind if behind != value else value.rstrip().removesuffix(emphasis)
    return plain_value(value, key)


def plain_value(words: str, key: Key | None) -> str:
    """The words under a key, without Markdown; of persons those up to the sentence's end."""
    if key in SCORES:
        return score_words(words)
    plain = plain_line(words)
    if key in DATES:
        return plain.rstrip(" .")
    return BEHIND_NAMES.sub("", plain) if key in PERSONS else plain


def is_label(line: str) -> bool:
    """Whether a line is one with a label that is known, or with several between bars."""
    if len(line) > LONGEST_LINE or not has_mark(line):
        return False
    match = LINE.match(line)
    return bool(_between_bars(line) or (match and known_key(match["label"])))


def is_unknown_label(line: str) -> bool:
    """A short line such as “Music: Alva Noto” keeps a block together without being read."""
    match = LINE.match(line) if len(line) <= SHORT else None
    return bool(match and len(match["label"].split()) <= FEW_WORDS)


def _in_brackets(line: str) -> list[Label]:
    """Fields in brackets, as in “seen with [director:: Michael Mann]”."""
    return [
        Label(m["label"], plain_value(m["value"], known_key(m["label"])), m[0])
        for m in FIELD.finditer(line)
    ]


def _in_bold(line: str) -> list[Label]:
    """Several bold labels, each with what stands behind it."""
    marks = list(BOLD.finditer(line)) if "**" in line or "__" in line else []
    if len(marks) < 2 or plain_line(line[: marks[0].start()]).strip("-*+• "):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [
        Label(
            mark["label"],
            _between(line[mark.end() : end], known_key(mark["label"])),
            line[mark.start() : end],
        )
        for mark, end in zip(marks, ends, strict=True)
    ]


def _between(words: str, key: Key | None) -> str:
    """A value before the next label, without what sets them apart."""
    return plain_value(words.rstrip(APART), key).rstrip(APART)


def _between_bars(line: str) -> list[Label]:
    """Labels between bars: “Regie: Lang | Jahr: 1931”."""
    parts = BAR.split(line)
    if len(parts) < 2:
        return []
    found = [(part, LINE.match(part)) for part in parts]
    labels = [(p, m, key) for p, m in found if m and (key := known_key(m["label"]))]
    if len(labels) < 2:
        return []
    bare = (part for part, match in found if not match)
    told = [Label(*said, part) for part in bare for said in _unlabelled(plain_line(part))]
    said = [Label(match["label"], value_of(match, key), part) for part, match, key in labels]
    return [*said, *told]


def _in_sentences(line: str) -> list[Label]:
    """Labels set apart by stops, commas or semicolons: “Regie: Lang. Jahr: 1931.”

    What is set apart so is no label unless it is known, or ends the name of a person.
    """
    first = LINE.match(line)
    if not first or not known_key(first["label"]):
        return []
    marks = [(first["label"], known_key(first["label"]), first.start(), first.start("value"))]
    several = False
    for match in FURTHER.finditer(line, first.start("value")):
        name = match["label"] or match["cast"]
        key = known_key(name)
        colon = match["label"] is not None
        if key or (colon and marks[-1][1] in CREW and len(name.split()) <= FEW_WORDS):
            several |= colon
            marks.append((name, key, match.start(match.lastgroup or 0), match.end()))
    if not several:
        return []
    ends = [start for _, _, start, _ in marks[1:]] + [len(line)]
    return [
        Label(name, plain_value(bare(line[at:end].rstrip(",; ")), key), line[start:end])
        for (name, key, start, at), end in zip(marks, ends, strict=True)
    ]


def _unlabelled(words: str) -> list[tuple[str, str]]:
    """What words between bars say without a label: “1h 59min”, “Thriller, Drama”."""
    return bare_values(words) or ([("genre", words)] if are_genres(words, any) else [])
