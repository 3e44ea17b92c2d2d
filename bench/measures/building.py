"""The static twin against writing its bytes.

A page is an HTML page with all that is written beside it: the data of the same resource, the
tables of links. Building takes as many processes as there are cores; writing takes one, which
has all files in memory. The second build finds that nothing has changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.comparison import Comparison, Row, in_turns, seconds
from bench.processes import PROJECT
from bench.workspace import Workspace


def measure(workspace: Workspace) -> Iterator[Row]:
    """Rows for pages, for files, and for a build that has nothing to do."""
    root = workspace.site().root
    with workspace.scratch() as folder:
        first = _build(root, folder / "public")
        contents = _contents(folder / "public")
        pages, files = first["pages"], first["files"]
        sides = {
            f"build, {pages:,.0f} HTML pages": lambda n: pages / _built(root, folder / f"{n}"),
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


def _built(root: Path, out: Path) -> float:
    return _build(root, out)["seconds"]


def _build(root: Path, out: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "server.cli", "--site", root, "build", out, "--json"]
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

    return seconds(write)
