"""One input by itself → the entry it has in the ledger: read, extracted, validated.

A document is validated before anything is fused, on its own triples under provisional IRIs,
hundreds of documents in a call; a result belongs to the document that its focus node names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import TypeVar

import msgspec
from pyoxigraph import NamedNode, Triple

from graph.documents.sent import is_sent
from graph.extraction import Defaults, extract
from graph.extraction.corrections import Correction, applied, included
from graph.extraction.schedule import iso, on_time
from graph.extraction.site_scale import Best, Group, finish
from graph.fusion import describe_movie, describe_review, describe_viewings
from graph.ledger import Entry
from graph.ledger.entries import Outcome
from graph.ledger.revisions import today
from graph.mapping import (
    Addresses,
    Kind,
    Resource,
    agent_triples,
    movie_triples,
    review_triples,
    viewing_triples,
)
from graph.records import Document, Extraction, Person, Role, Skipped, Text, Unreadable
from graph.triples import Triples
from graph.values.titles import slug
from shapes.paths import Index, Shared
from shapes.report import ValidationReport, ValidationResult
from shapes.terms import to_rdflib
from shapes.validation import Validator

BATCH = 200
"""Documents that are validated, and later committed, at a time."""

EXTRACTION = "17"
"""Raised when extraction learns something, so that unchanged inputs are read anew."""

UNTIL = "@"
"""Stands in the digest of what is judged otherwise from a later instant on, before that instant."""

Input = Document | Unreadable | Skipped
T = TypeVar("T")

_PROVISIONAL = "urn:triplebill:doc:"


def now() -> datetime:
    """The clock, by which some documents are not to be read yet, or no longer."""
    return datetime.now(UTC)


def waits(outcome: Outcome, digest: str) -> bool:
    """Whether an input with this outcome and digest is skipped only until a day that it states."""
    return outcome == "skipped" and UNTIL in digest


def unknown(group: Group) -> None:
    """The scale of any group, where nothing is known of the site."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges inputs by the shapes, with the site's defaults where a review is silent."""

    validator: Validator
    defaults: Defaults
    corrections: tuple[Correction, ...] = ()

    def __call__(self, inputs: Sequence[Input], best: Best = unknown) -> list[Entry]:
        """The entry of each input, in their order; writes nothing.

        `best` tells the site's scales of bare numbers, as far as they are known.
        """
        return self._validated([_finished(self.read(given), best) for given in inputs])

    def again(self, entries: Sequence[Entry], best: Best) -> list[Entry]:
        """Entries that were judged before, on the site's scales as they are now."""
        return self._validated([_finished(entry, best) for entry in entries])

    def digest(self, given: Input) -> str:
        """Changes with the input, the site's defaults, the shapes, and what extraction knows."""
        says = given.digest if isinstance(given, Document) else f"{given.digest} {given.reason}"
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
        digest, changed = self.digest(given), today()
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

    def _defaults(self, given: Input) -> Defaults:
        return applied(self.defaults, self.corrections, given.source)

    def _validated(self, entries: Sequence[Entry]) -> list[Entry]:
        numbers = [n for n, entry in enumerate(entries) if entry.outcome == "published"]
        if not numbers:
            return list(entries)
        found: dict[int, Sequence[ValidationResult]] = {}
        left: dict[int, Extraction] = {}
        for number in numbers:
            extraction = entries[number].extraction
            results = self.validator.check(Index(provisional(0, extraction).subjects))
            if results is None:
                left[number] = extraction
            else:
                found[number] = results
        found |= self._left(left)
        return [
            _judged(entry, tuple(found.get(n, ()))) if entry.outcome == "published" else entry
            for n, entry in enumerate(entries)
        ]

    def _left(self, documents: Mapping[int, Extraction]) -> dict[int, list[ValidationResult]]:
        """What pySHACL finds in documents of which the compiled shapes cannot tell."""
        if not documents:
            return {}
        triples = chain.from_iterable(provisional(n, said) for n, said in documents.items())
        found = self._results(triples).by_document(_number)
        if found.keys() - {str(n) for n in documents}:  # at a text or a strange address: whose?
            return {n: list(self._results(provisional(0, s)).results) for n, s in documents.items()}
        return {int(n): [_by_itself(result, n) for result in own] for n, own in found.items()}

    def _results(self, triples: Iterable[Triple]) -> ValidationReport:
        return self.validator.validate(to_rdflib(triples))


def provisional(number: int, said: Extraction) -> Triples:
    """The triples of one document by itself, under IRIs of its own: what is validated.

    Those validated together have different numbers.
    """
    own = Addresses(f"{_PROVISIONAL}{number}/")

    def person(named: Person) -> NamedNode:
        return _agent(number, "person", named.name, ()).thing

    film = own.thing("movie", "x")
    triples = Triples()
    triples.join(movie_triples(own, "x", describe_movie([said.movie]), person))
    if said.subject == "viewing":
        viewing = describe_viewings(said.review, said.viewing)[0]
        triples.join(viewing_triples(own, "x", viewing, film, person))
    elif said.subject == "review":
        review = review_triples(
            own,
            "x",
            describe_review(said.review),
            film,
            person,
            lambda name: _agent(number, "organization", name, ()).thing,
            today(),
            describe_viewings(said.review, said.viewing) if said.viewing else (),
        )
        triples.join(review)
    for kind, name, urls in _agents(said):
        triples.join(_agent(number, kind, name, urls))
    return triples


@lru_cache(1 << 14)  # reviews name the same persons again and again
def _agent(number: int, kind: Kind, name: str, urls: tuple[str, ...]) -> Resource:
    own = Addresses(f"{_PROVISIONAL}{number}/")
    agent = agent_triples(own, kind, slug(name), name, urls)
    agent.subjects = {subject: Shared(stated) for subject, stated in agent.subjects.items()}
    return agent


def batches(inputs: Iterable[T]) -> Iterator[list[T]]:
    """The inputs in lists of `BATCH`."""
    stream = iter(inputs)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _agents(extraction: Extraction) -> Iterator[tuple[Kind, str, tuple[str, ...]]]:
    for claim in (*extraction.movie, *extraction.review):
        agent = claim.value.actor if isinstance(claim.value, Role) else claim.value
        if isinstance(agent, Person):
            yield "person", agent.name, agent.urls
        elif claim.property == "publisher" and isinstance(agent, Text):
            yield "organization", agent.value, ()


def _finished(entry: Entry, best: Best) -> Entry:
    """An entry on the site's scales, ready to be validated; what has no numbers stays as it is."""
    if entry.outcome not in ("published", "rejected") or not entry.extraction.scores:
        return entry
    extraction = finish(entry.source, entry.format, entry.extraction, best)
    reason = "" if entry.outcome == "rejected" else entry.reason
    return msgspec.structs.replace(entry, outcome="published", reason=reason, extraction=extraction)


def _by_itself(result: ValidationResult, number: str) -> ValidationResult:
    """The same result of the document where it is not validated together with others."""
    together, alone = f"{_PROVISIONAL}{number}/", f"{_PROVISIONAL}0/"
    return msgspec.structs.replace(
        result,
        focus_node=result.focus_node.replace(together, alone),
        value=result.value.replace(together, alone),
    )


def _number(focus_node: str) -> str:
    """The number of the document that a provisional node belongs to."""
    return focus_node.removeprefix(_PROVISIONAL).partition("/")[0]


def _judged(entry: Entry, report: tuple[ValidationResult, ...]) -> Entry:
    if any(result.severity == "Violation" for result in report):
        reason = "It does not conform to the shapes."
        return msgspec.structs.replace(entry, outcome="rejected", reason=reason, report=report)
    text = entry.text if entry.extraction.scores else ""  # another scale may reject it yet
    return msgspec.structs.replace(entry, text=text, report=report)
