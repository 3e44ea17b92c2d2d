"""What a page costs the application itself, once it is warm; a part of the measure `pages`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from bench.comparison import Comparison, Row, Side
from bench.processes import in_fresh_process
from bench.served import fixed
from bench.workspace import Workspace, settings
from graph.queries import load
from graph.store import Reader
from graph.store.location import open_published
from server.config import Config
from server.sparql import open_engine
from server.web import open_app

BROWSER = {"Accept": "text/html"}

MOST_BYTES = 60_000
"""What a page may weigh, without what it shares with others."""

KINDS = {
    "review": "Review",
    "film": "Movie",
    "person": "Person",
    "publication": "Organization",
    "viewing": "WatchAction",
}
"""The pages of things by the class of these."""

ALONE = {"home": ["/"], "lists, kept": ["/reviews", "/movies", "/people"]}

REVIEWERS = 50
"""Persons with the most reviews, whose pages are the longest of their kind."""

ADDRESSES = "SELECT ?url WHERE { ?thing a <http://schema.org/%s> ; <http://schema.org/url> ?url }"


@dataclass(frozen=True, slots=True)
class Warm:
    """Milliseconds of CPU that a page takes, and a fixed string; bytes of the largest page."""

    page_ms: float
    fixed_ms: float
    largest: int


Asked = dict[str, list[str]]
"""Paths by the kind of their pages."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for each kind of page and for the largest page, on the samples and invented reviews."""
    sites = workspace.paged()
    asked = {site.root: _asked(site, workspace.sizes.requests) for site in sites.values()}
    runs = []
    for repetition in range(workspace.sizes.repetitions):
        workspace.tell(f"pages in process ({repetition + 1} of {workspace.sizes.repetitions})")
        runs.append(in_fresh_process(warm, asked))
    for where, site in sites.items():
        yield from _rows(where, [run[site.root] for run in runs])


def _rows(where: str, runs: Sequence[dict[str, Warm]]) -> Iterator[Row]:
    for kind in runs[0]:
        page, string = zip(*((run[kind].page_ms, run[kind].fixed_ms) for run in runs), strict=True)
        ours = Side(f"{kind}, HTML, in process, {where}", page)
        yield Comparison("pages", "ms of CPU", ours, Side("fixed string, in process", string))
    largest = float(max(page.largest for run in runs for page in run.values()))
    ours = Side(f"largest page, HTML, {where}", (largest,))
    yield Comparison("pages", "bytes", ours, Side("60 kB", (float(MOST_BYTES),)))


def warm(asked: dict[Path, Asked]) -> dict[Path, dict[str, Warm]]:
    """The pages of each kind of some sites, asked of the applications themselves."""
    return {root: _of_site(root, paths) for root, paths in asked.items()}


def _of_site(root: Path, asked: Asked) -> dict[str, Warm]:
    config = settings(root)
    published = open_published(config.location)
    with closing(open_engine(published, config)) as engine:
        app = open_app(config, published, engine)
        app.add_url_rule("/fixed/<int:size>", "fixed", fixed)
        client = app.test_client()
        return {kind: _warm(client, paths) for kind, paths in asked.items()}


def addresses(reader: Reader, base_iri: str, class_: str) -> list[str]:
    """The paths of the pages of all things of a class."""
    found = reader.query(ADDRESSES % class_)
    assert isinstance(found, QuerySolutions)
    return sorted("/" + solution["url"].value.removeprefix(base_iri) for solution in found)


def _asked(site: Config, requests: int) -> Asked:
    """So many paths of each kind that there is, over and over where there are fewer."""
    reader = open_published(site.location).current()
    paths = {kind: addresses(reader, site.base_iri, name) for kind, name in KINDS.items()}
    reviewers = reader.query(load("reviewers", (REVIEWERS, 0)))
    assert isinstance(reviewers, QuerySolutions)
    critics = (row["person"].value.partition("#")[0] for row in reviewers if row["person"])
    paths["reviewer"] = ["/" + iri.removeprefix(site.base_iri) for iri in critics]
    paths |= ALONE
    return {kind: list(islice(cycle(some), requests)) for kind, some in paths.items() if some}


def _warm(client: FlaskClient, paths: Sequence[str]) -> Warm:
    """What they take once each has been answered."""
    _cpu_ms(client, list(dict.fromkeys(paths)))
    took, sizes = _cpu_ms(client, paths)
    string, _ = _cpu_ms(client, [f"/fixed/{sum(sizes) // len(sizes)}"] * len(paths))
    return Warm(took, string, max(sizes))


def _cpu_ms(client: FlaskClient, paths: Sequence[str]) -> tuple[float, list[int]]:
    environs = [EnvironBuilder(path, headers=Headers(BROWSER)).get_environ() for path in paths]
    started = process_time()
    sizes = [len(b"".join(client.run_wsgi_app(environ)[0])) for environ in environs]
    return (process_time() - started) * 1_000 / len(paths), sizes
