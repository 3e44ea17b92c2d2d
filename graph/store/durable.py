"""Files that are complete or not there, and stay when the power fails."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from typing import IO, cast

from graph.errors import StorageError

_MEGABYTE = 1_000_000

_COMPRESSION = 6
"""Of gzip: 9 takes three times as long for hardly less."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of `path` when the block ends well.

    Readers see the old content or the new, never a part. A symbolic link goes on pointing to
    what is written, and the file keeps its permissions. What is written to a path that ends in
    `.gz` is compressed, the same bytes to the same bytes. Raises `OSError`, also where something
    else than a file stands there, such as a device.
    """
    target = path.resolve()
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "it is no file", str(path))
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        with draft.open("wb") as file:
            _keep_permissions(target, draft)
            if path.suffix == ".gz":
                with gzip.GzipFile("", "wb", _COMPRESSION, file, mtime=0) as compressed:
                    yield cast(IO[bytes], compressed)
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def _keep_permissions(old: Path, new: Path) -> None:
    if old.exists():
        told = old.stat()
        new.chmod(S_IMODE(told.st_mode))
        with suppress(PermissionError):  # only root may give a file away
            os.chown(new, told.st_uid, told.st_gid)


def write_whole(path: Path, text: str) -> None:
    """Write a small text file whole. Raises `OSError`."""
    with whole_file(path) as file:
        file.write(text.encode())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: renames, new files, deletions."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raise `StorageError` where the folder's disk has less room than that."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes:
        missing = (needed_bytes - free) // _MEGABYTE + 1
        raise StorageError(
            f"The disk that holds {folder} has {free // _MEGABYTE} MB left and this needs"
            f" {needed_bytes // _MEGABYTE + 1} MB. Make room for {missing} MB more and start again;"
            " nothing of this step was written."
        )


def storage_error(folder: Path, error: OSError | RuntimeError) -> StorageError:
    """The sentence for a disk that refused something in the folder, or gave back damaged data.

    Oxigraph tells the former by `OSError`, the latter by `RuntimeError`.
    """
    if isinstance(error, RuntimeError):
        return StorageError(
            f"The graph in {folder} is damaged ({error}). Move the folder away and rebuild."
        )
    reason = (error.strerror or str(error)).removeprefix("IO error: ")
    kept = "what was acknowledged before is kept."
    if "No space left" in reason:
        return StorageError(
            f"The disk that holds {folder} is full. Make room and try again; {kept}"
        )
    return StorageError(
        f"The disk refused to do its work in {folder} ({reason}). Check that you may write there"
        f" and that the disk is sound, then try again; {kept}"
    )
