"""Zip archives from strangers: members are read by their names, up to a size, and never unpacked.

So a name that leads out of a folder leads nowhere, and what a member claims of its size is not
believed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableError

LARGEST_ARCHIVE = 64 * 1024 * 1024
LARGEST_MEMBER = 32 * 1024 * 1024
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Compressions whose memory is not for the archive to choose."""

ENCRYPTED = 0x1
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


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
        if len(data) > LARGEST_MEMBER:
            size = LARGEST_MEMBER // (1024 * 1024)
            raise UnreadableError(f"It unpacks to more than {size} MB, which no review file has.")
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
