"""What the measures of one run share: the sizes, the corpora, a site to ask, and a voice."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Triple
from rdflib import Graph

from bench.generate import write
from bench.processes import free_port, in_fresh_process, serving
from bench.sizes import Sizes
from graph import documents
from graph.cores import cores
from graph.extraction import Defaults, extract
from graph.ingest import Summary
from graph.provisional import provisional
from graph.records import Document
from graph.store.location import open_published
from graph.store.snapshots import SnapshotReader
from server.cli.running import samples
from server.config import FILE, Config, load
from server.site import writing
from shapes.validation import Validator

SETTINGS = """\
queries_per_minute = 1_000_000_000
"""
"""A client's rate is not limited."""


class Workspace:
    """A folder for one run; corpora and sites are made when they are first asked for."""

    def __init__(self, folder: Path, sizes: Sizes, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self.sizes = sizes
        self.tell = tell
        self.corpus = cache(self._corpus)
        self.samples = cache(self._samples)
        self.triples = cache(self._triples)
        self._sites: dict[int, Config] = {}

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A new folder that is gone after the block: sites are large."""
        with TemporaryDirectory(dir=self.folder) as folder:
            yield Path(folder)

    @contextmanager
    def served(self) -> Iterator[int]:
        """The site behind its own HTTP server on loopback; gives the port."""
        port, log = free_port(), self.folder / "server.log"
        command = (sys.executable, "-m", "bench.served", self.site().root, str(port))
        with serving(command, port, log):
            yield port

    def site(self, reviews: int = 0) -> Config:
        """A site with so many reviews, else with as many as are asked, published."""
        reviews = reviews or self.sizes.asked
        if reviews not in self._sites:
            corpus, root = self.corpus(reviews), self.new_site(reviews)
            self.tell(f"adding {reviews:,} reviews to a site, to have something to ask")
            in_fresh_process(add, root, corpus)
        return self._sites[reviews]

    def new_site(self, reviews: int) -> Path:
        """The folder of a site that so many reviews are about to be added to, and that others find
        afterwards."""
        root = _made(self.folder / f"site-{reviews}")
        self._sites[reviews] = settings(root)
        return root

    def reader(self) -> SnapshotReader:
        """The published graph of the site, as the pages read it."""
        reader = open_published(self.site().location).current()
        assert isinstance(reader, SnapshotReader)
        return reader

    def paged(self) -> dict[str, Config]:
        """The sites whose pages are asked for and built, by name."""
        return {"samples": self.samples(), f"{self.sizes.asked:,} reviews": self.site()}

    def _corpus(self, reviews: int) -> Path:
        """A folder with so many invented reviews."""
        self.tell(f"writing {reviews:,} reviews")
        folder = self.folder / f"reviews-{reviews}"
        write(folder, reviews)
        return folder

    def _samples(self) -> Config:
        """A site with the sample reviews, published."""
        root = _made(self.folder / "samples")
        self.tell("adding the samples to a site")
        in_fresh_process(add, root, samples())
        return settings(root)

    def _triples(self, reviews: int) -> list[list[Triple]]:
        """What is validated: the triples of each document of a corpus by itself."""
        return list(read_plainly(self.corpus(reviews)))


def _made(root: Path) -> Path:
    """The folder of a new site, with its settings."""
    root.mkdir()
    (root / FILE).write_text(SETTINGS)
    return root


def settings(root: Path) -> Config:
    """The settings of a site, whatever this shell has in its environment."""
    return load(root, environ={})


def read_plainly(corpus: Path) -> Iterator[list[Triple]]:
    """The triples of each document of a corpus by itself."""
    read = documents.read([corpus], corpus.parent)
    for number, given in enumerate(given for given in read if isinstance(given, Document)):
        yield list(provisional(number, extract(given, Defaults())))


def load_validation() -> None:
    """Import what is imported late, so that it is not part of the figures."""
    Validator.bundled().validate(Graph())


def add(root: Path, corpus: Path) -> Summary:
    """Add a corpus to a site as the command line does. Raises `RuntimeError` where it fails."""
    with writing(settings(root), processes=cores()) as site:
        summary = site.job.add([corpus])
    if summary.published + summary.unchanged < 0.9 * summary.inputs:
        raise RuntimeError(f"Of {summary.inputs} invented reviews many failed: {summary}")
    return summary
