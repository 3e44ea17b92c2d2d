"""The job: paths in, ledger and store brought up to date, every input accounted for.

    path ─documents.read→ Document ─extraction→ claims ─mapping→ triples ─shapes→ conforms?
         ─ledger (one transaction a batch)─ things settled ─publish→ store ─snapshot→ readers

An input is acknowledged when its batch is committed in the ledger. Whatever happens after that,
the next start publishes it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from graph import documents
from graph.documents.files import file_of, source_of
from graph.documents.sent import PREFIX, Sent, is_sent, read_sent
from graph.extraction.site_scale import Group, infer
from graph.judgement import Input, Judge, batches
from graph.ledger import Entry, Ledger
from graph.ledger.assignment import Assignment
from graph.ledger.documents import Outcome
from graph.linker import Linker
from graph.linking import Found, Ruling
from graph.mapping import Addresses
from graph.publish import Progress, no_progress, publish
from graph.records import Unreadable
from graph.store import Store

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

    Without a linker films are linked by what persons decided only.
    """

    ledger: Ledger
    store: Store
    addresses: Addresses
    judge: Judge
    root: Path
    linker: Linker | None = None

    def add(
        self,
        paths: Iterable[Path],
        watch: Callable[[Summary], None] = _no_watch,
        progress: Progress = no_progress,
    ) -> Summary:
        """Read, judge, record and publish; returns the outcome of every input.

        `watch` is told after each batch read, `progress` after each batch published. Raises
        `StateError` where the disk or the engine refuses; what was committed stays.
        """
        summary, seen = Summary(), set[str]()
        for batch in batches(documents.read(paths, self.root, self.judge.included)):
            self._take_in(batch, summary)
            seen |= {given.source for given in batch if _may_have_siblings(given)}
            watch(summary)
            summary.newest.clear()
        self._withdraw_vanished(seen)
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
            return Receipt(entries, summary, new=False, kept=False)
        with self.ledger.transaction():
            self.ledger.sent.put(sent)
        self._take_sent([i for i in inputs if not faulty or i.source in faulty], summary)
        self.publish()
        return Receipt(entries, summary, new=not published)

    def read_anew(self, summary: Summary) -> None:
        """Read what was sent once more, as after an upgrade, and publish."""
        for sent in self.ledger.sent.all():
            self._take_sent(list(read_sent(sent, self.judge.included)), summary)
        self.publish()

    def publish(self, progress: Progress = no_progress) -> int:
        """Bring the store up to the ledger; returns how many triples changed."""
        self.settle_scales()
        return publish(self.ledger, self.store, self.addresses, progress)

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

    def _judge_again(self, ids: Sequence[int], group: Group, best: Decimal | None) -> None:
        """Judge documents anew of which one group's scale has become another."""

        def scale(of: Group) -> Decimal | None:
            return best if of == group else self.ledger.scales.best(of)

        entries = self.ledger.documents.of_ids(ids)
        judged = zip(entries, self.judge.again(entries, scale), strict=True)
        changed = [now for before, now in judged if now != before]
        with self._assigning() as assignment:
            for entry in changed:  # its film is what it was
                self._record(entry, self.ledger.links.found(entry.id), assignment)

    def link(self, progress: Progress = no_progress) -> int:
        """Match every document anew, as after a new catalogue; returns how many links changed.

        All together or not at all, so that no address moves to and fro.
        """
        ids = self.ledger.documents.matched()
        changed = done = 0
        with self._assigning() as assignment:
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
        with self._assigning() as assignment:
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

    def _relink(self, entry: Entry, found: Found | None, assignment: Assignment) -> bool:
        """Keep what was found for a document; only one whose link differs is settled anew."""
        link = self.ledger.links.put(entry.id, entry.source, found)
        if link == entry.link or entry.outcome != "published":
            return False
        assignment.place(entry.id, replace(entry, link=link))
        return True

    def remove(self, source: str) -> list[str]:
        """Withdraw a source, its parts, or everything in a folder; returns what was withdrawn."""
        return self.withdraw(self.ledger.documents.below(source))

    def gone(self, paths: Iterable[Path]) -> dict[str, int]:
        """What came from below the folders named and whose file is there no more, with its id."""
        known: dict[str, int] = {}
        base = Path(os.path.realpath(self.root))
        for folder in (Path(os.path.realpath(path)) for path in paths if path.is_dir()):
            inside = not base.is_relative_to(folder)
            documents = self.ledger.documents
            known |= documents.below(source_of(folder, base)) if inside else documents.all()
        known = {source: i for source, i in known.items() if not is_sent(source)}
        exists = {file: os.path.lexists(self.root / file) for file in set(map(file_of, known))}
        return {source: i for source, i in known.items() if not exists[file_of(source)]}

    def withdraw(self, sources: Mapping[str, int]) -> list[str]:
        """Withdraw sources, given with their ids, and publish; returns their names."""
        self._withdraw(sources)
        self.publish()
        return list(sources)

    def _take_sent(self, inputs: Sequence[Input], summary: Summary) -> None:
        for batch in batches(inputs):
            self._take_in(batch, summary)
        self._withdraw_vanished({given.source for given in inputs})

    def _take_in(self, batch: Sequence[Input], summary: Summary) -> None:
        known = self.ledger.documents.known([given.source for given in batch])
        fresh: dict[str, Input] = {}
        again: list[Input] = []
        for given in batch:
            digest, outcome = known.get(given.source, ("", "skipped"))
            if given.source in fresh:
                again.append(given)
            elif digest == self.judge.digest(given):
                summary.count(given.source, "unchanged" if outcome == "published" else outcome)
            else:
                fresh[given.source] = given
        entries = self.judge(list(fresh.values()), self.ledger.scales.best)
        found = self._found(entries)
        with self._assigning() as assignment:
            for entry, one in zip(entries, found, strict=True):
                self._record(entry, one, assignment)
        self.settle_scales()
        for entry in entries:
            summary.count(entry.source, entry.outcome)
        if again:  # given twice, as by two paths that overlap: now it is known
            self._take_in(again, summary)

    @contextmanager
    def _assigning(self) -> Iterator[Assignment]:
        """One transaction in which documents change; at its end the things they belong to are
        settled."""
        with self.ledger.transaction():
            assignment = Assignment(self.ledger.documents, self.ledger.things)
            yield assignment
            assignment.settle()

    def _found(self, entries: Sequence[Entry]) -> Sequence[Found | None]:
        return self.linker(entries) if self.linker else [None] * len(entries)

    def _record(self, entry: Entry, found: Found | None, assignment: Assignment) -> None:
        document = self.ledger.documents.put(entry)
        self.ledger.scales.put(document, entry)
        link = self.ledger.links.put(document, entry.source, found)
        if entry.outcome == "published":
            assignment.place(document, replace(entry, link=link))
        else:
            assignment.withdraw(document)

    def _withdraw_vanished(self, seen: set[str]) -> None:
        """Rows that a file no longer has are withdrawn: a changed input replaces what it said."""
        vanished: dict[str, int] = {}
        for file in sorted(set(map(file_of, seen))):
            parts = self.ledger.documents.parts(file)
            vanished |= {source: i for source, i in parts.items() if source not in seen}
        if vanished:
            self._withdraw(vanished)

    def _withdraw(self, sources: Mapping[str, int]) -> None:
        with self._assigning() as assignment:
            for document in sources.values():
                assignment.withdraw(document)
                self.ledger.documents.delete(document)
            for file in {file_of(source) for source in sources if is_sent(source)}:
                if not self.ledger.documents.parts(file):
                    self.ledger.sent.drop(file.removeprefix(PREFIX))


def _may_have_siblings(given: Input) -> bool:
    """Whether other parts of the same file may be in the ledger from an earlier run."""
    return file_of(given.source) != given.source or isinstance(given, Unreadable)
