"""The static twin against writing its bytes.

A page is an HTML page with all that is written beside it: the data of the same resource, the
tables of links. Building takes as many processes as there are cores; writing takes one, which
has all files in memory. The second build finds that nothing has changed. What a build spends its
time on is measured in one process, by its processor time: making what belongs together, against
writing the same files as a build does. The disk is through with what was written before when a
turn begins.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import mean
from time import process_time

from bench.comparison import Comparison, Row, Side, in_turns, seconds
from bench.processes import PROJECT, in_fresh_process
from bench.workspace import Workspace, settings
from graph.ledger import Ledger
from graph.store.location import open_published
from server.building.entries import Entry
from server.building.files import Folder
from server.building.making import Maker
from server.building.pinned import Pinned, dump_of
from server.building.plan import units
from server.search.twin import ADDRESS as SEARCH

INDEX = f"/{SEARCH}/"

PARTS = {
    "resource": "a resource: page, data, typed links",
    "record": "the record of a film: claims, links",
    "feed": "a page of a feed: Atom, JSON Feed",
    "index": "a part of the search index",
}
"""What is made as a whole, by sort of unit."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """Rows for the pages of each site, for a build that has nothing to do, and for its parts."""
    sites = workspace.paged()
    with workspace.scratch() as folder:  # all of it until the end: ext4 passes over freed inodes
        for name, site in sites.items():
            yield from _whole(workspace, name, site.root, folder / site.root.name)
        yield from _parts(workspace, sites.popitem()[1].root, folder / "parts")


def _whole(workspace: Workspace, name: str, root: Path, folder: Path) -> Iterator[Row]:
    first = _build(root, folder / "public")
    contents = _contents(folder / "public")
    pages, files = first["pages"], first["files"]
    sides = {
        f"build of {name}, {pages:,.0f} HTML pages": lambda n: (
            pages / _built(root, folder / f"{n}")
        ),
        "writing the same files": lambda n: pages / _written(contents, folder / f"written-{n}"),
    }
    ours, theirs = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    yield Comparison("building", "pages/s", ours, theirs)
    again = {
        "build, nothing has changed": lambda _: files / _built(root, folder / "public"),
        "the same files built anew": lambda n: files / _built(root, folder / f"again-{n}"),
    }
    ours, theirs = in_turns(workspace.sizes.repetitions, again, workspace.tell).values()
    yield Comparison("building", "files/s", ours, theirs)


def _parts(workspace: Workspace, root: Path, folder: Path) -> Iterator[Row]:
    runs = []
    for repetition in range(workspace.sizes.repetitions):
        workspace.tell(f"what a build makes ({repetition + 1} of {workspace.sizes.repetitions})")
        runs.append(in_fresh_process(spent, root, folder / f"{repetition}"))
    for sort, name in PARTS.items():
        making, writing = zip(*(run[sort] for run in runs), strict=True)
        yield Comparison("building", "ms of CPU", Side(name, making), Side("writing them", writing))


def spent(root: Path, out: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds of CPU for a unit of each sort: in all, and for writing its files."""
    config = replace(settings(root), static=1)
    reader = open_published(config.location).current()
    dump = dump_of(config, reader)
    maker, folder = Maker(config, reader.version, out / "made", dump), Folder(out / "written")
    taken: dict[str, list[tuple[float, float]]] = {sort: [] for sort in PARTS}
    with closing(Ledger(config.state, read_only=True)) as ledger:
        for number, unit in enumerate(units(config, Pinned(reader), ledger)):
            sort = "index" if unit.name.startswith(INDEX) else unit.sort
            if sort in PARTS:
                making = _cpu_ms(partial(maker.make, Entry(number, unit, {})))
                contents = {name: (out / "made" / name).read_bytes() for name in unit.files()}
                writing = _cpu_ms(partial(_write, folder, contents))
                taken[sort].append((making, writing))
    return {
        sort: (mean(a for a, _ in some), mean(b for _, b in some)) for sort, some in taken.items()
    }


def _write(folder: Folder, contents: dict[str, bytes]) -> None:
    for name, content in contents.items():
        folder.write(name, content, new=True)


def _cpu_ms(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return (process_time() - started) * 1_000


def _built(root: Path, out: Path) -> float:
    return _build(root, out)["seconds"]


def _build(root: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "server.cli", "--site", str(root), "build", str(out), "--json"]
    os.sync()
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
    summary: dict[str, float] = json.loads(done.stdout)
    return summary


def _contents(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def _written(contents: dict[str, bytes], out: Path) -> float:
    def write() -> None:
        for name, content in contents.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    os.sync()
    return seconds(write)
