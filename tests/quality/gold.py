"""A folder of real reviews and its `gold.jsonl` → each line of it beside what was understood.

Reads the folder as a person's `triplebill add` would: all of it, site by site, through the real
readers and the real extraction. A site is a folder of the first level.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graph.documents import read
from graph.documents.files import file_of
from graph.extraction import extract
from graph.extraction.site_scale import Tally, finish
from graph.records import Document, Extraction

FILMS = ("film-review", "diary-entry", "rating-only")
PROSE = "(prose only)"
NUMBER = re.compile(r"[0-9]+\Z")


@dataclass(frozen=True)
class Line:
    """A line of the gold: what one review states. `may` is right, but nothing that must be said."""

    path: str
    format: str
    kind: str
    gold_from: str
    scale_from: str
    locator: dict[str, Any]
    must: dict[str, Any]
    may: tuple[dict[str, Any], ...] = field(default=())

    @property
    def is_review(self) -> bool:
        """Whether it is to be published as a review or a viewing."""
        return self.kind.startswith(FILMS)

    @property
    def is_record(self) -> bool:
        """Whether it is to be published as the facts of a film, and as no review."""
        return self.kind == "film-record"

    @property
    def from_prose(self) -> bool:
        return PROSE in self.format


def lines(folder: Path) -> list[Line]:
    """The gold of a folder; what one line of a path states is right in the line on its prose."""
    rows = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    found = [_line(json.loads(row)) for row in rows if row.strip()]
    beside = {line.path: line.must for line in found if not line.from_prose}
    return [
        replace(line, may=(*line.may, beside[line.path]))
        if line.from_prose and line.path in beside
        else line
        for line in found
    ]


def understood(folder: Path) -> Iterator[tuple[Line, Extraction | None]]:
    """Each line with what came out of its document; None where no document did."""
    for pairs, of_site in _sites(folder):
        scales = Tally()
        for document in of_site:
            scales.take(document.source, document.format, extract(document))
        for line, found in pairs:
            yield line, _finished(found, scales) if found else None


def documents(folder: Path) -> Iterator[tuple[Line, Document | None]]:
    """Each line with its document; None where none was read."""
    for pairs, _ in _sites(folder):
        yield from pairs


Pairs = list[tuple[Line, Document | None]]


def _sites(folder: Path) -> Iterator[tuple[Pairs, list[Document]]]:
    """The lines about each site with their documents, and all documents of the site."""
    by_site: dict[str, list[Line]] = defaultdict(list)
    for line in lines(folder):
        by_site[line.path.partition("/")[0]].append(line)
    for site, wanted in sorted(by_site.items()):
        of_site = [found for found in read([folder / site], folder) if isinstance(found, Document)]
        by_file: dict[str, list[Document]] = defaultdict(list)
        for document in of_site:
            by_file[file_of(document.source)].append(document)
        yield [(line, _document(line, by_file[line.path])) for line in wanted], of_site


def _finished(document: Document, scales: Tally) -> Extraction:
    """What a document says, its bare numbers on the scale of its site, as `add` reads them."""
    return finish(document.source, document.format, extract(document), scales.best)


def _line(row: dict[str, Any]) -> Line:
    locator = row["locator"] if isinstance(row.get("locator"), dict) else {}
    return Line(
        row["path"],
        row["format"],
        row["kind"],
        row["gold_from"],
        row.get("rating_scale_from") or "",
        locator or ({"place": row["locator"]} if row.get("locator") else {}),
        row["facts"],
        tuple(extra for key in ("optional", "joined") if (extra := row.get(key))),
    )


def _document(line: Line, documents: list[Document]) -> Document | None:
    """The document that a line is about: of several in a file, the one that holds its marks."""
    if len(documents) < 2 and not line.locator:
        return documents[0] if documents else None
    marks = {str(value) for value in line.locator.values()}
    marks |= {str(line.must[key]) for key in ("imdb_id", "title", "review_url") if key in line.must}
    row = line.locator.get("row")
    candidates = [d for d in documents if row is None or _number(d) == row]
    best = max(candidates, key=lambda d: len(marks & _words(d)), default=None)
    return best if best and (row is not None or marks & _words(best)) else None


def _number(document: Document) -> int:
    match = NUMBER.search(document.source)
    return int(match[0]) if match else 0


def _words(document: Document) -> set[str]:
    """All values in a document's metadata."""
    left: list[Any] = [document.metadata]
    words = set()
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
        else:
            words.add(str(value))
    return words
