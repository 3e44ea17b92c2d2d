"""One input by itself → the entry it has in the ledger: read, extracted, validated.

A document is validated before anything is fused, on its own triples under provisional IRIs,
hundreds of documents in a call; a result belongs to the document that its focus node names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TypeVar

import msgspec
from pyoxigraph import Triple

from graph.documents.sent import is_sent
from graph.errors import SettingsError
from graph.extraction import Defaults, extract
from graph.extraction.corrections import Correction, applied, included
from graph.extraction.schedule import iso, on_time
from graph.extraction.site_scale import Best, alone, finish
from graph.ledger import Entry
from graph.ledger.entries import Outcome
from graph.ledger.revisions import today
from graph.mapping import Addresses
from graph.provisional import by_itself, number_of, provisional
from graph.records import Document, Extraction, Skipped, Unreadable
from shapes.paths import Index
from shapes.report import ValidationReport, ValidationResult
from shapes.terms import to_rdflib
from shapes.validation import Validator
from shapes.wellformed import ShapesError

BATCH = 200
"""Documents that are validated, and later committed, at a time."""

EXTRACTION = "21"
"""Raised when extraction learns something, so that unchanged inputs are read anew."""

UNTIL = "@"
"""Stands in the digest of what is judged otherwise from a later instant on, before that instant."""

OWN_PAGE = (
    "It is described here as {}, which this site publishes itself. Add what that was made of."
)

Input = Document | Unreadable | Skipped
T = TypeVar("T")


def now() -> datetime:
    """The clock, by which some documents are not to be read yet, or no longer."""
    return datetime.now(UTC)


def waits(outcome: Outcome, digest: str) -> bool:
    """Whether an input with this outcome and digest is skipped only until a day that it states."""
    return outcome == "skipped" and UNTIL in digest


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges inputs by the shapes, with the site's defaults where a review is silent.

    Pages that describe what stands at one of the site's own `addresses` are no sources.
    """

    validator: Validator
    defaults: Defaults
    corrections: tuple[Correction, ...] = ()
    addresses: Addresses | None = None

    def __call__(self, inputs: Sequence[Input], best: Best = alone) -> list[Entry]:
        """The entry of each input, in their order; writes nothing.

        `best` tells the site's scales of bare numbers, as far as they are known. Raises
        `SettingsError` where the shapes cannot be used.
        """
        return self._validated([_finished(self.read(given), best) for given in inputs])

    def again(self, entries: Sequence[Entry], best: Best) -> list[Entry]:
        """Entries that were judged before, on the site's scales as they are now."""
        return self._validated([_finished(entry, best) for entry in entries])

    def digest(self, given: Input) -> str:
        """Changes with the input, the site's defaults, the shapes, and what extraction knows."""
        given = self._source(given)
        says = given.digest if isinstance(given, Document) else f"{given.digest} {given.reason}"
        says += getattr(given, "below", "")
        own = self._defaults(given)
        defaults = msgspec.json.encode(own, order="sorted").decode()
        material = (type(given).__name__, says, defaults, self.validator.digest, EXTRACTION)
        return hashlib.sha256("\n".join(material).encode()).hexdigest()

    def knows(self, given: Input, digest: str) -> bool:
        """Whether an input is what had this digest, and no day of its own has come since."""
        said, _, until = digest.partition(UNTIL)
        return said == self.digest(given) and not (until and until <= iso(now()))

    def included(self, source: str) -> frozenset[str]:
        """The parts of an export that are read although they are left out otherwise."""
        return included(self.corrections, source)

    def read(self, given: Input) -> Entry:
        """The entry of an input that is not validated yet, and knows no scale of the site's."""
        given, digest, changed = self._source(given), self.digest(given), today()
        if not isinstance(given, Document):
            outcome = "unreadable" if isinstance(given, Unreadable) else "skipped"
            return Entry(given.source, digest, outcome, reason=given.reason, changed=changed)  # type: ignore[arg-type]
        extraction, until = extract(given, self._defaults(given)), ""
        if not is_sent(given.source):  # nobody would read it again on that day
            extraction, until = on_time(extraction, given.format, now())
        return Entry(
            given.source,
            f"{digest}{UNTIL}{until}" if until else digest,
            "skipped" if extraction.skip else "published",
            format=given.format,
            because=given.because,
            reason=extraction.skip,
            changed=changed,
            text="" if extraction.skip else given.text,
            extraction=extraction,
        )

    def _source(self, given: Input) -> Input:
        """The input; one of the site's own pages as what is skipped."""
        if self.addresses and isinstance(given, Document) and given.format == "html":
            name = given.metadata.get("@id", "")
            if self.addresses.minted(name):
                return Skipped(given.source, OWN_PAGE.format(name), given.digest)
        return given

    def _defaults(self, given: Input) -> Defaults:
        return applied(self.defaults, self.corrections, given.source)

    def _validated(self, entries: Sequence[Entry]) -> list[Entry]:
        fit = {n: e.extraction for n, e in enumerate(entries) if e.outcome == "published"}
        try:
            found = self._found(fit)
        except ShapesError as error:
            raise SettingsError(str(error)) from error
        return [
            _judged(entry, tuple(found.get(n, ()))) if n in fit else entry
            for n, entry in enumerate(entries)
        ]

    def _found(self, documents: Mapping[int, Extraction]) -> dict[int, Sequence[ValidationResult]]:
        """The results for each document that has any. Raises `ShapesError`."""
        found: dict[int, Sequence[ValidationResult]] = {}
        left: dict[int, Extraction] = {}
        for number, said in documents.items():
            results = self.validator.check(Index(provisional(0, said).subjects))
            if results is None:
                left[number] = said
            else:
                found[number] = results
        return found | self._left(left)

    def _left(self, documents: Mapping[int, Extraction]) -> dict[int, list[ValidationResult]]:
        """What pySHACL finds in documents of which the compiled shapes cannot tell."""
        if not documents:
            return {}
        triples = chain.from_iterable(provisional(n, said) for n, said in documents.items())
        found = self._results(triples).by_document(number_of)
        if found.keys() - {str(n) for n in documents}:  # at a text or a strange address: whose?
            return {n: list(self._results(provisional(0, s)).results) for n, s in documents.items()}
        return {int(n): [by_itself(result, n) for result in own] for n, own in found.items()}

    def _results(self, triples: Iterable[Triple]) -> ValidationReport:
        return self.validator.validate(to_rdflib(triples))


def batches(inputs: Iterable[T]) -> Iterator[list[T]]:
    """The inputs in lists of `BATCH`."""
    stream = iter(inputs)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _finished(entry: Entry, best: Best) -> Entry:
    """An entry on the site's scales, ready to be validated; what has no numbers stays as it is."""
    if entry.outcome not in ("published", "rejected") or not entry.extraction.scores:
        return entry
    extraction = finish(entry.source, entry.format, entry.extraction, best)
    reason = "" if entry.outcome == "rejected" else entry.reason
    return msgspec.structs.replace(entry, outcome="published", reason=reason, extraction=extraction)


def _judged(entry: Entry, report: tuple[ValidationResult, ...]) -> Entry:
    if any(result.severity == "Violation" for result in report):
        reason = "It does not conform to the shapes."
        return msgspec.structs.replace(entry, outcome="rejected", reason=reason, report=report)
    text = entry.text if entry.extraction.scores else ""  # another scale may reject it yet
    return msgspec.structs.replace(entry, text=text, report=report)
