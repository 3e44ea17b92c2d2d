"""Counts of right, wrong and missing facts per format and field, and of what was kept out.

A line says what one part of a document states: of a line read from the front matter only the
claims from keys, labels and embedded data are counted, where there are any, and what the prose
says beside it is no fault; of a line “(prose only)” only claims from the prose, and the title.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from graph.records import Claim, Extraction, SourceKind
from tests.quality.fields import FIELDS, STRUCTURED, Field, Forms
from tests.quality.gold import Line, understood

ALL_STRUCTURED, ALL_PROSE = "structured", "all (prose only)"
SITE, UNSCORED = "rating (site's scale)", "unknown"


@dataclass
class Tally:
    """How many facts were right, said wrongly, and not said."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """Of what was said, how much is right; 1 where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is stated, how much was said."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0


@dataclass
class Score:
    """The tallies of each format and field; of the two kinds of input, how many went each way."""

    facts: dict[str, dict[str, Tally]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Tally))
    )
    reviews: Tally = field(default_factory=Tally)
    """Right: published. Missing: kept out, though a review."""
    others: Tally = field(default_factory=Tally)
    """Right: kept out, skipped or for want of a film's title. Missing: published."""
    records: Tally = field(default_factory=Tally)
    """Right: a film's facts, published as these. Missing: kept out, or taken for a review."""
    faults: list[str] = field(default_factory=list)


def score(folder: Path) -> Score:
    """Compare a folder's gold with what is understood of its files."""
    result = Score()
    for line, extraction in understood(folder):
        if not line.from_prose:
            _count_outcome(line, extraction, result)
        if line.is_review or line.is_record:
            for each in FIELDS:
                _count_facts(line, each, extraction, result)
    return result


def _count_outcome(line: Line, extraction: Extraction | None, result: Score) -> None:
    out = extraction is None or bool(extraction.skip)
    if line.is_review:
        result.reviews.right += not out
        result.reviews.missing += out
        if out:
            result.faults.append(f"{line.path} {line.locator or ''}: a review was kept out")
    elif line.is_record:
        right = extraction is not None and not out and extraction.subject == "movie"
        result.records.right += right
        result.records.missing += not right
        if not right:
            result.faults.append(f"{line.path} {line.locator or ''}: a record was kept out")
    else:
        named = extraction is not None and any(c.property == "name" for c in extraction.movie)
        result.others.right += out or not named
        result.others.missing += not out and named
        if not out and named:
            result.faults.append(f"{line.path} {line.locator or ''}: {line.kind} was let in")


def _count_facts(line: Line, each: Field, extraction: Extraction | None, result: Score) -> None:
    must = each.must(line.must)
    may: Forms = each.may(line.must).union(*(each.must(facts) for facts in line.may))
    said = each.forms(_counted(line, each, each.claims(extraction), bool(must)))
    if (each.partly and not must) or (each.name == "rating" and line.scale_from == UNSCORED):
        return
    right = said & (must | may if each.single and must else must)
    wrong = said - must - may
    if each.name == "character" and any("characters" not in facts for facts in line.may):
        wrong = {pair for pair in wrong if _known(pair, must)}  # the gold is a lower bound there
    missing = set() if each.single and right else must - right
    if not (right or wrong or missing):
        return
    whole = ALL_PROSE if line.from_prose else ALL_STRUCTURED
    name = SITE if each.name == "rating" and line.scale_from == "site" else each.name
    for group in (whole, line.format):
        tally = result.facts[group][name]
        tally.right += len(right)
        tally.wrong += len(wrong)
        tally.missing += len(missing)
    for kind, forms in (("wrong", wrong), ("missing", missing)):
        result.faults += [f"{line.path} {line.locator or ''}: {name} {kind} {f}" for f in forms]


def _known(pair: object, must: Forms) -> bool:
    names = {name for known in must for name in known}
    return isinstance(pair, tuple) and bool(names & set(pair))


def _counted(line: Line, each: Field, claims: list[Claim], expected: bool) -> list[Claim]:
    if line.from_prose:
        whole = each.name == "title" and expected
        return [c for c in claims if whole or c.evidence.kind is SourceKind.PROSE]
    structured = [c for c in claims if c.evidence.kind in STRUCTURED]
    return structured or (claims if expected else [])
