"""Plain text: the whole of it is the body; labelled lines in it are extraction's matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.sections import divided
from graph.records import Document, Skipped


def read(file: File) -> Iterator[Document | Skipped]:
    """One document, or one for each of several reviews. Raises `UnreadableError`."""
    data = file.content()
    decoded = decode(data)
    body, first_line = trimmed(decoded.text)
    document = Document(
        source=file.source,
        format="text",
        because=f"Plain text: the file ends in {file.suffix}{decoded.note}.",
        digest=hashlib.sha256(data).hexdigest(),
        text=body,
        first_line=first_line,
    )
    yield from divided(document)


def trimmed(text: str, first_line: int = 1) -> tuple[str, int]:
    """The text without blank lines around it, and the line where it then begins.

    >>> trimmed("\\n \\n  A film.\\n\\n")
    ('  A film.', 3)
    """
    body = text.rstrip()
    start = body.rfind("\n", 0, len(body) - len(body.lstrip())) + 1
    return body[start:], first_line + body.count("\n", 0, start)
