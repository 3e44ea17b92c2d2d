"""What the ledger knows of one input, and how a row of its tables becomes that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

from graph.fusion import Vote, describe_movie
from graph.identity import Appearance, Said, appearance
from graph.ledger.encoding import Decoder
from graph.linking import Link, Subject
from graph.records import Extraction
from shapes.report import ValidationResult

Outcome = Literal["published", "rejected", "unreadable", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("published", "rejected", "unreadable", "skipped")
MATCHED: tuple[Outcome, ...] = ("published", "rejected")
"""The outcomes of documents that are about a film."""

COLUMNS = (
    "source, digest, outcome, format, because, reason, changed, text, extraction, report, id,"
    " movie, page"
)
"""The columns that an entry is made of, before the one with its link."""

TAKING = "page <> own, source"
"""The order of the sources of one review: of what several of them state, the first is taken."""

read_extraction = Decoder(Extraction).decode
read_said = lru_cache(1 << 12)(msgspec.msgpack.Decoder(Said).decode)  # equal bytes, the same object
read_vote = msgspec.msgpack.Decoder(Vote).decode
read_appearance = msgspec.msgpack.Decoder(Appearance).decode
read_link = lru_cache(1 << 10)(msgspec.json.Decoder(Link).decode)  # most say nothing
_report = msgspec.json.Decoder(tuple[ValidationResult, ...])


class Entry(Struct, frozen=True):
    """What the ledger knows of one input.

    `reason` says why it is not published, or not as it is now; `text` is kept of what was
    rejected; `changed` is the ISO date on which it came in in this form. `movie` and `page`, which
    is the review or viewing that it is, are ids of things, None unless published; a record of a
    film has no page of its own. `link` is what its film is linked to by this document alone.
    """

    source: str
    digest: str
    outcome: Outcome
    format: str = ""
    because: str = ""
    reason: str = ""
    changed: str = ""
    text: str = ""
    extraction: Extraction = Extraction()
    report: tuple[ValidationResult, ...] = ()
    id: int = 0
    movie: int | None = None
    page: int | None = None
    link: Link = Link()

    @property
    def ended(self) -> Outcome:
        """How its last reading ended: what could not be read stays published as it was before, and
        has a reason."""
        stays = self.outcome == "published" and self.reason
        return "unreadable" if stays else self.outcome

    @property
    def subject(self) -> Subject:
        """What it says of its film that helps to find that elsewhere."""
        return Subject.of(describe_movie([self.extraction.movie]))

    @property
    def said(self) -> Said:
        """What it says that tells its film from others."""
        return Said.of(self.extraction.movie, self.link)

    @property
    def appeared(self) -> bytes:
        """Where its review or viewing first appeared, as the table has it."""
        found = appearance(self.extraction, self.format)
        return msgspec.msgpack.encode(found) if found else b""


def entry_of_row(row: Sequence[Any]) -> Entry:
    """The entry that a row of `COLUMNS` and the link says."""
    *stated, extraction, report, document, movie, page, link = row
    read = read_extraction(extraction), _report.decode(report)
    return Entry(*stated, *read, document, movie, page, read_link(link or b"{}"))  # type: ignore[call-arg]
