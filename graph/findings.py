"""What the shapes found in a document, in the words of somebody who writes reviews.

A SHACL result names a focus node and a result path; a critic wants to know which line and which
words. The claim behind the property knows both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from graph.ledger import Entry
from graph.records import Claim
from graph.vocabulary import SCHEMA
from shapes.report import ValidationResult

_CLAIMED = {"agent": "author", "sameAs": "isBasedOn"}
"""The property under which a viewing's is claimed, where that is another."""

_NODES = {
    "rating": "reviewRating",
    "content-rating": "contentRating",
    "role": "actor",
    "release": "releasedEvent",
    "country": "countryOfOrigin",
    "identifier": "identifier",
}
"""The property that ties a fragment, by the first word of its name, to its resource."""


class Finding(Struct, frozen=True, omit_defaults=True):
    """One result, with the place and the words in the document that it is about.

    `severity` is SHACL's: Violation (why it is rejected), Warning (not eligible for a rich
    result), Info (recommended). `line` counts from 1, 0 where there is none.
    """

    severity: str
    property: str
    sentence: str
    words: str = ""
    key: str = ""
    line: int = 0


def findings(entry: Entry, *severities: str) -> list[Finding]:
    """The results of a document with one of the severities (all of them where none is given)."""
    wanted = [r for r in entry.report if not severities or r.severity in severities]
    found = [_finding(entry, result) for result in wanted]
    return list({(f.property, f.sentence): f for f in found}.values())


def place(entry: Entry, finding: Finding | None = None) -> str:
    """Where to look: the source, with the line where it is known.

    >>> place(Entry("heat.md", "", "rejected"), Finding("Violation", "name", "…", line=3))
    'heat.md, line 3'
    """
    return f"{entry.source}, line {finding.line}" if finding and finding.line else entry.source


def _finding(entry: Entry, result: ValidationResult) -> Finding:
    document, _, fragment = result.focus_node.partition("#")
    kind = document.rpartition("/")[0].rpartition("/")[2]
    property_ = _tying(fragment) or (result.result_path or "").removeprefix(SCHEMA)
    said = entry.extraction
    written = kind in ("review", "viewing")
    claims = (*said.review, *said.viewing) if written else said.movie
    claimed = _CLAIMED.get(property_, property_) if kind == "viewing" else property_
    claim = next(_of(claims, claimed), None)
    if claim is None:
        why = None if written else next((n for n in said.notes if n.property == property_), None)
        if why and result.severity == "Violation":  # more exact: it quotes what is doubtful
            return Finding(result.severity, property_, why.sentence, key=why.key, line=why.line)
        return Finding(result.severity, property_, result.message)
    evidence = claim.evidence
    return Finding(
        result.severity, property_, result.message, evidence.words, evidence.key, evidence.line
    )


def _tying(fragment: str) -> str:
    """The property that leads to a fragment; empty for the main node."""
    fits = (p for name, p in _NODES.items() if f"{fragment}-".startswith(f"{name}-"))
    return next(fits, "")


def _of(claims: Iterable[Claim], property_: str) -> Iterator[Claim]:
    return (claim for claim in claims if claim.property == property_)
