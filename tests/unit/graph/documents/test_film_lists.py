"""Lists of Markdown and of plain text in which each item is a review."""

import pytest

from graph.records import Document, Skipped

LIST = """- **Heat** (1995) – 9/10 – Long and blue.
- [Ronin](https://example.org/ronin) (1998): ★★★½
  The cars are the cast.

  And the snow.
* 2023-01-05 *Thief (1981)* 4/5
"""


def test_each_item_is_a_document(read_bytes):
    heat, ronin, thief = read_bytes(f"# January\n\n{LIST}".encode(), "log.md")
    assert heat.metadata == {"film": "Heat (1995)", "rating": "9/10"}
    assert (heat.text, heat.first_line) == ("Long and blue.", 3)
    assert ronin.text == "The cars are the cast.\n\nAnd the snow."
    assert (ronin.metadata["rating"], ronin.lines["rating"]) == ("★★★½", 4)
    assert (ronin.source, ronin.first_line) == ("log.md#section=ronin-1998", 5)
    assert thief.metadata["watched"] == "2023-01-05"
    assert "3 reviews, each in a line" in heat.because


@pytest.mark.parametrize(
    ("item", "score"),
    [
        ("- Heat (1995) 9/10", "9/10"),
        ("- Heat (1995) (9/10)", "9/10"),
        ("- Heat (1995), **9/10**", "9/10"),
        ("- [x] Heat (1995) - B+. Blue.", "B+"),
        ("2) Heat [1995] | 85% | Blue", "85%"),
        ("Heat (1995): ★★★★☆", "★★★★☆"),
    ],
)
@pytest.mark.parametrize("name", ["log.md", "log.txt"])
def test_forms_of_an_item(read_bytes, item, score, name):
    found = read_bytes(f"{item}\n{item.replace('Heat', 'Thief')}\n".encode(), name)
    assert [each.metadata["rating"] for each in found] == [score, score]
    assert found[1].metadata["film"].startswith("Thief")


def test_what_is_indented_goes_on_with_an_item(read_bytes):
    text = "- Heat (1995) 9/10\n  - Blue.\n  - Long.\n## May\n- Ronin (1998) 7/10 fast\n"
    heat, ronin = read_bytes(text.encode(), "log.md")
    assert (heat.text, ronin.text) == ("- Blue.\n- Long.", "fast")


def test_a_fraction_of_something_is_no_score(read_bytes):
    text = "- Heat (1995) 2/3 of it is good.\n- Ronin (1998) 7/10\n- Thief (1981) 8/10\n"
    heat, *others = read_bytes(text.encode(), "log.md")
    assert heat.text == "2/3 of it is good."
    assert "rating" not in heat.metadata
    assert len(others) == 2


def test_every_line_has_an_outcome(read_bytes):
    others = "- The Insider (1999)\n- a day without films\n- [[Manhunter (1986)]] 7/10\n"
    first, *items = read_bytes(f"All that I saw.\n\n{LIST}{others}".encode(), "log.md")
    assert isinstance(first, Skipped)
    assert "outside the list" in first.reason
    reasons = [item.reason for item in items if isinstance(item, Skipped)]
    assert ["neither a score" in reasons[0], "not begin" in reasons[1]] == [True, True]
    assert "a page of its own" in reasons[2]
    assert len(items) == 6


def test_a_score_may_end_an_item(read_bytes):
    text = "- Heat (1995): A great film. 9/10\n- Ronin (1998) – A long one. 7/10\n"
    heat, ronin = read_bytes(text.encode(), "log.md")
    assert (heat.text, ronin.text) == ("A great film. 9/10", "A long one. 7/10")
    assert "rating" not in heat.metadata


def test_an_item_that_leads_to_a_note_is_a_review_where_it_has_words(read_bytes):
    linked = "- [[Klute]] (1971) 8/10 Quiet.\n- [[Thief]] (1981) 9/10 Loud.\n"
    assert [each.text for each in read_bytes(linked.encode(), "log.md")] == ["Quiet.", "Loud."]


def test_the_front_matter_says_something_of_each(read_bytes):
    found = read_bytes(f"---\nauthor: Ann Berg\ntitle: My log\n---\n{LIST}".encode(), "log.md")
    assert {each.metadata["author"] for each in found} == {"Ann Berg"}
    assert all("title" not in each.metadata for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "---\nfilm: Collateral\n---\n" + LIST,
        "Collateral is a film of one night. " * 12 + "\n\n" + LIST,
        "---\ntitle: Collateral (2004)\n---\nOne night.\n\n" + LIST,
        "# Collateral (2004)\n\nOne night.\n\n" + LIST,
        "One night.\n\n" + LIST + "\n\nScore: 9/10\n",
        LIST.splitlines()[0],
        "- [[Heat (1995)]] 9/10\n- [Ronin (1998)](ronin.md) 7/10\n",
        LIST + "- One\n- Two\n- Three\n- Four\n",
        "- Heat (1995) and Ronin (1998) 9/10\n- Thief (1981) and Klute (1971) 8/10\n",
        "- Heat (1995) – 170 minutes\n- Ronin (1998) – 121 minutes\n",
        f"```\n{LIST}```",
    ],
)
def test_a_list_in_another_text_is_a_part_of_it(read_bytes, text):
    [document] = read_bytes(text.encode(), "log.md")
    assert isinstance(document, Document)
    assert "rating" not in document.metadata
