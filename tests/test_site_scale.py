"""The scale of a site is a function of its reviews, not of the order in which they came."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.extraction import Defaults
from graph.findings import findings
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import FILE, Ledger
from graph.ledger.entries import OUTCOMES
from graph.ledger.schema import TABLES
from graph.mapping import Addresses
from graph.publish import rebuild
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

MARKS = (3, 5, 6, 6, 7, 7, 8, 8, 9, 9, 9, 10)
NO_SCORE = "the review gives no score"
REVIEW = """---
title: Film number {0}
year: {1}
date: 2024-03-{2:02d}
author: Ann Lee
rating: {3}
---
It rains on everybody here, and nobody has brought a coat.
"""


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator.bundled()


@pytest.fixture
def reviews(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "site" / "blog"
    folder.mkdir(parents=True)
    return [write(folder / f"{n}.md", n, mark) for n, mark in enumerate(MARKS)]


def write(path: Path, number: int, mark: object) -> Path:
    path.write_text(REVIEW.format(number, 1970 + number, number + 1, mark), "utf-8")
    return path


@contextmanager
def opened(root: Path, validator: Validator) -> Iterator[Job]:
    folder = root / "state"
    ledger, store = Ledger(folder), EmbeddedStore(folder, reserve_bytes=0)
    judge = Judge(validator, Defaults())
    yield Job(ledger, store, Addresses("https://example.org/"), judge, root.parent / "site")
    store.close()
    ledger.close()


def published(job: Job) -> set[str]:
    return {str(triple) for triple in job.store.query("CONSTRUCT WHERE { ?s ?p ?o }")}


def kept(job: Job) -> list[object]:
    """What the ledger says of each input, but for the ids."""
    entries = list(job.ledger.documents.with_outcome(*OUTCOMES))
    told = [sorted(f.sentence for f in findings(e)) for e in entries]
    return [
        (e.source, e.outcome, e.extraction, e.text, said)
        for e, said in zip(entries, told, strict=True)
    ]


def scores(job: Job) -> list[str]:
    rows = job.store.query(
        "SELECT ?value ?best { ?s <http://schema.org/ratingValue> ?value ;"
        " <http://schema.org/bestRating> ?best }"
    )
    return sorted(f"{row['value'].value}/{row['best'].value}" for row in rows)


def test_one_go_is_one_by_one_is_a_rebuild(
    tmp_path: Path, reviews: list[Path], validator: Validator
) -> None:
    with opened(tmp_path / "a", validator) as job:
        job.add([reviews[0].parent])
        graph, ledger = published(job), kept(job)
        assert scores(job) == sorted(f"{mark}/10" for mark in MARKS)
        rebuild(job.ledger, job.store, job.addresses)
        assert published(job) == graph
    mixed = random.Random(7).sample(reviews, len(reviews))
    with opened(tmp_path / "b", validator) as job:
        for path in mixed:
            job.add([path])
        assert published(job) == graph
        assert kept(job) == ledger


def test_the_report_is_that_of_the_finished_review(
    tmp_path: Path, reviews: list[Path], validator: Validator
) -> None:
    with opened(tmp_path / "a", validator) as job:
        job.add(reviews[:9])
        [first, *_] = job.ledger.documents.with_outcome("published")
        assert NO_SCORE in str(findings(first))
        assert any("without a known scale" in note.sentence for note in first.extraction.notes)
        assert scores(job) == []
        job.add(reviews)
        [first, *_] = job.ledger.documents.with_outcome("published")
        assert NO_SCORE not in str(findings(first))
        assert first.extraction.notes == ()


def test_what_goes_or_changes_takes_its_evidence_along(
    tmp_path: Path, reviews: list[Path], validator: Validator
) -> None:
    with opened(tmp_path / "a", validator) as job:
        job.add(reviews)
        assert len(scores(job)) == len(MARKS)
        job.remove("blog/11.md")  # the only ten
        assert scores(job) == []
        job.add(reviews)
        assert len(scores(job)) == len(MARKS)
        write(reviews[3], 3, "6/10")  # its own scale; eleven bare numbers are left
        assert job.add(reviews).published == 1
        assert scores(job) == sorted(f"{mark}/10" for mark in MARKS)
        write(reviews[0], 0, 11)  # now it is hardly out of ten
        job.add(reviews)
        assert scores(job) == ["6/10"]
        assert job.add(reviews).unchanged == len(MARKS)


def test_a_rejected_review_keeps_its_words_and_counts(
    tmp_path: Path, reviews: list[Path], validator: Validator
) -> None:
    text = reviews[0].read_text("utf-8").replace("2024-03-01", "2024-02-30")
    reviews[0].write_text(text, "utf-8")
    with opened(tmp_path / "a", validator) as job:
        for path in reviews:
            job.add([path])
        [rejected] = job.ledger.documents.with_outcome("rejected")
        assert "nobody has brought a coat" in rejected.text
        assert len(scores(job)) == len(MARKS) - 1


def test_what_a_crash_left_is_settled_at_the_next_start(
    tmp_path: Path, reviews: list[Path], validator: Validator, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "a", validator) as job, monkeypatch.context() as patched:
        for module in ("graph.ingest", "graph.ingest.intake"):
            patched.setattr(f"{module}.settle_scales", lambda ledger, judge: {})
        job.add(reviews)
        assert scores(job) == []
    with opened(tmp_path / "a", validator) as job:
        job.publish()
        assert len(scores(job)) == len(MARKS)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_ledger_of_the_first_layout_is_brought_up_to_date(
    tmp_path: Path, *, read_only: bool
) -> None:
    connection = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    connection.executescript(f"BEGIN;{TABLES}PRAGMA user_version = 1;COMMIT;")
    connection.close()
    ledger = Ledger(tmp_path, read_only=read_only)
    assert ledger.scales.known() == []
    ledger.close()
