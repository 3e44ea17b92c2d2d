"""The head of a Markdown file: which dialect of metadata it speaks, and where the text begins.

YAML between “---”, TOML between “+++”, JSON in braces, each also behind “---json” and the like;
lines “Title: …” down to the first empty one, as Pelican and MultiMarkdown have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from graph.documents.front_matter import FrontMatter, read_yaml
from graph.documents.repairs import read_repaired
from graph.documents.serialised import read_json, read_toml
from graph.errors import UnreadableError

OPENING = re.compile(r"\s{0,100}^(?P<mark>---|\+\+\+)(?P<language>yaml|toml|json)?[ \t]*\n", re.M)
CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
BRACE = re.compile(r"\s{0,100}^\{\s{0,100}\"", re.MULTILINE)
HEADER = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):(?::(?=\s|$))?[ \t]*(?P<value>.*)")
OF_HEADERS = frozenset(
    {
        *("date", "modified", "slug", "category", "categories", "tags", "keywords", "author"),
        *("authors", "summary", "status", "lang", "template", "save_as", "url", "series"),
    }
)
"""Keys of Pelican, of which one beside the title tells its header from labelled lines."""


class Head(NamedTuple):
    """The metadata if there are any, in which dialect, and the rest with the line it begins on."""

    dialect: str
    keys: FrontMatter | None
    rest: str
    line: int
    note: str = ""


def split(text: str) -> Head:
    """Take the head off a text. Raises `UnreadableError` for one that cannot be read."""
    if opening := OPENING.match(text):
        return _between_marks(text, opening)
    if brace := BRACE.match(text):
        start = text.index("{", brace.start())
        keys, end = read_json(text[start:], text.count("\n", 0, start) + 1)
        return _head("JSON", keys, text, start + end)
    return header(text) or Head("", None, text, 1)


def _between_marks(text: str, opening: re.Match[str]) -> Head:
    mark = opening["mark"]
    dialect = opening["language"] or ("yaml" if mark == "---" else "toml")
    first_line = text.count("\n", 0, opening.end()) + 1
    closing = CLOSING[mark].search(text, opening.end())
    if not closing:
        raise UnreadableError(
            f"The front matter that begins in line {first_line - 1} has no end. Add a line "
            f"“{mark}” below its last key."
        )
    block, note = text[opening.end() : closing.start()], ""
    if dialect == "yaml":
        keys, note = read_repaired(block, first_line)
    else:
        keys = READERS[dialect](block, first_line)
    return _head(dialect.upper(), keys, text, closing.end(), note)


def _head(dialect: str, keys: FrontMatter, text: str, end: int, note: str = "") -> Head:
    return Head(dialect, keys, text[end:], text.count("\n", 0, end) + 1, note)


def header(text: str) -> Head | None:
    """Take lines “Key: value” off, a value going on in indented lines; None where there is none."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    key, end = "", 0
    for number, line in enumerate(text[:100_000].splitlines(keepends=True), 1):
        match = HEADER.fullmatch(line.rstrip("\n"))
        if not line.strip():
            break
        if match and match["key"].casefold() not in lines:
            key = match["key"]
            values[key], lines[key.casefold()] = match["value"].strip(), number
        elif key and line.startswith(("    ", "\t")):
            values[key] += "\n" + line.strip()
        else:
            return None
        end += len(line)
    if "title" not in lines or not OF_HEADERS & lines.keys():
        return None
    keys = FrontMatter(dict(values), {key: lines[key.casefold()] for key in values})
    return _head("header lines", keys, text, end)


READERS: dict[str, Callable[[str, int], FrontMatter]] = {
    "yaml": read_yaml,
    "toml": read_toml,
    "json": lambda block, line: read_json(block.lstrip(), line)[0],
}
