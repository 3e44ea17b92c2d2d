"""What documents say is read as it was written, in whichever encoding."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from graph.ledger import Ledger
from graph.records import Claim, Evidence, Extraction, PartialDate, SourceKind, Text


def claim(property_: str, value: Text | PartialDate) -> Claim:
    return Claim(property_, value, Evidence(SourceKind.LABEL, property_, "words", 3))


SAID = Extraction(
    (claim("name", Text("Heat")), claim("alternateName", Text("Fuego", "es"))),
    (claim("reviewBody", Text("Long, and not a minute too long.", "en")),),
    viewing=(claim("startTime", PartialDate(2024, 1)),),
)


@pytest.mark.parametrize("encode", [msgspec.json.encode, msgspec.msgpack.encode])
def test_an_extraction_is_read_by_all_who_ask(
    tmp_path: Path, encode: Callable[[object], bytes]
) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        with ledger.transaction():
            ledger.things.insert(
                [(8, "review", "a.md", "heat", "", "a.md"), (9, "movie", None, "heat", "", "")]
            )
            ledger.documents.put(
                [(1, "a.md", "published", "", "", "", "", "2026-01-02", b"", b"", b"", 8)]
            )
            ledger.documents.put_contents([(1, b"[]", "", encode(SAID))])
            ledger.documents.belong([(1, 9)])
        entry = ledger.documents.get("a.md")
        assert entry is not None
        assert entry.extraction == SAID
        behind = ledger.accounts.behind([8])[8]
        assert (behind.review, behind.viewing) == (SAID.review, SAID.viewing)
        assert behind.titles == ("Heat", "Fuego")
        assert list(ledger.surveys.claims()) == [(9, {"a.md": SAID.movie})]
