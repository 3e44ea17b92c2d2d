"""Reading one large file, against a file a tenth of its size: speed and memory must not change.

Every row of a table, and every post of a WordPress export, is read and understood, in a fresh
process; nothing is kept. The memory is what is resident at the peak, everything included.
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
class Understood:
    """How large a file was, how many documents came out of it, how long that took, and the
    memory at the peak."""

    file: str
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
        return f"{self.file} of {self.documents:,} {parts}, {self.file_mb:,.0f} MB"


def measure(workspace: Workspace) -> Iterator[Row]:
    """Two rows for each kind of export: speed and memory."""
    for name, (write, parts, share) in EXPORTS.items():
        count = max(PARTS, int(workspace.sizes.rows * share))
        with workspace.scratch() as folder:
            runs = [
                _understood(workspace, folder / f"{size}.{name.lower()}", write, size)
                for size in (count, count // PARTS)
            ]
        yield Comparison("reading", f"{parts}/s", *(run.rate(parts) for run in runs))
        yield Comparison("reading", "MB at the peak", *(run.memory(parts) for run in runs))


def _understood(
    workspace: Workspace, path: Path, write: Callable[[Path, int], None], count: int
) -> Understood:
    workspace.tell(f"reading {path.name}")
    write(path, count)
    understood = in_fresh_process(understand, path)
    path.unlink()
    if understood.documents != count:
        raise DisagreementError(f"{path.name}: {count} written, {understood.documents} read")
    return understood


def understand(path: Path) -> Understood:
    """Read a file, and understand each document in it."""
    count = 0

    def all_of_it() -> None:
        nonlocal count
        for found in documents.read([path], path.parent):
            if isinstance(found, Document):
                extract(found)
                count += 1

    took_s = seconds(all_of_it)
    megabytes = path.stat().st_size / 1e6
    return Understood(path.suffix[1:].upper(), megabytes, count, took_s, peak_memory_mb())
