"""The dialects of metadata at the head of a Markdown file."""

import pytest

from graph.records import Document, Unreadable


def test_toml_between_plus_signs(read_bytes):
    text = (
        '+++\ntitle = "300"\nyear = 2006\ndate = 2019-11-16T10:13:02+01:00\nscore = 3.50\n'
        'Actors = ["A", "B"]\ndraft = false\n[film]\nid = "x"\n+++\nA film.'
    )
    (document,) = read_bytes(text.encode(), "a.md")
    assert document.metadata == {
        "title": "300",
        "year": "2006",
        "date": "2019-11-16T10:13:02+01:00",
        "score": "3.50",
        "Actors": ["A", "B"],
        "draft": "false",
        "film": {"id": "x"},
    }
    assert document.lines["Actors"] == 6
    assert document.lines["film"] == 8
    assert (document.text, document.first_line) == ("A film.", 11)
    assert "TOML front matter" in document.because


@pytest.mark.parametrize("opening", ['{\n  "title": "Heat",', '---json\n{"title": "Heat",'])
def test_json_in_braces(read_bytes, opening):
    end = "---\n" if opening.startswith("-") else ""
    text = f'{opening}\n  "rating": 4.50, "draft": false, "none": null\n}}\n{end}A film.'
    (document,) = read_bytes(text.encode(), "a.md")
    assert document.metadata == {"title": "Heat", "rating": "4.50", "draft": "false", "none": ""}
    assert document.text == "A film."


def test_a_header_of_lines(read_bytes):
    text = "Title: Heat Review\nDate: 2016-11-11\nTags: a, b\nSummary: One\n    and two.\n\nA film."
    (document,) = read_bytes(text.encode(), "a.md")
    assert document.metadata == {
        "Title": "Heat Review",
        "Date": "2016-11-11",
        "Tags": "a, b",
        "Summary": "One\nand two.",
    }
    assert document.lines == {"Title": 1, "Date": 2, "Tags": 3, "Summary": 4}
    assert (document.text, document.first_line) == ("A film.", 7)


@pytest.mark.parametrize(
    "text",
    [
        "Title: Heat\nDirector: Michael Mann\n\nA film.",  # labelled lines say what they say
        "Title: Heat\nDate: 1995\nAnd then the text goes on.\n",
        "Note: a film.\n\nText.",
    ],
)
def test_other_lines_with_colons_are_text(read_bytes, text):
    (document,) = read_bytes(text.encode(), "a.md")
    assert document.metadata == {}


def test_a_colon_without_quotation_marks_is_read_and_told(read_bytes):
    text = "---\nyear: 2017\ntitle: It's Alien: Covenant\nnote: a: b\n---\nA film."
    (document,) = read_bytes(text.encode(), "a.md")
    assert document.metadata == {"year": "2017", "title": "It's Alien: Covenant", "note": "a: b"}
    assert "line 3, 4 was read as if its value stood in quotation marks" in document.because


def test_jsx_and_imports_are_no_text(read_bytes):
    text = (
        'import Poster from "../poster.astro"\n\n<Poster film={{a: 1}} />\n\nA <b>long</b> film.'
        "\n\n{/* hidden */}\n<Spoiler>The end.</Spoiler>"
    )
    (document,) = read_bytes(text.encode(), "a.mdx")
    assert document.text == "A <b>long</b> film.\n\n\n[spoiler]The end.[/spoiler]"
    assert document.first_line == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("+++\ntitle = Heat\n+++\n", "no valid TOML at line 2"),
        ('+++\ntitle = "Heat"\n', "has no end"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", "nested more than 20"),
        ("+++\n" + ".".join("a" * 300) + " = 1\n+++\n", "nested more than 20"),
        ("+++\na = [" + "1," * 20_000 + "]\n+++\n", "more than 10,000 values"),
        ('+++\na = "' + "b" * 300_000 + '"\n+++\n', "longer than 256 kB"),
        ('+++\na = "\\u0000"\n+++\n', "no text may hold"),
        ('{"title": "Heat",,}\n', "no valid JSON at line 1, column 18"),
        ('{"a": ' + "[" * 100_000, "nested more than 20"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "nested more than 20"),
    ],
)
def test_what_cannot_be_read_is_told(read_bytes, text, words):
    (unreadable,) = read_bytes(text.encode(), "a.md")
    assert isinstance(unreadable, Unreadable)
    assert words in unreadable.reason


def test_long_heads_cost_no_more_than_their_length(read_bytes):
    for text in ("import " * 100_000, "<A " * 200_000, "Title: a\n" * 50_000, "{/*" * 100_000):
        (found,) = read_bytes(text.encode(), "a.mdx")
        assert isinstance(found, Document)


def test_obsidian_s_fields_at_the_head(read_bytes):
    (document,) = read_bytes(b"category:: Films\ntitle:: Copper Moon\nrating:: 4/5\n", "a.md")
    assert document.metadata["title"] == "Copper Moon"
    assert document.metadata["rating"] == "4/5"
