"""The graph in several files, for loaders that take one on each core or machine.

All triples of a resource are in one file, and which one follows from its IRI alone: the same
graph gives the same files, and of two exports only the files of changed resources differ.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from zlib import crc32

from graph.formats import named
from graph.store import Reader
from graph.store.durable import storage_error, whole_file

MOST = 512
"""Files that are open at once."""


def export(reader: Reader, folder: Path, shards: int, graph: str = "") -> int:
    """Write the graph as so many files of N-Quads into a folder; returns the number of triples.

    `graph` is the named graph that they are to be loaded into, else the default graph. Each file
    is complete or not there. Raises `StorageError`.
    """
    named_graph = f" <{graph}> .\n".encode() if graph else b" .\n"
    count = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(prefix=".export-", dir=folder) as scratch,
            ExitStack() as open_,
        ):
            everything = Path(scratch) / "graph.nt"
            reader.dump(everything, named("nt"))
            files = [
                open_.enter_context(whole_file(_path(folder, n, shards))) for n in range(shards)
            ]
            for line in open_.enter_context(everything.open("rb")):
                document = line[1 : line.index(b">")].partition(b"#")[0]
                files[crc32(document) % shards].write(line.removesuffix(b" .\n") + named_graph)
                count += 1
    except OSError as error:
        raise storage_error(folder, error) from error
    return count


def _path(folder: Path, number: int, shards: int) -> Path:
    return folder / f"graph-{number + 1:03d}-of-{shards:03d}.nq"
