"""Which tables are Letterboxd's: those of an unpacked export, those that belong together, and those
that an export leaves out, wherever they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from graph.documents import table
from graph.documents.files import File
from graph.records import Document, Skipped, Unreadable

VIEWINGS = ("reviews.csv", "diary.csv")
FILMS = ("ratings.csv", "watched.csv")
TABLES = frozenset((*VIEWINGS, *FILMS))
PROFILE = "profile.csv"

LEFT_OUT = {
    "deleted": "what was deleted at Letterboxd stays out",
    "orphaned": "it belongs to what was deleted at Letterboxd",
    "likes": "likes are no reviews",
    "lists": "lists are no reviews",
    "comments.csv": "comments are no reviews",
    PROFILE: "the profile is private",
    "watchlist.csv": "what is yet to be watched is no review",
}
ON_REQUEST = ("deleted", "orphaned")
"""Folders of tables that are read where the site's settings include them."""

ADDRESS = b"Letterboxd URI"
"""The column that Letterboxd's tables have, those of reviews and all others."""

LIST = b"Letterboxd list export"
"""What a list begins with: a table about the list, and one of its films below."""

LONGEST_HEADER = 1_000
FEWEST = 2
"""Tables that are an export together; one alone is a table like any other."""


def bundle(folder: str, names: Collection[str]) -> Collection[str]:
    """Of the names in a folder those that are an unpacked export, if it is one: tables with
    Letterboxd's column, or one beside a profile, and what else an export has."""
    named = (TABLES | LEFT_OUT.keys()).intersection(names)
    if len(named) < FEWEST or folder.rpartition("/")[2] in LEFT_OUT:
        return ()
    own = named - {name for name in named & TABLES if not _is_own(Path(folder, name))}
    return own if len(own & (TABLES | {PROFILE})) >= FEWEST else ()


def recognises(start: bytes) -> bool:
    """Whether a table that begins like this is one of Letterboxd's."""
    head = _first_line(start)
    return ADDRESS in head or LIST in head


def read(file: File) -> Iterator[Document | Unreadable | Skipped]:
    """The rows of a single table, as those of any other; one outcome for all of it where an export
    leaves it out. Raises `UnreadableError`."""
    *_, folder, name = ("", *file.source.split("/"))
    left_out = next((one for one in (folder, name) if one in LEFT_OUT), "")
    if LIST in _first_line(file.start()):
        left_out = "lists"
    if left_out and not (left_out in ON_REQUEST and left_out in file.include):
        yield Skipped(file.source, f"It was not read: {LEFT_OUT[left_out]}.")
    else:
        yield from table.read(file)


def _is_own(path: Path) -> bool:
    """Whether a regular file, and no link, is a table of Letterboxd's."""
    try:
        if path.is_symlink() or not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as stream:
            return ADDRESS in _first_line(stream.read(LONGEST_HEADER))
    except OSError:
        return False


def _first_line(start: bytes) -> bytes:
    return start[:LONGEST_HEADER].replace(b"\x00", b"").partition(b"\n")[0]
