"""Exports and feeds through the whole job: every row, item and member is accounted for."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import documents
from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

REVIEWS = """Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date
2024-01-02,Amour,2012,https://boxd.it/aaa1,3.5,,"Slow, <i>and</i> true.",,2024-01-01
2025-01-02,Amour,2012,https://boxd.it/aaa2,0.5,Yes,Less so now.,,2025-01-01
2025-01-02,Short
"""
WATCHED = """Date,Name,Year,Letterboxd URI
2024-04-02,Us,2019,https://boxd.it/f5
"""
FEED = """<rss version="2.0" xmlns:letterboxd="https://letterboxd.com"><channel>
<item><guid>letterboxd-review-1</guid><title>Heat, 1995</title>
<letterboxd:filmTitle>Heat</letterboxd:filmTitle><letterboxd:filmYear>1995</letterboxd:filmYear>
<description>Cold.</description></item>
<item><guid>letterboxd-list-2</guid><title>All of them</title></item>
<item><guid>letterboxd-review-3</guid><title>Cut &nbsp off</title></item>
</channel></rss>"""
WORDPRESS = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Museo (2018)</title><category domain="category">Movies</category>
<content:encoded><![CDATA[<p>Playful.</p>]]></content:encoded><wp:post_id>1</wp:post_id></item>
<item><title>About</title><wp:post_id>2</wp:post_id><wp:post_type>page</wp:post_type></item>
</channel></rss>"""
TRAKT = [
    {"rated_at": "2024-11-12", "rating": 7, "type": "movie",
     "movie": {"title": "Volver", "year": 2006, "ids": {"trakt": 1, "imdb": "tt0441909"}}},
    {"rated_at": "2024-11-12", "rating": 7, "type": "show", "show": {"title": "A show"}},
]  # fmt: skip
IMDB = """Const,Your Rating,Date Rated,Title,Title Type,Year
tt0113277,8,4/18/2026,Heat,Movie,1995
tt0705261,8,4/3/2026,A Show: An Hour,TV Episode,2006
"""
OUTCOMES = {
    "export.zip": {"published": 3, "unreadable": 1, "skipped": 1},
    "feed.xml": {"published": 1, "unreadable": 1, "skipped": 1},
    "blog.xml": {"published": 1, "skipped": 1},
    "ratings.json": {"published": 1, "skipped": 1},
    "lines.jsonl": {"published": 1, "skipped": 1},
    "imdb.csv": {"published": 1, "skipped": 1},
}


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    pack(folder, REVIEWS)
    (folder / "feed.xml").write_text(FEED)
    (folder / "blog.xml").write_text(WORDPRESS)
    (folder / "ratings.json").write_text(json.dumps(TRAKT))
    (folder / "lines.jsonl").write_text("\n".join(map(json.dumps, TRAKT)))
    (folder / "imdb.csv").write_text(IMDB)
    return folder


@pytest.fixture
def job(tmp_path: Path, given: Path, validator: Validator) -> Iterator[Job]:
    state = tmp_path / "state"
    state.mkdir()
    ledger, store = Ledger(state), EmbeddedStore(state, reserve_bytes=0)
    judge = Judge(validator, Defaults(author="Jane Doe"))
    yield Job(ledger, store, Addresses("https://example.org/"), judge, given)
    store.close()
    ledger.close()


def pack(folder: Path, reviews: str) -> None:
    with zipfile.ZipFile(folder / "export.zip", "w") as export:
        export.writestr("reviews.csv", reviews)
        export.writestr("watched.csv", WATCHED)
        export.writestr("profile.csv", "Username\njane\n")


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_row_item_and_member_has_one_outcome(job: Job, given: Path, name: str) -> None:
    inputs = [outcome.source for outcome in documents.read([given / name], given)]
    summary = job.add([given / name])
    counted = {
        outcome: count
        for outcome in ("published", "rejected", "unreadable", "skipped")
        if (count := getattr(summary, outcome))
    }
    assert counted == OUTCOMES[name]
    assert summary.inputs == len(inputs) == len(set(inputs))


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_same_again_changes_nothing(job: Job, given: Path, name: str) -> None:
    job.add([given / name])
    summary = job.add([given / name])
    assert summary.published == 0
    assert summary.unchanged == OUTCOMES[name]["published"]


def test_a_new_export_replaces_what_the_old_one_said(job: Job, given: Path) -> None:
    job.add([given / "export.zip"])
    head, first, *_ = REVIEWS.splitlines()
    new = "2026-01-01,Museo,2018,https://boxd.it/aaa9,4,,New.,,2026-01-01"
    pack(given, "\n".join([head, new, first]))
    summary = job.add([given / "export.zip"])
    assert (summary.published, summary.unchanged) == (1, 2)
    parts = job.ledger.documents.parts("export.zip")
    assert {source for source in parts if "#entry=" in source} == {
        "export.zip#entry=aaa1", "export.zip#entry=aaa9"
    }  # fmt: skip
