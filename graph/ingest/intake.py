"""Taking in: files are read and judged on all cores, and what comes of them is committed here.

An input is acknowledged when its commit is durable. Those of some time share one, since the pages
of the ledger's indices are the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from time import monotonic

from graph.cores import ALONE, Cores, Pool, rarely_collecting
from graph.documents import Readable, is_small, read_one
from graph.ingest.scales import rescale, settle_scales
from graph.ingest.summary import End, RunOutcome, Summary, again
from graph.judgement import BATCH, Judge
from graph.ledger import Ledger
from graph.ledger.entries import Outcome
from graph.ledger.rows import Rows, entry_of, rows_of
from graph.ledger.seen import Seen
from graph.linker import Linker
from graph.taking import Taken, Taking, Task

FEW = 2
"""Batches that start no other processes, which take about as long to start."""

BATCH_BYTES = 1_000_000
"""Of files in a batch: one of them can hold hundreds of reviews."""

TOGETHER = 1_000
"""Inputs that are kept together: many name the same persons."""

STAYS = "What was published of it stays until it can be read."

COMMIT_S = 2.0
"""Seconds between commits."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One run of taking in what was found, on the processes of a pool."""

    ledger: Ledger
    judge: Judge
    linker: Linker | None
    pool: Pool
    summary: Summary
    watch: Callable[[Summary], None]

    def run(self, found: Iterable[Readable], seen: Seen) -> None:
        """Judge what is new and keep it; `seen` is told which parts of files there are."""
        taken = self._cores().map(self._tasks(found))
        with rarely_collecting():
            if self._commit_some(taken, seen):
                self.ledger.begin_filling()
                while self._commit_some(taken, seen):
                    pass

    def _commit_some(self, taken: Iterator[Taken], seen: Seen) -> bool:
        """Keep what is taken in a while, in one transaction; whether there may be more."""
        until = monotonic() + (0.0 if self._looks_up else COMMIT_S)
        ends: list[End] = []
        with self.ledger.transaction():
            while batches := _together(taken, until):
                ends = self._corrected([*ends, *self._keep(batches, seen)], self._rescaled(batches))
                self.summary.waiting = len(ends)
                self.watch(self.summary)
                if monotonic() >= until:
                    break
        self.summary.waiting = 0
        for source, outcome in ends:
            self.summary.count(source, outcome)
        self.watch(self.summary)
        self.summary.newest.clear()
        return bool(batches)

    def _cores(self) -> Cores[Task, Taken]:
        return Cores(
            Taking(self.judge, self.linker, self.ledger.documents),
            Taking.reading,
            self.judge,
            self.linker,
            self.ledger.folder,
            alone=FEW,
            pool=ALONE if self._looks_up else self.pool,
        )

    @property
    def _looks_up(self) -> bool:
        """Whether others are asked about each film, which can take a minute for a batch."""
        return self.linker is not None and self.linker.lookups is not None

    def _tasks(self, found: Iterable[Readable]) -> Iterator[Task]:
        """Batches of files and of what was read of large ones, with the scales known by now."""
        batch: list[Readable] = []
        size = 0
        for each in chain.from_iterable(map(_pieces, found)):
            batch.append(each)
            size += getattr(each, "size", 0)
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                yield Task(batch, self.ledger.scales.inferred())
                batch, size = [], 0
        if batch:
            yield Task(batch, self.ledger.scales.inferred())

    def _keep(self, batches: Sequence[Taken], seen: Seen) -> list[End]:
        """Put batches into the ledger; how each input ends on the scale that it was judged on."""
        ends: list[End] = []
        for taken in batches:
            seen.add(taken.sources)
            seen.leave(taken.unread)
            ends += [(source, again(outcome)) for source, outcome in taken.known]
            self.ledger.documents.read_again([source for source, _ in taken.known])
            self.summary.unknown |= taken.unknown
            self.summary.unidentified |= taken.unidentified
            self.summary.held += taken.held
        for rows in _apart(list(chain.from_iterable(taken.rows for taken in batches))):
            ends += self._put(rows)
        return ends

    def _rescaled(self, batches: Sequence[Taken]) -> dict[str, Outcome]:
        """What ends otherwise now that these batches are kept, on the scales as they are now."""
        now: dict[str, Outcome] = {}
        for taken in batches:
            now |= rescale(self.ledger, self.judge, taken.rows, taken.scales)
        return now | settle_scales(self.ledger, self.judge)

    def _corrected(self, ends: list[End], now: dict[str, Outcome]) -> list[End]:
        """The ends of the inputs that are not committed yet, where another scale of their numbers
        has changed outcomes since; those of earlier inputs are corrected in the summary."""
        if not now:
            return ends
        came = dict(ends)
        for source, outcome in now.items():
            if source not in came:
                self.summary.correct(source, outcome)
        return [(source, _as(outcome, now.get(source))) for source, outcome in ends]

    def _put(self, rows: Sequence[Rows]) -> list[End]:
        """Put rows into the ledger; what came twice, as by two paths that overlap, is known, and
        what cannot be read says nothing against what it said before."""
        known = self.ledger.documents.known([each.source for each in rows])
        ends: list[End] = []
        new: list[Rows] = []
        unread: dict[str, str] = {}
        for each in rows:
            before, outcome = known.get(each.source, ("", each.outcome))
            if each.digest == before:
                ends.append((each.source, again(outcome)))
                continue
            ends.append((each.source, each.outcome))
            if each.outcome == "unreadable" and outcome == "published":
                unread[each.source] = f"{each.reason} {STAYS}"
            else:
                new.append(each)
        self.ledger.documents.stay(unread)
        ruled = self.ledger.links.ruled([each.source for each in new])
        with self.ledger.assigning() as assignment:
            assignment.take([self._ruled(each) if each.source in ruled else each for each in new])
        return ends

    def _ruled(self, rows: Rows) -> Rows:
        """The same with what persons decided about it."""
        entry, found = entry_of(rows), rows.link.decision
        return rows_of(entry, found, self.ledger.links.settled(entry, found))


def _together(taken: Iterator[Taken], until: float) -> list[Taken]:
    """The next batches that are kept together."""
    batches: list[Taken] = []
    number = 0
    for batch in taken:
        batches.append(batch)
        number += len(batch.rows) + len(batch.known)
        if number >= TOGETHER or monotonic() >= until:
            break
    return batches


def _pieces(found: Readable) -> Iterable[Readable]:
    """A file as it is where it can be read at once, elsewhere; else what it holds."""
    return (found,) if is_small(found) else read_one(found)


def _as(before: RunOutcome, now: Outcome | None) -> RunOutcome:
    """How an input ends, where its outcome may be another one by now."""
    if now is None:
        return before
    return again(now) if before == "unchanged" else now


def _apart(rows: Sequence[Rows]) -> Iterator[list[Rows]]:
    """The rows in their order, in as many lists as it takes for each source to be in one once."""
    some: dict[str, Rows] = {}
    for each in rows:
        if each.source in some:
            yield list(some.values())
            some = {}
        some[each.source] = each
    if some:
        yield list(some.values())
