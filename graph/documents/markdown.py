"""Markdown and MDX, with the metadata of any dialect at their head."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.documents import mdx, score_calls
from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.heads import Head, split
from graph.documents.several import trimmed
from graph.records import Document
from graph.values.spoiler_marks import tags_marked

STARTS = {"YAML": "---", "TOML": "+++", "JSON": "{"}


def read(file: File) -> Iterator[Document]:
    """The one document that the file is. Raises `UnreadableError`, for metadata that are none with
    line and advice.
    """
    data = file.content()
    decoded = decode(data)
    head = split(decoded.text)
    rest, keys = head.rest, head.keys.values if head.keys else {}
    said = score_calls.stated(rest, keys)
    if file.suffix == ".mdx":
        rest, said = mdx.without_code(tags_marked(rest)), said | mdx.stated(rest)
    body, first_line = trimmed(rest, head.line)
    yield Document(
        source=file.source,
        format="markdown",
        because=f"{_because(file, head)}{decoded.note}{head.note}.",
        digest=hashlib.sha256(data).hexdigest(),
        text=body,
        metadata=said | keys,
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
