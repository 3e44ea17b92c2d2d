import json
import tracemalloc

import pytest

from graph.documents.files import File
from graph.documents.json_feed import read as read_feed
from graph.extraction import extract
from graph.records import Document, Unreadable

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Ann at the movies",
    "language": "en",
    "items": [
        {
            "id": "https://ann.example/heat", "url": "https://ann.example/heat",
            "title": "Heat (1995)", "date_published": "2020-01-02T03:04:05Z", "tags": ["film"],
            "content_html": "<p><b>Director:</b> Michael Mann</p><p>Cold &amp; long.</p>",
            "external_url": "https://other.example/", "image": "https://ann.example/me.jpg",
        },
        {
            "id": 2, "title": "Ronin (1998)", "content_text": "A film of cars.\n\nRating: 3/5",
            "authors": [{"name": "Bob Ray", "avatar": "https://ann.example/bob.jpg"}],
        },
    ],
    "authors": [{"name": "Ann Lee", "url": "https://ann.example/"}],
}  # fmt: skip


def told(document):
    found = extract(document)
    assert not found.skip
    return {c.property: c.value for c in (*found.review, *found.movie) if c.property != "name"} | {
        "title": next(c.value.value for c in found.movie if c.property == "name")
    }


def test_each_item_is_a_document_named_by_its_id(read_bytes):
    one, other = read_bytes(json.dumps(FEED).encode(), "f.json")
    assert one.source == "f.json#latest=https%3A%2F%2Fann.example%2Fheat"
    assert (other.source, other.format) == ("f.json#latest=2", "feed")
    heat, ronin = told(one), told(other)
    assert (heat["title"], heat["director"].name) == ("Heat", "Michael Mann")
    assert heat["reviewBody"].value == "Cold & long."
    assert [c.value.url for c in extract(one).review if c.property == "isBasedOn"] == [
        "https://ann.example/heat"
    ]
    assert "image" not in heat
    assert ronin["title"] == "Ronin"
    assert ronin["reviewRating"].text == "3/5"


def test_the_feed_says_who_and_in_which_language_where_an_item_does_not(read_bytes):
    one, other = (told(d) for d in read_bytes(json.dumps(FEED).encode(), "f.json"))
    assert (one["author"].name, other["author"].name) == ("Ann Lee", "Bob Ray")
    assert one["inLanguage"].value == "en"


@pytest.mark.parametrize(
    "version", ["https:\\/\\/jsonfeed.org\\/version\\/1", "https://jsonfeed.org/version/1"]
)
def test_the_first_version_has_one_author(read_bytes, version):
    feed = FEED | {"author": {"name": "Ann Lee"}, "authors": None, "version": "V"}
    data = json.dumps(feed).replace('"V"', f'"{version}"').encode("utf-16")
    assert told(read_bytes(data, "f.json")[0])["author"].name == "Ann Lee"


def test_an_item_that_cannot_be_read_costs_no_other(read_bytes):
    items = [*FEED["items"], "words", {"id": "h", "title": "\ud800"}]
    found = read_bytes(json.dumps(FEED | {"items": items}).encode(), "f.json")
    assert [type(o) for o in found] == [Document, Document, Unreadable, Unreadable]
    assert "U+D800" in found[3].reason


def test_half_a_character_in_the_name_of_the_feed_harms_no_item(read_bytes):
    feed = FEED | {"authors": [{"name": "\udc00"}]}
    assert all(isinstance(o, Document) for o in read_bytes(json.dumps(feed).encode(), "f.json"))


def test_a_feed_that_ends_too_soon_gives_what_is_whole(read_bytes):
    whole = json.dumps(FEED)
    found = read_bytes(whole[: whole.index("Ronin")].encode(), "f.json")
    assert [type(o) for o in found] == [Document, Unreadable]
    assert "not read" in found[1].reason


def test_a_feed_without_items_is_unreadable(read_bytes):
    (outcome,) = read_bytes(json.dumps(FEED | {"items": []}).encode(), "f.json")
    assert "no items" in outcome.reason


def test_a_feed_takes_the_memory_of_its_largest_item(tmp_path):
    path = tmp_path / "f.json"
    item = json.dumps({"id": "x", "title": "Heat", "content_text": "x" * 1000})
    start = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
    path.write_text(start + ",".join([item] * 20_000) + "]}")
    tracemalloc.start()
    try:
        assert sum(isinstance(o, Document) for o in read_feed(File(path, "f.json"))) == 20_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000 < path.stat().st_size
