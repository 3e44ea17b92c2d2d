"""What has changed since the last build, and so is to be made again."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from graph.ledger import FILE as LEDGER
from graph.progress import StepProgress
from server.building.manifest import Manifest
from server.building.plan import SORTS, asset, assets
from server.building.workers import BATCH, Workers
from server.config import Config
from server.pages.variants import software
from server.settings import SETTINGS


class State(NamedTuple):
    """What the site is made of: its settings and this software, its graph, its ledger."""

    settings: str
    graph: str
    ledger: str


def state(config: Config, version: str) -> State:
    """What a site is made of now, with that version of its graph."""
    shown = [(s.name, getattr(config, s.name)) for s in SETTINGS if not s.secret]
    written = (config.state / name for name in (LEDGER, f"{LEDGER}-wal"))
    stats = [path.stat() for path in written if path.exists()]
    # A reader may leave an empty log behind.
    ledger = [(found.st_size, found.st_mtime_ns) for found in stats if found.st_size]
    look = [(path, asset(path)) for path in assets()]
    return State(_hash(shown, software(), look), version, _hash(ledger))


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def find(
    record: Manifest, workers: Workers, now: State, everything: bool, progress: StepProgress
) -> None:
    """Have the manifest know for stale what is made of something else than it was."""
    before = State(*(record.made_of(name) for name in State._fields))
    other_graph = now.graph != before.graph or not now.graph
    with record.transaction():
        if everything or now.settings != before.settings:
            record.spoil(SORTS)
        if now.ledger != before.ledger or other_graph:
            record.spoil(("record", "former", "single", "data"))
        record.spoil(("host",))
        record.remember("settings", now.settings)
        record.remember("ledger", now.ledger)
    if other_graph:
        _compare(record, workers, now.graph, progress)


def _compare(record: Manifest, workers: Workers, graph: str, progress: StepProgress) -> None:
    """Find the resources whose triples are others than those that were written."""
    names, shown = list[str](), set[str]()
    total = record.count()
    if record.any_made():
        batches = record.resources(BATCH)
        for done, (changed, seen) in enumerate(workers.compare(batches)):
            names += changed
            shown |= set(seen)
            progress("Comparing", min(total, (done + 1) * BATCH), total)
    with record.transaction():
        record.change(names, shown)
        record.remember("graph", graph)
