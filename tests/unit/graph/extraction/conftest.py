"""What the tests of extraction share: a document from a few words, and what was told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from graph.extraction import Defaults, extract
from graph.records import Claim, Document, Extraction, Value


@dataclass(frozen=True)
class Told:
    """An extraction, with its claims by property."""

    extraction: Extraction

    def movie(self, property_: str) -> list[Value]:
        return [claim.value for claim in self.extraction.movie if claim.property == property_]

    def review(self, property_: str) -> list[Value]:
        return [claim.value for claim in self.extraction.review if claim.property == property_]

    def claim(self, property_: str, about: str = "movie") -> Claim:
        claims = getattr(self.extraction, about)
        return next(claim for claim in claims if claim.property == property_)

    @property
    def body(self) -> str:
        return self.review("reviewBody")[0].value

    @property
    def notes(self) -> str:
        return "\n".join(note.sentence for note in self.extraction.notes)

    @property
    def skip(self) -> str:
        return self.extraction.skip


Tell = Callable[..., Told]


@pytest.fixture
def tell() -> Tell:
    """Extract from a text and metadata; text without metadata is plain text."""

    def told(
        text: str = "", metadata: dict[str, Any] | None = None, format: str = "", **defaults: Any
    ) -> Told:
        keys = metadata or {}
        kind = format or ("markdown" if keys else "text")
        lines = {key: number for number, key in enumerate(keys, 2)}
        document = Document("films/x", kind, "a test", "0" * 64, text, keys, lines, 1)
        return Told(extract(document, Defaults(**defaults)))

    return told
