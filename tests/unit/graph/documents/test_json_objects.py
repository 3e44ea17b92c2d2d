import json
import tracemalloc

import pytest

from graph.documents.files import File
from graph.documents.json_objects import read as read_json
from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable

TRAKT = [
    {
        "rated_at": "2024-11-12T22:00:13.000Z", "rating": 7, "type": "movie",
        "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "heat-1995",
                  "imdb": "tt0113277", "tmdb": 949, "tvdb": None}},
    },
    {
        "rated_at": "2024-10-16T10:56:51.000Z", "rating": 9, "type": "show",
        "show": {"title": "Some Show", "year": 2024, "ids": {"trakt": 2, "imdb": "tt2788316"}},
    },
]  # fmt: skip


def claimed(document, about, name):
    claims = getattr(extract(document), about)
    return [claim.value for claim in claims if claim.property == name]


def test_an_array_is_a_document_for_each_object(read_bytes):
    one, other = read_bytes(b'[{"title": "Heat", "rating": 3.50},\n {"title": "300"}]', "f.json")
    assert (one.source, other.source) == ("f.json#item=1", "f.json#item=2")
    assert one.metadata == {"title": "Heat", "rating": "3.50"}
    assert other.lines == {"title": 2}


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        ('{"title": "A"}\n\n{"title": "B"}\n', ["A", "B"]),
        ('{"title": "A"} {"title": "B"}', ["A", "B"]),
        ('{\n"title": "A",\n"cast": [{"name": "C"}]\n}', ["A"]),
        ('{"reviews": [{"title": "A"}, {"title": "B"}]}', ["A", "B"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_way_to_put_objects_into_a_file(read_bytes, data, titles, encoding):
    found = read_bytes(data.encode(encoding), "f.json")
    assert [outcome.metadata["title"] for outcome in found] == titles


def test_lists_of_each_kind_of_thing(read_bytes):
    films = '{"Shows": [{"show": {"title": "S"}, "rating": 8}], "anime": [], "movies": [{"title": "A"}]}'
    show, film = read_bytes(films.encode(), "f.json")
    assert isinstance(show, Skipped)
    assert "the list “Shows”" in show.reason
    assert film.metadata == {"title": "A"}


@pytest.mark.parametrize(
    "data", ['{"series": "Dark", "movies": 8}', '{"movies": [{"title": "A"}], "mood": "good"}']
)
def test_what_is_no_list_of_things_is_one_object(read_bytes, data):
    assert len(read_bytes(data.encode(), "f.json")) == 1


@pytest.mark.parametrize(
    "data",
    [
        '{"user": "ann", "reviews": [{"title": "A", "rating": 4}, {"title": "B", "review": "So."}]}',
        '{"title": "Ann\'s", "seen": [{"film_title": "A", "myRating": 4}, {"film_title": "B", "year": 1}]}',
    ],
)
def test_the_one_list_of_an_object_that_is_no_review_is_opened(read_bytes, data):
    found = read_bytes(data.encode(), "f.json")
    assert [next(iter(outcome.metadata.values())) for outcome in found] == ["A", "B"]
    assert "in the list “" in found[0].because


@pytest.mark.parametrize(
    "data",
    [
        '{"title": "A", "rating": 4, "similar": [{"title": "B", "year": 1998}]}',
        '{"Title": "A", "Year": "1995", "Ratings": [{"Source": "IMDb", "Value": "8"}]}',
        '{"title": "A", "reviews": [{"title": "Cold and long", "rating": 4}]}',
        '{"film": "A", "reviews": [{"title": "Cold", "rating": 4, "year": 1995}]}',
        '{"titel": "A", "wertung": 4, "besetzung": [{"name": "C", "rolle": "D"}]}',
        '{"user": "ann", "seen": [{"title": "A", "year": 1}], "wanted": [{"title": "B", "year": 1}]}',
    ],
)
def test_an_object_that_may_be_a_review_stays_whole(read_bytes, data):
    (whole,) = read_bytes(data.encode(), "f.json")
    assert whole.metadata == json.loads(data, parse_int=str)


def test_a_list_that_is_not_read_is_named(read_bytes):
    data = b'{"user": "ann", "kritiken": [{"titel": "Heat", "wertung": "4/5"}]}'
    (whole,) = read_bytes(data, "f.json")
    assert "“kritiken”" in extract(whole).skip


def test_a_description_is_no_review(read_bytes):
    described = {"name": "a-film-blog", "description": "A blog about films.", "author": "Ann Lee"}
    program, film = read_bytes(
        json.dumps([described, described | {"rating": "4/5"}]).encode(), "f.json"
    )
    assert extract(program).skip
    assert not extract(film).skip
    assert claimed(film, "review", "abstract")


def test_films_rated_at_trakt_are_reviews_and_shows_are_not(read_bytes):
    film, show = read_bytes(json.dumps(TRAKT).encode(), "ratings.json")
    (rating,) = claimed(film, "review", "reviewRating")
    assert (str(rating.value), str(rating.worst), str(rating.best)) == ("7", "1", "10")
    assert [text.value for text in claimed(film, "movie", "name")] == ["Heat"]
    assert {i.value for i in claimed(film, "movie", "identifier")} == {"tt0113277", "movie/949"}
    assert [str(date) for date in claimed(film, "review", "datePublished")] == ["2024-11-12"]
    assert "television" in extract(show).skip


def test_a_file_of_something_else_is_no_review(read_bytes):
    (package,) = read_bytes(b'{"name": "my-site", "version": "1.0", "author": "Jane"}', "p.json")
    assert extract(package).skip


def test_json_ld_is_left_to_others(read_bytes):
    found = read_bytes(b'{"@context": "https://schema.org", "name": "Heat"}', "f.json")
    assert not any(isinstance(o, Document) and o.format == "json" for o in found)


def test_a_line_that_is_no_json_costs_no_other(read_bytes):
    data = b'{"title": "A"}\n{"title": \n[1]\n{"title": "\\ud800"}\n{"title": "B"}\n'
    found = read_bytes(data, "f.jsonl")
    assert [type(o) for o in found] == [Document, Unreadable, Unreadable, Unreadable, Document]
    assert "line 2" in found[1].reason
    assert "U+D800" in found[3].reason


def test_a_truncated_array_gives_what_is_whole(read_bytes):
    whole, cut = read_bytes(b'[{"title": "A"},\n{"title": "B', "f.json")
    assert isinstance(whole, Document)
    assert "line 2" in cut.reason
    assert len(read_bytes(b'[{"title": "A"}', "f.json")) == 2


@pytest.mark.parametrize(
    "data", [b"[" * 200_000, b'{"a":' * 200_000, b'[{"a":NaN}]', b"[1e999999]"]
)
def test_what_would_break_a_parser_is_unreadable(read_bytes, data):
    assert all(isinstance(outcome, Unreadable) for outcome in read_bytes(data, "f.json"))


@pytest.mark.parametrize("data", [b"[]", b"{}x", b"\xff\xfe\x00", b"nothing", b""])
def test_a_file_without_objects_comes_out_as_something(read_bytes, data):
    assert read_bytes(data, "f.json")


def test_lines_of_rubbish_come_to_an_end(read_bytes):
    found = read_bytes(b'{"title" x\n' * 50_000, "f.jsonl")
    assert len(found) < 200
    assert "was not read" in found[-1].reason


def test_a_file_takes_the_memory_of_its_largest_object(tmp_path):
    path = tmp_path / "f.json"
    row = json.dumps({"title": "Heat", "review": "x" * 1000})
    path.write_text("[" + ",".join([row] * 30_000) + "]")
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_json(File(path, "f.json"))) == 30_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000 < path.stat().st_size


def test_an_empty_suffix_twin_is_skipped(read_bytes):
    (outcome,) = read_bytes(b'"only words"', "f.json")
    assert isinstance(outcome, Skipped)


def test_half_a_character_that_a_later_key_hides_is_no_harm(read_bytes):
    (outcome,) = read_bytes(
        b'{"a": "\xff\xff\xff\xff", "a": "b"}\n'.replace(b"b", b"\xc3\xa9" * 9), "f.json"
    )
    assert outcome


COMMENT = {
    "type": "movie",
    "movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "imdb": "tt0113277"}},
    "comment": {
        "id": 267, "comment": "Great cops, great robbers.", "spoiler": False, "review": False,
        "parent_id": 0, "created_at": "2015-04-25T00:14:57.000Z", "likes": 0,
        "user_stats": {"rating": 8, "play_count": 1},
        "user": {"username": "ann", "private": False, "name": "Ann Lee", "ids": {"slug": "ann"}},
    },
}  # fmt: skip


def comment(**facts):
    return json.dumps([COMMENT | {"comment": COMMENT["comment"] | facts}]).encode()


def test_spoilers_in_a_comment(read_bytes):
    (document,) = read_bytes(comment(spoiler=True), "comments.json")
    assert claimed(document, "review", "keywords")[0].value == "spoilers"
    words = "Great. [spoiler]Neil dies.[/spoiler]"
    (document,) = read_bytes(comment(comment=words), "comments.json")
    assert claimed(document, "review", "keywords")[0].value == "spoilers"
    assert claimed(document, "review", "reviewBody")[0].value == words


def test_a_comment_at_trakt_is_a_review(read_bytes):
    (document,) = read_bytes(comment(), "comments.json")
    assert not claimed(document, "review", "keywords")
    assert claimed(document, "movie", "name")[0].value == "Heat"
    assert claimed(document, "movie", "identifier")[0].value == "tt0113277"
    assert claimed(document, "review", "reviewBody")[0].value == "Great cops, great robbers."
    assert claimed(document, "review", "author")[0].name == "Ann Lee"
    assert str(claimed(document, "review", "datePublished")[0]) == "2015-04-25"
    (rating,) = claimed(document, "review", "reviewRating")
    assert (rating.value, rating.best) == (8, 10)


def test_a_reply_at_trakt_and_what_is_private_are_skipped(read_bytes):
    (reply,) = read_bytes(comment(parent_id=12), "comments.json")
    assert isinstance(reply, Skipped)
    (private,) = read_bytes(comment(user={"username": "ann", "private": True}), "comments.json")
    assert "not published" in extract(private).skip


@pytest.mark.parametrize(
    "text",
    [
        '[{"year": 2023, "movies": [{"title": "Heat", "rating": "4/5"}]}]',
        '{"2023": [{"title": "Heat", "rating": "4/5"}], "2022": []}',
        '{"1abCd": {"Title": "Heat", "Rating": "4/5"}, "2x": {"Title": "Ronin", "Rating": "3/5"}}',
    ],
)
def test_reviews_below_years_and_names(read_bytes, text):
    first, *_ = read_bytes(text.encode(), "films.json")
    said = {key.lower(): value for key, value in first.metadata.items()}
    assert said == {"title": "Heat", "rating": "4/5"}


def test_each_value_below_a_year_has_an_outcome(read_bytes):
    text = (
        '{"2024": [{"title": "Heat"}, "x"], "2023": [{"title": "Ronin"}], "2022": {"title": "Ali"}}'
    )
    heat, x, ronin, ali = read_bytes(text.encode(), "films.json")
    assert [d.metadata["title"] for d in (heat, ronin, ali)] == ["Heat", "Ronin", "Ali"]
    assert isinstance(x, Unreadable)
