"""The build: what changed is made, what is gone is removed, and the manifest knows it.

A build can be stopped at any moment; the next one goes on. Nothing is removed or replaced that
no build has written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from graph.errors import SettingsError
from graph.ledger import FILE as LEDGER
from graph.ledger import Ledger, Moved
from graph.store.durable import storage_error
from graph.store.location import open_published
from server.building import making, manifest
from server.building.files import Folder, UnsafeAddressError, digest
from server.building.hosts import Former, host_files
from server.building.making import Made, Task
from server.building.manifest import File, Manifest
from server.building.pinned import Pinned, dump_of
from server.building.plan import SORTS, Unit, asset, assets, units
from server.building.workers import BATCH, Workers
from server.config import Config
from server.pages.variants import software
from server.settings import SETTINGS

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


@dataclass(slots=True)
class Summary:
    """What a build did. Files are written, unchanged or removed; `left` were changed by others.

    `pages` are the HTML pages among the files that were made, `made` all of these.
    """

    files: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    left: list[str] = field(default_factory=list)
    made: int = 0
    pages: int = 0
    bytes: int = 0
    problems: list[str] = field(default_factory=list)


def build(
    config: Config,
    out: Path,
    *,
    jobs: int = 1,
    force: bool = False,
    everything: bool = False,
    progress: Progress = lambda *_: None,
) -> Summary:
    """Bring a folder up to the site, as `static` has it; only what changed, unless `everything`.

    Raises `SettingsError` where the folder holds what no build has written, unless `force`,
    `LockedError` where another build writes to it, `StateError`, `StorageError`.
    """
    config = replace(config, static=1)
    _prepare(out, force=force)
    published = open_published(config.location)
    reader = published.current()
    ledger = Ledger(config.state, read_only=True) if (config.state / LEDGER).exists() else None
    try:
        planned = units(config, Pinned(reader), ledger)
        with closing(Manifest(out)) as record:
            workers = Workers(config, reader.version, out, jobs)
            if everything or not record.count():
                workers.load_ahead()
                workers.read_ahead(dump_of(config, reader))
            job = _Build(config, out, record, workers, force, progress)
            job.plan(planned, _state(config, reader.version), everything)
            job.make(ledger)
            return job.finish()
    except OSError as error:
        raise storage_error(out, error) from error
    finally:
        if ledger:
            ledger.close()


def _prepare(out: Path, *, force: bool) -> None:
    out.mkdir(parents=True, exist_ok=True)
    if not force and not (out / manifest.FILE).exists() and any(out.iterdir()):
        raise SettingsError(
            f"{out} is not empty, and no build has written to it. Name another folder, or add "
            "--force to write among what is there; nothing of it will be removed."
        )


class _State(NamedTuple):
    """What the site is made of: its settings and this software, its graph, its ledger."""

    settings: str
    graph: str
    ledger: str


def _state(config: Config, version: str) -> _State:
    shown = [(s.name, getattr(config, s.name)) for s in SETTINGS if not s.secret]
    written = (
        config.state / LEDGER,
        config.state / f"{LEDGER}-wal",
    )  # a reader may make the latter
    stats = [path.stat() for path in written if path.exists()]
    ledger = [(found.st_size, found.st_mtime_ns) for found in stats if found.st_size]
    look = [(path, asset(path)) for path in assets()]
    return _State(_hash(shown, software(), look), version, _hash(ledger))


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class _Build:
    def __init__(
        self,
        config: Config,
        out: Path,
        record: Manifest,
        workers: Workers,
        force: bool,
        progress: Progress,
    ) -> None:
        self._config = config
        self._folder = Folder(out)
        self._record = record
        self._workers = workers
        self._force = force
        self._progress = progress
        self._summary = Summary()

    # --- what is to be made -----------------------------------------------------------------

    def plan(self, planned: Iterable[Unit], state: _State, everything: bool) -> None:
        """Find out what has changed since the last build."""
        record = self._record
        before = _State(*(record.made_of(name) for name in _State._fields))
        with record.transaction():
            record.know(planned)
            if everything or state.settings != before.settings:
                record.spoil(SORTS)
            if state.ledger != before.ledger or state.graph != before.graph or not state.graph:
                record.spoil(("record", "former", "single", "data"))
            record.spoil(("host",))
            record.remember("settings", state.settings)
            record.remember("ledger", state.ledger)
        if state.graph != before.graph or not state.graph:
            self._compare(state.graph)
        with record.transaction():
            record.spoil_units(list(self._missing()))
        self._folder.discard_drafts(record.unsettled())

    def _compare(self, graph: str) -> None:
        names, shown = list[str](), set[str]()
        total = self._record.count()
        if self._record.any_made():
            batches = self._batches(self._record.resources)
            for done, (changed, seen) in enumerate(self._workers.compare(batches, total)):
                names += changed
                shown |= set(seen)
                self._progress("Comparing", min(total, (done + 1) * BATCH), total)
        with self._record.transaction():
            self._record.change(names, shown)
            self._record.remember("graph", graph)

    def _missing(self) -> Iterator[int]:
        """Units of which a file is gone or has another length."""
        for unit, file in self._record.files():
            if self._folder.size(file.name) != file.size:
                yield unit

    # --- making -----------------------------------------------------------------------------

    def make(self, ledger: Ledger | None) -> None:
        """Make all that is stale."""
        self._make_stale()
        self._make_stale()  # films whose records turned out to be others
        root = urlsplit(self._config.base_iri).path.rstrip("/")
        self._make_hosts(host_files(root, _formers(ledger)))

    def _make_stale(self) -> None:
        done, total = 0, self._record.count(stale=True)
        for made in self._workers.make(self._announced(), total):
            with self._record.transaction():
                self._settle(made)
            done += len(made)
            self._progress("Building", done, total)

    def _announced(self) -> Iterator[list[Task]]:
        for tasks in self._batches(self._record.stale):
            with self._record.transaction():
                free = [task for task in tasks if self._may_write(task)]
                self._record.announce((name, task.id) for task in free for name in task.files)
            yield free

    def _batches(self, some: Callable[[int, int], list[tuple[int, Unit]]]) -> Iterator[list[Task]]:
        last = 0
        while rows := some(last, BATCH):
            last = rows[-1][0]
            yield self._tasks(rows)

    def _tasks(self, rows: Iterable[tuple[int, Unit]]) -> list[Task]:
        files = {}
        for id_, unit in rows:
            try:
                files[id_, unit] = unit.files()
            except UnsafeAddressError as error:
                self._summary.problems.append(str(error))
        known = self._record.known(name for own in files.values() for name in own)
        return [
            Task(id_, unit, own, {name: known[name] for name in own if name in known})
            for (id_, unit), own in files.items()
        ]

    @cached_property
    def _present(self) -> set[str]:
        """The names of the files that were there when the first new one was to be written."""
        return self._folder.names()

    def _may_write(self, task: Task) -> bool:
        """Whether nothing is in the way that no build has written."""
        for name in task.files:
            if not self._force and name not in task.known and name in self._present:
                self._summary.problems.append(
                    f"{self._folder.root / name} is there, and no build has written it. Move it "
                    "away, or add --force to replace it."
                )
                return False
        return True

    def _settle(self, made: Sequence[Made]) -> None:
        summary = self._summary
        summary.problems += [each.problem for each in made if each.problem]
        well = [each for each in made if not each.problem]
        self._record.settle(
            [(each.id, each.shows) for each in well],
            [file for each in well for file in each.files],
        )
        for each in well:
            if each.other_claims:
                self._record.spoil_resource(each.unit.name)
            summary.made += len(each.files)
            summary.pages += each.pages
            summary.written += each.written
            summary.bytes += each.size

    def _make_hosts(self, contents: Mapping[str, bytes]) -> None:
        id_, unit = self._record.host()
        task = Task(id_, unit, dict.fromkeys(contents, ""), self._record.known(contents))
        if self._may_write(task):
            with self._record.transaction():
                self._record.announce((name, id_) for name in contents)
                self._settle([making.written(self._folder, task, contents)])

    # --- the end ----------------------------------------------------------------------------

    def finish(self) -> Summary:
        """Remove what is gone; the sums."""
        orphans = self._record.orphans()
        for file in orphans:
            self._remove(file)
        with self._record.transaction():
            self._record.forget(file.name for file in orphans)
        summary = self._summary
        summary.files = self._record.written()
        summary.unchanged = summary.files - summary.written
        return summary

    def _remove(self, file: File) -> None:
        path = self._folder.root / file.name
        if not path.exists():
            return
        if file.digest and digest(path.read_bytes()) != file.digest:
            self._summary.left.append(file.name)
            return
        self._folder.remove(file.name)
        self._summary.removed += 1


def _formers(ledger: Ledger | None) -> list[Former]:
    formers = []
    for kind, slug in ledger.things.former() if ledger else ():
        found = ledger.things.resolve(kind, slug) if ledger else None
        target = f"/{kind}/{found.slug}" if isinstance(found, Moved) else ""
        formers.append(Former(f"/{kind}/{slug}", target))
    return formers
