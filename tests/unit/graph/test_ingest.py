"""The job: what files hold no longer is withdrawn, and nothing else is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.documents.sent import Sent
from graph.extraction import Defaults
from graph.ingest import Job, intake
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.ledger.assignment import Assignment
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
    assert published(job) == [*before[:2], before[3]]  # the third one is cut in two
    file.write_bytes(b"[]")
    assert job.add([file]).unreadable == 1
    assert len(published(job)) == 3
    file.write_bytes(items("Heat"))
    job.add([file])
    assert published(job) == before[:1]


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
