"""The job: paths in, ledger and store brought up to date, every input accounted for.

    path ─documents.read→ Document ─extraction→ claims ─mapping→ triples ─shapes→ conforms?
         ─ledger (one transaction a batch)─ things settled ─publish→ store ─snapshot→ readers

An input is acknowledged when its batch is committed in the ledger. Whatever happens after that,
the next start publishes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Literal

from graph import documents
from graph.cores import Cores
from graph.documents.files import file_of, source_of
from graph.documents.sent import PREFIX, Sent, is_sent, read_sent
from graph.extraction.site_scale import Best, Group, infer
from graph.judgement import Input, Judge, batches
from graph.ledger import Entry, Ledger
from graph.ledger.assignment import Assignment
from graph.ledger.documents import Outcome
from graph.ledger.rows import Rows, entry_of, rows_of
from graph.ledger.runs import Counts
from graph.ledger.seen import Seen
from graph.linker import Linker
from graph.linking import Found, Ruling
from graph.mapping import Addresses
from graph.publish import Progress, no_progress, publish
from graph.records import Unreadable
from graph.store import Store
from graph.taking import Taken, Taking, Task

ALONE = 3
"""Batches that are judged before other processes are started: they take half a second to start."""

RunOutcome = Literal[Outcome, "unchanged"]


@dataclass(slots=True)
class Summary:
    """How many inputs of a run ended in which outcome.

    `failed` are those to look at; `newest` are the inputs of the batch that was just committed.
    """

    published: int = 0
    unchanged: int = 0
    rejected: int = 0
    unreadable: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)
    newest: list[tuple[str, RunOutcome]] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        """The number of inputs: the sum of all outcomes."""
        return self.published + self.unchanged + self.rejected + self.unreadable + self.skipped

    def tell(self, counts: Counts) -> None:
        """Note in the record of a run how its inputs ended."""
        for outcome in ("published", "unchanged", "rejected", "unreadable", "skipped"):
            setattr(counts, outcome, getattr(self, outcome))

    def count(self, source: str, outcome: RunOutcome) -> None:
        """Count one input."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.newest.append((source, outcome))
        if outcome in ("rejected", "unreadable"):
            self.failed.append(source)


def _no_watch(summary: Summary) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of something sent: its entries, each source once, and whether it is new.

    `kept` is False where it has faults and what was published under its name stays instead.
    """

    entries: Sequence[Entry]
    summary: Summary
    new: bool
    kept: bool = True

    @property
    def faults(self) -> list[Entry]:
        """What is not published."""
        return [entry for entry in self.entries if entry.outcome != "published"]


@dataclass(frozen=True, slots=True)
class Job:
    """What it takes to change a site; `root` is the folder that sources are named from.

    Without a linker films are linked by what persons decided only. `processes` share large work.
    """

    ledger: Ledger
    store: Store
    addresses: Addresses
    judge: Judge
    root: Path
    linker: Linker | None = None
    processes: int = 1

    def add(
        self,
        paths: Iterable[Path],
        watch: Callable[[Summary], None] = _no_watch,
        progress: Progress = no_progress,
    ) -> Summary:
        """Read, judge, record and publish; returns the outcome of every input.

        `watch` is told after each batch that was committed, `progress` after each published.
        Raises `StateError` where the disk or the engine refuses; what was committed stays.
        """
        summary = Summary()
        self._take_in(documents.read(paths, self.root, self.judge.included), summary, watch)
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
        with self.ledger.transaction():
            self.ledger.sent.put(sent)
        self._take_in([i for i in inputs if not faulty or i.source in faulty], summary)
        self.publish()
        return Receipt(entries, summary, new=not published)

    def read_anew(self, summary: Summary) -> None:
        """Read what was sent once more, as after an upgrade, and publish."""
        for sent in self.ledger.sent.all():
            self._take_in(list(read_sent(sent, self.judge.included)), summary)
        self.publish()

    def publish(self, progress: Progress = no_progress) -> int:
        """Bring the store up to the ledger; returns how many triples changed."""
        self.settle_scales()
        return publish(self.ledger, self.store, self.addresses, progress, self.processes)

    def settle_scales(self) -> None:
        """Infer anew the scale of each group of bare numbers that has changed.

        Where it became another one, all documents of the group are judged again on it. What a
        crash interrupts is done again at the next start.
        """
        scales = self.ledger.scales
        for group in scales.stale():
            best = infer(scales.marks(group)).best
            if best != scales.best(group):
                for ids in batches(scales.documents(group)):
                    self._judge_again(ids, group, best)
            with self.ledger.transaction():
                scales.settle(group, best)

    def _judge_again(self, ids: Iterable[int], group: Group, best: Decimal | None) -> None:
        """Judge documents anew of which one group's scale has become another."""

        def scale(of: Group) -> Decimal | None:
            return best if of == group else self.ledger.scales.best(of)

        self._judge_on(ids, scale)

    def _judge_on(self, ids: Iterable[int], scale: Best) -> None:
        entries = self.ledger.documents.of_ids(ids)
        judged = zip(entries, self.judge.again(entries, scale), strict=True)
        links = self.ledger.links
        changed = [rows_of(e, links.found(e.id), e.link) for before, e in judged if e != before]
        with self.ledger.assigning() as assignment:  # its film is what it was
            assignment.take(changed)

    def link(self, progress: Progress = no_progress) -> int:
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
                progress(done, len(ids))
        self.publish()
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
                self.ledger.links.rule(ruling)
            for source in dict.fromkeys((*undone, *(ruling.source for ruling in rulings))):
                entry = self.ledger.documents.get(source)
                if entry:
                    found = self.ledger.links.found(entry.id)
                    changed += self._relink(entry, found, assignment)
        self.publish()
        return changed

    def _found(self, entries: Sequence[Entry]) -> Sequence[Found | None]:
        return self.linker(entries) if self.linker else [None] * len(entries)

    def _relink(self, entry: Entry, found: Found | None, assignment: Assignment) -> bool:
        """Keep what was found for a document; only one whose link differs is settled anew."""
        link = self.ledger.links.settled(entry.source, found)
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
                if not is_sent(file) and not os.path.lexists(self.root / file):
                    gone |= dict(parts)
        return gone

    def withdraw(self, sources: Mapping[str, int]) -> list[str]:
        """Withdraw sources, given with their ids, and publish; returns their names."""
        self._withdraw(sources)
        self.publish()
        return list(sources)

    def _take_in(
        self,
        inputs: Iterable[Input],
        summary: Summary,
        watch: Callable[[Summary], None] = _no_watch,
    ) -> None:
        """Judge what is new on all cores, keep it batch by batch, and withdraw what a file no
        longer has: a changed input replaces what it said."""
        seen = self.ledger.seen()
        taking = Taking(self.judge, self.linker)
        alone = self.linker is not None and self.linker.lookups is not None
        cores = Cores(
            taking,
            Taking,
            self.judge,
            self.linker,
            alone=ALONE,
            number=1 if alone else self.processes,
        )
        for taken in cores.map(self._tasks(inputs, summary, seen)):
            self._keep(taken, summary)
            watch(summary)
            summary.newest.clear()
        watch(summary)  # the last were perhaps unchanged
        summary.newest.clear()
        for missing in batches(seen.missing()):
            self._withdraw(dict(missing))

    def _tasks(self, inputs: Iterable[Input], summary: Summary, seen: Seen) -> Iterator[Task]:
        """What is not known in this form already, batch by batch; each source once in a batch."""
        for batch in batches(inputs):
            seen.add(given.source for given in batch if _may_have_siblings(given))
            known = self.ledger.documents.known([given.source for given in batch])
            fresh: dict[str, Input] = {}
            for given in batch:
                if given.source in fresh:
                    yield self._task([given])  # it takes its turn after this batch or before
                elif not _unchanged(known, given.source, self.judge.digest(given), summary):
                    fresh[given.source] = given
            if fresh:
                yield self._task(list(fresh.values()))

    def _task(self, inputs: list[Input]) -> Task:
        return Task(inputs, self.ledger.scales.inferred())

    def _keep(self, taken: Taken, summary: Summary) -> None:
        """Commit a batch; what came twice, as by two paths that overlap, is known by now."""
        known = self.ledger.documents.known([rows.source for rows in taken.rows])
        rows = [r for r in taken.rows if not _unchanged(known, r.source, r.digest, summary)]
        ruled = self.ledger.links.ruled([each.source for each in rows])
        rows = [self._ruled(each) if each.source in ruled else each for each in rows]
        with self.ledger.assigning() as assignment:
            assignment.take(rows)
        self._rescale(rows, taken.scales)
        self.settle_scales()
        for each in rows:
            summary.count(each.source, each.outcome)

    def _ruled(self, rows: Rows) -> Rows:
        """The same with what persons decided about it."""
        found = rows.link.decision
        return rows_of(entry_of(rows), found, self.ledger.links.settled(rows.source, found))

    def _rescale(self, batch: Sequence[Rows], used: Mapping[str, str]) -> None:
        """Judge again what was judged on a scale that has become another one meanwhile."""
        now = self.ledger.scales.inferred()
        late = [r.source for r in batch if any(now.get(f) != used.get(f) for f, _ in r.scores)]
        if late:
            self._judge_on(self.ledger.documents.ids(late).values(), self.ledger.scales.best)

    def _withdraw(self, sources: Mapping[str, int]) -> None:
        with self.ledger.assigning() as assignment:
            for document in sources.values():
                assignment.withdraw(document)
                self.ledger.documents.delete(document)
            for file in {file_of(source) for source in sources if is_sent(source)}:
                if not self.ledger.documents.parts(file):
                    self.ledger.sent.drop(file.removeprefix(PREFIX))


def _unchanged(
    known: Mapping[str, tuple[str, Outcome]], source: str, digest: str, summary: Summary
) -> bool:
    """Whether an input is known in this form; then it is counted."""
    before, outcome = known.get(source, ("", "skipped"))
    if digest != before:
        return False
    summary.count(source, "unchanged" if outcome == "published" else outcome)
    return True


def _may_have_siblings(given: Input) -> bool:
    """Whether other parts of the same file may be in the ledger from an earlier run."""
    return file_of(given.source) != given.source or isinstance(given, Unreadable)
