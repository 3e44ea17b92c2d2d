"""How a site stands: counts that are true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.conflicts import Conflict
from graph.extraction import Defaults
from graph.ingest import Job
from graph.judgement import Judge
from graph.ledger import Ledger
from graph.mapping import Addresses
from graph.standing import NOTHING, Example, standing
from graph.store.embedded import EmbeddedStore
from shapes.validation import Validator

HEAD = "title: {film}\nyear: 1995\nauthor: {author}\nduration: {minutes} min\n{score}"
REVIEWS = {
    "a.md": HEAD.format(film="Heat", author="Ann", minutes=170, score="rating: 4/5"),
    "b.md": HEAD.format(film="Heat", author="Ben", minutes=171, score="rating: 3/5"),
    "c.md": HEAD.format(film="Heat", author="Cid", minutes=170, score=""),
    "d.md": HEAD.format(film="Casino", author="Ann", minutes=178, score="rating: 3/5"),
    "e.md": HEAD.format(film="Casino", author="Ben", minutes=178, score="rating: 9/5"),
    "empty.md": "",
}


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    for name, head in REVIEWS.items():
        text = f"---\n{head}\n---\nIt is a film, and a review of it.\n" if head else ""
        (tmp_path / name).write_text(text)
    with ExitStack() as stack:
        ledger = stack.enter_context(closing(Ledger(tmp_path / ".triplebill")))
        store = stack.enter_context(
            closing(EmbeddedStore(tmp_path / ".triplebill", reserve_bytes=0))
        )
        yield Job(
            ledger,
            store,
            Addresses("https://a.example/"),
            Judge(Validator.bundled(), Defaults()),
            tmp_path,
        )


def test_before_anything_came_in(job: Job) -> None:
    assert standing(job.ledger) == NOTHING


def test_every_count(job: Job, tmp_path: Path) -> None:
    job.add([tmp_path])
    found = standing(job.ledger)
    assert found.outcomes == {"published": 4, "rejected": 1, "unreadable": 1, "skipped": 0}
    assert (found.reviews, found.eligible, found.open_links, found.unpublished) == (4, 3, 0, 0)
    assert found.disagreements == 1
    assert found.conflicts == (
        Conflict(
            "heat-1995",
            "duration",
            (("170 minutes (PT2H50M)", ("a.md", "c.md")), ("171 minutes (PT2H51M)", ("b.md",))),
        ),
    )
    by_rule = {reason.rule: reason for reason in found.reasons}
    assert by_rule["movieImage"].documents == 4
    assert len(by_rule["movieImage"].examples) == 3
    score = by_rule["reviewRating"]
    assert (score.severity, score.documents) == ("Warning", 1)
    assert score.examples == (Example("c.md", "review/heat-1995-cid"),)
    severities = [reason.severity for reason in found.reasons]
    assert severities == sorted(severities, reverse=True)


def test_what_waits_for_the_store_is_counted(job: Job, tmp_path: Path) -> None:
    job.add([tmp_path])
    with job.ledger.transaction():
        job.ledger.unpublished.add_all()
    assert standing(job.ledger).unpublished > 4
