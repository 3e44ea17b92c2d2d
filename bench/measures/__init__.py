"""The measures by name: each takes a `Workspace` and gives rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.comparison import Row
from bench.measures import (
    adding,
    building,
    catalogue,
    linking,
    one_more,
    pages,
    peers,
    querying,
    reading,
    steps,
    validation,
)
from bench.workspace import Workspace

MEASURES: dict[str, Callable[[Workspace], Iterator[Row]]] = {
    "reading": reading.measure,
    "add": adding.measure,
    "one more": one_more.measure,
    "steps": steps.measure,
    "validation": validation.measure,
    "catalogue": catalogue.measure,
    "linking": linking.measure,
    "query": querying.measure,
    "pages": pages.measure,
    "building": building.measure,
    "peers": peers.measure,
}
"""In the order in which they run and are shown."""
