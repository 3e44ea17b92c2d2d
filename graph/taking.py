"""Files → the rows they have in the ledger, in whichever process has a core free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from graph.documents import Readable, read_ahead, read_one
from graph.documents.files import file_of
from graph.extraction.site_scale import Group
from graph.judgement import Input, Judge, waits
from graph.ledger import Entry, Ledger
from graph.ledger.documents import Documents
from graph.ledger.entries import Outcome
from graph.ledger.rows import Rows, rows_of
from graph.linker import Linker
from graph.linking import settled
from graph.records import Unreadable


class Task(NamedTuple):
    """Files to read, and what was read already, to take in; `scales` are the scales of bare
    numbers that are known of the site."""

    found: Sequence[Readable]
    scales: dict[str, str]


class Taken(NamedTuple):
    """What became of them, on which scales: the rows of what is new, and what the ledger has in
    the same form already, with its outcome there. `unread` are inputs that could not be read, and
    files that were not read to their end: what they held before stays. `held` wait for their date;
    `unknown` are the columns of tables that were not understood, each behind its file, and
    `unidentified` the files in which an identifier stands for no film."""

    rows: list[Rows]
    known: list[tuple[str, Outcome]]
    scales: dict[str, str]
    unread: list[str]
    held: list[str]
    unknown: frozenset[tuple[str, str]]
    unidentified: frozenset[str]

    @property
    def sources(self) -> list[str]:
        """Every input."""
        return [*(source for source, _ in self.known), *(each.source for each in self.rows)]


@dataclass(frozen=True, slots=True)
class Taking:
    """Reads, judges and links inputs; of what persons decided it knows nothing."""

    judge: Judge
    linker: Linker | None
    documents: Documents

    @classmethod
    def reading(cls, judge: Judge, linker: Linker | None, folder: Path) -> Taking:
        """The same in another process than the one that writes the ledger in the folder."""
        return cls(judge, linker, Ledger(folder, read_only=True).documents)

    def __call__(self, task: Task) -> Taken:
        """What becomes of each input, in their order."""

        def best(group: Group) -> Decimal | None:
            scale = task.scales.get(group.name)
            return Decimal(scale) if scale else None

        read_ahead(task.found)
        inputs = [given for found in task.found for given in read_one(found)]
        before = self.documents.known([given.source for given in inputs])
        new: list[Input] = []
        known: list[tuple[str, Outcome]] = []
        held: list[str] = []
        for given in inputs:
            digest, outcome = before.get(given.source, ("", "skipped"))
            if digest and self.judge.knows(given, digest):
                known.append((given.source, outcome))
                held += [given.source] if waits(outcome, digest) else []
            else:
                new.append(given)
        entries = self.judge(new, best)
        links = self.linker(entries) if self.linker else [None] * len(entries)
        rows = [rows_of(e, f, settled(f, ())) for e, f in zip(entries, links, strict=True)]
        held += [each.source for each in rows if waits(each.outcome, each.digest)]
        failed = (given for given in inputs if isinstance(given, Unreadable))
        unread = [file_of(each.source) if each.rest else each.source for each in failed]
        columns, files = frozenset(_unknown_columns(entries)), frozenset(_unidentified(entries))
        return Taken(rows, known, task.scales, unread, held, columns, files)


def _unknown_columns(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        if entry.format == "csv":
            yield from ((file_of(entry.source), n.key) for n in entry.extraction.notes if n.key)


def _unidentified(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if any(note.property == "identifier" for note in entry.extraction.notes):
            yield file_of(entry.source)
