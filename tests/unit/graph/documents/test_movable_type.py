"""Movable Type's export: entries, what in them is the author's, and what is not published."""

import pytest

from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable


def entry(body="<p>Slow and true.</p>", **fields):
    said = {"AUTHOR": "Jane Doe", "TITLE": "Heat (1995)", "STATUS": "Publish",
            "CONVERT BREAKS": "0", "DATE": "05/03/2005 10:00:00 AM"} | fields  # fmt: skip
    head = "".join(f"{key}: {value}\n" for key, value in said.items())
    return f"{head}-----\nBODY:\n{body}\n-----\n"


COMMENT = (
    "COMMENT:\nAUTHOR: Bob\nEMAIL: bob@example.org\nDATE: 05/04/2005 11:00:00 AM\n"
    "I fell asleep. My rating: 1/5\n-----\n"
)
END = "--------\n"


def test_an_entry_is_a_review_without_its_readers_comments(read_bytes):
    more = "EXTENDED BODY:\n<p>Rating: 4/5</p>\n-----\nKEYWORDS:\n\n-----\n"
    first = entry(BASENAME="heat") + more + COMMENT + END
    heat, ronin = read_bytes((first + entry(TITLE="Ronin (1998)") + END).encode(), "mt.txt")
    assert (heat.source, ronin.source) == ("mt.txt#entry=heat", "mt.txt#entry=2")
    assert ronin.first_line == first.count("\n") + 1
    found = extract(heat)
    said = {c.property: c.value for c in found.review}
    assert [c.value.name for c in found.review if c.property == "author"] == ["Jane Doe"]
    assert (said["reviewRating"].value, said["reviewBody"].value) == (4, "Slow and true.")
    dates = [str(c.value) for c in found.review if c.property == "datePublished"]
    assert dates == ["2005-05-03"]


@pytest.mark.parametrize("status", ["Draft", "Future", "Review", "Unpublish"])
def test_what_is_not_published_is_skipped(read_bytes, status):
    (skipped,) = read_bytes((entry(STATUS=status) + END).encode(), "mt.txt")
    assert isinstance(skipped, Skipped)
    assert f"“{status}”" in skipped.reason


def test_line_feeds_are_breaks_where_the_entry_says_so(read_bytes):
    body = "Rating: 4/5\nDirector: Michael Mann"
    (said,) = read_bytes((entry(body, **{"CONVERT BREAKS": "1"}) + END).encode(), "mt.txt")
    assert said.text == "Rating: 4/5  \nDirector: Michael Mann"


def test_line_ends_of_windows_and_a_missing_end(read_bytes):
    data = (entry() + COMMENT + END + entry(TITLE="Ronin (1998)")).replace("\n", "\r\n").encode()
    found = read_bytes(data, "mt.txt")
    assert [d.metadata["title"] for d in found] == ["Heat (1995)", "Ronin (1998)"]


def test_an_entry_that_is_too_long_is_told(read_bytes):
    (told,) = read_bytes((entry("a" * 9_000_000) + END).encode(), "mt.txt")
    assert isinstance(told, Unreadable)
    assert "line 1" in told.reason


def test_a_text_with_labels_is_no_export(read_bytes):
    (text,) = read_bytes(b"TITLE: Heat\nAUTHOR: Jane Doe\n\n-----\nThe body: slow.\n", "heat.txt")
    assert isinstance(text, Document)
    assert text.format == "text"


def test_an_entry_that_is_no_text_is_told_with_its_line_and_costs_no_other(read_bytes):
    first = "\n\n" + entry(BASENAME="heat") + END + "\n"
    second = entry("Slow\x01 and true.", TITLE="Ronin", BASENAME="ronin")
    data = first + second + END + entry(TITLE="Thief (1981)") + END
    heat, ronin, thief = read_bytes(data.encode(), "mt.txt")
    assert (heat.first_line, thief.metadata["title"]) == (3, "Thief (1981)")
    assert (ronin.source, ronin.rest) == ("mt.txt#entry=ronin", False)
    line = data[: data.index("\x01")].count("\n") + 1
    assert ronin.reason.startswith(f"Line {line}, column 5 has a character")


def test_a_damaged_byte_is_told_by_its_place_in_the_file(read_bytes):
    data = (
        (entry() + END + entry("Amélie, größer, naïve \0.") + END).encode().replace(b"\0", b"\xff")
    )
    _, told = read_bytes(data, "mt.txt")
    at = data.index(b"\xff")
    line = data.count(b"\n", 0, at) + 1
    assert told.reason.startswith(f"Line {line} (byte {at + 1}, hexadecimal FF)")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_damaged_entry_keeps_its_name_in_another_encoding(read_bytes, end):
    good = entry("Amélie, größer, naïve.", BASENAME="amélie") + END + entry() + END
    for text in (good, good.replace("naïve", "naïve\x01")):
        amelie, _ = read_bytes(text.replace("\n", end).encode("cp1252"), "mt.txt")
        assert amelie.source == "mt.txt#entry=am%C3%A9lie"
    assert isinstance(amelie, Unreadable)


def test_a_nul_is_told_by_its_place_in_the_file(read_bytes):
    data = (entry() + END + entry("Slow \0 and true.") + END).encode()
    _, told = read_bytes(data, "mt.txt")
    assert f"byte {data.index(0) + 1} is NUL" in told.reason
