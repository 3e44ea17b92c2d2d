"""What stands in a manifest of units, their files and what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import msgspec

from server.building.plan import Sort, Unit

PENDING = b""
"""The digest of a file that is about to be written."""

_MARK = 8


class File(NamedTuple):
    """A file that was written: its name, the digest of its content, its size in bytes."""

    name: str
    digest: bytes
    size: int


class Entry(NamedTuple):
    """A unit with its id, and its files that were written or were to be, by name."""

    id: int
    unit: Unit
    files: Mapping[str, File]


class Settled(NamedTuple):
    """That the unit with that id was made: what it shows, in marks, and its files, as `noted`."""

    id: int
    shows: bytes
    files: bytes


def entry(id_: int, sort: Sort, name: str, begun: int, files: bytes) -> Entry:
    """A unit as it stands in the manifest; if it was `begun`, nobody knows which of its files
    were written."""
    unit, known = Unit(sort, name), {file.name: file for file in noticed(files)}
    if begun:
        known = {name: File(name, PENDING, 0) for name in (*unit.files(), *known)}
    return Entry(id_, unit, known)


def noted(files: Iterable[File]) -> bytes:
    """Files as they stand in the manifest."""
    return msgspec.msgpack.encode(list(files))


_decode = msgspec.msgpack.Decoder(list[File]).decode


def noticed(files: bytes) -> list[File]:
    """The files that are `noted` there; none are nothing."""
    return _decode(files) if files else []


def mark(name: str) -> bytes:
    """What stands for the resource of that name in the list of what a page shows."""
    return _mark(name[1:].encode())


def marked(paths: Iterable[bytes]) -> bytes:
    """A list of resources, by their paths without the slash before them."""
    return b"".join(map(_mark, sorted(paths)))


def marks(shows: bytes) -> set[bytes]:
    """All of these in such a list."""
    return {shows[at : at + _MARK] for at in range(0, len(shows), _MARK)}


@lru_cache(16_384)
def _mark(path: bytes) -> bytes:
    return hashlib.blake2b(path, digest_size=_MARK).digest()
