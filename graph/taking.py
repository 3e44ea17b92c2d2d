"""Inputs → the rows they have in the ledger, in whichever process has a core free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from graph.extraction.site_scale import Group
from graph.judgement import Input, Judge
from graph.ledger.rows import Rows, rows_of
from graph.linker import Linker
from graph.linking import settled


class Task(NamedTuple):
    """Inputs to take in; `scales` are the scales of bare numbers that are known of the site."""

    inputs: Sequence[Input]
    scales: dict[str, str]


class Taken(NamedTuple):
    """What became of them, on which scales."""

    rows: list[Rows]
    scales: dict[str, str]


@dataclass(frozen=True, slots=True)
class Taking:
    """Judges and links inputs; of what persons decided it knows nothing."""

    judge: Judge
    linker: Linker | None = None

    def __call__(self, task: Task) -> Taken:
        """The rows of each input, in their order."""

        def best(group: Group) -> Decimal | None:
            known = task.scales.get(group.name)
            return Decimal(known) if known else None

        entries = self.judge(task.inputs, best)
        found = self.linker(entries) if self.linker else [None] * len(entries)
        rows = [rows_of(e, f, settled(f, ())) for e, f in zip(entries, found, strict=True)]
        return Taken(rows, task.scales)
