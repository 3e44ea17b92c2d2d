"""Adding reviews, everything included, against Oxigraph's bulk load of the same triples.

Everything is what `triplebill add` does once it is started: reading, extraction, validation,
ledger, identity, fusion, mapping, store, snapshot. Oxigraph reads the triples that came out of
it from N-Triples into a fresh store on disk, which is as fast as these triples can be stored.
Each side runs in a fresh process, and may use all cores; memory is that of all its processes
together. Both read their files from the disk. The same site is then given the same files again,
and rebuilt.
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

TRIPLES = "graph.nt"
"""The file in a site's folder that its graph is left in."""


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
    """Rows for each corpus: speed, again unchanged, rebuild, memory."""
    for reviews in workspace.sizes.reviews:
        corpus, runs = workspace.corpus(reviews), []
        for repetition in range(workspace.sizes.repetitions):
            of = f"({repetition + 1} of {workspace.sizes.repetitions})"
            workspace.tell(f"adding {reviews:,} reviews {of}")
            with workspace.scratch() as folder:
                forget(corpus)
                added = in_fresh_process(add_and_rebuild, folder, corpus)
                forget(folder / TRIPLES)
                loaded = in_fresh_process(bulk_load, folder / TRIPLES, folder / "loaded")
            runs.append((added, loaded))
        yield from _rows(reviews, runs)


def add_and_rebuild(root: Path, corpus: Path) -> Added:
    """Add a corpus to a new site, add it again, rebuild; leaves the graph as N-Triples."""
    load_validation()
    with Memory() as memory:
        first_s = seconds(lambda: add(root, corpus))
    unchanged_s = seconds(lambda: add(root, corpus))
    rebuild_s = seconds(lambda: _rebuild(root))
    open_published(settings(root).location).current().dump(root / TRIPLES, named("nt"))
    return Added(first_s, unchanged_s, rebuild_s, memory.peak_mb)


def _rebuild(root: Path) -> None:
    with writing(settings(root), processes=cores()) as site:
        site.job.rebuild()


def bulk_load(triples: Path, folder: Path) -> Loaded:
    """Load a file of N-Triples into a fresh store."""
    with Memory() as memory:
        load_s = seconds(lambda: Store(folder).bulk_load(path=triples, format=RdfFormat.N_TRIPLES))
    return Loaded(load_s, memory.peak_mb)


def _rows(reviews: int, runs: list[tuple[Added, Loaded]]) -> Iterator[Row]:
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
