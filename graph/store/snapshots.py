"""Reading the newest snapshot, in any process, while another one writes.

A snapshot never changes; the file `current` says which one to read. The writer keeps the one
before it, so that a reader that has just read the old id still finds it; a snapshot that is
already open stays readable after its deletion, as open files do.
"""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
import threading
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, count, groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from graph.errors import StorageError
from graph.store.describe import NAMING, Lookup, closure, lookup_in
from graph.store.durable import write_whole
from graph.store.layout import Layout
from graph.store.oxigraph import OxigraphReader
from graph.vocabulary import TYPE

_ATTEMPTS = 10
"""How often the pointer may move while a reader opens what it pointed to, until the snapshot that
it has is good enough. Who has none goes on: a graph that is not empty never reads as an empty one.
"""

DESCRIPTIONS, NAMINGS = 2_048, 16_384
"""How many descriptions, and names of how many things, are remembered: about 30 MB in all."""

Mark = tuple[int, int]
"""Of a file: its inode, and when it was written, in nanoseconds."""

_GONE = "~gone"

_TIME = "%Y%m%dT%H%M%S"


def new_version() -> str:
    """The id of a snapshot that is made now."""
    return f"{datetime.now(UTC):{_TIME}}-{secrets.token_hex(4)}"


def made(version: str) -> datetime | None:
    """When the snapshot with that id was made, None where it is not the id of one.

    >>> made("20261128T152922-1a604204").isoformat(), made("")
    ('2026-11-28T15:29:22+00:00', None)
    """
    try:
        return datetime.strptime(version.partition("-")[0], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


class SnapshotReader(OxigraphReader):
    """One snapshot, open read-only; `path` is its folder, None while there is no snapshot.

    Pages show the same films and names again and again, and a snapshot never changes: what was
    looked up last is remembered.
    """

    def __init__(self, version: str, path: Path | None, lookup: Lookup | None = None) -> None:
        super().__init__(Store.read_only(str(path)) if path else Store(), version)
        self.path = path
        lookup = lookup or lookup_in(self._store)

        @lru_cache(NAMINGS)
        def naming(subject: NamedNode) -> tuple[Triple, ...]:
            return tuple(lookup((subject,), NAMING))

        def remembering(
            subjects: Collection[NamedNode], predicates: Collection[NamedNode]
        ) -> Iterable[Triple]:
            if predicates is not NAMING:
                return lookup(subjects, predicates)
            return (triple for subject in subjects for triple in naming(subject))

        @lru_cache(DESCRIPTIONS)
        def description(iri: NamedNode) -> tuple[Triple, ...]:
            return tuple(closure(iri, remembering))

        self._description = description

    def describe(self, iri: NamedNode) -> list[Triple]:
        """What is known of the resource that the IRI belongs to: see `describe.closure`."""
        return list(self._description(iri))


class LoadedSnapshot(SnapshotReader):
    """A snapshot whose triples were all read ahead, from a dump of it as compressed N-Quads.

    It takes two and a half times the memory that the triples have as text, and a lookup a tenth
    of the time. Queries and dumps come from the snapshot itself.
    Raises `OSError`, `SyntaxError`.
    """

    def __init__(self, version: str, path: Path, dump: Path) -> None:
        self._by_subject: dict[Any, list[Triple]] = {}
        self._by_object: dict[Any, list[Triple]] = {}
        with gzip.open(dump) as file:
            quads = parse(cast(IO[bytes], file), RdfFormat.N_QUADS)
            triples = map(attrgetter("triple"), quads)
            for subject, stated in groupby(triples, attrgetter("subject")):
                self._by_subject.setdefault(subject, []).extend(stated)
        for triple in chain.from_iterable(self._by_subject.values()):
            if isinstance(found := triple.object, NamedNode) and triple.predicate != TYPE:
                self._by_object.setdefault(found, []).append(triple)
        super().__init__(version, path, self._lookup)

    def stated(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> list[Triple]:
        """The triples of some subjects that have some predicates."""
        return self._lookup(subjects, predicates)

    def leading_to(self, iri: NamedNode, predicates: Collection[NamedNode]) -> list[Triple]:
        """The triples that lead to an IRI by some predicates, none of which is rdf:type."""
        return [t for t in self._by_object.get(iri, ()) if t.predicate in predicates]

    def _lookup(
        self, subjects: Collection[NamedNode], predicates: Collection[NamedNode]
    ) -> list[Triple]:
        found = self._by_subject
        if not predicates:
            return [triple for subject in subjects for triple in found.get(subject, ())]
        return [t for s in subjects for t in found.get(s, ()) if t.predicate in predicates]


class Snapshots:
    """The published side of a store's folder; may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        self._layout = Layout(folder)
        self._current = str(self._layout.current)
        self._lock = threading.Lock()
        self._reader = SnapshotReader("", None)
        self._seen: Mark | None = None

    def newest(self) -> str:
        """The id of the newest snapshot, empty where there is none."""
        try:
            return self._layout.current.read_text().strip()
        except FileNotFoundError:
            return ""

    def path(self, version: str) -> Path:
        """The folder of a snapshot."""
        return self._layout.snapshots / version

    def current(self) -> SnapshotReader:
        """The newest snapshot, empty where there is none; opened once and kept until it moves.

        Raises `VersionError`, and `StorageError` where the snapshot cannot be opened.
        """
        if self._mark() == self._seen:
            return self._reader
        with self._lock:
            for attempt in count(1):
                mark, version = self._mark(), self.newest()
                if self._reader.version == version or self._follow(version):
                    self._seen = mark
                    break
                if self._reader.version and attempt >= _ATTEMPTS:
                    break
            return self._reader

    def _mark(self) -> Mark | None:
        """What tells one pointer from the next, which takes its place; None where there is none."""
        try:
            found = os.stat(self._current)  # noqa: PTH116 — asked before every answer
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _follow(self, version: str) -> bool:
        self._layout.require_known()
        try:
            self._reader = SnapshotReader(version, self.path(version) if version else None)
        except (OSError, RuntimeError) as error:  # half deleted: RocksDB’s word is corruption
            if self.newest() != version:
                return False
            raise StorageError(
                f"The snapshot {self.path(version)} cannot be opened ({error})."
                " Publish again, or rebuild."
            ) from error
        return True

    def publish(self, version: str) -> None:
        """Make a complete snapshot the newest, for the writer. Raises `OSError`."""
        kept = {version, self.newest()}
        write_whole(self._layout.current, version)
        for snapshot in self._layout.snapshots.iterdir():
            if snapshot.name not in kept:
                _remove(snapshot)


def _remove(folder: Path) -> None:
    """Remove a folder as far as may be.

    It is moved away first: who opens it meanwhile finds it gone, and not with half its files.
    """
    with suppress(OSError):
        shutil.rmtree(folder.rename(folder.with_name(folder.name + _GONE)))
