"""Markdown and MDX, with the metadata of any dialect at their head."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.heads import Head, split
from graph.documents.text import trimmed
from graph.records import Document

MODULE = re.compile(r"^(?:import|export)\s[^\n]{1,1000}\n?", re.MULTILINE)
COMPONENT = re.compile(
    r"</?[A-Z][\w.]{0,60}(?:\s[^<>]{0,2000})?/?>|\{/\*.{0,2000}?\*/\}", re.DOTALL
)
STARTS = {"YAML": "---", "TOML": "+++", "JSON": "{"}


def read(file: File) -> Iterator[Document]:
    """One document. Raises `UnreadableError`, for metadata that are none with line and advice."""
    data = file.content()
    decoded = decode(data)
    head = split(decoded.text)
    rest = _without_code(head.rest) if file.suffix == ".mdx" else head.rest
    body, first_line = trimmed(rest, head.line)
    yield Document(
        source=file.source,
        format="markdown",
        because=f"{_because(file, head)}{decoded.note}{head.note}.",
        digest=hashlib.sha256(data).hexdigest(),
        text=body,
        metadata=head.keys.values if head.keys else {},
        lines=head.keys.lines if head.keys else {},
        first_line=first_line,
    )


def _because(file: File, head: Head) -> str:
    if head.keys is None:
        return (
            f"Markdown without front matter: the file ends in {file.suffix} and does not "
            "start with “---”"
        )
    if head.dialect not in STARTS:
        return (
            f"Markdown with a header: the file ends in {file.suffix} and starts with lines "
            "“Title: …”"
        )
    return (
        f"Markdown with {head.dialect} front matter: the file ends in {file.suffix} and "
        f"starts with “{STARTS[head.dialect]}”"
    )


def _without_code(text: str) -> str:
    """MDX without its imports, exports and components; every line stays in its place."""
    text = MODULE.sub(lambda match: "\n" * match[0].count("\n"), text)
    return COMPONENT.sub(lambda match: "\n" * match[0].count("\n"), text)
