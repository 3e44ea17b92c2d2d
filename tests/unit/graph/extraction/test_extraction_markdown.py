from __future__ import annotations

import pytest

from graph.extraction.markdown import plain_line, strip_html, to_text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A *fine*, **very** `dry` film.", "A fine, very dry film."),
        ("One\nparagraph.\n\nAnother.", "One paragraph.\n\nAnother."),
        ("## A heading\n\nText.", "A heading\n\nText."),
        ("- one\n- two\n\nText.", "- one\n- two\n\nText."),
        ("3. three\n4. four", "3. three\n4. four"),
        ("> Quoted.\n\nSaid.", "Quoted.\n\nSaid."),
        ("[a link](https://example.org) ![no](x.png)", "a link"),
        ("a | b\n--|--\nc | d", "a | b\nc | d"),
        ("```\ncode\n```\n\nText.", "code\n\nText."),
        ("Before <b>bold</b> after.", "Before bold after."),
        ("<p>Block &amp; <i>words</i></p>", "Block & words"),
        ("<script>alert(1)</script>\n\nText.", "Text."),
        ("{{< youtube abc >}}\n\n{% include x.html %}Text.", "Text."),
        ("[[Heat|The film]] and [[Ronin]]", "The film and Ronin"),
        ("Two hard  \nlines", "Two hard\nlines"),
        ("", ""),
    ],
)
def test_to_text(source, text):
    assert to_text(source) == text


def test_no_word_is_lost():
    source = "# One\n\n- two *three*\n\n> four\n\n| five | six |\n|--|--|\n| seven | eight |\n\n<u>nine</u>"
    text = to_text(source).casefold().replace("|", " ").replace("-", " ")
    assert " ".join(text.split()) == "one two three four five six seven eight nine"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a <b>bold</b> word<br/>and a line", "a bold word\nand a line"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p onclick='x()'>One</p><script>two()</script>", "One"),
        ("3 < 4 && 5 > 4", "3 < 4 && 5 > 4"),
    ],
)
def test_strip_html(source, text):
    assert strip_html(source) == text


def test_plain_line():
    assert plain_line("**[Jane Doe](https://example.org)** &amp; _John_") == "Jane Doe & John"
    assert plain_line("snake_case_words stay") == "snake_case_words stay"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["<div>", "<b><i>", "<a href='x'>", "<math>", "<svg><script>"])
def test_open_tags_without_end_come_to_an_end(piece: str) -> None:
    assert to_text(f"A film.\n\n{piece * 60_000}").startswith("A film.")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Rain[^1] falls.\n\n[^1]: In *May*.", "Rain[1] falls.\n\n[1] In May."),
        (
            "One[^b], two[^a].\n\n[^a]: Of A.\n[^b]: Of B,[^a] and\nmore.\n\n    On.\n\nEnd.",
            "One[1], two[2].\n\nEnd.\n\n[1] Of B,[2] and more.\n\nOn.\n\n[2] Of A.",
        ),
        ("So:[^1]: it is.\n[^1]: Yes.\n\nEnd.", "So:[1]: it is.\n\nEnd.\n\n[1] Yes."),
        ("See [1] and it[^1].\n\n[1]: https://a.example\n[^1]: No.", "See 1 and it[1].\n\n[1] No."),
        ("No note[^1] of [^a-z].", "No note[^1] of [^a-z]."),
        ("No mark.\n\n[^1]: A note.", "No mark.\n\n[^1]: A note."),
        ("[^1]: [^1]", "[1] [1]"),
    ],
)
def test_footnotes_have_numbers_and_stand_at_the_end(markdown: str, text: str) -> None:
    assert to_text(markdown) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<details><summary>Plot</summary>X happens.</details>", "Plot\n\nX happens."),
        (
            "<dl><dt>Cast</dt><dd>Ann</dd><dt>Crew</dt><dd>Ben</dd></dl>",
            "Cast\n\nAnn\n\nCrew\n\nBen",
        ),
        ("<figure><figcaption>Night.</figcaption>Day.</figure>", "Night.\n\nDay."),
    ],
)
def test_blocks_of_html_stand_apart(markup: str, text: str) -> None:
    assert to_text(markup) == text
