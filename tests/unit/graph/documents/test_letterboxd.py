import io
import os
import tracemalloc
import zipfile

import pytest

from graph.documents import archive, read
from graph.documents.files import file_of
from graph.extraction import extract
from graph.records import Document, Skipped, Unreadable

REVIEWS = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
2024-01-02,Amour,2012,https://boxd.it/aaa1,3.5,,"Slow, <i>and</i> true.

Very true.",,2024-01-01
2025-01-02,Amour,2012,https://boxd.it/aaa2,0.5,Yes,Less so now.,"two, tags",2025-01-01
2024-03-02,Heat,1995,https://boxd.it/aaa3,,,Cold.,,
"""
DIARY = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
2024-01-02,Amour,2012,https://boxd.it/aaa1,3.5,,,2024-01-01
2025-01-02,Amour,2012,https://boxd.it/aaa2,0.5,Yes,"two, tags",2025-01-01
2024-05-02,Volver,2006,https://boxd.it/aaa4,,,,2024-05-01
"""
RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2025-01-02,Amour,2012,https://boxd.it/f1,0.5
2024-03-03,Heat,1995,https://boxd.it/f2,4
2024-04-01,Museo,2018,https://boxd.it/f3,5
"""
WATCHED = """Date,Name,Year,Letterboxd URI
2024-03-02,Heat,1995,https://boxd.it/f2
2024-04-01,Museo,2018,https://boxd.it/f3
2024-04-02,Us,2019,https://boxd.it/f5
"""
TABLES = {
    "reviews.csv": REVIEWS,
    "diary.csv": DIARY,
    "ratings.csv": RATINGS,
    "watched.csv": WATCHED,
}


def packed(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def read_export(read_bytes):
    return lambda members, **options: read_bytes(packed(members, **options), "export.zip")


def by_name(found):
    return {outcome.source.partition("#")[2]: outcome for outcome in found}


def claimed(document, about, name):
    claims = getattr(extract(document), about)
    return [claim.value for claim in claims if claim.property == name]


def test_the_tables_become_one_document_for_each_viewing_and_each_other_film(read_export):
    found = by_name(read_export(TABLES))
    assert set(found) == {
        "entry=aaa1", "entry=aaa2", "entry=aaa3", "entry=aaa4", "film=f3", "film=f5"
    }  # fmt: skip
    assert all(isinstance(outcome, Document) for outcome in found.values())
    assert all(file_of(outcome.source) == "export.zip" for outcome in found.values())


def test_a_rewatch_is_a_viewing_of_its_own_with_its_own_half_stars(read_export):
    found = by_name(read_export(TABLES))
    (first,), (second,) = (
        claimed(found[f"entry={name}"], "review", "reviewRating") for name in ("aaa1", "aaa2")
    )
    assert (str(first.value), str(first.worst), str(first.best)) == ("3.5", "0.5", "5")
    assert str(second.value) == "0.5"


def test_words_keep_their_lines_and_lose_their_markup(read_export):
    (body,) = claimed(by_name(read_export(TABLES))["entry=aaa1"], "review", "reviewBody")
    assert body.value == "Slow, and true.\n\nVery true."


def test_a_film_rated_on_its_own_page_gives_its_rating_to_the_viewing(read_export):
    heat = by_name(read_export(TABLES))["entry=aaa3"]
    (rating,) = claimed(heat, "review", "reviewRating")
    assert str(rating.value) == "4"
    assert [link.url for link in claimed(heat, "movie", "sameAs")] == ["https://boxd.it/f2"]
    assert [link.url for link in claimed(heat, "review", "isBasedOn")] == ["https://boxd.it/aaa3"]


def test_a_rating_is_not_lent_to_a_film_of_the_same_name_and_year(read_export):
    twins = RATINGS + "2024-03-03,Heat,1995,https://boxd.it/f9,1\n"
    found = by_name(read_export(TABLES | {"ratings.csv": twins}))
    assert claimed(found["entry=aaa3"], "review", "reviewRating") == []


def test_a_rating_without_words_is_a_review_and_a_film_only_seen_a_viewing(read_export):
    found = by_name(read_export(TABLES))
    assert extract(found["film=f3"]).subject == "review"
    assert claimed(found["film=f3"], "review", "isBasedOn") == []
    assert extract(found["film=f5"]).subject == "viewing"
    assert claimed(found["film=f5"], "viewing", "startTime") == []  # it was logged on that day
    assert extract(found["entry=aaa4"]).subject == "viewing"
    (day,) = claimed(found["entry=aaa4"], "viewing", "startTime")
    assert str(day) == found["entry=aaa4"].metadata["Watched Date"]


def test_a_review_of_a_viewing_has_its_day(read_export):
    found = by_name(read_export(TABLES))
    assert extract(found["entry=aaa1"]).subject == "review"
    (day,) = claimed(found["entry=aaa1"], "viewing", "startTime")
    assert str(day) == found["entry=aaa1"].metadata["Watched Date"]


def test_sources_and_digests_are_the_same_in_a_new_export_in_another_order(read_export):
    head, *rows = WATCHED.splitlines()
    turned = dict(reversed(TABLES.items())) | {"watched.csv": "\n".join([head, *rows[::-1]])}
    turned["ratings.csv"] = RATINGS.replace(
        "2024-04-01,Museo", "2023-04-01,Argo,2012,https://boxd.it/f0,1\n2024-04-01,Museo"
    )
    before, after = by_name(read_export(TABLES)), by_name(read_export(turned))
    assert set(before) | {"film=f0"} == set(after)
    assert all(before[name].metadata == after[name].metadata for name in before)
    assert all(before[name].digest == after[name].digest for name in before)


def test_what_is_private_deleted_or_not_ones_own_is_never_opened(read_export, monkeypatch):
    opened = []
    content = archive.Archive.content
    monkeypatch.setattr(
        archive.Archive, "content", lambda self, name: opened.append(name) or content(self, name)
    )
    others = [
        "profile.csv", "comments.csv", "watchlist.csv", "likes/films.csv", "lists/best.csv",
        "deleted/reviews.csv", "orphaned/diary.csv", "notes.txt", "inner.zip",
    ]  # fmt: skip
    found = read_export(dict.fromkeys(others, REVIEWS) | TABLES)
    assert sorted(opened) == sorted(TABLES)
    skipped = [outcome for outcome in found if isinstance(outcome, Skipped)]
    assert len(skipped) == len(others)
    assert len({outcome.source for outcome in found}) == len(found)


def test_an_export_in_a_folder_is_read(read_export):
    found = read_export({f"letterboxd-jane-2024/{name}": TABLES[name] for name in TABLES})
    assert "export.zip#entry=aaa1" in {outcome.source for outcome in found}


def test_rows_without_an_address_are_named_by_what_they_say(read_export):
    table = REVIEWS.replace("https://boxd.it/aaa1", "").replace("https://boxd.it/aaa2", "")
    found = [o for o in read_export({"reviews.csv": table}) if isinstance(o, Document)]
    assert len({outcome.source for outcome in found}) == 3
    assert "export.zip#entry=2024-01-01%20Amour%202012" in {outcome.source for outcome in found}


def test_a_row_that_cannot_be_read_costs_no_other(read_export):
    found = read_export({"reviews.csv": REVIEWS + "2024-01-01,Short\n", "diary.csv": b"\x00\x01"})
    faults = [outcome for outcome in found if isinstance(outcome, Unreadable)]
    assert [o.source for o in faults] == [
        "export.zip#reviews=4", "export.zip#member=diary.csv"
    ]  # fmt: skip
    assert sum(isinstance(outcome, Document) for outcome in found) == 3


def test_a_table_without_rows_is_nothing_to_mend(read_export):
    empty = {name: content.partition("\n")[0] for name, content in TABLES.items()}
    found = by_name(read_export(empty | {"ratings.csv": RATINGS}))
    assert {name for name, outcome in found.items() if isinstance(outcome, Document)} == {
        "film=f1", "film=f2", "film=f3"
    }  # fmt: skip
    skipped = [outcome for outcome in found.values() if isinstance(outcome, Skipped)]
    assert len(skipped) == len(found) - 3 == 3
    assert all("no rows" in outcome.reason for outcome in skipped)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_table_that_was_saved_anew_is_read(read_export, encoding):
    table = REVIEWS.replace("Amour", "Amélie").encode(encoding)
    assert "Amélie" in {o.metadata["Name"] for o in read_export({"reviews.csv": table})}


@pytest.mark.parametrize(
    "name", ["../reviews.csv", "/etc/reviews.csv", "a/../../reviews.csv", "..\\reviews.csv"]
)
def test_a_member_that_leads_out_of_the_archive_is_no_export(read_export, tmp_path, name):
    before = set(tmp_path.rglob("*"))
    (outcome,) = read_export({name: REVIEWS})
    assert isinstance(outcome, Skipped)
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "export.zip"}


def test_a_bomb_is_unpacked_no_further_than_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 100_000)
    bomb = {"reviews.csv": REVIEWS + "x" * 50_000_000, "ratings.csv": RATINGS}
    path = tmp_path / "export.zip"
    path.write_bytes(packed(bomb, compression=zipfile.ZIP_DEFLATED))
    del bomb
    tracemalloc.start()
    try:
        found = list(read([path], tmp_path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "more than" in found[0].reason
    assert sum(isinstance(outcome, Document) for outcome in found) == 3
    assert peak < 5_000_000


def test_a_member_that_lies_about_its_size_is_not_believed(read_bytes, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 100_000)
    data = packed({"reviews.csv": "x" * 5_000_000}, compression=zipfile.ZIP_DEFLATED)
    size = (5_000_000).to_bytes(4, "little")
    found = read_bytes(data.replace(size, (10).to_bytes(4, "little")), "export.zip")
    assert isinstance(found[0], Unreadable)


def test_encrypted_members_and_strange_packings_are_told(read_export, read_bytes):
    (told,) = read_export({"reviews.csv": REVIEWS}, compression=zipfile.ZIP_LZMA)
    assert "packed in a way" in told.reason
    data = bytearray(packed({"reviews.csv": REVIEWS}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (told,) = read_bytes(bytes(data), "export.zip")
    assert "encrypted" in told.reason


@pytest.mark.parametrize("cut", [0, 3, 30, 400, -1, -30])
def test_a_truncated_archive_is_unreadable(read_bytes, cut):
    (outcome,) = read_bytes(packed(TABLES)[:cut], "export.zip")
    assert isinstance(outcome, Unreadable)


def test_a_damaged_member_costs_no_other(read_bytes):
    data = packed(TABLES)
    found = read_bytes(data.replace(b"Slow, ", b"Slaw, "), "export.zip")
    assert [o.source for o in found if isinstance(o, Unreadable)] == [
        "export.zip#member=reviews.csv"
    ]
    assert any(isinstance(outcome, Document) for outcome in found)


def test_another_archive_is_skipped(read_export):
    (outcome,) = read_export({"holiday.jpg": b"x"})
    assert isinstance(outcome, Skipped)


def test_a_member_without_a_name_is_passed_over(read_bytes):
    data = packed(TABLES | {"x": "y"})
    at = data.rindex(b"PK\x01\x02")
    nameless = data[: at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    size = int.from_bytes(nameless[-10:-6], "little") - 1
    found = read_bytes(nameless[:-10] + size.to_bytes(4, "little") + nameless[-6:], "export.zip")
    assert any(isinstance(outcome, Document) for outcome in found)


def test_what_was_deleted_is_read_only_on_request(tmp_path):
    deleted = "Date,Name,Year,Letterboxd URI,Rating\n2020-01-02,Alien,1979,https://boxd.it/d1,4\n"
    members = TABLES | {"deleted/diary.csv": deleted, "orphaned/reviews.csv": deleted + "short\n"}
    (tmp_path / "export.zip").write_bytes(packed(members))

    def found(*parts):
        outcomes = read([tmp_path / "export.zip"], tmp_path, lambda source: frozenset(parts))
        return by_name(outcomes)

    without, deleted_too, all_ = found(), found("deleted"), found("deleted", "orphaned")
    assert isinstance(without["member=deleted%2Fdiary.csv"], Skipped)
    assert "entry=d1" not in without
    assert deleted_too["entry=d1"].metadata["Name"] == "Alien"
    assert isinstance(deleted_too["member=orphaned%2Freviews.csv"], Skipped)
    assert isinstance(all_["orphanedreviews=2"], Unreadable)


def test_an_unpacked_export_is_read_as_the_zip_is(read_export, tmp_path):
    members = TABLES | {
        "profile.csv": "Username\nann\n",
        "deleted/reviews.csv": REVIEWS,
        "likes/films.csv": WATCHED,
    }
    for name, content in members.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / "mine" / "heat.md").write_text("# Heat (1995)\n\nCold, again.\n")
    found = list(read([tmp_path], tmp_path))
    zipped = by_name(read_export(members))
    together = by_name(outcome for outcome in found if file_of(outcome.source) == "mine")
    assert {name: type(outcome) for name, outcome in together.items()} == {
        name: type(outcome) for name, outcome in zipped.items()
    }
    assert {d.digest for d in together.values()} == {d.digest for d in zipped.values()}
    assert [d.source for d in found if file_of(d.source) != "mine"] == ["mine/heat.md"]


def write(folder, members):
    for name, content in members.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


LISTED = """Letterboxd list export v7
Date,Name,Tags,URL,Description
2024-01-01,Best,,https://boxd.it/l1,

Position,Name,Year,URL,Description
1,Heat,1995,https://boxd.it/f2,
"""
OTHERS = {
    "deleted/diary.csv": DIARY.replace("aaa", "ddd"),
    "deleted/reviews.csv": REVIEWS.replace("aaa", "ddd"),
    "orphaned/diary.csv": DIARY.replace("aaa", "ooo"),
    "likes/reviews.csv": "Date,Letterboxd URI\n2024-01-01,https://boxd.it/zzz\n",
    "lists/best.csv": LISTED,
}


@pytest.mark.parametrize("left", [("reviews.csv", "diary.csv"), ("diary.csv", "ratings.csv")])
def test_two_tables_of_an_export_are_one_without_the_others(read_export, tmp_path, left):
    members = {name: TABLES[name] for name in left} | OTHERS
    write(tmp_path / "mine", members)
    found = by_name(read([tmp_path], tmp_path))
    zipped = by_name(read_export(members))
    assert {name: type(o) for name, o in found.items()} == {
        name: type(o) for name, o in zipped.items()
    }


def test_a_table_that_only_has_the_name_is_read_by_itself(tmp_path):
    own = {"ratings.csv": "Title,Rating\nHeat,4\n", "notes.csv": "Title,Rating\nUs,4\n"}
    write(tmp_path, own | {"reviews.csv": REVIEWS})
    found = {d.source for d in read([tmp_path], tmp_path) if d.format == "csv"}
    assert found == {
        "notes.csv#row=1",
        "ratings.csv#row=1",
        *(f"reviews.csv#row={n}" for n in (1, 2, 3)),
    }
    write(tmp_path, {"diary.csv": DIARY, "watched.csv": "Title,Rating\nAlien,4\n"})
    apart = {d.source for d in read([tmp_path], tmp_path) if d.format == "csv"}
    assert apart == {"notes.csv#row=1", "ratings.csv#row=1", "watched.csv#row=1"}


def test_what_an_export_leaves_out_stays_out_beside_a_single_table(tmp_path):
    write(tmp_path, OTHERS | {"ratings.csv": RATINGS, "saved.csv": LISTED})
    found = list(read([tmp_path], tmp_path))
    said = {o.source: o.reason for o in found if isinstance(o, Skipped)}
    assert set(said) == {*OTHERS, "saved.csv"}
    assert "lists are no reviews" in said["saved.csv"]
    assert {o.source for o in found if isinstance(o, Document)} == {
        f"ratings.csv#row={n}" for n in (1, 2, 3)
    }
    included = read([tmp_path / "deleted"], tmp_path, lambda _: frozenset(("deleted",)))
    assert all(isinstance(o, Document) for o in included)


def test_a_folder_of_another_sort_may_have_such_a_name(tmp_path):
    write(tmp_path, {"lists/best.csv": "Title,Rating\nHeat,4\n"})
    (row,) = read([tmp_path], tmp_path)
    assert isinstance(row, Document)


def test_a_pipe_of_such_a_name_is_not_waited_for(tmp_path):
    write(tmp_path, {"diary.csv": DIARY, "reviews.csv": REVIEWS})
    os.mkfifo(tmp_path / "ratings.csv")
    assert any(isinstance(o, Document) for o in read([tmp_path], tmp_path))


def test_a_link_in_an_unpacked_export_is_not_followed(tmp_path):
    for name in ("profile.csv", "watched.csv"):
        (tmp_path / name).write_text(WATCHED)
    secret = tmp_path.parent / f"{tmp_path.name}-secret.csv"
    secret.write_text(REVIEWS)
    (tmp_path / "reviews.csv").symlink_to(secret)
    said = [d for d in read([tmp_path], tmp_path) if isinstance(d, Document)]
    assert said
    assert all("Review" not in d.metadata for d in said)
