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
from graph.judgement import provisional
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


MODERATE = 10_000
"""Reviews of a site whose pages are asked for and built, and of what is added again and again: its
films have hundreds of reviews, and more of them only repeat that."""


class Workspace:
    """A folder for one run; corpora and the site are made when they are first asked for."""

    def __init__(self, folder: Path, sizes: Sizes, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self.sizes = sizes
        self.tell = tell
        self.corpus = cache(self._corpus)
        self.site = cache(self._site)
        self.samples = cache(self._samples)
        self.triples = cache(self._triples)

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

    def reader(self) -> SnapshotReader:
        """The published graph of the site, as the pages read it."""
        reader = open_published(self.site().location).current()
        assert isinstance(reader, SnapshotReader)
        return reader

    def paged(self) -> dict[str, Config]:
        """The sites whose pages are asked for and built, by name: the samples, and the largest
        corpus up to `MODERATE`."""
        reviews = self.moderate()
        invented = self.site() if reviews == self.sizes.reviews[-1] else self.site(reviews)
        return {"samples": self.samples(), f"{reviews:,} reviews": invented}

    def moderate(self) -> int:
        """The reviews of the largest corpus up to `MODERATE`, else of the smallest."""
        sizes = self.sizes.reviews
        return max((size for size in sizes if size <= MODERATE), default=sizes[0])

    def _corpus(self, reviews: int) -> Path:
        """A folder with so many invented reviews."""
        self.tell(f"writing {reviews:,} reviews")
        folder = self.folder / f"reviews-{reviews}"
        write(folder, reviews)
        return folder

    def _site(self, reviews: int = 0) -> Config:
        """A site with so many reviews, else the largest corpus, published."""
        return self._made("site", self.corpus(reviews or self.sizes.reviews[-1]))

    def _samples(self) -> Config:
        """A site with the sample reviews, published."""
        return self._made("samples", samples())

    def _made(self, name: str, corpus: Path) -> Config:
        root = self.folder / f"{name}-{corpus.name}"
        root.mkdir()
        (root / FILE).write_text(SETTINGS)
        self.tell("adding them to a site, to have something to ask")
        in_fresh_process(add, root, corpus)
        return settings(root)

    def _triples(self, reviews: int) -> list[list[Triple]]:
        """What is validated: the triples of each document of a corpus by itself."""
        return list(read_plainly(self.corpus(reviews)))


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
