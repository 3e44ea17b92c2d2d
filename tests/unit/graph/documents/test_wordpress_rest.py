import json

import pytest

from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable

POST = {
    "id": 17,
    "date": "2024-03-01T08:00:00",
    "date_gmt": "2024-03-01T07:00:00",
    "guid": {"rendered": "https://blog.example/?p=17"},
    "slug": "amour",
    "status": "publish",
    "type": "post",
    "link": "https://blog.example/amour/",
    "title": {"rendered": "Amour (2012) &#8211; Movie Review"},
    "content": {
        "rendered": "<p>Director: Michael Haneke<br />\nRunning time: 127 minutes</p>\n"
        "<p>Slow &amp; <em>true</em>, [sic] twice.</p>",
        "protected": False,
    },
    "excerpt": {"rendered": "<p>Slow.</p>\n", "protected": False},
    "author": 3,
    "categories": [4],
    "meta": {"_hidden": "1", "rating": "4/5", "footnotes": ""},
    "acf": [],
    "_embedded": {
        "author": [{"id": 3, "name": "Jane Doe"}],
        "wp:term": [
            [{"id": 4, "taxonomy": "category", "name": "Movie Reviews"}],
            [{"id": 5, "taxonomy": "post_tag", "name": "french"}],
        ],
    },
}


def posts(*changes):
    return json.dumps([POST | change for change in changes or ({},)]).encode()


def test_a_post_is_a_document_with_what_is_embedded(read_bytes):
    (document,) = read_bytes(posts(), "posts.json")
    assert (document.source, document.format) == ("posts.json#post=17", "wordpress")
    assert document.metadata == {
        "title": "Amour (2012) – Movie Review", "link": "https://blog.example/amour/",
        "wp:post_date": "2024-03-01T08:00:00", "dc:creator": ["Jane Doe"], "excerpt": "Slow.",
        "category": ["Movie Reviews"], "tags": ["french"], "rating": "4/5",
    }  # fmt: skip
    found = extract(document)
    assert not found.skip
    film = {c.property: c.value for c in found.movie}
    assert (film["name"].value, film["director"].name) == ("Amour", "Michael Haneke")
    facts = {c.property: c.value for c in found.review}
    assert (facts["author"].name, str(facts["datePublished"])) == ("Jane Doe", "2024-03-01")
    assert facts["isBasedOn"].url == "https://blog.example/amour/"
    assert facts["reviewBody"].value == "Slow & true, [sic] twice."
    assert (facts["reviewRating"].value, facts["reviewRating"].best) == (4, 5)


def test_without_what_is_embedded_nobody_is_named(read_bytes):
    (document,) = read_bytes(posts({"_embedded": None}), "posts.json")
    assert {"dc:creator", "category", "author"}.isdisjoint(document.metadata)


def test_one_post_alone(read_bytes):
    (document,) = read_bytes(json.dumps(POST, indent=2).encode(), "post.json")
    assert document.source == "post.json#post=17"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"status": "draft"}, "It is not published: its status says “draft”."),
        ({"type": "page"}, "It is a page of the site, not a review."),
        ({"content": {"rendered": "", "protected": True}}, "It is behind a password"),
    ],
)
def test_what_is_no_published_post_is_skipped(read_bytes, said, why):
    skipped, document = read_bytes(posts(said, {"id": 18}), "posts.json")
    assert isinstance(skipped, Skipped)
    assert why in skipped.reason
    assert isinstance(document, Document)


def test_added_fields_of_either_kind(read_bytes):
    acf = {
        "film_year": "2012",
        "cast": ["Emmanuelle Riva"],
        "poster": {"id": 9},
        "long": "x" * 9_999,
    }
    (document,) = read_bytes(posts({"meta": [], "acf": acf}), "posts.json")
    assert document.metadata["film_year"] == "2012"
    assert document.metadata["cast"] == ["Emmanuelle Riva"]
    assert {"poster", "long"}.isdisjoint(document.metadata)


@pytest.mark.parametrize(
    "odd", [7, "x", [], None, {"rendered": 7}, [7], {"author": 7, "wp:term": [7]}, {"wp:term": 7}]
)
def test_nothing_odd_stops_the_rest(read_bytes, odd):
    for key in ("title", "content", "excerpt", "meta", "acf", "_embedded", "type"):
        first, second = read_bytes(posts({key: odd}, {"id": 18}), "posts.json")
        assert isinstance(first, Document | Skipped), key
        assert isinstance(second, Document)


def test_a_taxonomy_is_no_key_of_the_post_and_an_id_no_text_that_cannot_be_written(read_bytes):
    terms = [[{"taxonomy": "title", "name": "x"}, {"taxonomy": "dc:creator", "name": "y"}]]
    first, second = read_bytes(
        posts({"_embedded": {"wp:term": terms}}, {"id": "\ud800"}), "posts.json"
    )
    assert first.metadata["title"] == "Amour (2012) – Movie Review"
    assert isinstance(second, Unreadable)


def test_the_beginning_of_the_text_is_no_summary(read_bytes):
    words = "It is slow, and it is true, and nobody forgets it who has seen it once in a dark hall."
    content = {"rendered": f"<p>{words} {words}</p>"}
    (begun,) = read_bytes(
        posts({"content": content, "excerpt": {"rendered": f"<p>{words} [&hellip;]</p>\n"}}),
        "p.json",
    )
    (own,) = read_bytes(
        posts({"content": content, "excerpt": {"rendered": "<p>Worth it.</p>"}}), "q.json"
    )
    assert "excerpt" not in begun.metadata
    assert own.metadata["excerpt"] == "Worth it."


def test_a_broken_end_is_told(read_bytes):
    first, last = read_bytes(posts({}, {"id": 18})[:-40], "posts.json")
    assert isinstance(first, Document)
    assert isinstance(last, Unreadable)
    assert last.rest
