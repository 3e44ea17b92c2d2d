"""The queries behind the pages give the same rows from Oxigraph and from a real Virtuoso.

The graph is that of the sample reviews, made by the command line and copied into the engine.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, RdfFormat, Triple, parse

from graph.formats import named
from graph.queries import load
from graph.store import Reader
from graph.store.describe import document_of
from graph.store.remote import RemoteStore
from graph.store.snapshots import SnapshotReader, Snapshots
from graph.vocabulary import SCHEMA
from tests.virtuoso import Virtuoso

ROOT = Path(__file__).parents[2]
QUERIES = sorted(path.stem for path in (ROOT / "graph" / "queries").glob("*.rq"))
UNORDERED = {
    "class_properties", "counts", "having_reviews", "identified", "names", "objects",
    "pointing", "ratings", "ratings_by_year", "review_counts", "values",
}  # fmt: skip
PARAMETERS = {
    "objects": ("property", "?film a schema:Movie ; ?thing ?value"),
    "pointing": ("object", "?film a schema:Movie ; schema:director ?thing"),
    "values": ("subject", "?thing a schema:Movie"),
    "reviews_among": ("review", "?thing a schema:Review"),
    "reviews_by_person": ("person", "?review a schema:Review ; schema:author ?thing"),
    "reviews_of_film": ("film", "?review a schema:Review ; schema:itemReviewed ?thing"),
    "reviews_published_by": ("organization", "?review a schema:Review ; schema:publisher ?thing"),
}
PREDICATES = {"predicate": [NamedNode(SCHEMA + name) for name in ("name", "director")]}
FURTHER = {"pointing": PREDICATES, "values": PREDICATES}
"""Parameters that are always bound: Virtuoso takes UNDEF in a query within a query for a value."""

MOST = 12

pytestmark = pytest.mark.virtuoso


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> SnapshotReader:
    """The published graph of the sample reviews."""
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "server.cli", "--site", site, "add", ROOT / "data" / "reviews"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=300,
    )
    return Snapshots(site / ".triplebill").current()


@pytest.fixture(scope="module")
def copied(
    samples: SnapshotReader, virtuoso: Virtuoso, tmp_path_factory: pytest.TempPathFactory
) -> RemoteStore:
    """The same graph in the engine."""
    path = tmp_path_factory.mktemp("dump") / "samples.nt"
    samples.dump(path, named("nt"))
    resources: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for quad in parse(path=path, format=RdfFormat.N_TRIPLES):
        assert isinstance(quad.subject, NamedNode)
        resources[document_of(quad.subject)].append(quad.triple)
    store = RemoteStore(virtuoso.url, "", "urn:test:samples")
    store.replace(resources)
    return store


def rows(reader: Reader, query: str) -> list[tuple[str, ...]]:
    result = reader.query(query)
    assert isinstance(result, QuerySolutions | QueryTriples)
    return [tuple(map(str, row)) for row in result]


def test_the_copy_is_the_graph(
    samples: SnapshotReader, copied: RemoteStore, tmp_path: Path
) -> None:
    assert samples.count() > 1_000
    samples.dump(tmp_path / "one.ttl", named("ttl"))
    copied.dump(tmp_path / "other.ttl", named("ttl"))
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "other.ttl").read_bytes()


def bound(samples: SnapshotReader, name: str) -> list[str]:
    """The query as it is, or with its parameter bound to some of the things it fits."""
    if name not in PARAMETERS:
        return [load(name)]
    parameter, pattern = PARAMETERS[name]
    things = samples.query(
        f"PREFIX schema: <{SCHEMA}> SELECT DISTINCT ?thing {{ {pattern} }} ORDER BY ?thing"
    )
    assert isinstance(things, QuerySolutions)
    further = FURTHER.get(name, {})
    return [load(name, **{parameter: row["thing"]}, **further) for row in list(things)[:MOST]]


@pytest.mark.parametrize("name", QUERIES)
def test_gives_the_same_rows(samples: SnapshotReader, copied: RemoteStore, name: str) -> None:
    for query in bound(samples, name):
        expected, found = rows(samples, query), rows(copied, query)
        assert expected
        if name in UNORDERED:
            expected, found = sorted(expected), sorted(found)
        assert found == expected
