"""Posts of a mixed blog about something else are skipped; a review without its film never is."""

from __future__ import annotations

from typing import Any

import pytest

from graph.extraction import Defaults, extract
from graph.records import Document, Extraction, Text

CODE = (
    "A breakpoint is set with one key, and it is not the only one. The debugger stops in the "
    "line, and what was in the registers is shown to you in the window on the right of it."
)
NIGHT = (
    "It is a long night in a large city, and the thief and the policeman have coffee with each "
    "other. For all of that it was not as loud as I had feared, and I will see it again."
)


def read(
    text: str, source: str = "_posts/a.md", skip: bool | None = None, **keys: Any
) -> Extraction:
    document = Document(source, "markdown", "a test", "0" * 64, text, keys)
    return extract(document, Defaults(skip=skip))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"tags": ["blog", "code"]}, "It is about computing: its key “tags” says “blog, code”"),
        ({"categories": "Recetas"}, "It is about food: its key “categories” says “Recetas”"),
        ({"tags": "books"}, "It is about a book: its key “tags” says “books”"),
    ],
)
def test_a_post_about_something_else_is_skipped_with_its_key(
    keys: dict[str, Any], said: str
) -> None:
    assert (
        read(CODE, title="One key", **keys).skip == f"{said}, and nothing in it speaks of a film."
    )


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"tags": ["blog", "essay day"]},
        {"tags": ["code", "movie"]},
        {"tags": ["food"], "rating": "4"},
        {"tags": ["food"], "rating": "4/5"},
        {"tags": ["food"], "director": "Michael Mann"},
        {"tags": ["food"], "description": "A film for the evening"},
    ],
)
def test_a_review_whose_film_is_not_recognised_is_none_of_them(keys: dict[str, Any]) -> None:
    assert not read(NIGHT, title="What a night", **keys).skip


@pytest.mark.parametrize(
    ("title", "tags", "what"),
    [
        ("Piranesi by Susanna Clarke", ["books", "fantasy"], "a book"),
        ("Blue", ["music", "albums"], "music"),
        ("Celeste", ["games"], "a game"),
    ],
)
def test_a_score_makes_no_film_of_a_book(title: str, tags: list[str], what: str) -> None:
    told = read(NIGHT, "reviews/a.md", title=title, tags=tags, rating="4/5")
    assert told.skip.startswith(f"It is about {what}: its key “tags” says “")


@pytest.mark.parametrize(
    "keys",
    [
        {"film": "Heat"},
        {"title": "Heat (1995)"},
        {"title": "Heat", "director": "Michael Mann"},
        {"title": "Heat", "description": "The film of the book"},
        {"title": "Heat", "category": "movies"},
    ],
)
def test_a_score_of_a_film_is_one_beside_such_tags(keys: dict[str, Any]) -> None:
    told = read(NIGHT, tags=["books"], rating="4/5", **keys)
    assert not told.skip
    assert [c.value for c in told.movie if c.property == "name"] == [Text("Heat")]


def test_words_of_the_text_and_of_its_place_speak_of_films() -> None:
    assert read(NIGHT, tags="food").skip
    assert not read(NIGHT + " The actors are fine.", tags="food").skip
    assert not read(NIGHT, "reviews/a.md", tags="food").skip


def test_in_a_language_without_such_words_silence_proves_nothing() -> None:
    assert not read("これはとても長い夜の話で、最後まで静かだった。" * 3, tags="food").skip


def test_a_person_who_says_that_it_is_a_review_is_believed() -> None:
    assert not read(NIGHT, skip=False, tags="food").skip
