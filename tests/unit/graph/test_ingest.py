"""The job: what files hold no longer is withdrawn, and nothing else is."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph import judgement
from graph.documents.sent import Sent
from graph.extraction import Defaults
from graph.ingest import Job, Summary, intake
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.ledger.assignment import Assignment
from graph.ledger.documents import Documents
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

WORDS = "A film about people who cannot stop, told with patience and with great love for detail."
REVIEWER = "Reviewer: Ann Lee\n\n"


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Validator.bundled(), Defaults())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def job(site: Path, judge: Judge) -> Iterator[Job]:
    ledger, store = Ledger(site / ".state"), EmbeddedStore(site / ".state", reserve_bytes=0)
    yield Job(ledger, store, Addresses("https://example.org/"), judge, site)
    store.close()
    ledger.close()


def published(job: Job) -> list[str]:
    return sorted(entry.source for entry in job.ledger.documents.with_outcome("published"))


def triples(job: Job) -> set[str]:
    return {str(t) for t in job.store.query("CONSTRUCT WHERE { ?s ?p ?o }")}  # type: ignore[union-attr]


def review(film: str = "Heat", year: int = 1995) -> str:
    return f"Film: {film}\nYear: {year}\nRating: 4/5\n{REVIEWER}{WORDS}\n"


def sections(*films: str) -> str:
    return "# This week\n\n" + "".join(f"## {film} ★★★★\n\n{WORDS}\n\n" for film in films)


def items(*films: str) -> bytes:
    return json.dumps(
        [{"film": film, "year": 1995, "rating": "4/5", "review": WORDS} for film in films]
    ).encode()


# --- what a file holds no longer ------------------------------------------------------------


def test_a_file_of_several_reviews_that_holds_one_now(job: Job, site: Path) -> None:
    file = site / "week.md"
    file.write_text(sections("Heat (1995)", "Alien (1979)"))
    job.add([file])
    assert published(job) == ["week.md#section=alien-1979", "week.md#section=heat-1995"]
    file.write_text(review())
    job.add([file])
    assert published(job) == ["week.md"]
    file.write_text(sections("Heat (1995)", "Alien (1979)"))
    job.add([file])
    assert published(job) == ["week.md#section=alien-1979", "week.md#section=heat-1995"]


def test_one_review_sent_in_place_of_several(job: Job) -> None:
    job.receive(Sent("x", ".json", items("Heat", "Ronin")))
    assert published(job) == ["http:x#item=1", "http:x#item=2"]
    job.receive(Sent("x", ".md", review("Thief", 1981).encode()))
    assert published(job) == ["http:x"]


def test_what_was_not_read_to_its_end_withdraws_nothing(job: Job, site: Path) -> None:
    file, whole = site / "films.json", items("Heat", "Ronin", "Thief", "Alien")
    file.write_bytes(whole)
    job.add([file])
    before = published(job)
    assert len(before) == 4
    file.write_bytes(whole[: len(whole) // 2])  # as while it is written
    assert job.add([file]).unreadable == 1
    assert published(job) == before  # the third one, too, which is cut in two
    file.write_bytes(b"[]")
    assert job.add([file]).unreadable == 1
    assert published(job) == before
    file.write_bytes(items("Heat"))
    job.add([file])
    assert published(job) == before[:1]


@pytest.mark.parametrize(
    "broken", [b"", b"---\ntitle: [\n---\n", b"\x00\x01\x02"], ids=["empty", "yaml", "binary"]
)
def test_a_review_stays_while_its_file_cannot_be_read(job: Job, site: Path, broken: bytes) -> None:
    file, documents = site / "heat.md", job.ledger.documents
    file.write_text(review())
    job.add([file])
    before = triples(job)
    file.write_bytes(broken)
    for _ in range(2):
        summary = job.add([file])
        assert (summary.inputs, summary.unreadable, summary.failed) == (1, 1, ["heat.md"])
    assert published(job) == ["heat.md"]
    assert triples(job) == before
    (entry,) = documents.ended("rejected", "unreadable")
    assert entry.reason.endswith("What was published of it stays until it can be read.")
    assert documents.page(["unreadable"], 10, 1) == [entry]
    assert (documents.counts()["unreadable"], documents.counts()["published"]) == (1, 0)
    assert documents.page(["published"], 10, 1) == []
    file.write_text(review())
    summary = job.add([file])
    assert (summary.unchanged, summary.failed) == (1, [])
    assert list(documents.ended("rejected", "unreadable")) == []
    assert triples(job) == before
    file.write_text(review("Ronin"))
    assert job.add([file]).published == 1


def test_what_could_not_be_read_is_found_without_looking_at_all(job: Job) -> None:
    connection = sqlite3.connect(job.ledger.folder / "ledger.sqlite")
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    documents = Documents(connection)
    documents.read_again(["x"])
    documents.counts()
    documents.page(["unreadable"], 10, 1)
    plans = [str(connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked]
    connection.close()
    assert (
        sum(
            "USING INDEX document_unread" in plan or "USING COVERING INDEX document_unread" in plan
            for plan in plans
        )
        == 3
    )


def test_a_scale_that_changes_leaves_what_could_not_be_read(job: Job, site: Path) -> None:
    def rated(name: str, score: str) -> Path:
        path = site / name
        path.write_text(f"---\nfilm: {name[:-3]}\nrating: {score}\n---\n{WORDS}\n")
        return path

    job.add([rated(f"Film {n}.md", str(n % 5 + 1)) for n in range(12)])
    (site / "Film 3.md").write_bytes(b"")
    job.add([site / "Film 3.md"])
    job.add([rated(f"More {n}.md", str(n % 10 + 1)) for n in range(20)])
    (entry,) = job.ledger.documents.ended("unreadable")
    assert entry.source == "Film 3.md"
    assert entry.outcome == "published"


WXR = """<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
{}</channel></rss>"""


def post(number: int, film: str) -> str:
    return (
        f"<item><title>{film} (1995)</title><wp:post_id>{number}</wp:post_id>\n"
        f"<content:encoded>{WORDS} That is the end of it.</content:encoded>\n</item>\n"
    )


@pytest.mark.parametrize("end", ["</content:encoded>", "</item>\n", "the end of it"])
def test_an_export_that_is_cut_off_withdraws_nothing(job: Job, site: Path, end: str) -> None:
    file = site / "blog.xml"
    whole = WXR.format("".join(map(post, range(4), ["Heat", "Ronin", "Thief", "Alien"])))
    file.write_text(whole)
    job.add([file])
    before = published(job)
    assert len(before) == 4
    file.write_text(whole[: whole.index(end, whole.index("Ronin")) + len(end)])
    summary = job.add([file])
    assert summary.unreadable == 1
    assert published(job) == before
    file.write_text(WXR.format(post(0, "Heat")))
    job.add([file])
    assert published(job) == before[:1]


def test_what_never_was_published_stays_unreadable(job: Job, site: Path) -> None:
    (site / "heat.md").write_bytes(b"")
    job.add([site / "heat.md"])
    (entry,) = job.ledger.documents.ended("unreadable")
    assert "stays" not in entry.reason


def movable(film: str, words: str = WORDS) -> str:
    head = f"AUTHOR: Ann Lee\nTITLE: {film} (1995)\nBASENAME: {film}\nSTATUS: Publish\n"
    return f"{head}-----\nBODY:\n{words}\n-----\n--------\n"


FILMS = ("Heat", "Ronin", "Thief")
WHOLE = {
    "mt.txt": "".join(map(movable, FILMS)),
    "films.csv": "Film,Year,Rating\n" + "".join(f"{film},1995,4/5\n" for film in FILMS),
    "films.json": items(*FILMS).decode(),
    "films.jsonl": "".join(
        f'{{"film": "{film}", "year": 1995, "rating": "4/5"}}\n' for film in FILMS
    ),
    "blog.xml": WXR.format("".join(post(n, film) for n, film in enumerate(FILMS))),
}
DAMAGED = {".txt": "Ronin\x01", ".csv": "Ronin\x01", ".xml": "Ronin & "}


@pytest.mark.parametrize("name", WHOLE)
def test_what_a_damaged_part_of_a_file_was_stays(job: Job, site: Path, name: str) -> None:
    file, documents = site / name, job.ledger.documents
    file.write_text(WHOLE[name])
    assert job.add([file]).published == 3
    before, graph = published(job), triples(job)
    damage = DAMAGED.get(file.suffix, "Ronin\\u0001")
    file.write_text(WHOLE[name].replace("Ronin (", f"{damage} (").replace("Ronin\"", f'{damage}"')
                    .replace("Ronin,", f"{damage},"))  # fmt: skip
    for _ in range(2):
        summary = job.add([file])
        assert (summary.inputs, summary.unchanged, summary.unreadable) == (3, 2, 1)
        assert (published(job), triples(job)) == (before, graph)
        (entry,) = documents.ended("unreadable")
        assert summary.failed == [entry.source] == before[1:2]
        assert entry.reason.endswith("What was published of it stays until it can be read.")
    file.write_text(WHOLE[name])
    assert job.add([file]).unchanged == 3
    assert list(documents.ended("unreadable")) == []
    assert triples(job) == graph


def test_a_damaged_part_keeps_nothing_else(job: Job, site: Path) -> None:
    file = site / "mt.txt"
    file.write_text(WHOLE["mt.txt"])
    job.add([file])
    file.write_text(movable("Heat") + movable("Ronin", "\x01"))
    assert job.add([file]).unreadable == 1
    assert published(job) == ["mt.txt#entry=Heat", "mt.txt#entry=Ronin"]


def test_the_sections_of_a_damaged_post_stay(job: Job, site: Path) -> None:
    def week(end: str = "") -> str:
        films = (f"<h2>{film} ★★★★</h2><p>{WORDS}</p>" for film in ("Heat (1995)", "Alien (1979)"))
        return movable("week", "".join(films) + end).replace("week (1995)", "This week")

    file = site / "mt.txt"
    file.write_text(week())
    job.add([file])
    before = published(job)
    assert len(before) == 2
    for text, faults in ((week("\x01"), 1), (week(), 0)):
        file.write_text(text)
        assert job.add([file]).unreadable == faults
        assert published(job) == before
        assert len(list(job.ledger.documents.ended("unreadable"))) == faults


def test_who_is_not_published_has_no_page(job: Job, site: Path) -> None:
    head = "---\nauthor: Jane Smith\n---\n"
    (site / "heat.md").write_text(head + review().replace("Ann Lee", "John Doe"))
    (site / "ronin.md").write_text(review("Ronin").replace("Ann Lee", "Eve Gray and Bo Ek"))
    job.add([site])
    living = {thing.slug for thing in job.ledger.things.living("person")}
    assert living == {"jane-smith", "eve-gray", "bo-ek"}


# --- days to come ---------------------------------------------------------------------------


def dated(**days: str) -> str:
    front = "".join(f"{key}: {day}\n" for key, day in days.items())
    return f"---\nfilm: Heat\nyear: 1995\nrating: 4/5\n{front}---\n{WORDS}\n"


def test_a_review_waits_for_its_date_and_ends_when_it_expires(
    job: Job, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(instant: str) -> None:
        monkeypatch.setattr(judgement, "now", lambda: datetime.fromisoformat(instant))

    file = site / "heat.md"
    file.write_text(dated(date="2026-12-24T09:00:00-08:00", expiryDate="2027-01-31T00:00:00Z"))
    at("2026-12-24T16:59:59+00:00")
    for _ in range(2):
        summary = job.add([file])
        assert (summary.skipped, summary.held) == (1, ["heat.md"])
        assert published(job) == []
    (entry,) = job.ledger.documents.with_outcome("skipped")
    assert "“date” says “2026-12-24T09:00:00-08:00”" in entry.reason
    at("2026-12-24T17:00:00+00:00")
    assert job.add([file]).published == 1
    at("2027-01-30T23:59:59+00:00")
    assert job.add([file]).unchanged == 1
    at("2027-01-31T00:00:00+00:00")
    summary = job.add([file])
    assert (summary.skipped, summary.held) == (1, [])
    assert published(job) == []
    (entry,) = job.ledger.documents.with_outcome("skipped")
    assert entry.reason == "It is published no longer: “expiryDate” says “2027-01-31T00:00:00Z”."


def test_what_is_sent_is_published_at_once(job: Job) -> None:
    receipt = job.receive(Sent("x", ".md", dated(date="2099-12-24").encode()))
    assert receipt.faults == []
    assert published(job) == ["http:x"]


FEED = """<rss version="2.0"><channel><title>Ann</title>{}</channel></rss>"""


def test_what_has_left_a_feed_stays(job: Job, site: Path) -> None:
    def item(film: str) -> str:
        words = f"<category>Film</category><description>{WORDS}</description>"
        return f"<item><guid>{film}</guid><title>{film} (1995)</title>{words}</item>"

    feed = site / "feed.xml"
    feed.write_text(FEED.format(item("Heat") + item("Ronin")))
    job.add([feed])
    feed.write_text(FEED.format(item("Thief") + item("Heat")))
    summary = job.add([feed])
    assert (summary.published, summary.unchanged) == (1, 1)
    assert published(job) == [f"feed.xml#latest={film}" for film in ("Heat", "Ronin", "Thief")]


def test_a_feed_that_was_cut_off_leaves_no_fault_when_it_is_whole(job: Job, site: Path) -> None:
    def item(film: str) -> str:
        words = f"<category>Film</category><description>{WORDS}</description>"
        return f"<item><guid>{film}</guid><title>{film} (1995)</title>{words}</item>\n"

    feed = site / "feed.xml"
    whole = FEED.format(item("Heat") + item("Ronin") + item("Thief"))
    feed.write_text(whole[: whole.index("<item><guid>Thief")])
    assert job.add([feed]).unreadable == 1
    feed.write_text(whole)
    assert job.add([feed]).unreadable == 0
    assert list(job.ledger.documents.ended("unreadable")) == []
    assert len(published(job)) == 3


def test_a_later_export_takes_the_place_of_an_earlier_one(job: Job, site: Path) -> None:
    head = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"

    def export(day: str, *films: str) -> Path:
        path = site / f"letterboxd-ann-{day}-10-00-utc.zip"
        rows = [f"2024-01-01,{f},1995,https://boxd.it/{f},4,,{WORDS},,\n" for f in films]
        watched = [f"2024-01-01,{film},1995,https://boxd.it/of-{film}\n" for film in films]
        with ZipFile(path, "w") as zipped:
            zipped.writestr("profile.csv", "Date Joined,Username\n2020-01-01,ann\n")
            zipped.writestr("watched.csv", "Date,Name,Year,Letterboxd URI\n" + "".join(watched))
            zipped.writestr("reviews.csv", head + "".join(rows))
        return path

    first = export("2024-05-01", "Heat", "Ronin")
    job.add([first])
    assert len(published(job)) == 2
    assert job.add([export("2025-05-01", "Ronin", "Thief")]).unchanged == 1
    assert published(job) == ["letterboxd-ann.zip#entry=Ronin", "letterboxd-ann.zip#entry=Thief"]
    first.unlink()
    assert job.gone([site]) == {}


# --- what is gone ---------------------------------------------------------------------------


def test_what_is_gone_is_below_the_folders_named(job: Job, site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "usb" / "ran.md"
    elsewhere.parent.mkdir()
    for file in (site / "heat.md", elsewhere):
        file.write_text(review(file.stem))
    job.add([site, elsewhere])
    for file in (site / "heat.md", elsewhere):
        file.unlink()
    assert list(job.gone([site])) == ["heat.md"]
    assert set(job.gone([tmp_path])) == {"heat.md", str(elsewhere)}


def test_a_file_whose_name_is_no_text_is_there(job: Job, site: Path) -> None:
    file = site / os.fsdecode(b"caf\xe9.md")
    file.write_text(review())
    job.add([site])
    assert job.gone([site]) == {}
    file.unlink()
    assert list(job.gone([site])) == ["caf\\xe9.md"]


def test_a_source_without_a_name_withdraws_nothing(job: Job, tmp_path: Path) -> None:
    file = tmp_path / "ran.md"
    file.write_text(review("Ran", 1985))
    job.add([file])
    assert job.remove("") == []
    assert published(job) == [str(file)]


# --- all of it or nothing -------------------------------------------------------------------


def test_of_what_is_sent_a_crash_leaves_nothing(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "COMMIT_S", 0.0)
    monkeypatch.setattr(intake, "TOGETHER", 1)
    taken, put = [], Assignment.take

    def take(self: Assignment, rows: object) -> None:
        taken.append(rows)
        if len(taken) == 3:
            raise KeyboardInterrupt
        put(self, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(Assignment, "take", take)
    with pytest.raises(KeyboardInterrupt):
        job.receive(Sent("x", ".json", items(*(f"Film {n}" for n in range(600)))))
    assert len(taken) == 3
    assert published(job) == []
    assert list(job.ledger.sent.all()) == []


# --- scales ---------------------------------------------------------------------------------

RATED = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <http://schema.org/> .
[] a sh:NodeShape ; sh:targetClass schema:Review ;
  sh:property [ sh:path schema:reviewRating ; sh:minCount 1 ] ."""


def scored(site: Path, *scores: int) -> list[Path]:
    files = [site / f"{score}-{n}.md" for n, score in enumerate(scores)]
    for file, score in zip(files, scores, strict=True):
        file.write_text(review(f"Film {file.stem}").replace("4/5", str(score)))
    return files


def test_outcomes_are_those_of_the_ledger_whatever_scale_is_found(job: Job, site: Path) -> None:
    (site / "own.ttl").write_text(RATED)
    judge = Judge(Validator.bundled(site), Defaults())
    job = replace(job, judge=judge)
    few, many = scored(site, 5, 4), scored(site, *(1 + n % 5 for n in range(12)))
    summary = job.add(few)
    assert (summary.published, summary.rejected) == (0, 2)  # two numbers tell no scale
    summary = job.add(many)
    counts = job.ledger.documents.counts()
    assert (summary.published, summary.overruled) == (12, [])
    assert counts["published"] == 14

    summary = job.add(scored(site, 37, 38, 39))
    assert (summary.rejected, len(summary.overruled)) == (3, 14)
    rejected = list(job.ledger.documents.with_outcome("rejected"))
    assert {entry.source for entry in rejected} == {*summary.failed, *summary.overruled}
    assert all(WORDS in entry.text for entry in rejected)


def test_outcomes_that_change_before_they_are_committed(
    job: Job, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "own.ttl").write_text(RATED)
    job = replace(job, judge=Judge(Validator.bundled(site), Defaults()))
    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(intake, "TOGETHER", 2)
    monkeypatch.setattr(intake, "COMMIT_S", 60.0)
    summary = job.add(scored(site, 5, 4, *(1 + n % 5 for n in range(12))))
    assert (summary.published, summary.failed) == (14, [])
    assert summary.rejected == 0


def test_what_is_published_again_in_the_same_run_is_not_overruled() -> None:
    summary = Summary()
    summary.count("heat.md", "published")
    summary.correct("heat.md", "rejected")
    assert summary.overruled == ["heat.md"]
    summary.correct("heat.md", "published")
    assert (summary.published, summary.overruled) == (1, [])
