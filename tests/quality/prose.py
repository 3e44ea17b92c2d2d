"""What the running text of each review yields by itself, against the record of its film.

The gold has few lines that say what a text states; the facts that stand beside a text are many.
Metadata and labelled lines are hidden, but for the title, and the prose alone is read. A name that
the record has not counts as wrong, though a record may be short; of the record's names those count
as stated whose words stand in the text, though it may not say what they did.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from graph.extraction import extract
from graph.extraction.body import body
from graph.extraction.entries import Entry
from graph.extraction.keys import Key
from graph.records import Claim, Document, SourceKind
from graph.values.folding import fold
from graph.values.languages import detect_language
from tests.quality.fields import FIELDS, Field, Forms
from tests.quality.gold import Line, documents
from tests.quality.scoring import Score

COMPARED = ("director", "writer", "actor", "character", "year", "running time")
ALL = "all languages"
OF_RECORD: dict[str, str] = {
    "director": "directors",
    "writer": "writers",
    "actor": "actors",
    "character": "characters",
    "year": "year",
    "running time": "duration_minutes",
}


def score_prose(folder: Path) -> Score:
    """Compare what the prose of each film's review says with the record of the film."""
    result = Score()
    for line, document in documents(folder):
        record = _record(line)
        if document is None or not line.kind.startswith("film-review") or "title" not in record:
            continue
        if line.from_prose or not document.text.strip():
            continue
        bare = _bare(document, str(record["title"]))
        claims = [c for c in extract(bare).movie if c.evidence.kind is SourceKind.PROSE]
        language = detect_language(bare.text) or "unknown"
        for each in FIELDS:
            if each.name in COMPARED and record.get(OF_RECORD[each.name]):
                _count(line, each, record, bare.text, claims, language, result)
    return result


def _record(line: Line) -> dict[str, Any]:
    """All that is known of the film, lists of names together."""
    record: dict[str, Any] = {}
    for facts in (line.must, *line.may):
        for key, value in facts.items():
            both = isinstance(value, list) and isinstance(record.get(key), list)
            record[key] = [*record[key], *value] if both else record.get(key, value)
    return record


def _bare(document: Document, title: str) -> Document:
    parts = body(document, document.text, [Entry("title", Key.TITLE, title, SourceKind.METADATA)])
    text = parts.source(parts.pieces)
    return replace(document, format="markdown", metadata={"film": title}, lines={}, text=text)


def _count(
    line: Line,
    each: Field,
    record: dict[str, Any],
    text: str,
    claims: list[Claim],
    language: str,
    result: Score,
) -> None:
    known = each.must(record)
    said = each.forms(claim for claim in claims if claim.property in each.properties)
    if each.name == "character":  # of which records give a part only, and reviews a part of each
        said = {pair for pair in said if _actor(pair) in map(_actor, known)}
        said = {_in_full(pair, known) for pair in said}
    stated = {form for form in known if _stands(form, text)} | said & known
    for group in (ALL, language):
        tally = result.facts[group][each.name]
        tally.right += len(said & known)
        tally.wrong += len(said - known)
        tally.missing += len(stated - said)
    for kind, forms in (("wrong", said - known), ("missing", stated - said)):
        result.faults += [f"{line.path}: {each.name} {kind} {form}" for form in forms]


def _actor(pair: Hashable) -> str:
    return str(pair[1]) if isinstance(pair, tuple) else ""


def _in_full(pair: Hashable, known: Forms) -> Hashable:
    """The pair of the record with the same actor, of whose character a part is said."""
    said = set(str(pair[0]).split()) if isinstance(pair, tuple) else set()
    return next(
        (
            full
            for full in known
            if isinstance(full, tuple)
            and _actor(full) == _actor(pair)
            and (said <= set(full[0].split()) or said >= set(full[0].split()))
        ),
        pair,
    )


def _stands(form: Hashable, text: str) -> bool:
    """Whether all words of a fact stand in the text."""
    words = f" {fold(text)} "
    return all(f" {part} " in words for part in (form if isinstance(form, tuple) else (form,)))
