"""The catalogue fetched from real SPARQL servers is the one that is read from the file."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import RdfFormat, Store, parse, serialize

from graph.catalogue import Catalogue, CatalogueFilm
from graph.catalogue.build import build_from_files, build_from_service
from graph.catalogue.harvest import Harvest
from graph.catalogue.health import check
from graph.catalogue.service import Service
from tests.endpoint import serving, snapshot_of
from tests.virtuoso import Virtuoso

HERE = Path(__file__).parents[1] / "unit" / "graph" / "catalogue" / "slice.ttl"
SHARED = Path(__file__).parents[3] / "shared" / "catalogue" / "wikidata-slice.nt.gz"
YEARS = range(1968, 1970)


@pytest.fixture(scope="session", params=["written here", "wikidata-slice"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wikidata's triples: the few written for the tests, and some years of the real ones."""
    if request.param == "written here":
        return HERE
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not here")
    path = tmp_path_factory.mktemp("slice") / "years.nt"
    with gzip.open(SHARED) as stream:
        store = Store()
        store.bulk_load(stream, format=RdfFormat.N_TRIPLES)
    path.write_bytes(serialize(_some_years(store), format=RdfFormat.N_TRIPLES))
    return path


def _some_years(store: Store) -> Iterator[object]:
    """All that is said of the films of these years, and of who made them."""
    query = f"""SELECT DISTINCT ?film {{
      ?film <http://www.wikidata.org/prop/direct/P577> ?date FILTER(YEAR(?date) IN ({", ".join(map(str, YEARS))})) }}"""
    films = {row["film"] for row in store.query(query)}
    nodes = films | {
        quad.object for film in films for quad in store.quads_for_pattern(film, None, None)
    }
    for node in nodes:
        if hasattr(node, "value") and str(node).startswith("<"):
            for quad in store.quads_for_pattern(node, None, None):
                yield quad.triple
            if node in films:
                yield from (q.triple for q in store.quads_for_pattern(None, None, node))


@pytest.fixture
def own(source: Path, tmp_path: Path) -> Iterator[str]:
    """The project's own endpoint."""
    format_ = RdfFormat.TURTLE if source.suffix == ".ttl" else RdfFormat.N_TRIPLES
    snapshot = snapshot_of(tmp_path / "own", parse(path=source, format=format_))
    with serving(SimpleNamespace(current=lambda: snapshot), tmp_path) as endpoint:
        yield f"http://127.0.0.1:{endpoint.port}/sparql"


@pytest.fixture
def engine(source: Path, virtuoso: Virtuoso) -> Iterator[str]:
    """A Virtuoso, which gives at most 10,000 rows."""
    format_ = RdfFormat.TURTLE if source.suffix == ".ttl" else RdfFormat.N_TRIPLES
    lines = (
        serialize(
            (quad.triple for quad in parse(path=source, format=format_)), format=RdfFormat.N_TRIPLES
        )
        .decode()
        .splitlines()
    )
    graph = "urn:test:catalogue:" + source.stem
    for start in range(0, len(lines), 500):
        some = "\n".join(lines[start : start + 500])
        _update(virtuoso, f"INSERT DATA {{ GRAPH <{graph}> {{ {some} }} }}")
    yield virtuoso.url
    _update(virtuoso, f"CLEAR GRAPH <{graph}>")


def _update(virtuoso: Virtuoso, text: str) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    with urlopen(Request(virtuoso.url, text.encode(), headers), timeout=60):
        pass


def read(source: Path, folder: Path) -> list[CatalogueFilm]:
    build_from_files([source], folder / "read.sqlite", lambda *how: None)
    return by_number(film for film in Catalogue.open(folder / "read.sqlite") if film.kind == "film")


def by_number(films: Iterator[CatalogueFilm]) -> list[CatalogueFilm]:
    return sorted(films, key=lambda film: film.qid)


@pytest.mark.parametrize(
    "server",
    ["own", pytest.param("engine", marks=pytest.mark.virtuoso)],
)
def test_what_is_fetched_is_what_is_read(
    source: Path, server: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said: list[str] = []
    service = Service(request.getfixturevalue(server), "", said.append)
    harvest = Harvest(service, tmp_path / "years", lambda *how: None, said.append)
    build_from_service(harvest, tmp_path / "films.sqlite", range(1960, 2000))
    expected = [film for film in read(source, tmp_path) if film.years]
    assert len(expected) >= 2
    assert by_number(iter(Catalogue.open(tmp_path / "films.sqlite"))) == expected
    assert list(check(service, expected[:50])) == []
    assert not said
