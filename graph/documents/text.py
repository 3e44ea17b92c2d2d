"""Plain text: the whole of it is the body; labelled lines in it are extraction's matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.documents.decoding import decode
from graph.documents.files import File
from graph.documents.several import trimmed
from graph.records import Document


def read(file: File) -> Iterator[Document]:
    """The one document that the file is. Raises `UnreadableError`."""
    data = file.content()
    decoded = decode(data)
    body, first_line = trimmed(decoded.text)
    yield Document(
        source=file.source,
        format="text",
        because=f"Plain text: the file ends in {file.suffix}{decoded.note}.",
        digest=hashlib.sha256(data).hexdigest(),
        text=body,
        first_line=first_line,
    )
