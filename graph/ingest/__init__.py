"""The job: paths in, ledger and store brought up to date, every input accounted for.

    path ─documents→ Document ─extraction→ claims ─mapping→ triples ─shapes→ conforms?
         ─ledger (one transaction for many)─ things settled ─publish→ store ─snapshot→ readers

An input is acknowledged when it is committed in the ledger. Whatever happens after that,
the next start publishes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path

from msgspec.structs import replace

from graph import documents
from graph.cores import ALONE, Pool
from graph.documents import Readable
from graph.documents.exports import is_there
from graph.documents.files import file_of, source_of
from graph.documents.sent import PREFIX, Sent, is_sent, read_sent
from graph.errors import StateError
from graph.ingest.intake import Intake
from graph.ingest.scales import settle_scales
from graph.ingest.summary import Receipt, Summary, no_watch
from graph.judgement import Judge, batches
from graph.ledger import Entry, Ledger
from graph.ledger.assignment import Assignment
from graph.ledger.rows import rows_of
from graph.linker import Linker
from graph.linking import Found, Ruling
from graph.mapping import Addresses
from graph.progress import StepProgress, unwatched
from graph.publish import publish, rebuild
from graph.store import Store

__all__ = ["Job", "Receipt", "Summary"]

LINKING = "Linking"
"""The step that looks for films in the catalogue."""


@dataclass(frozen=True, slots=True)
class Job:
    """What it takes to change a site; `root` is the folder that sources are named from.

    Without a linker films are linked by what persons decided only. The processes of `pool` share
    large work.
    """

    ledger: Ledger
    store: Store
    addresses: Addresses
    judge: Judge
    root: Path
    linker: Linker | None = None
    pool: Pool = ALONE

    def add(
        self,
        paths: Iterable[Path],
        watch: Callable[[Summary], None] = no_watch,
        progress: StepProgress = unwatched,
    ) -> Summary:
        """Read, judge, record and publish; returns the outcome of every input.

        `watch` is told after each batch that is judged and after each commit, `progress` how far
        the steps of publishing are.
        Raises `StateError` where the disk or the engine refuses; what was committed stays.
        """
        summary = Summary()
        self._take_in(documents.find(paths, self.root, self.judge.included), summary, watch)
        self.publish(progress)
        return summary

    def receive(self, sent: Sent) -> Receipt:
        """Take in what was sent in place of what came under its name before, and publish.

        All of it or nothing: where a part of it has faults, only these are recorded, and not
        even they where something is published under the name, which stays.
        """
        inputs, summary = list(read_sent(sent, self.judge.included)), Summary()
        entries = self.judge(inputs, self.ledger.scales.best)
        faulty = {entry.source for entry in entries if entry.outcome != "published"}
        known = self.ledger.documents.known(list(self.ledger.documents.parts(sent.source)))
        published = any(outcome == "published" for _, outcome in known.values())
        if faulty and published:
            for entry in entries:
                if entry.source in faulty:
                    summary.count(entry.source, entry.outcome)
            return Receipt(entries, summary, new=False, kept=False)
        with self.ledger.transaction():  # one for all: a crash must not keep a part
            self.ledger.sent.put(sent)
            self._take_in([i for i in inputs if not faulty or i.source in faulty], summary)
        if not faulty:
            self.publish()
        return Receipt(entries, summary, new=not published)

    def read_anew(self, summary: Summary) -> None:
        """Read what was sent once more, as after an upgrade, and publish."""
        every = (read_sent(sent, self.judge.included) for sent in self.ledger.sent.all())
        self._take_in(chain.from_iterable(every), summary)
        self.publish()

    def publish(self, progress: StepProgress = unwatched) -> int:
        """Bring the store up to the ledger; returns how many triples changed.

        Raises `StateError`, which says that what is in the ledger is kept.
        """
        try:
            settle_scales(self.ledger, self.judge)
            return publish(self.ledger, self.store, self.addresses, progress, self.pool)
        except StateError as error:
            error.kept = True
            raise

    def rebuild(self, progress: StepProgress = unwatched) -> int:
        """Publish the whole graph anew; returns how many triples changed."""
        settle_scales(self.ledger, self.judge)
        return rebuild(self.ledger, self.store, self.addresses, progress, self.pool)

    def link(self, progress: StepProgress = unwatched) -> int:
        """Match every document anew, as after a new catalogue; returns how many links changed.

        All together or not at all, so that no address moves to and fro.
        """
        ids = self.ledger.documents.matched()
        changed = done = 0
        with self.ledger.assigning() as assignment:
            for some in batches(ids):
                entries = self.ledger.documents.of_ids(some)
                for entry, found in zip(entries, self._found(entries), strict=True):
                    changed += self._relink(entry, found, assignment)
                done += len(some)
                progress(LINKING, done, len(ids))
        self.publish(progress)
        return changed

    def rule(self, rulings: Iterable[Ruling], *, undone: Iterable[str] = ()) -> int:
        """Keep what a person decided, and publish what follows; returns how many links changed.

        `undone` are sources for which all that was decided before is taken back first.
        """
        rulings, undone = list(rulings), list(undone)
        changed = 0
        with self.ledger.assigning() as assignment:
            for source in undone:
                self.ledger.links.forget(source)
            for ruling in rulings:
                self.ledger.links.rule(self._about(ruling))
            for source in dict.fromkeys((*undone, *(ruling.source for ruling in rulings))):
                entry = self.ledger.documents.get(source)
                if entry:
                    found = self.ledger.links.found(entry.id)
                    changed += self._relink(entry, found, assignment)
        self.publish()
        return changed

    def _about(self, ruling: Ruling) -> Ruling:
        """The same with the film that it is about, where the document is there to tell."""
        entry = None if ruling.about else self.ledger.documents.get(ruling.source)
        return replace(ruling, about=entry.subject.heading) if entry else ruling

    def _found(self, entries: Sequence[Entry]) -> Sequence[Found | None]:
        return self.linker(entries) if self.linker else [None] * len(entries)

    def _relink(self, entry: Entry, found: Found | None, assignment: Assignment) -> bool:
        """Keep what was found for a document; only one whose link differs is settled anew."""
        link = self.ledger.links.settled(entry, found)
        rows = rows_of(entry, found, link)
        if link == entry.link or entry.outcome != "published":
            self.ledger.links.put([(entry.id, rows.link)])
            return False
        assignment.take([rows])
        return True

    def remove(self, source: str) -> list[str]:
        """Withdraw a source, its parts, or everything in a folder; returns what was withdrawn."""
        return self.withdraw(self.ledger.documents.below(source))

    def gone(self, paths: Iterable[Path]) -> dict[str, int]:
        """What came from below the folders named and whose file is there no more, with its id."""
        base, documents = Path(os.path.realpath(self.root)), self.ledger.documents
        gone: dict[str, int] = {}
        for folder in (Path(os.path.realpath(path)) for path in paths if path.is_dir()):
            inside = not base.is_relative_to(folder)
            known = documents.walk(source_of(folder, base)) if inside else documents.all()
            for file, parts in groupby(known, lambda row: file_of(row[0])):
                below = not is_sent(file) and (base / file).is_relative_to(folder)
                if below and not is_there(file, base):
                    gone |= dict(parts)
        return gone

    def withdraw(self, sources: Mapping[str, int]) -> list[str]:
        """Withdraw sources, given with their ids, and publish; returns their names."""
        self._withdraw(sources)
        self.publish()
        return list(sources)

    def _take_in(
        self,
        found: Iterable[Readable],
        summary: Summary,
        watch: Callable[[Summary], None] = no_watch,
    ) -> None:
        """Judge what is new and keep it, and withdraw what a file no longer has: a changed input
        replaces what it said."""
        with self.ledger.seeing() as seen:
            Intake(self.ledger, self.judge, self.linker, self.pool, summary, watch).run(found, seen)
            for missing in batches(seen.missing()):
                self._withdraw(dict(missing))

    def _withdraw(self, sources: Mapping[str, int]) -> None:
        with self.ledger.assigning() as assignment:
            for document in sources.values():
                assignment.withdraw(document)
                self.ledger.documents.delete(document)
            for file in {file_of(source) for source in sources if is_sent(source)}:
                if not self.ledger.documents.parts(file):
                    self.ledger.sent.drop(file.removeprefix(PREFIX))
