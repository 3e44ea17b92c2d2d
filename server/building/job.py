"""The build: what changed is made, what is gone is removed, and the manifest knows it.

A build can be stopped at any moment; the next one goes on. Nothing is removed or replaced that
no build has written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import SettingsError
from graph.ledger import FILE as LEDGER
from graph.ledger import Ledger, Moved
from graph.progress import StepProgress, unwatched
from graph.store.durable import storage_error
from graph.store.location import open_published
from server.building import manifest
from server.building.changes import State, find, state
from server.building.entries import PENDING, Entry, File
from server.building.files import Folder, UnsafeAddressError, digest
from server.building.hosts import Former, host_files
from server.building.making import Made, written
from server.building.manifest import Manifest
from server.building.pinned import Pinned, dump_of
from server.building.plan import Unit, units
from server.building.workers import BATCH, Workers
from server.config import Config


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
    progress: StepProgress = unwatched,
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
        with (
            closing(Manifest(out)) as record,
            closing(Workers(config, reader.version, out, jobs)) as workers,
        ):
            if everything or not record.count():
                workers.load_ahead()
                workers.read_ahead(dump_of(config, reader))
            job = _Build(config, out, record, workers, force, progress)
            job.plan(planned, state(config, reader.version), everything)
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


class _Build:
    def __init__(
        self,
        config: Config,
        out: Path,
        record: Manifest,
        workers: Workers,
        force: bool,
        progress: StepProgress,
    ) -> None:
        self._config = config
        self._folder = Folder(out)
        self._record = record
        self._workers = workers
        self._force = force
        self._progress = progress
        self._summary = Summary()

    def plan(self, planned: Iterable[Unit], now: State, everything: bool) -> None:
        """Find out what has changed since the last build."""
        with self._record.transaction():
            self._record.know(self._safe(planned))
        find(self._record, self._workers, now, everything, self._progress)
        with self._record.transaction():
            missing = (id_ for id_, file in self._record.files() if self._is_other(file))
            self._record.spoil_units(list(missing))
        self._folder.discard_drafts(self._record.unsettled())

    def _safe(self, planned: Iterable[Unit]) -> Iterator[Unit]:
        for unit in planned:
            try:
                unit.files()
            except UnsafeAddressError as error:
                self._summary.problems.append(str(error))
            else:
                yield unit

    def _is_other(self, file: File) -> bool:
        """Whether a file is gone, or has another length."""
        return self._folder.size(file.name) != file.size

    # --- making -----------------------------------------------------------------------------

    def make(self, ledger: Ledger | None) -> None:
        """Make all that is stale."""
        self._make_stale()
        self._make_stale()  # films whose records turned out to be others
        root = urlsplit(self._config.base_iri).path.rstrip("/")
        self._make_hosts(host_files(root, _formers(ledger)))

    def _make_stale(self) -> None:
        done, total = 0, self._record.count(stale=True)
        for made in self._workers.make(self._begun()):
            with self._record.transaction():
                self._settle(made)
            done += len(made)
            self._progress("Building", done, total)

    def _begun(self) -> Iterator[list[Entry]]:
        for entries in self._record.stale(BATCH):
            free = [each for each in map(self._own, entries) if each]
            with self._record.transaction():
                self._record.begin(each.id for each in free)
            yield free

    def _own(self, entry: Entry) -> Entry | None:
        if entry.files or self._abandoned or self._strange:
            return self._owned(entry, entry.unit.files().keys())
        return entry

    def _owned(self, entry: Entry, names: Set[str]) -> Entry | None:
        """A unit that is to have these files, with all that is known of them; None where there is
        something in the way that no build has written."""
        known = {name: self._abandoned[name] for name in names & self._abandoned.keys()}
        known.update(entry.files)
        new = names - known.keys()
        if new and not self._force and (others := new & self._strange):
            self._summary.problems.append(
                f"{self._folder.root / min(others)} is there, and no build has written it. Move it "
                "away, or add --force to replace it."
            )
            return None
        self._record.abandon(entry.files[name] for name in entry.files.keys() - names)
        return entry._replace(files=known)

    @cached_property
    def _abandoned(self) -> dict[str, File]:
        """The files that other units had."""
        return self._record.abandoned()

    @cached_property
    def _strange(self) -> set[str]:
        """The names of the files that were there when the first new one was to be written, and
        that no build has written."""
        return self._record.strange(self._folder.names())

    def _settle(self, made: Sequence[Made]) -> None:
        summary = self._summary
        summary.problems += [each.problem for each in made if each.problem]
        well = [each for each in made if not each.problem]
        self._record.settle(each.settled for each in well)
        for each in well:
            if each.other_claims:
                self._record.spoil_resource(each.settled.id)
            summary.made += each.files
            summary.pages += each.pages
            summary.written += each.written
            summary.bytes += each.size

    def _make_hosts(self, contents: Mapping[str, bytes]) -> None:
        if entry := self._owned(self._record.host(), contents.keys()):
            begun = {name: File(name, PENDING, 0) for name in contents}
            with self._record.transaction():
                self._record.enter(entry.id, {**begun, **entry.files}.values())
            with self._record.transaction():
                self._settle([written(self._folder, entry, contents)])

    # --- the end ----------------------------------------------------------------------------

    def finish(self) -> Summary:
        """Remove what is gone; the sums."""
        orphans = self._record.orphans()
        for file in orphans:
            self._remove(file)
        with self._record.transaction():
            self._record.forget()
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
    for kind, slug in ledger.slugs.former() if ledger else ():
        found = ledger.slugs.resolve(kind, slug) if ledger else None
        target = f"/{kind}/{found.slug}" if isinstance(found, Moved) else ""
        formers.append(Former(f"/{kind}/{slug}", target))
    return formers
