"""The published graph in Oxigraph on disk: the one writer, and the snapshots it makes.

One call of Oxigraph's interface is one atomic batch; a killed process loses none that returned.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from graph.cores import cores
from graph.errors import LockedError
from graph.futures import result_of
from graph.store.describe import lookup_in, own_triples, parsed_resources, wanted_triples
from graph.store.durable import require_room, storage_error, sync_folder
from graph.store.layout import Layout
from graph.store.oxigraph import OxigraphReader
from graph.store.snapshots import Snapshots, new_version

RESERVE_BYTES = 256_000_000
"""Room that is left on the disk, with twice the log: reopening after a crash needs that much."""

BULK_BYTES = 2_000_000
"""N-Triples from which a bulk load is faster than a transaction."""

PART_BYTES = 4_000_000
"""N-Triples from which one more bulk load, beside the other, is worth the files that it makes."""

_BYTES_PER_TRIPLE = 1_000
"""On disk before compaction, all indexes and the log together (948 MB for a million, measured)."""


class EmbeddedStore(OxigraphReader):
    """The `Store` in a folder, which is made where there is none.

    Raises `LockedError` where another process has it open, `VersionError` where a newer
    Triplebill wrote it, `StorageError` where the disk refuses. With `meanwhile` the caller need
    not wait until it is open (15 ms), and the last is raised by what is called first.
    """

    def __init__(
        self, folder: Path, reserve_bytes: int = RESERVE_BYTES, *, meanwhile: bool = False
    ) -> None:
        self._layout = Layout(folder)
        self._reserve_bytes = reserve_bytes
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._snapshots = Snapshots(folder)
        self._refused = False
        self._opening: Future[Store] | None = None
        try:
            self._layout.prepare()
            self._claim = self._claimed()
            if not self._layout.store.exists():
                self._mark_changed()
            self._version = self._snapshots.newest()
            if meanwhile:
                thread = ThreadPoolExecutor(1)
                self._opening = thread.submit(self._open)
                thread.shutdown(wait=False)
            else:
                self._store = self._open()
        except LockedError:
            self._release()
            raise
        except (OSError, RuntimeError) as error:
            self._release()
            raise storage_error(folder, error) from error

    def __getattr__(self, name: str) -> Store:
        """The store, once it is open."""
        if name != "_store" or not self._opening:
            raise AttributeError(name)
        try:
            self._store = result_of(self._opening)
        except (OSError, RuntimeError) as error:
            raise storage_error(self._layout.folder, error) from error
        return self._store

    @property
    def version(self) -> str:
        """The id of the current snapshot; empty while the store differs from it."""
        published = self._snapshots.path(self._version).exists()
        return self._version if published and not self._layout.changed.exists() else ""

    def replace(self, resources: Mapping[NamedNode, Iterable[Triple]]) -> int:
        """Make each resource's own triples exactly these, all in one atomic batch."""
        wanted = wanted_triples(resources)
        with self._lock:
            self._require_writer()
            stored = set(own_triples(resources, lookup_in(self._store)))
            gone, new = stored - wanted, wanted - stored
            if gone or new:
                self._write(lambda: self._exchange(gone, new), len(new) + len(gone))
        return len(gone) + len(new)

    def load(self, resources: Mapping[str, bytes], *, new: bool = False) -> int:
        """`replace` for many resources with their triples as N-Triples.

        What is new goes in bulk loads, each of which is atomic and several times faster than
        writing; what is known, or little, is replaced.
        """
        fresh: list[bytes] = []
        if sum(map(len, resources.values())) >= BULK_BYTES:
            known = set() if new else {iri for iri in resources if self._holds(NamedNode(iri))}
            fresh = [triples for iri, triples in resources.items() if iri not in known]
            resources = {iri: resources[iri] for iri in known}
        changed = self.replace(parsed_resources(resources)) if resources else 0
        triples = sum(own.count(b"\n") for own in fresh)
        with self._lock:
            self._require_writer()
            if fresh:
                self._write(lambda: self._bulk_load(fresh), triples)
        return changed + triples

    def flush(self) -> None:
        """Make what was written durable, though not yet visible to readers."""
        with self._lock:
            self._require_writer()
            self._guard(lambda: self._store.flush())  # noqa: PLW0108

    def clear(self) -> None:
        """Remove every triple; snapshots keep theirs until there are newer ones."""
        with self._lock:
            self._require_writer()
            # Late-bound: `_guard` may put another store in place first.
            self._write(lambda: self._store.clear(), 0)  # noqa: PLW0108

    def snapshot(self) -> str:
        """Make a snapshot durable and current; the same one where nothing has changed."""
        with self._lock:
            self._require_writer()
            if not self.version:
                self._guard(self._publish)
        return self._version

    def close(self) -> None:
        """Release the lock and all files. Results still being read must be dropped first."""
        with self._lock:
            self._drop()
            self._release()

    # --- opening ----------------------------------------------------------------------------

    def _claimed(self) -> FileIO:
        """A lock that ends with the process, with its number; Oxigraph's own comes too late."""
        file = self._layout.writer.open("ab+", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate(0)
            file.write(str(self._process).encode())
        except OSError as error:
            file.seek(0)
            process = file.read().decode(errors="replace")
            file.close()
            if isinstance(error, BlockingIOError):
                raise LockedError(self._who_writes(process)) from None
            raise
        return file

    def _open(self) -> Store:
        try:
            store = Store(self._layout.store)
        except OSError as error:
            if "lock" not in str(error).lower():
                raise
            raise LockedError(self._who_writes("")) from None
        for log in self._layout.store.glob("LOG.old.*"):  # RocksDB keeps a thousand
            log.unlink(missing_ok=True)
        return store

    def _who_writes(self, process: str) -> str:
        number = f" (process {process})" if process.isdecimal() else ""
        return (
            f"Another triplebill{number} is writing to {self._layout.folder}."
            " Wait until it ends, or stop it, and try again."
        )

    def _drop(self) -> None:
        """Close Oxigraph's files, whatever came of opening them."""
        if self._opening:
            self._opening.exception()
            self._opening = None
        self.__dict__.pop("_store", None)

    def _release(self) -> None:
        if claim := self.__dict__.pop("_claim", None):
            fcntl.flock(claim, fcntl.LOCK_UN)
            claim.close()

    # --- writing ----------------------------------------------------------------------------

    def _require_writer(self) -> None:
        # A forked child shares the log with its parent: both would write and lose what they wrote.
        if os.getpid() != self._process:
            raise LockedError(
                "The graph was opened before this process was forked from its parent."
                " Open it after the fork."
            )

    def _holds(self, document: NamedNode) -> bool:
        found = self._store.quads_for_pattern(document, None, None, DefaultGraph())
        return next(found, None) is not None

    def _bulk_load(self, resources: Sequence[bytes]) -> None:
        """One load for each core, where that is worth it: a load has one thread."""
        number = min(cores(), 1 + sum(map(len, resources)) // PART_BYTES)
        parts = [b"".join(resources[n::number]) for n in range(number)]

        def load(triples: bytes) -> None:
            self._store.bulk_load(triples, RdfFormat.N_TRIPLES, lenient=True)

        with ThreadPoolExecutor(len(parts)) as threads:
            list(threads.map(load, parts))

    def _exchange(self, gone: set[Triple], new: set[Triple]) -> None:
        if not gone:
            self._store.extend(Quad(t.subject, t.predicate, t.object) for t in new)
            return
        # Two operations in one request are one transaction (SPARQL 1.1 Update, section 3).
        self._store.update(f"DELETE DATA {{{_block(gone)}}}; INSERT DATA {{{_block(new)}}}")

    def _write(self, change: Callable[[], None], triples: int) -> None:
        log_bytes = sum(f.stat().st_size for f in self._layout.store.glob("*.log"))
        require_room(
            self._layout.folder, 2 * log_bytes + self._reserve_bytes + triples * _BYTES_PER_TRIPLE
        )
        self._guard(self._mark_changed)
        self._guard(change)

    def _guard(self, step: Callable[[], None]) -> None:
        # After a full disk Oxigraph refuses all writes, even with room again, until reopened.
        try:
            if self._refused:
                self._drop()
                self._store, self._refused = self._open(), False
            step()
        except (OSError, RuntimeError) as error:
            self._refused = True
            raise storage_error(self._layout.folder, error) from error

    def _mark_changed(self) -> None:
        if not self._layout.changed.exists():
            self._layout.changed.touch()
            sync_folder(self._layout.folder)

    def _publish(self) -> None:
        version = new_version()
        self._store.backup(self._snapshots.path(version))  # synced, but for its own name
        sync_folder(self._layout.snapshots)
        self._snapshots.publish(version)
        self._version = version
        self._layout.changed.unlink(missing_ok=True)  # were it still there: one snapshot more


def _block(triples: Iterable[Triple]) -> str:
    return " . ".join(map(str, triples))
