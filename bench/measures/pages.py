"""Pages of all kinds against a fixed string of the same size.

Over HTTP the same server gives both, to one client, so the ratio says what making a page costs
beyond what any answer of this server costs. In process it is the time of the processor that the
application takes for a request, on the samples and on invented reviews. Each request is for another
page, as long as there are some. Every page is made anew but those of lists, which are kept whole as
long as nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from bench import load
from bench.comparison import Comparison, Row, in_turns
from bench.measures import in_process
from bench.measures.in_process import addresses
from bench.workspace import Workspace
from graph.store.location import open_published

HTML, TURTLE = "text/html", "text/turtle"

PAGES = (
    ("page of a review, HTML", "Review", HTML),
    ("page of a review, Turtle", "Review", TURTLE),
    ("page of a film, HTML", "Movie", HTML),
    ("page of a film, Turtle", "Movie", TURTLE),
)


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for each kind of page and each form over HTTP, then for each kind in process."""
    with workspace.served() as port:
        for name, kind, media_type in PAGES:
            yield _compared(workspace, port, name, _requests(workspace, kind, media_type))

    yield from in_process.measure(workspace)


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
    site = workspace.site()
    paths = addresses(open_published(site.location).current(), site.base_iri, kind)
    return list(islice(cycle(paths), workspace.sizes.requests))
