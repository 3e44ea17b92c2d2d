"""What compiled shapes and pySHACL say of the same documents, result for result."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from random import Random

from pyoxigraph import BlankNode, Triple

from graph import documents
from graph.extraction import Defaults, extract
from graph.provisional import provisional
from graph.records import Document, Extraction
from shapes.report import ValidationResult
from shapes.terms import text_of, to_rdflib
from shapes.validation import Validator
from shapes.wellformed import ShapesError
from tests.mutations.mutate import SCHEMA, Patient
from tests.mutations.shapes import Constraint, constraints

ROOT = Path(__file__).parents[2]
DEV = ROOT / ".." / "shared" / "corpora" / "dev"

BATCH = 200

ASKED = frozenset(f"{SCHEMA}{name}" for name in ("actor", "reviewRating", "aggregateRating"))
"""The properties whose values are focus nodes."""

ORDERED = frozenset(f"{SCHEMA}{name}" for name in ("ratingValue", "bestRating", "worstRating"))
"""The properties whose values are compared; pySHACL fails at blank nodes there."""

Results = tuple[ValidationResult, ...]


@dataclass
class Tally:
    """The sum of a run.

    `left` documents the compiled shapes leave to pySHACL; at `failed` ones it fails.
    `violated` counts results by shape and constraint component.
    """

    documents: int = 0
    faulty: int = 0
    left: int = 0
    failed: int = 0
    results: int = 0
    violated: Counter[tuple[str, str]] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)


def real_documents() -> list[Extraction]:
    """The samples, and the reviews of others where they are at hand."""
    folders = [ROOT / "data" / "reviews", ROOT / "data" / "reviews-faulty", DEV]
    read = documents.read([folder for folder in folders if folder.is_dir()], ROOT)
    found = (extract(given, Defaults()) for given in read if isinstance(given, Document))
    return [extraction for extraction in found if not extraction.skip]


def mutants(count: int, seed: int) -> Iterator[list[Triple]]:
    """So many documents: one in ten as it is, the others with one or more things wrong.

    Each constraint is violated in turn, first by itself, then in a pair with every other.
    """
    originals, every = real_documents(), constraints()
    for number in range(count):
        chance = Random(f"{seed} {number}")
        patient = Patient(number, list(provisional(number, chance.choice(originals))), chance)
        for constraint in _chosen(number, every):
            patient.violate(constraint)
        for _ in range(chance.choice((0, 0, 0, 1, 2, 5)) if number % 10 else 0):
            patient.anything()
        yield patient.triples


def _chosen(number: int, every: Sequence[Constraint]) -> list[Constraint]:
    if number % 10 == 0:
        return []
    turn, first = divmod(number - number // 10 - 1, len(every))
    second = (first + turn) % len(every)
    return [every[first]] if first == second else [every[first], every[second]]


def compare(
    validator: Validator,
    triples: Iterable[list[Triple]],
    tell: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Judge all documents in both ways, in batches; `tell` hears of the sums after each."""
    tally, stream = Tally(), iter(enumerate(triples))
    while batch := list(islice(stream, BATCH)):
        expected = _by_pyshacl(validator, dict(batch))
        for number, document in batch:
            _count(tally, number, validator.check(document), expected[number])
        tell(tally)
    return tally


def _count(tally: Tally, number: int, found: Results | None, expected: Results | None) -> None:
    told = expected or ()
    tally.documents += 1
    tally.faulty += any(result.severity == "Violation" for result in told)
    tally.left += found is None
    tally.failed += expected is None
    tally.results += len(told)
    tally.violated.update((r.source_shape, r.source_constraint_component) for r in told)
    if found is not None and found != expected:
        tally.differences.append(f"document {number}: {_difference(found, told)}"[:500])


def _difference(found: Results, expected: Results) -> str:
    more, less = Counter(found) - Counter(expected), Counter(expected) - Counter(found)
    return f"only compiled {[*more]}, only pySHACL {[*less]}"


def _by_pyshacl(validator: Validator, batch: dict[int, list[Triple]]) -> dict[int, Results | None]:
    """What pySHACL finds in each document; None where it fails.

    Together as far as each focus node tells the document, which takes a tenth of the time.
    """
    strange = {n: _strange(n, triples) for n, triples in batch.items()}
    askers = Counter(node for nodes in strange.values() for node in nodes)
    together = {
        n: triples
        for n, triples in batch.items()
        if _goes_with_others(n, triples) and all(askers[node] == 1 for node in strange[n])
    }
    owners = {node: str(n) for n in together for node in strange[n]}
    try:
        report = validator.validate(to_rdflib(chain.from_iterable(together.values())))
    except TypeError:  # literals that rdflib cannot compare: in which document?
        return {n: _alone(validator, triples) for n, triples in batch.items()}
    found = report.by_document(lambda node: _number(node) or owners.get(node, ""))
    assert found.keys() <= {str(n) for n in together}
    alone = batch.keys() - together.keys()
    return {n: tuple(found.get(str(n), ())) for n in together} | {
        n: _alone(validator, batch[n]) for n in alone
    }


def _alone(validator: Validator, triples: list[Triple]) -> Results | None:
    try:
        return validator.validate(to_rdflib(triples)).results
    except (ShapesError, TypeError):
        return None


def _strange(number: int, triples: Iterable[Triple]) -> set[str]:
    """The focus nodes of a document that do not tell its number, as reports name them."""
    return {
        text_of(value)
        for _, predicate, value in triples
        if predicate.value in ASKED and _number(text_of(value)) != str(number)
    }


def _goes_with_others(number: int, triples: Iterable[Triple]) -> bool:
    """Whether all it says is of nodes of its own, and pySHACL does not fail at it."""
    return all(
        _number(text_of(subject)) == str(number)
        and not (predicate.value in ORDERED and isinstance(value, BlankNode))
        for subject, predicate, value in triples
    )


def _number(node: str) -> str:
    found = re.match(r"(?:urn:triplebill:doc:|_:doc)(\d+)", node)
    return found[1] if found else ""
