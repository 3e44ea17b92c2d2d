"""Zip archives from strangers: members are read by their names, up to a size, and never unpacked.

So a name that leads out of a folder leads nowhere, and what a member claims of its size is not
believed.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.documents.files import sentence
from graph.errors import UnreadableError

LARGEST_ARCHIVE = 64 * 1024 * 1024
LARGEST_MEMBER = 32 * 1024 * 1024
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Compressions whose memory is not for the archive to choose."""

ENCRYPTED = 0x1
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Members(Protocol):
    """Files by their names: of an archive, or of a folder that was one."""

    def names(self) -> list[str]:
        """Their names, each once."""

    def content(self, name: str) -> bytes:
        """All bytes of one. Raises `UnreadableError`."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files in a folder that have one of these names, and those in folders of these names."""

    folder: Path
    among: Collection[str]

    def names(self) -> list[str]:
        """Paths below the folder, in order; links are no members."""
        found = (
            Path(place, file).relative_to(self.folder)
            for place, _, files in os.walk(self.folder)
            for file in files
            if not Path(place, file).is_symlink()
        )
        return sorted(path.as_posix() for path in found if path.parts[0] in self.among)

    def content(self, name: str) -> bytes:
        """All bytes of a file. Raises `UnreadableError`."""
        try:
            with (self.folder / name).open("rb") as stream:
                return _up_to_a_size(stream.read(LARGEST_MEMBER + 1))
        except OSError as error:
            raise UnreadableError(sentence(error)) from error


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive."""

    _zip: zipfile.ZipFile

    def names(self) -> list[str]:
        """The members that are files, each name once, in the order of the archive."""
        return list(
            dict.fromkeys(i.filename for i in self._zip.infolist() if i.filename and not i.is_dir())
        )

    def content(self, name: str) -> bytes:
        """All bytes of a member. Raises `UnreadableError`."""
        info = self._zip.getinfo(name)
        if info.flag_bits & ENCRYPTED:
            raise UnreadableError("It is encrypted. Unpack the archive and add the files.")
        if info.compress_type not in PLAIN:
            raise UnreadableError("It is packed in a way that is not read. Pack it as plain ZIP.")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(LARGEST_MEMBER + 1)
        except FAULTS:
            raise UnreadableError("It is damaged. Fetch the archive again.") from None
        return _up_to_a_size(data)


def _up_to_a_size(data: bytes) -> bytes:
    if len(data) > LARGEST_MEMBER:
        size = LARGEST_MEMBER // (1024 * 1024)
        raise UnreadableError(f"It has more than {size} MB, which no review file has.")
    return data


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """An archive for reading. Raises `UnreadableError` for what is none or too large."""
    if path.stat().st_size > LARGEST_ARCHIVE:
        raise UnreadableError(
            f"The archive has more than {LARGEST_ARCHIVE // (1024 * 1024)} MB. Unpack it and add "
            "the files with reviews."
        )
    try:
        archive = zipfile.ZipFile(path)
    except FAULTS:
        raise UnreadableError("The archive is damaged or none. Fetch it again.") from None
    with archive:
        yield Archive(archive)
