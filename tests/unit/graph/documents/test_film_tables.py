"""Tables of Markdown in which each row is a review."""

import pytest

from graph.records import Document, Skipped

TABLE = """| Film | Year | Director | My rating |
|:-----|------|----------|----------:|
| [Heat](https://example.org/heat) | 1995 | Michael Mann | 9/10 |
| **Ronin** | 1998 | John Frankenheimer | 7/10 |
| [[Thief]] | 1981 | Michael Mann | |
"""


def test_each_row_is_a_document(read_bytes):
    heat, ronin, thief = read_bytes(f"# Films of 2023\n\n{TABLE}".encode(), "films.md")
    assert heat.metadata["My rating"] == "9/10"
    assert (ronin.source, ronin.first_line) == ("films.md#section=ronin", 6)
    assert ronin.lines["Year"] == 6
    assert thief.source == "films.md#section=thief"
    assert "3 reviews, each in a row" in heat.because


def test_what_stands_around_it_has_an_outcome_of_its_own(read_bytes):
    first, *rows = read_bytes(f"All that I saw.\n\n{TABLE}".encode(), "films.md")
    assert isinstance(first, Skipped)
    assert "outside the table" in first.reason
    assert len(rows) == 3


def test_the_front_matter_says_something_of_each(read_bytes):
    rows = read_bytes(f"---\nauthor: Ann Berg\ntitle: My log\n---\n{TABLE}".encode(), "films.md")
    assert {row.metadata["author"] for row in rows} == {"Ann Berg"}
    assert all("title" not in row.metadata for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "---\nfilm: Collateral\n---\n" + TABLE,
        "Collateral is a film of one night. " * 12 + "\n\n" + TABLE,
        "\n".join(TABLE.splitlines()[:3]),
        TABLE.replace("My rating", "Studio"),
        TABLE.replace("Film", "Day"),
        TABLE.replace("-", "="),
        f"```\n{TABLE}```",
    ],
)
def test_a_table_in_another_text_is_a_part_of_it(read_bytes, text):
    [document] = read_bytes(text.encode(), "films.md")
    assert isinstance(document, Document)
    assert "My rating" not in document.metadata
