"""What would become of documents, and why: each fact with the words it was read from, and what
nobody understood. Writes nothing.

The site's scales of bare numbers are those that `add` would come to: inferred from what the
ledger has together with what is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from graph.conflicts import plain
from graph.documents.files import file_of
from graph.extraction.site_scale import Group, Inference, Tally, alone, group_of, groups, infer
from graph.findings import Finding, findings
from graph.judgement import Input, Judge, batches
from graph.ledger import Entry, Ledger
from graph.ledger.entries import Outcome
from graph.records import Claim, Note, Rating

Inputs = Callable[[], Iterable[Input]]
"""The same inputs each time: they are read twice, so that they need not all be kept."""


class Fact(Struct, frozen=True, omit_defaults=True):
    """One thing that was understood, and from which words under which key of which line."""

    about: Literal["film", "review"]
    property: str
    value: str
    key: str
    words: str
    line: int = 0
    how: str = ""


class Inspection(Struct, frozen=True, omit_defaults=True):
    """One document as it is understood; `because` says why its format was taken for what it is."""

    source: str
    outcome: Outcome
    because: str = ""
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    unknown_keys: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def troubled(self) -> bool:
        """Whether there is anything that a person may want to change."""
        failed = self.outcome in ("rejected", "unreadable")
        return failed or bool(self.notes or self.unknown_keys)


@dataclass(slots=True)
class Totals:
    """Of many documents: how many have a property, and keys that nobody understood."""

    facts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    place: str | None = None
    """The folder or the table that holds all documents with such keys."""

    groups: set[Group] = field(default_factory=set)
    """The groups of bare numbers that these documents belong to."""

    def count(self, seen: Inspection, entry: Entry) -> None:
        """Count one document."""
        self.groups |= {g for g, _ in groups(entry.source, entry.format, entry.extraction)}
        self.facts.update({(fact.about, fact.property) for fact in seen.facts})
        self.unknown.update(set(seen.unknown_keys))
        if seen.unknown_keys:
            place = _place(seen.source)
            self.place = place if self.place is None else _shared(self.place, place)


def scales(judge: Judge, inputs: Inputs, ledger: Ledger | None = None) -> Tally:
    """The groups of bare numbers, as they would be if the inputs were added to the ledger."""
    tally = Tally()
    for group in ledger.scales.known() if ledger else ():
        tally.marks[group] = ledger.scales.marks(group)  # type: ignore[union-attr]
    for given in inputs():
        entry = judge.read(given)
        before = ledger.documents.get(given.source) if ledger else None
        if before:
            tally.take(before.source, before.format, before.extraction, -1)
        tally.take(entry.source, entry.format, entry.extraction)
    return tally


def judged(judge: Judge, inputs: Inputs, tally: Tally) -> Iterator[Entry]:
    """The entry of each input, on the scales of its site."""
    for batch in batches(inputs()):
        yield from judge(batch, tally.best)


def inspect(entry: Entry, tally: Tally) -> Inspection:
    """What was understood of a document, and what was not."""
    extraction = entry.extraction
    of_review = (*extraction.review, *extraction.viewing, *extraction.expires)
    said = [("film", claim) for claim in extraction.movie]
    said += [("review", claim) for claim in of_review]
    return Inspection(
        entry.source,
        entry.outcome,
        entry.because,
        entry.reason,
        tuple(_fact(about, claim, entry, tally) for about, claim in said),  # type: ignore[arg-type]
        tuple(dict.fromkeys(note.key for note in extraction.notes if note.key)),
        tuple(note for note in extraction.notes if not note.key),
        tuple(findings(entry)),
    )


def inferences(totals: Totals, tally: Tally) -> Iterator[tuple[Group, Inference]]:
    """Each group in which films have bare numbers, with its scale or why there is none."""
    for group in sorted(totals.groups):
        told = infer(tally.marks[group], group.key)
        if told.count and (told.best is None or told.best != alone(group)):
            yield group, told


def _fact(about: Literal["film", "review"], claim: Claim, entry: Entry, tally: Tally) -> Fact:
    evidence, value = claim.evidence, claim.value
    words = f"{value.value} of {value.best}" if isinstance(value, Rating) else plain(value)
    how = _inferred(claim, entry, tally) if evidence.how else ""
    return Fact(about, claim.property, words, evidence.key, evidence.words, evidence.line, how)


def _inferred(claim: Claim, entry: Entry, tally: Tally) -> str:
    """The sentence on an inferred scale, with what it was inferred from."""
    for score in entry.extraction.scores:
        group = group_of(entry.source, entry.format, score)
        told = infer(tally.marks[group], group.key)
        if told.best and score.evidence.key == claim.evidence.key:
            return (
                f"scale 0 to {told.best} inferred from {told.count} ratings of this site "
                f"(from {told.low} to {told.high})"
            )
    return claim.evidence.how


def _place(source: str) -> str:
    """The table that a document is a row of, or the folder of its file, with “/” at its end."""
    file = file_of(source)
    return file if file != source else source[: source.rfind("/") + 1]


def _shared(one: str, other: str) -> str:
    """The nearest folder that both are in; what they are where they are the same."""
    if one == other:
        return one
    same = takewhile(
        lambda pair: pair[0] == pair[1], zip(one.split("/"), other.split("/"), strict=False)
    )
    return "".join(f"{folder}/" for folder, _ in same)
