"""Markdown, with or without YAML front matter: keys between two lines of three hyphens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.front_matter import FrontMatter, read_yaml
from graph.documents.text import trimmed
from graph.errors import UnreadableError
from graph.records import Document

OPENING = re.compile(r"\s{0,100}^---[ \t]*\n", re.MULTILINE)
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def read(file: File) -> Iterator[Document]:
    """One document. Raises `UnreadableError`, for YAML that is none with line and advice."""
    data = file.content()
    decoded = decode(data)
    keys, rest, line = split(decoded.text)
    body, first_line = trimmed(rest, line)
    kind, mark = ("with YAML", "starts") if keys else ("without", "does not start")
    yield Document(
        source=file.source,
        format="markdown",
        because=f"Markdown {kind} front matter: the file ends in {file.suffix} and {mark} "
        f"with “---”{decoded.note}.",
        digest=hashlib.sha256(data).hexdigest(),
        text=body,
        metadata=keys.values if keys else {},
        lines=keys.lines if keys else {},
        first_line=first_line,
    )


def split(text: str) -> tuple[FrontMatter | None, str, int]:
    """The front matter if there is any, the rest, and the line on which the rest begins.

    Raises `UnreadableError`.
    """
    if text.startswith("+++\n"):
        raise UnreadableError(
            "The front matter stands between lines “+++”, which is TOML and cannot be read yet. "
            "Put it into YAML, between lines “---”."
        )
    opening = OPENING.match(text)
    if not opening:
        return None, text, 1
    closing = CLOSING.search(text, opening.end())
    first_line = text.count("\n", 0, opening.end()) + 1
    if not closing:
        raise UnreadableError(
            f"The front matter that begins in line {first_line - 1} has no end. Add a line “---” "
            "below its last key."
        )
    keys = read_yaml(text[opening.end() : closing.start()], first_line)
    return keys, text[closing.end() :], text.count("\n", 0, closing.end()) + 1
