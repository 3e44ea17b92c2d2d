"""What was sent has one source, whatever its media type; of several each has its place in it."""

from __future__ import annotations

import json

from graph.documents.sent import Sent, read_sent

REVIEW = {"title": "Heat", "year": 1995, "review": "They drink a coffee.", "rating": "4/5"}


def sources(suffix: str, body: object) -> list[str]:
    text = body if isinstance(body, str) else json.dumps(body)
    return [one.source for one in read_sent(Sent("heat", suffix, text.encode()))]


def test_one_alone_has_the_source_of_what_was_sent() -> None:
    text = "Title: Heat\nYear: 1995\nRating: 4/5\n\nThey drink a coffee.\n"
    assert sources(".txt", text) == sources(".json", REVIEW) == sources(".json", [REVIEW])
    assert sources(".json", REVIEW) == ["http:heat"]


def test_several_have_their_places() -> None:
    assert sources(".json", [REVIEW] * 3) == [f"http:heat#item={n}" for n in (1, 2, 3)]
