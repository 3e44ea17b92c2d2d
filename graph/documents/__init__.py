"""Bytes → `Document`, one module per format; what the words mean is not asked here.

A reader is a function from a file to what it holds: one document, or one for each review in it,
with what could not be read among them. It stands in `READERS` under the suffixes it reads. It
says in `because` what it took the file for, and raises `UnreadableError` for a file of which
nothing can be read. Nothing but an outcome leaves this package: no file stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.documents import markdown, table, text
from graph.documents.files import File, find, sentence
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

Read = Document | Unreadable | Skipped
Reader = Callable[[File], Iterator[Read]]

READERS: tuple[tuple[tuple[str, ...], Reader], ...] = (
    ((".txt", ".text"), text.read),
    ((".md", ".markdown", ".mdown", ".mkd"), markdown.read),
    ((".csv", ".tsv", ".tab"), table.read),
)

BY_SUFFIX = {suffix: reader for suffixes, reader in READERS for suffix in suffixes}
TAKEN = ", ".join(suffixes[0] for suffixes, _ in READERS)


def read(paths: Iterable[Path], root: Path) -> Iterator[Read]:
    """Every document in files and folders, in the order given and within a folder of names.

    Sources are POSIX paths relative to `root` where the file is inside it, else absolute; a row
    of a table adds its number, as in `films.csv#row=3`. Never raises for what it finds: what
    cannot be read comes out as `Unreadable`, what no reader reads as `Skipped`.
    """
    for found in find(paths, root):
        if isinstance(found, File):
            yield from _read_file(found)
        else:
            yield found


def _read_file(file: File) -> Iterator[Read]:
    reader = BY_SUFFIX.get(file.suffix)
    if reader is None:
        kind = f"files that end in {file.suffix}" if file.suffix else "files without a suffix"
        yield Skipped(file.source, f"No reader takes {kind}; {TAKEN} are read.")
        return
    try:
        yield from reader(file)
    except UnreadableError as error:
        yield Unreadable(file.source, str(error))
    except OSError as error:
        yield Unreadable(file.source, sentence(error))
