"""Pages of reviews, films and persons against a fixed string of the same size.

Over HTTP the same server gives both, to one client, so the ratio says what making a page costs
beyond what any answer of this server costs. In process it is the time of the processor that the
application takes for a request. Each request is for another page, as long as there are some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions
from werkzeug.test import EnvironBuilder

from bench import load
from bench.comparison import Comparison, Row, Side, in_turns
from bench.processes import in_fresh_process
from bench.served import fixed
from bench.workspace import Workspace, settings
from graph.store.location import open_published
from server.app import open_app
from server.sparql import open_engine

HTML, TURTLE = "text/html", "text/turtle"

PAGES = (
    ("page of a review, HTML", "Review", HTML),
    ("page of a review, Turtle", "Review", TURTLE),
    ("page of a film, HTML", "Movie", HTML),
    ("page of a film, Turtle", "Movie", TURTLE),
)

BROWSER = {"Accept": "text/html"}

WARMING = 20
"""Requests before the time is taken."""

ADDRESSES = "SELECT ?url WHERE { ?thing a <http://schema.org/%s> ; <http://schema.org/url> ?url }"


KINDS = ("Review", "Movie", "Person")

MOST_BYTES = 60_000
"""What a page may weigh, without what it shares with others."""


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for each kind of page and each form, and for the largest page."""
    with workspace.served() as port:
        for name, kind, media_type in PAGES:
            yield _compared(workspace, port, name, _requests(workspace, kind, media_type))

    yield from _in_process(workspace)


def _in_process(workspace: Workspace) -> Iterator[Row]:
    paths = {kind: _paths(workspace, kind) for kind in KINDS}
    runs = []
    for repetition in range(workspace.sizes.repetitions):
        workspace.tell(f"pages in process ({repetition + 1} of {workspace.sizes.repetitions})")
        runs.append(in_fresh_process(warm, workspace.site().root, paths))
    for kind in KINDS:
        page, fixed = zip(*((run[kind].page_ms, run[kind].fixed_ms) for run in runs), strict=True)
        ours = Side(f"{kind.lower()}, HTML, in process", page)
        yield Comparison("pages", "ms of CPU", ours, Side("fixed string, in process", fixed))
    largest = max(run[kind].largest for run in runs for kind in KINDS)
    ours = Side("largest page, HTML", (float(largest),))
    yield Comparison("pages", "bytes", ours, Side("60 kB", (float(MOST_BYTES),)))


@dataclass(frozen=True, slots=True)
class Warm:
    """Milliseconds of CPU that a page takes, and a fixed string; bytes of the largest page."""

    page_ms: float
    fixed_ms: float
    largest: int


def warm(root: Path, paths: Mapping[str, Sequence[str]]) -> dict[str, Warm]:
    """The pages of each kind, asked of the application itself once it has answered some."""
    config = settings(root)
    published = open_published(config.location)
    with closing(open_engine(published, config)) as engine:
        app = open_app(config, published, engine)
        app.add_url_rule("/fixed/<int:size>", "fixed", fixed)
        client = app.test_client()
        return {kind: _warm(client, some) for kind, some in paths.items()}


def _warm(client: FlaskClient, paths: Sequence[str]) -> Warm:
    for path in paths[:WARMING]:
        client.get(path, headers=BROWSER)
    took, sizes = _cpu_ms(client, paths)
    string, _ = _cpu_ms(client, [f"/fixed/{sum(sizes) // len(sizes)}"] * len(paths))
    return Warm(took, string, max(sizes))


def _cpu_ms(client: FlaskClient, paths: Sequence[str]) -> tuple[float, list[int]]:
    environs = [EnvironBuilder(path, headers=BROWSER).get_environ() for path in paths]
    started = process_time()
    sizes = [len(b"".join(client.run_wsgi_app(environ)[0])) for environ in environs]
    return (process_time() - started) * 1_000 / len(paths), sizes


def _compared(workspace: Workspace, port: int, name: str, requests: list[bytes]) -> Row:
    size = load.send(port, requests).bytes // len(requests)
    fixed = [load.get(f"/fixed/{size}", "*/*")] * len(requests)
    sides = {
        name: lambda _: load.send(port, requests).rate,
        f"fixed string of {size:,} bytes": lambda _: load.send(port, fixed).rate,
    }
    page, string = in_turns(workspace.sizes.repetitions, sides, workspace.tell).values()
    return Comparison("pages", "requests/s", page, string)


def _requests(workspace: Workspace, kind: str, media_type: str) -> list[bytes]:
    return [load.get(path, media_type) for path in _paths(workspace, kind)]


def _paths(workspace: Workspace, kind: str) -> list[str]:
    found = workspace.reader().query(ADDRESSES % kind)
    assert isinstance(found, QuerySolutions)
    base = workspace.site().base_iri
    paths = sorted("/" + solution["url"].value.removeprefix(base) for solution in found)
    return list(islice(cycle(paths), workspace.sizes.requests))
