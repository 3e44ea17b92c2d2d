"""Several reviews in one text, of a file or a post → a document for each: below headings that
name films, in the rows of a table or the items of a list, or each with labels of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from graph.documents import film_lists, film_tables, labelled, sections
from graph.documents.files import Parts, is_latest
from graph.documents.pieces import Piece
from graph.records import Document, Skipped, Unreadable
from graph.values.titles import slug

IN_ROWS = "in a row"
WAYS: tuple[tuple[Callable[[Document], list[Piece]], str], ...] = (
    (sections.pieces, "below its film"),
    (film_tables.pieces, IN_ROWS),
    (labelled.pieces, "with labels of its own"),
    (film_lists.pieces, "in a line"),
)
"""How a text holds several reviews, and where each stands; the first way that it has counts."""


def divided(document: Document) -> Iterator[Document | Skipped | Unreadable]:
    """The reviews in a document, which is itself one of them where it holds no more."""
    ways = ((pieces(document), each) for pieces, each in WAYS)
    found, each = next(((found, each) for found, each in ways if found), ([], ""))
    if not found:
        yield document
        return
    if each is IN_ROWS:
        document = replace(document, format="csv")  # rows are rows, wherever they stand
    parts = Parts(document.source, "section")
    reviews = sum(not piece.why_not for piece in found)
    because = f"{document.because.rstrip('.')}; it holds {reviews} reviews, each {each}."
    if is_latest(document.source):  # when it was read as one, that stays unless it is told of
        yield Skipped(document.source, f"It holds {reviews} reviews, each {each}.")
    for piece in found:
        source = parts.named(slug(piece.name))
        if piece.why_not:
            yield Skipped(source, piece.why_not)
        else:
            yield _part(document, source, because, piece)


def _part(document: Document, source: str, because: str, piece: Piece) -> Document:
    text, first_line = trimmed("\n".join(piece.lines), document.first_line + piece.start)
    said = f"{sorted(map(str, piece.metadata.items()))}{text}"
    placed = {key: document.first_line + line for key, line in piece.key_lines.items()}
    return replace(
        document,
        source=source,
        because=because,
        digest=hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest(),
        text=text,
        metadata=piece.metadata,
        lines=document.lines | placed,
        first_line=first_line,
    )


def trimmed(text: str, first_line: int = 1) -> tuple[str, int]:
    """The text without blank lines around it, and the line where it then begins.

    >>> trimmed("\\n \\n  A film.\\n\\n")
    ('  A film.', 3)
    """
    body = text.rstrip()
    start = body.rfind("\n", 0, len(body) - len(body.lstrip())) + 1
    return body[start:], first_line + body.count("\n", 0, start)
