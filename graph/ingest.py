"""The job: paths in, ledger and store brought up to date, every input accounted for.

    path ─documents.read→ Document ─extraction→ claims ─mapping→ triples ─shapes→ conforms?
         ─ledger (one transaction a batch)─ things settled ─publish→ store ─snapshot→ readers

An input is acknowledged when its batch is committed in the ledger. Whatever happens after that,
the next start publishes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec
from pyoxigraph import Triple

from graph import documents, publish
from graph.extraction import Defaults, extract
from graph.fusion import describe_movie, describe_review
from graph.ledger import Entry, Ledger
from graph.ledger.assignment import Assignment
from graph.ledger.documents import Outcome
from graph.mapping import Addresses, Kind, agent_triples, movie_triples, review_triples
from graph.records import Document, Extraction, Malformed, Person, Role, Skipped, Unreadable
from graph.store import Store
from graph.values.titles import slug
from shapes.report import ValidationResult
from shapes.validation import Validator, to_rdflib

BATCH = 200
"""Documents that are validated and committed at a time."""

EXTRACTION = "1"
"""Raised when extraction learns something, so that unchanged inputs are read anew."""

REASON_REJECTED = "It does not conform to the shapes."

Input = Document | Unreadable | Skipped
RunOutcome = Literal[Outcome, "unchanged"]
Watch = Callable[["Summary"], None]


@dataclass(slots=True)
class Summary:
    """How many inputs of a run ended in which outcome; `failed` are those to look at."""

    published: int = 0
    unchanged: int = 0
    rejected: int = 0
    unreadable: int = 0
    skipped: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        """The number of inputs: the sum of all outcomes."""
        return (
            self.published + self.unchanged + self.rejected + self.unreadable + self.skipped
        )

    def count(self, source: str, outcome: RunOutcome) -> None:
        """Count one input."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome in ("rejected", "unreadable"):
            self.failed.append(source)


@dataclass(frozen=True, slots=True)
class Job:
    """What it takes to add reviews: the site's ledger and store, its shapes and its defaults."""

    ledger: Ledger
    store: Store
    addresses: Addresses
    validator: Validator
    defaults: Defaults
    root: Path

    def add(
        self,
        paths: Iterable[Path],
        watch: Watch = lambda summary: None,
        progress: publish.Progress = lambda done, all_: None,
    ) -> Summary:
        """Read, judge, record and publish; returns the outcome of every input.

        Raises `StateError` where the disk or the engine refuses; what was committed stays.
        """
        summary, seen = Summary(), set[str]()
        for batch in _batches(documents.read(paths, self.root)):
            self._take_in(batch, summary)
            seen |= {given.source for given in batch if _whole_or_part(given)}
            watch(summary)
        self._withdraw_vanished(seen)
        publish.publish(self.ledger, self.store, self.addresses, progress)
        return summary

    def remove(self, source: str) -> list[str]:
        """Withdraw a source, its parts, or everything in a folder; returns what was withdrawn."""
        sources = self.ledger.documents.below(source)
        self._withdraw(sources)
        publish.publish(self.ledger, self.store, self.addresses)
        return list(sources)

    def judge(self, inputs: Sequence[Input]) -> list[Entry]:
        """The entry that each input would have in the ledger; writes nothing."""
        entries = [self._read(given) for given in inputs]
        return self._validated(entries)

    def _take_in(self, batch: Sequence[Input], summary: Summary) -> None:
        known = self.ledger.documents.known([given.source for given in batch])
        fresh: list[Input] = []
        for given in batch:
            digest, outcome = known.get(given.source, ("", "skipped"))
            if digest == self._digest(given):
                summary.count(given.source, "unchanged" if outcome == "published" else outcome)
            else:
                fresh.append(given)
        entries = self.judge(fresh)
        with self.ledger.transaction():
            assignment = Assignment(self.ledger.documents, self.ledger.things)
            for entry in entries:
                self._record(entry, assignment)
            assignment.settle()
        for entry in entries:
            summary.count(entry.source, entry.outcome)

    def _withdraw_vanished(self, seen: set[str]) -> None:
        """Rows that a file no longer has are withdrawn: a changed input replaces what it said."""
        vanished: dict[str, int] = {}
        for file in sorted({source.partition("#")[0] for source in seen}):
            parts = self.ledger.documents.parts(file)
            vanished |= {source: i for source, i in parts.items() if source not in seen}
        if vanished:
            self._withdraw(vanished)

    def _withdraw(self, sources: Mapping[str, int]) -> None:
        with self.ledger.transaction():
            assignment = Assignment(self.ledger.documents, self.ledger.things)
            for document in sources.values():
                assignment.withdraw(document)
                self.ledger.documents.delete(document)
            assignment.settle()

    def _record(self, entry: Entry, assignment: Assignment) -> None:
        document = self.ledger.documents.put(entry)
        if entry.outcome == "published":
            assignment.place(document, entry)
        else:
            assignment.withdraw(document)

    def _read(self, given: Input) -> Entry:
        common = {"source": given.source, "digest": self._digest(given), "changed": _today()}
        if isinstance(given, Unreadable):
            return Entry(**common, outcome="unreadable", reason=given.reason)
        if isinstance(given, Skipped):
            return Entry(**common, outcome="skipped", reason=given.reason)
        extraction = extract(given, self.defaults)
        return Entry(
            **common,
            outcome="skipped" if extraction.skip else "published",
            reason=extraction.skip,
            format=given.format,
            because=given.because,
            text=given.text,
            extraction=extraction,
        )

    def _validated(self, entries: Sequence[Entry]) -> list[Entry]:
        """Each entry with its report; rejected where the shapes say so."""
        candidates = {n: e for n, e in enumerate(entries) if e.outcome == "published"}
        if not candidates:
            return list(entries)
        triples = [t for n, e in candidates.items() for t in provisional(n, e.extraction)]
        found = self.validator.validate(to_rdflib(triples)).by_document(_number)
        return [
            _judged(entry, tuple(found.get(str(n), ()))) if n in candidates else entry
            for n, entry in enumerate(entries)
        ]

    def _digest(self, given: Input) -> str:
        """Changes with the input, with the site's defaults, and with what extraction knows."""
        defaults = msgspec.json.encode(self.defaults).decode()
        material = "\n".join((type(given).__name__, given.digest, defaults, EXTRACTION))
        if not given.digest:
            material += getattr(given, "reason", "")
        return hashlib.sha256(material.encode()).hexdigest()


def provisional(number: int, extraction: Extraction) -> list[Triple]:
    """The triples of one document by itself, under IRIs of its own: what is validated."""
    own = Addresses(f"{_PROVISIONAL}{number}/")
    movie, review = describe_movie([extraction.movie]), describe_review(extraction.review)
    triples = movie_triples(own, "x", movie, lambda p: own.thing("person", slug(p.name)))
    triples += review_triples(
        own,
        "x",
        review,
        own.thing("movie", "x"),
        lambda person: own.thing("person", slug(person.name)),
        lambda name: own.thing("organization", slug(name)),
        _today(),
    )
    for kind, name, urls in _agents(extraction):
        triples += agent_triples(own, kind, slug(name), name, urls)
    return triples


_PROVISIONAL = "urn:triplebill:doc:"


def _agents(extraction: Extraction) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    for claim in (*extraction.movie, *extraction.review):
        agent = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(agent, Person):
            yield "person", agent.name, agent.urls
        elif claim.property == "publisher" and not isinstance(agent, Malformed):
            yield "organization", getattr(agent, "value", ""), ()


def _whole_or_part(given: Input) -> bool:
    """Whether other parts of the same file may be in the ledger from an earlier run."""
    return "#" in given.source or isinstance(given, Unreadable)


def _number(focus_node: str) -> str:
    """The number of the document that a provisional node belongs to."""
    return focus_node.removeprefix(_PROVISIONAL).partition("/")[0]


def _judged(entry: Entry, report: tuple[ValidationResult, ...]) -> Entry:
    if any(result.severity == "Violation" for result in report):
        return msgspec.structs.replace(
            entry, outcome="rejected", reason=REASON_REJECTED, report=report
        )
    return msgspec.structs.replace(entry, text="", report=report)


def _batches(inputs: Iterator[Input]) -> Iterator[list[Input]]:
    while batch := list(islice(inputs, BATCH)):
        yield batch


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
