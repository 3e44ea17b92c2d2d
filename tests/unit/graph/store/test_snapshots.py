"""Following the pointer, and opening the graph by its location."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import LockedError, StorageError
from graph.formats import named
from graph.queries import load
from graph.store.embedded import EmbeddedStore
from graph.store.layout import Layout
from graph.store.location import Location, open_published, open_writer
from graph.store.remote import RemoteStore
from graph.store.snapshots import LoadedSnapshot, Snapshots
from graph.vocabulary import TYPE, schema

FILM = NamedNode("https://films.example/movie/heat")
RAN = NamedNode("https://films.example/movie/ran")


def film(name: str) -> dict[NamedNode, list[Triple]]:
    return {FILM: [Triple(FILM, schema("name"), Literal(name))]}


def test_an_empty_reader_where_there_is_nothing(tmp_path: Path) -> None:
    reader = Snapshots(tmp_path / "nowhere").current()
    assert (reader.version, reader.path, reader.count()) == ("", None, 0)
    assert not (tmp_path / "nowhere").exists()  # a reader makes no folders


def test_opens_a_snapshot_once(tmp_path: Path) -> None:
    store, snapshots = EmbeddedStore(tmp_path), Snapshots(tmp_path)
    store.replace(film("Heat"))
    store.snapshot()
    first = snapshots.current()
    assert snapshots.current() is first
    store.replace(film("Ran"))
    assert snapshots.current() is first  # not published yet
    version = store.snapshot()
    assert snapshots.current().version == version
    assert snapshots.current() is not first
    store.close()


def test_a_loaded_snapshot_says_the_same(tmp_path: Path) -> None:
    store, snapshots = EmbeddedStore(tmp_path), Snapshots(tmp_path)
    directed = Triple(RAN, schema("director"), FILM)
    store.replace(film("Heat") | {RAN: [directed, Triple(RAN, TYPE, schema("Movie"))]})
    version = store.snapshot()
    store.close()
    reader, dump = snapshots.current(), tmp_path / "dump.nq.gz"
    reader.dump(dump, named("nq"))
    loaded = LoadedSnapshot(version, snapshots.path(version), dump)
    assert loaded.version == version
    assert set(loaded.describe(RAN)) == set(reader.describe(RAN)) != set()
    assert loaded.stated([FILM], [schema("name")]) == film("Heat")[FILM]
    assert loaded.leading_to(FILM, [schema("director")]) == [directed]
    for query in (load("films"), load("counts")):
        assert list(map(str, loaded.query(query))) == list(map(str, reader.query(query))) != []
    again = tmp_path / "again.nq.gz"
    loaded.dump(again, named("nq"))
    assert again.read_bytes() == dump.read_bytes()


def test_keeps_the_newest_two(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    versions = []
    for number in range(4):
        store.replace(film(str(number)))
        versions.append(store.snapshot())
    store.close()
    assert len(set(versions)) == 4
    assert {p.name for p in Layout(tmp_path).snapshots.iterdir()} == set(versions[-2:])


def test_what_a_killed_writer_had_not_published_is_published_next(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(film("Heat"))
    first = store.snapshot()
    store.replace(film("Ran"))
    store.close()  # without a snapshot
    store = EmbeddedStore(tmp_path)
    assert store.version == ""
    assert store.snapshot() != first
    store.close()


def test_an_unchanged_store_keeps_its_version_when_opened_again(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(film("Heat"))
    version = store.snapshot()
    store.close()
    store = EmbeddedStore(tmp_path)
    assert store.version == store.snapshot() == version
    store.close()


def test_what_is_asked_of_a_store_waits_until_it_is_open(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, meanwhile=True)
    with pytest.raises(LockedError):
        EmbeddedStore(tmp_path, meanwhile=True)  # at once, though none is open yet
    store.replace(film("Heat"))
    version = store.snapshot()
    store.close()
    EmbeddedStore(tmp_path, meanwhile=True).close()  # before it is open
    assert Snapshots(tmp_path).current().version == version
    assert not list(Layout(tmp_path).store.glob("LOG.old.*"))
    (Layout(tmp_path).store / "CURRENT").write_text("nothing\n")
    damaged = EmbeddedStore(tmp_path, meanwhile=True)
    with pytest.raises(StorageError):
        damaged.count()
    damaged.close()


@pytest.mark.parametrize("lost", ["store", "snapshots"])
def test_a_lost_folder_is_made_anew(tmp_path: Path, lost: str) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(film("Heat"))
    version = store.snapshot()
    store.close()
    (tmp_path / lost).rename(tmp_path / "away")
    store = EmbeddedStore(tmp_path)
    assert store.snapshot() != version
    assert Snapshots(tmp_path).current().count() == store.count() == (lost == "snapshots")
    store.close()


def test_a_location_is_a_folder_or_an_engine(tmp_path: Path) -> None:
    folder = Location(tmp_path)
    assert isinstance(open_published(folder), Snapshots)
    writer = open_writer(folder)
    assert isinstance(writer, EmbeddedStore)
    writer.close()
    engine = Location(tmp_path, query_url="http://127.0.0.1:1/sparql", graph="urn:g")
    assert isinstance(open_writer(engine), RemoteStore)
    assert isinstance(open_published(engine), RemoteStore)
