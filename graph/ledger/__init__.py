"""The record: what came in, what became of it, which things have an address, what was decided.

The published graph is made from the ledger and can be made from it anew at any time. Whatever
was committed here and has not reached the store is marked `dirty` and published at the next
start, which makes a crash harmless.
"""

from __future__ import annotations

import fcntl
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from graph.cores import ALONE, Cores, Pool
from graph.errors import LockedError, StateError, StorageError
from graph.ledger.accounts import Accounts
from graph.ledger.assignment import Assignment
from graph.ledger.documents import Documents
from graph.ledger.entries import Entry
from graph.ledger.finding import Finding
from graph.ledger.grouping import Grouping
from graph.ledger.indexed import Indexed
from graph.ledger.indices import LISTING, SETTLED, SETTLING, Indices
from graph.ledger.links import Links
from graph.ledger.listed import Listed
from graph.ledger.lists import Lists
from graph.ledger.mentions import Mentions
from graph.ledger.opening import connect, standing
from graph.ledger.parting import Parting
from graph.ledger.renewal import renew, unasked
from graph.ledger.revisions import Revisions
from graph.ledger.runs import Counts, Runs
from graph.ledger.scales import Scales
from graph.ledger.seen import Seen
from graph.ledger.sent import SentBodies
from graph.ledger.slugs import Gone, Live, Moved, Resolved, Slugs
from graph.ledger.surveys import Surveys
from graph.ledger.things import Thing, Things
from graph.ledger.unsettled import Unsettled
from graph.progress import Progress, unwatched

__all__ = [
    "Documents",
    "Entry",
    "Finding",
    "Gone",
    "Ledger",
    "Links",
    "Listed",
    "Lists",
    "Live",
    "Moved",
    "Resolved",
    "Scales",
    "Thing",
    "Things",
]

FILE = "ledger.sqlite"

GROUPED_ALONE = 20
"""Batches of documents that are grouped by film without other processes."""


class Ledger:
    """The ledger of one site, in its state folder.

    One thread at a time works with it; `transaction` is the only way to write.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Raises `LockedError` where another process writes, `VersionError`, `StorageError`."""
        self.folder = folder
        self._connection, self._stood = connect(folder / FILE, read_only=read_only)
        try:
            self._writer = None if read_only else _locked(folder / f"{FILE}.lock")
        except StateError:
            self._connection.close()
            raise
        self.lock = threading.RLock()
        self._durable: bool | None = None
        self.documents = Documents(self._connection)
        self.accounts = Accounts(self._connection, self.documents)
        self.things = Things(self._connection)
        self.unpublished = self.things.unpublished
        self.indices = Indices(self._connection)
        self.slugs = Slugs(self._connection, self.things)
        self.mentions = Mentions(self._connection)
        self.sent = SentBodies(self._connection)
        self.scales = Scales(self._connection)
        self.links = Links(self._connection)
        self.listed = Listed(self._connection)
        self.lists = Lists(self._connection)
        self.finding = Finding(self._connection)
        self.indexed = Indexed(self._connection)
        self.surveys = Surveys(self._connection)
        self.unsettled = Unsettled(self._connection)
        self.revisions = Revisions(self._connection)
        self.runs = Runs(self._connection)

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[None]:
        """All writes inside take effect together or not at all; a crash of the machine undoes
        none that is durable. One inside another is part of it.

        Raises `StorageError` where the disk is full or fails, `ValueError` where a durable one
        were to be part of one that is not.
        """
        with self.lock:
            if self._durable is None:
                with self._alone(durable):
                    yield
            elif durable and not self._durable:
                raise ValueError("A durable transaction cannot be part of one that is not.")
            else:
                yield

    @contextmanager
    def _alone(self, durable: bool) -> Iterator[None]:
        self._durable = durable
        try:
            if not durable:  # kept in order, and written to the disk with what follows
                self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise StorageError(
                f"The ledger could not be written: {error}. Nothing of this batch was kept; "
                "make room or repair the disk, then run the same command again."
            ) from error
        finally:
            self._durable = None
            if self._connection.in_transaction:  # unless a full disk has ended it
                self._connection.execute("ROLLBACK")
            if not durable:
                self._connection.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def assigning(self) -> Iterator[Assignment]:
        """One transaction in which documents come, change and go; what they name is settled."""
        with self.transaction():
            assignment = Assignment(
                self.documents,
                self.things,
                self.slugs,
                self.mentions,
                self.links,
                self.scales,
                self.unsettled,
                self.revisions,
            )
            yield assignment
            assignment.settle()

    @contextmanager
    def recording(self, command: str, subject: str = "") -> Iterator[Counts]:
        """A run, for as long as the block lasts, which says in the counts what came of it.

        What ends in an exception has come to no end. Of a run nothing depends, so its record is
        not made durable by itself, and its end may be lost to a full disk.
        """
        counts, began = Counts(), time.monotonic()
        with self.transaction(durable=False):
            run = self.runs.begin(command, subject)
        yield counts
        with suppress(StorageError), self.transaction(durable=False):
            self.runs.end(run, time.monotonic() - began, counts)

    @contextmanager
    def seeing(self) -> Iterator[Seen]:
        """An account of which parts of files a run sees, for as long as the block lasts."""
        seen = Seen(self._connection, self.documents)
        self._forget(seen)  # what a crash left
        yield seen
        self._forget(seen)

    def _forget(self, seen: Seen) -> None:
        if seen:
            with self.transaction(durable=False):
                seen.clear()

    def part_films(self, pool: Pool = ALONE, progress: Progress = unwatched) -> None:
        """Part the films of what came, changed or went since they were parted last, and give a slug
        to all that is new; the processes of a pool share it where that is much. `progress` is told
        how many documents belong to their films, and of how many."""
        while some := unasked(self._connection):
            with self.transaction(durable=False):
                renew(some, self._connection, self.documents, self.unsettled)
        if self.unsettled or self.slugs.any_new() or self.indices:
            grouping = Cores(
                Grouping(self.documents),
                _grouping,
                self.folder,
                alone=GROUPED_ALONE,
                pool=pool,
            )
            with self.transaction():  # the store may make triples under these slugs durable
                self.indices.make(SETTLING)
                own = self.documents, self.things, self.slugs, self.mentions, self.unsettled
                Parting(*own, grouping.map, progress).settle()
                self.indices.make(SETTLED)

    def begin_filling(self) -> None:
        """Where nothing was ever published and much comes, do without the indices that are asked
        only then."""
        if not self.slugs.any():
            with self.transaction(durable=False):
                self.indices.postpone((*SETTLING, *SETTLED))

    def begin_listing(self) -> None:
        """Where nothing is listed and much is going to be, do without the indices of lists."""
        if not self.listed:
            with self.transaction(durable=False):
                self.indices.postpone(LISTING)

    def end_listing(self) -> None:
        """Make the indices of lists that were done without."""
        if self.indices:
            with self.transaction(durable=False):
                self.indices.make(LISTING)

    def setting(self, name: str) -> str | None:
        """A fact about the whole site, such as the base IRI that it was published under."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        """Remember a fact about the whole site."""
        self._connection.execute(
            "INSERT INTO meta VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    @property
    def outdated(self) -> bool:
        """Whether it was opened where nothing could be written, and somebody has written since:
        it is to be opened anew. Raises `StorageError`."""
        try:
            return self._stood is not None and self._stood != standing(self.folder / FILE)
        except OSError as error:
            raise StorageError(f"The ledger in {self.folder} cannot be read: {error}.") from error

    def changes(self) -> int:
        """A number that is another one whenever somebody else has written since."""
        if self._stood:
            return hash(self._stood)
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
        if self._writer:
            self._writer.close()


def _grouping(folder: Path) -> Grouping:
    """What groups documents in another process than the one that writes."""
    return Grouping(Ledger(folder, read_only=True).documents)


def _locked(path: Path) -> IO[bytes]:
    """A lock that ends with the process, whatever ends it: one process writes at a time."""
    try:
        file = path.open("ab")
    except OSError as error:
        raise StorageError(f"The ledger in {path.parent} cannot be written: {error}.") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise LockedError(
            f"Another triplebill is writing to {path.parent}. Wait until it ends, or stop it, "
            "and try again."
        ) from error
    return file
