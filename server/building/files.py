"""Addresses as files below a folder: where each lies, and how it is written.

A page lies beside its data: `/movie/heat-1995` in `movie/heat-1995.html`, which static hosts
serve at the address without suffix, next to `movie/heat-1995.ttl`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from graph.errors import StateError

INDEX = "index.html"
WELL_KNOWN = ".well-known"
PAGE = ".html"

LONGEST = 240
"""Bytes of a name: file systems take 255, and a draft needs some."""

DRAFT = "~draft"
"""What parts the name of a file from the number of the process that is writing it, beside its
place: that costs a fourth of moving it there from another folder."""

_CREATE, _MODE = os.O_WRONLY | os.O_CREAT, 0o666

_PART = rf"(?!\.)[A-Za-z0-9._~-]{{1,{LONGEST}}}"
_PATH = re.compile(rf"(?:/{re.escape(WELL_KNOWN)}(?=/))?(?:/{_PART})+")


class UnsafeAddressError(StateError):
    """An address that is no place for a file."""


def file_of(path: str, *, page: bool) -> str:
    """The file of an address, a path that begins with “/”; a page's name ends in .html.

    >>> file_of("/", page=True), file_of("/movie/heat-1995/claims", page=True)
    ('index.html', 'movie/heat-1995/claims.html')
    >>> file_of("/movie/heat-1995.html", page=True), file_of("/links.ttl", page=False)
    ('movie/heat-1995.html', 'links.ttl')

    Raises `UnsafeAddressError` for what would lie outside, be hidden, or is no name of a file.
    """
    if path == "/":
        return INDEX
    if not _PATH.fullmatch(path):
        raise UnsafeAddressError(f"The address {path!r} can not be the name of a file.")
    return path[1:] + (PAGE if page and not path.endswith(PAGE) else "")


def digest(content: bytes) -> bytes:
    """What tells contents apart."""
    return hashlib.sha256(content).digest()[:16]  # faster than BLAKE2 on what has it built in


class Folder:
    """The folder that is written to."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, content: bytes, *, new: bool = False) -> None:
        """Put a file in its place; readers see the old one or the new one. Raises `OSError`.

        What is `new`, in place of no other, is written there at once, for two thirds of the time.
        """
        path = f"{self.root}/{name}"
        if new:
            with suppress(FileExistsError):
                _write(path, content, os.O_EXCL)
                return
        draft = f"{path}{DRAFT}{os.getpid()}"
        _write(draft, content, os.O_TRUNC)
        os.replace(draft, path)  # noqa: PTH105

    def remove(self, name: str) -> None:
        """Remove a file, and its folders where nothing is left in them."""
        (self.root / name).unlink(missing_ok=True)
        for folder in (self.root / name).parents:
            if folder == self.root or any(folder.iterdir()):
                break
            folder.rmdir()

    def discard_drafts(self, names: Collection[str]) -> None:
        """Remove what an interrupted build has left of writing these files."""
        known = set(names)
        for folder in {name.rpartition("/")[0] for name in known}:
            with suppress(FileNotFoundError):
                for path in list((self.root / folder).iterdir()):
                    name, _, process = path.name.partition(DRAFT)
                    if process.isdecimal() and f"{folder}/{name}".lstrip("/") in known:
                        path.unlink()

    def names(self) -> set[str]:
        """The names of all files that are there."""
        names = set()
        for folder, _, files in os.walk(self.root):
            below = os.path.relpath(folder, self.root)
            prefix = "" if below == "." else f"{below}/"
            names |= {prefix + name for name in files}
        return names

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None where there is none."""
        try:
            return os.stat(f"{self.root}/{name}").st_size  # noqa: PTH116
        except OSError:
            return None


def _write(path: str, content: bytes, how: int) -> None:
    """Write a file, below folders that are made where they are missing; in a fourth less time
    than a file object takes."""
    try:
        file = os.open(path, _CREATE | how, _MODE)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, _CREATE | how, _MODE)
    try:
        while content:
            content = content[os.write(file, content) :]
    finally:
        os.close(file)
