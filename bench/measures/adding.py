"""Adding reviews, everything included, against Oxigraph's bulk load of the same triples.

Everything is what `triplebill add` does once it is started: reading, extraction, validation,
ledger, identity, fusion, mapping, store, snapshot. Oxigraph reads the triples that came out of
it from N-Triples into a fresh store on disk, which is as fast as these triples can be stored.
Each side runs in a fresh process, and may use all cores; memory is that of all its processes
together. Both read their files from the disk. The same site is then given the same files again,
and rebuilt. Corpora of 100,000 and more are added once. The largest is compared with the smallest,
too: the more alike their speed, the less a review costs more where there are many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from bench.comparison import Comparison, Row, Side, seconds
from bench.machine import Memory, forget
from bench.processes import in_fresh_process
from bench.workspace import Workspace, add, load_validation, settings
from graph.cores import cores
from graph.formats import named
from graph.store.location import open_published
from server.site import writing

LONG = 100_000
"""Reviews from which a corpus is added once, however many repetitions there are: it takes minutes,
in which what else the machine does evens out."""


@dataclass(frozen=True, slots=True)
class Added:
    """How long the steps took with one site, and the most memory until the first was done."""

    first_s: float
    unchanged_s: float
    rebuild_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """The same for a bulk load."""

    load_s: float
    peak_mb: float


def measure(workspace: Workspace) -> Iterator[Row]:
    """Rows for each corpus: speed, again unchanged, rebuild, memory; and one for how it grows."""
    speeds = []
    for reviews in workspace.sizes.reviews:
        corpus, runs = workspace.corpus(reviews), []
        repetitions = 1 if reviews >= LONG else workspace.sizes.repetitions
        for number in range(1, repetitions + 1):
            workspace.tell(f"adding {reviews:,} reviews ({number} of {repetitions})")
            with workspace.scratch() as folder:
                root = workspace.new_site(reviews) if number == repetitions else folder
                runs.append(_run(workspace, root, corpus, folder))
        rows = list(_rows(reviews, runs))
        speeds.append(rows[0].ours)
        yield from rows
    if len(speeds) > 1:
        few, *_, many = (Side(side.name, (side.middle,)) for side in speeds)
        yield Comparison("add", "reviews/s", many, few)


def _run(workspace: Workspace, root: Path, corpus: Path, scratch: Path) -> tuple[Added, Loaded]:
    triples = scratch / "graph.nt"
    forget(corpus)
    added = in_fresh_process(add_and_rebuild, root, corpus, triples)
    workspace.tell(f"added in {added.first_s:,.1f} s; loading the same triples")
    forget(triples)
    return added, in_fresh_process(bulk_load, triples, scratch / "loaded")


def add_and_rebuild(root: Path, corpus: Path, triples: Path) -> Added:
    """Add a corpus to a new site, add it again, rebuild; leaves the graph as N-Triples."""
    load_validation()
    with Memory() as memory:
        first_s = seconds(lambda: add(root, corpus))
    unchanged_s = seconds(lambda: add(root, corpus))
    rebuild_s = seconds(lambda: _rebuild(root))
    open_published(settings(root).location).current().dump(triples, named("nt"))
    return Added(first_s, unchanged_s, rebuild_s, memory.peak_mb)


def _rebuild(root: Path) -> None:
    with writing(settings(root), processes=cores()) as site:
        site.job.rebuild()


def bulk_load(triples: Path, folder: Path) -> Loaded:
    """Load a file of N-Triples into a fresh store."""
    with Memory() as memory:
        load_s = seconds(lambda: Store(folder).bulk_load(path=triples, format=RdfFormat.N_TRIPLES))
    return Loaded(load_s, memory.peak_mb)


def _rows(reviews: int, runs: list[tuple[Added, Loaded]]) -> Iterator[Comparison]:
    def rate(name: str, *took: float) -> Side:
        return Side(name, tuple(reviews / seconds for seconds in took))

    first = rate(f"add of {reviews:,} reviews", *(added.first_s for added, _ in runs))
    loaded = rate("bulk load of the same triples", *(loaded.load_s for _, loaded in runs))
    again = rate("the same files added again", *(added.unchanged_s for added, _ in runs))
    rebuilt = rate("rebuild from the ledger", *(added.rebuild_s for added, _ in runs))
    yield Comparison("add", "reviews/s", first, loaded)
    yield Comparison("add", "reviews/s", again, first)
    yield Comparison("add", "reviews/s", rebuilt, first)
    memory = Side(first.name, tuple(added.peak_mb for added, _ in runs))
    memory_loaded = Side(loaded.name, tuple(loaded.peak_mb for _, loaded in runs))
    yield Comparison("memory", "MB at the peak", memory, memory_loaded)
