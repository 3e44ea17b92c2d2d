"""Pages of reviews and films over HTTP against a fixed string of the same size.

The same server gives both, to one client, so the ratio says what making a page costs beyond what
any answer of this server costs. Each request is for another page, as long as there are some.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from pyoxigraph import QuerySolutions

from bench import load
from bench.comparison import Comparison, Row, in_turns
from bench.workspace import Workspace

HTML, TURTLE = "text/html", "text/turtle"

PAGES = (
    ("page of a review, HTML", "Review", HTML),
    ("page of a review, Turtle", "Review", TURTLE),
    ("page of a film, HTML", "Movie", HTML),
    ("page of a film, Turtle", "Movie", TURTLE),
)

ADDRESSES = "SELECT ?url WHERE { ?thing a <http://schema.org/%s> ; <http://schema.org/url> ?url }"


def measure(workspace: Workspace) -> Iterator[Row]:
    """A row for each kind of page and each form."""
    with workspace.served() as port:
        for name, kind, media_type in PAGES:
            yield _compared(workspace, port, name, _requests(workspace, kind, media_type))


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
    found = workspace.reader().query(ADDRESSES % kind)
    assert isinstance(found, QuerySolutions)
    base = workspace.site().base_iri
    paths = sorted("/" + solution["url"].value.removeprefix(base) for solution in found)
    several = islice(cycle(paths), workspace.sizes.requests)
    return [load.get(path, media_type) for path in several]
