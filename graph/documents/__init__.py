"""Bytes → `Document`, one module per format; what the words mean is not asked here.

A reader is a function from a file to what it holds: one document, or one for each post, row or
described review in it, with what could not be read among them; a text that holds several reviews
is divided, whatever it stood in. It stands in `READERS` under the suffixes it reads; where
several share one, the first that recognises the file's first bytes takes it. It says in `because`
what it took the file for, and raises `UnreadableError` for a file of which nothing can be read.

Nothing but an outcome leaves this package: no file stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec

from graph.documents import (
    exports,
    feed,
    files,
    ghost,
    html,
    json_feed,
    json_objects,
    letterboxd,
    letterboxd_tables,
    markdown,
    movable_type,
    rdf,
    table,
    text,
    wordpress,
    wordpress_rest,
)
from graph.documents.files import File, sentence
from graph.documents.several import divided
from graph.documents.site_folders import made, no_post
from graph.errors import UnreadableError
from graph.records import Document, Skipped, Unreadable

Read = Document | Unreadable | Skipped
Readable = File | Read
Reader = Callable[[File], Iterator[Read]]

Recognition = Callable[[bytes], bool]


def anything(start: bytes) -> bool:
    """The recognition of a reader that takes all that those before it have left."""
    return True


READERS: tuple[tuple[tuple[str, ...], Recognition, Reader], ...] = (
    ((".txt", ".text"), movable_type.recognises, movable_type.read),
    ((".txt", ".text"), anything, text.read),
    ((".md", ".markdown", ".mdown", ".mkd", ".mdx"), anything, markdown.read),
    ((".csv",), letterboxd_tables.recognises, letterboxd_tables.read),
    ((".csv", ".tsv", ".tab"), anything, table.read),
    ((".json",), json_feed.recognises, json_feed.read),
    ((".json",), ghost.recognises, ghost.read),
    ((".json",), wordpress_rest.recognises, wordpress_rest.read),
    ((".json", ".jsonl", ".ndjson"), json_objects.recognises, json_objects.read),
    ((".zip",), anything, letterboxd.read),
    ((".xml", ".wxr"), wordpress.recognises, wordpress.read),
    ((".xml",), rdf.recognises_xml, rdf.read_xml),
    ((".xml", ".rss", ".atom"), feed.recognises, feed.read),
    (files.PAGES, anything, html.read),
    (tuple(rdf.BY_SUFFIX), anything, rdf.read),
    ((".json",), rdf.recognises_json_ld, rdf.read_json_ld),
)

SUFFIXES = frozenset(suffix for suffixes, *_ in READERS for suffix in suffixes)
TAKEN = ", ".join(dict.fromkeys(suffixes[0] for suffixes, *_ in READERS))


AT_ONCE = 2_000_000
"""Bytes of a file of which all documents may be in memory together."""

Include = Callable[[str], frozenset[str]]
"""The parts of a source that are read although they are left out otherwise."""


def nothing_more(source: str) -> frozenset[str]:
    """What is left out stays out."""
    return frozenset()


def read(paths: Iterable[Path], root: Path, include: Include = nothing_more) -> Iterator[Read]:
    """Every document in files and folders, in the order given and within a folder of names.

    Sources are POSIX paths relative to `root` where the file is inside it, else absolute; a row
    of a table adds its number, as in `films.csv#row=3`. Never raises for what it finds: what
    cannot be read comes out as `Unreadable`, what no reader reads as `Skipped`.
    """
    for found in find(paths, root, include):
        yield from read_one(found)


def find(paths: Iterable[Path], root: Path, include: Include = nothing_more) -> Iterator[Readable]:
    """What there is to read, in the same order, but exports last; nothing but the headers of tables
    is read here."""
    for found in exports.newest(files.find(paths, root, letterboxd_tables.bundle, made)):
        more = include(found.source) if isinstance(found, File) else ()
        yield replace(found, include=more) if more else found  # type: ignore[arg-type]


def read_ahead(found: Sequence[Readable]) -> None:
    """Have the files that will be read next fetched from the disk together: where each is waited
    for, they take four times as long. All of them are to be small."""
    if len(found) > 1:
        for each in found:
            if isinstance(each, File) and each.suffix in SUFFIXES and not each.is_folder:
                each.read_ahead()


def read_one(found: Readable) -> Iterator[Read]:
    """Every document in a file; what was read already comes out as it is."""
    if isinstance(found, File):
        yield from _read_file(found)
    else:
        yield found


def is_small(found: Readable) -> bool:
    """Whether all that it holds may be in memory together."""
    return not isinstance(found, File) or (found.size <= AT_ONCE and not found.is_folder)


def _read_file(file: File) -> Iterator[Read]:
    if reason := _why_not(file):
        yield Skipped(file.source, reason)
        return
    try:
        reader = letterboxd.read_folder if file.is_folder else _reader(file)
        if reader is None:
            yield Skipped(file.source, "It holds no reviews in a form that is known here.")
        else:
            for outcome in reader(file):
                yield from _parts(outcome, file) if isinstance(outcome, Document) else (outcome,)
    except UnreadableError as error:
        yield Unreadable(file.source, str(error), rest=True)
    except OSError as error:
        yield Unreadable(file.source, sentence(error), rest=True)


def _parts(document: Document, file: File) -> Iterable[Read]:
    return divided(msgspec.structs.replace(document, below=file.below) if file.below else document)


def _why_not(file: File) -> str:
    """Why a file is not opened, by its name; or nothing."""
    if file.is_folder:
        return ""
    if file.suffix not in SUFFIXES:
        kind = f"files that end in {file.suffix}" if file.suffix else "files without a suffix"
        return f"No reader takes {kind}; {TAKEN} are read."
    return no_post(file.below or file.source)


@cache
def _of_suffix(suffix: str) -> list[tuple[Recognition, Reader]]:
    """The readers of one of `SUFFIXES`, each with what it recognises."""
    return [(knows, reader) for suffixes, knows, reader in READERS if suffix in suffixes]


def _reader(file: File) -> Reader | None:
    """The first reader of this suffix that knows the file by its first bytes. Raises `OSError`."""
    own = _of_suffix(file.suffix)
    start = b"" if own[0][0] is anything else file.start()
    return next((reader for knows, reader in own if knows(start)), None)
