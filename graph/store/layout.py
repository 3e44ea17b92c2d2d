"""The folder of the embedded store.

FOLDER/version      of this layout
FOLDER/store/       Oxigraph, open for writing in one process
FOLDER/writer       the number of that process, which holds a lock on it
FOLDER/changed      there while the store differs from the current snapshot
FOLDER/snapshots/   read-only copies of the store, the newest two
FOLDER/current      the id of the newest
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import VersionError
from graph.store.durable import write_whole

LAYOUT = "1"
"""Goes up when an older Triplebill could no longer read the folder."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in the folder."""

    folder: Path

    @property
    def version(self) -> Path:
        """A file with `LAYOUT`."""
        return self.folder / "version"

    @property
    def store(self) -> Path:
        """Oxigraph's folder."""
        return self.folder / "store"

    @property
    def writer(self) -> Path:
        """A file with the number of the process that last opened the store for writing."""
        return self.folder / "writer"

    @property
    def changed(self) -> Path:
        """An empty file that is there from the first write after a snapshot to the next one."""
        return self.folder / "changed"

    @property
    def snapshots(self) -> Path:
        """A folder for each snapshot, named by its id."""
        return self.folder / "snapshots"

    @property
    def current(self) -> Path:
        """A file with the id of the snapshot to read."""
        return self.folder / "current"

    def prepare(self) -> None:
        """Make the folder where there is none. Raises `VersionError`, `OSError`."""
        self.snapshots.mkdir(parents=True, exist_ok=True)
        if not self.version.exists():
            write_whole(self.version, LAYOUT)
        self.require_known()

    def require_known(self) -> None:
        """Raise `VersionError` where a newer Triplebill wrote the folder."""
        found = self.version.read_text(errors="replace").strip() if self.version.exists() else ""
        if found not in ("", LAYOUT):
            raise VersionError(
                f"The graph in {self.folder} has the layout “{found[:20]}”; this Triplebill knows"
                f" “{LAYOUT}”. Use the newer Triplebill that wrote it, or set another folder and"
                " rebuild."
            )
