import json
import tracemalloc

import pytest

from graph.documents.files import File
from graph.documents.ghost import read as read_ghost
from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable

HEAT = {
    "id": "a1", "title": "Heat (1995)", "slug": "heat", "type": "post", "status": "published",
    "visibility": "public", "published_at": "2020-01-02T03:04:05.000Z", "custom_excerpt": None,
    "html": "<p>Director: Michael Mann</p><p>Cold &amp; long.</p>", "feature_image": "__GHOST_URL__/me.jpg",
}  # fmt: skip
TABLES = {
    "posts": [HEAT],
    "posts_authors": [{"post_id": "a1", "author_id": "u1", "sort_order": 0}],
    "posts_tags": [
        {"post_id": "a1", "tag_id": "t2", "sort_order": 1},
        {"post_id": "a1", "tag_id": "t1", "sort_order": 0},
        {"post_id": "a1", "tag_id": "t3", "sort_order": 2},
    ],
    "tags": [
        {"id": "t1", "name": "Film"}, {"id": "t2", "name": "Crime"}, {"id": "t3", "name": "#top"},
    ],
    "users": [{"id": "u1", "name": "Ann Lee", "email": "ann@ann.example"}],
}  # fmt: skip


def export(*posts, **tables):
    data = TABLES | {"posts": list(posts or [HEAT])} | tables
    return json.dumps({"db": [{"meta": {"version": "5.1"}, "data": data}]}).encode()


def test_a_post_is_a_document_with_its_tags_and_authors(read_bytes):
    (post,) = read_bytes(export(), "g.json")
    assert (post.source, post.format) == ("g.json#post=a1", "ghost")
    assert post.metadata == {
        "title": "Heat (1995)", "published_at": "2020-01-02T03:04:05.000Z",
        "authors": ["Ann Lee"], "tags": ["Film", "Crime"],
    }  # fmt: skip
    found = extract(post)
    said = {c.property: c.value for c in (*found.review, *found.movie)}
    assert not found.skip
    assert said["director"].name == "Michael Mann"
    assert said["reviewBody"].value == "Cold & long."
    assert said["author"].name == "Ann Lee"


def test_a_post_of_old_names_its_author_itself(read_bytes):
    old = HEAT | {"id": 7, "author_id": "u1", "page": 0}
    (post,) = read_bytes(export(old), "g.json")
    assert (post.source, post.metadata["authors"]) == ("g.json#post=7", ["Ann Lee"])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"status": "draft"}, "draft"),
        ({"status": "scheduled"}, "scheduled"),
        ({"type": "page"}, "page"),
        ({"page": 1}, "page"),
        ({"visibility": "paid"}, "paid"),
    ],
)
def test_what_is_not_published_for_everybody_is_skipped(read_bytes, said, why):
    (outcome,) = read_bytes(export(HEAT | said), "g.json")
    assert isinstance(outcome, Skipped)
    assert why in outcome.reason


def test_a_post_that_cannot_be_read_costs_no_other(read_bytes):
    found = read_bytes(export(None, HEAT | {"title": "\ud800"}, HEAT), "g.json")
    assert [type(o) for o in found] == [Unreadable, Unreadable, Document]


def test_an_export_that_ends_too_soon_gives_what_is_whole(read_bytes):
    whole = export(HEAT, HEAT | {"id": "a2", "title": "Ronin"})
    found = read_bytes(whole[: whole.index(b"Ronin")], "g.json")
    assert [type(o) for o in found] == [Document, Unreadable]


def test_an_export_without_posts_is_unreadable(read_bytes):
    (outcome,) = read_bytes(b'{"db": [{"meta": {}, "data": {"tags": []}}]}', "g.json")
    assert "no posts" in outcome.reason


def test_an_export_takes_the_memory_of_its_largest_post(tmp_path):
    path = tmp_path / "g.json"
    path.write_bytes(export(*[HEAT | {"id": str(n), "html": "x" * 1000} for n in range(5_000)]))
    tracemalloc.start()
    try:
        assert sum(isinstance(o, Document) for o in read_ghost(File(path, "g.json"))) == 5_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000 < path.stat().st_size
