"""Reading one large file, against a file a tenth of its size: speed and memory must not change.

Every row of a table, and every post of a WordPress export, is read in a fresh process, and nothing
is kept; of a file a tenth as large, each is also understood. The memory is what is resident at the
peak, everything included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.comparison import Comparison, DisagreementError, Row, Side, seconds
from bench.exports import write_table, write_wordpress
from bench.machine import peak_memory_mb
from bench.processes import in_fresh_process
from bench.workspace import Workspace
from graph import documents
from graph.extraction import extract
from graph.records import Document

PARTS = 10
"""A table has so many times the rows of the one that it is measured against."""

EXPORTS: dict[str, tuple[Callable[[Path, int], None], str, float]] = {
    "CSV": (write_table, "rows", 1.0),
    "WXR": (write_wordpress, "posts", 0.4),  # a post of the largest size makes 1 GB of them
}
"""What is written, of what it consists, and how many there are for each row of a table."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How large a file was, how many documents came out of it, how long that took, and the
    memory at the peak."""

    what: str
    file_mb: float
    documents: int
    took_s: float
    peak_mb: float

    def rate(self, parts: str) -> Side:
        """Documents per second."""
        return Side(self._name(parts), (self.documents / self.took_s,))

    def memory(self, parts: str) -> Side:
        """Megabytes resident at the peak."""
        return Side(self._name(parts), (self.peak_mb,))

    def _name(self, parts: str) -> str:
        return f"{self.what} of {self.documents:,} {parts}, {self.file_mb:,.0f} MB"


def measure(workspace: Workspace) -> Iterator[Row]:
    """Four rows for each kind of export: speed and memory of reading, and of understanding."""
    for name, (write, parts, share) in EXPORTS.items():
        rows = int(workspace.sizes.rows * share)
        for what, count in ((f"{name} read", rows), (f"{name} understood", rows // PARTS)):
            with workspace.scratch() as folder:
                runs = [
                    _taken(workspace, what, folder / f"{size}.{name.lower()}", write, size)
                    for size in (max(PARTS, count), max(PARTS, count) // PARTS)
                ]
            yield Comparison("reading", f"{parts}/s", *(run.rate(parts) for run in runs))
            yield Comparison("reading", "MB at the peak", *(run.memory(parts) for run in runs))


def _taken(
    workspace: Workspace, what: str, path: Path, write: Callable[[Path, int], None], count: int
) -> Taken:
    workspace.tell(f"{what}: {path.name}")
    write(path, count)
    taken = in_fresh_process(take, path, what)
    path.unlink()
    if taken.documents != count:
        raise DisagreementError(f"{path.name}: {count} written, {taken.documents} read")
    return taken


def take(path: Path, what: str) -> Taken:
    """Read a file, and where it is asked for, understand each document in it."""
    understood, count = what.endswith("understood"), 0

    def all_of_it() -> None:
        nonlocal count
        for found in documents.read([path], path.parent):
            if isinstance(found, Document):
                count += 1
                if understood:
                    extract(found)

    took_s = seconds(all_of_it)
    megabytes = path.stat().st_size / 1e6
    return Taken(what, megabytes, count, took_s, peak_memory_mb())
