"""Plain text: the whole of it is the body; labelled lines in it are extraction's matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.several import divided, trimmed
from graph.records import Document, Skipped, Unreadable


def read(file: File) -> Iterator[Document | Skipped | Unreadable]:
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
