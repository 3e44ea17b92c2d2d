"""What Obsidian adds to Markdown: fields with two colons, and links to notes."""

from graph.records import Duration, PartialDate, Person, Text


def test_fields_with_two_colons_anywhere(tell):
    text = (
        "A long night.\n\ndirector:: [[Michael Mann]]\n\nIt was good. Seen with friends"
        " [year:: 1995] and (runtime:: 170 min).\n\nAnd that is all."
    )
    told = tell(text, {"film": "Heat"})
    assert told.movie("director") == [Person("Michael Mann")]
    assert told.movie("datePublished") == [PartialDate(1995)]
    assert told.movie("duration") == [Duration(170)]
    assert told.body.startswith("A long night.\n\nIt was good. Seen with friends")
    assert "::" not in told.body


def test_one_colon_in_prose_is_none(tell):
    told = tell("A long night.\n\ndirector: somebody\n\nThe end is near.", {"film": "Heat"})
    assert told.movie("director") == []


def test_links_in_metadata(tell):
    told = tell(
        "A film.",
        {"film": [["Heat"]], "year": "[[1995]]", "director": ["[[People/Mann|Michael Mann]]"],
         "rating": "[[8 points|8]]/10"},
    )  # fmt: skip
    assert told.movie("name") == [Text("Heat")]
    assert told.movie("datePublished") == [PartialDate(1995)]
    assert told.movie("director") == [Person("Michael Mann")]
    assert str(told.review("reviewRating")[0].value) == "8"


def test_hostile_fields_come_to_an_end(tell):
    for text in ("[a::" * 20_000, "[director::" + "[[" * 2_000, "(year:: " * 10_000):
        assert tell(text[:100_000], {"film": "Heat"}).movie("director") == []
