"""Footnotes of Markdown → marks and notes that are read as plain text.

CommonMark has none; they are written as PHP Markdown Extra began it, and Pandoc, GitHub, Hugo and
Jekyll go on: https://michelf.ca/projects/php-markdown/extra/#footnotes
"""

from __future__ import annotations

import re

from graph.values.patterns import on_demand

_MARK = r"\[\^(?P<name>[^\s\[\]]{1,100})\]"
_BEGINNING = rf"^ {{0,3}}{_MARK}:[ \t]*"
MARK = on_demand(_MARK)
BEGINNING = on_demand(_BEGINNING, re.MULTILINE)
NOTE = on_demand(rf"{_BEGINNING}(?P<words>.*)")
INDENT = on_demand(r" {4}|\t")


def numbered(source: str) -> str:
    """A source with its notes at the end, numbered as they are first referred to.

    A mark without a note, and a note to which nothing refers, stay as they stand.

    >>> numbered("Rain[^a] falls.\\n\\n[^a]: In May.\\n\\nIt ends.")
    'Rain\\\\[1\\\\] falls.\\n\\n\\nIt ends.\\n\\n\\\\[1\\\\] In May.'
    """
    if "[^" not in source:
        return source
    marks = {mark["name"] for mark in MARK.finditer(BEGINNING.sub("", source))}
    text, notes = _parted(source, marks)
    numbers: dict[str, int] = {}

    def number(mark: re.Match[str]) -> str:
        name = mark["name"]
        return _number(numbers.setdefault(name, len(numbers) + 1)) if name in notes else mark[0]

    text = MARK.sub(number, text)
    notes |= {name: MARK.sub(number, note) for name, note in notes.items()}
    told = [f"{_number(numbers[name])} {notes[name]}" for name in numbers]
    return "\n\n".join([text.rstrip(), *told])


def _parted(source: str, marks: set[str]) -> tuple[str, dict[str, str]]:
    """The text without the notes to which the marks refer, and these by their names.

    A note goes on in filled lines, and behind an empty one in indented ones.
    """
    text, notes = list[str](), dict[str, list[str]]()
    own: list[str] = []
    for line in source.split("\n"):
        note = NOTE.fullmatch(line)
        if note and note["name"] in marks and note["name"] not in notes:
            own = notes[note["name"]] = [note["words"]]
        elif own and not note and (not line.strip() or own[-1].strip() or INDENT.match(line)):
            own.append(INDENT.sub("", line, count=1))
        else:
            text += ["", line] if own else [line]
            own = []
    return "\n".join(text), {name: "\n".join(lines).strip() for name, lines in notes.items()}


def _number(number: int) -> str:
    """A number in brackets, which to Markdown are no link's."""
    return rf"\[{number}\]"
