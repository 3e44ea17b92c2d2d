"""The state of the graph that a build is of, whatever is published meanwhile."""

from __future__ import annotations

from pathlib import Path

from graph.store import Published, Reader
from graph.store.location import open_published
from graph.store.snapshots import LoadedSnapshot, SnapshotReader, Snapshots
from server.config import Config
from server.discovery.dataset import DUMPS
from server.discovery.dumps import Dumps

MOST_LOADED = 32 << 20
"""Bytes of a compressed dump that is read ahead: some 30,000 reviews, for which each process
takes half a gigabyte."""


class Pinned:
    """One state of the graph."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def current(self) -> Reader:
        """That state."""
        return self._reader


def pinned(config: Config, version: str, dump: Path | None = None) -> Published:
    """The state with that version, of a dump where there is one; an engine has only the newest."""
    published = open_published(config.location)
    if not isinstance(published, Snapshots) or not version:
        return published
    path = published.path(version)
    return Pinned(LoadedSnapshot(version, path, dump) if dump else SnapshotReader(version, path))


def dump_of(config: Config, reader: Reader) -> Path | None:
    """A file of the site that has all triples, if it is not too large to be read ahead.

    Raises `StorageError`.
    """
    if not isinstance(reader, SnapshotReader) or not reader.path:
        return None
    quads = next(dump for dump in DUMPS if dump.format.name == "nq")
    made = Dumps(config.state).open(quads, reader)
    made.file.close()
    return Path(made.file.name) if made.size <= MOST_LOADED else None
