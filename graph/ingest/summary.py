"""What became of the inputs of a run, and of something that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import field

from graph.ledger import Entry
from graph.ledger.entries import Outcome
from graph.ledger.runs import Outcomes

RunOutcome = Literal[Outcome, "unchanged"]
End = tuple[str, RunOutcome]
"""A source, and how it ended."""


class Summary(Outcomes):
    """How many inputs of a run ended in which outcome.

    `failed` are those to look at; `overruled` were published before, in an earlier run or in this
    one, which counts them so, and are rejected since the scale of their numbers has become another
    one. `newest` are the
    inputs that were just committed, and `waiting` is the number of those that are judged and not
    yet committed. `unknown` are columns of new rows that were not understood, each behind the file
    of its table; `unidentified` are files with new identifiers that stand for no film. `held` are
    posts that are skipped until the date that they state.
    """

    failed: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    newest: list[End] = field(default_factory=list)
    waiting: int = 0
    unknown: set[tuple[str, str]] = field(default_factory=set)
    unidentified: set[str] = field(default_factory=set)
    held: list[str] = field(default_factory=list)

    def tell(self, counts: Outcomes) -> None:
        """Note in the record of a run how its inputs ended."""
        for outcome in Outcomes.__struct_fields__:
            setattr(counts, outcome, getattr(self, outcome))

    def count(self, source: str, outcome: RunOutcome) -> None:
        """Count one input."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.newest.append((source, outcome))
        if outcome in ("rejected", "unreadable"):
            self.failed.append(source)

    def correct(self, source: str, outcome: Outcome) -> None:
        """An input that was counted before, or in an earlier run, ends otherwise now."""
        if outcome == "rejected":
            self.overruled.append(source)
        elif source in self.overruled:
            self.overruled.remove(source)
        elif source in self.failed:
            self.failed.remove(source)
            self.rejected -= 1
            self.published += 1


def again(outcome: Outcome) -> RunOutcome:
    """How an input ends that came in before in the same form, by how it ended then."""
    return "unchanged" if outcome == "published" else outcome


def no_watch(summary: Summary) -> None:
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
