"""What each step of adding costs for a review, in a large corpus against a small one.

The steps are done one after the other in one process, each for all reviews, and their CPU time is
taken: a step that costs the same in both sizes is linear. `add` does the first four, most of
parting, and describing on all cores, the rest in the one process that writes. All is in memory at
once, so of more than 100,000 reviews it is not done.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import TypeVar

from bench.comparison import Comparison, Row, Side
from bench.processes import in_fresh_process
from bench.workspace import Workspace, settings
from graph import documents
from graph.description import Described, Describing
from graph.extraction.site_scale import alone
from graph.ingest import Job
from graph.ingest.intake import TOGETHER
from graph.ledger.rows import Rows, rows_of
from graph.linking import Link
from graph.publish import BATCH
from server.site import writing

MOST = 100_000
"""Reviews of which the result of every step finds room in memory: some 20 kB each."""

T = TypeVar("T")


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for each step, and one for all of them."""
    found = [size for size in (*workspace.sizes.reviews, workspace.sizes.asked) if size <= MOST]
    sizes = max(found), min(found)
    costs: list[dict[str, float]] = []
    for reviews in sizes:
        workspace.tell(f"the steps of adding {reviews:,} reviews")
        with workspace.scratch() as folder:
            costs.append(in_fresh_process(steps, folder, workspace.corpus(reviews)))
    many, few = costs
    for step in many:
        large = Side(f"{step}, of {sizes[0]:,} reviews", (many[step],))
        yield Comparison(
            "steps", "ms of CPU a review", large, Side(f"of {sizes[1]:,} reviews", (few[step],))
        )


def steps(root: Path, corpus: Path) -> dict[str, float]:
    """The milliseconds of CPU time that each step of adding a corpus takes for a review."""
    with writing(settings(root)) as site:
        job, costs = site.job, _Costs()
        job.judge.validator.compiled.check(())
        inputs = costs.of("reading", lambda: list(documents.read([corpus], root)))
        entries = costs.of("extraction", lambda: [job.judge.read(given) for given in inputs])
        entries = costs.of("mapping and SHACL", lambda: job.judge.again(entries, alone))
        rows = costs.of("rows", lambda: [rows_of(entry, None, Link()) for entry in entries])
        costs.of("writing the ledger", lambda: _keep(job, rows))
        costs.of("parting films", job.ledger.part_films)
        described = costs.of("describing", lambda: _described(job))
        costs.of("writing lists and words", lambda: _list(job, described))
        costs.of("storing", lambda: _store(job, described))
        costs.of("snapshot", job.store.snapshot)
    return costs.of_each(len(inputs))


class _Costs:
    """CPU time by step."""

    def __init__(self) -> None:
        self._taken_s: dict[str, float] = {}

    def of(self, step: str, work: Callable[[], T]) -> T:
        gc.freeze()  # what earlier steps left, which `add` would not have in memory
        started = process_time()
        result = work()
        self._taken_s[step] = process_time() - started
        return result

    def of_each(self, reviews: int) -> dict[str, float]:
        all_ms = {step: 1_000 * taken_s / reviews for step, taken_s in self._taken_s.items()}
        return all_ms | {"all": sum(all_ms.values())}


def _keep(job: Job, rows: list[Rows]) -> None:
    with job.ledger.transaction():
        for start in range(0, len(rows), TOGETHER):
            with job.ledger.assigning() as assignment:
                assignment.take(rows[start : start + TOGETHER])


def _described(job: Job) -> list[Described]:
    describing, ids = Describing(job.ledger, job.addresses), job.ledger.unpublished.ids()
    return [describing(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH)]


def _list(job: Job, described: list[Described]) -> None:
    with job.ledger.transaction(durable=False):
        for some in described:
            job.ledger.listed.replace(some.ids, some.lines)
            job.ledger.revisions.put(some.digests)


def _store(job: Job, described: list[Described]) -> None:
    resources: dict[str, bytes] = {}
    for some in described:
        resources |= some.resources
    job.store.load(resources, new=True)
