"""What the embedded store does when it is killed, forked, starved of disk, or opened twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from graph.errors import LockedError, StorageError, VersionError
from graph.formats import named
from graph.store import Reader
from graph.store.embedded import EmbeddedStore
from graph.store.layout import LAYOUT
from graph.store.snapshots import SnapshotReader, Snapshots
from graph.vocabulary import schema

ROOT = Path(__file__).parents[2]
KILLS = 10
RESOURCES = 20


def batch(number: int) -> dict[NamedNode, list[Triple]]:
    """All resources at state `number`: a store at rest holds one state, never two."""
    documents = [NamedNode(f"https://films.example/movie/film-{i}") for i in range(RESOURCES)]
    return {d: [Triple(d, schema("state"), Literal(str(number)))] for d in documents}


def states(reader: Reader) -> set[int]:
    rows = reader.query(f"SELECT DISTINCT ?n {{ ?s {schema('state')} ?n }}")
    assert isinstance(rows, QuerySolutions)
    return {int(row["n"].value) for row in rows}


def test_what_one_of_two_loads_refuses_is_loaded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.embedded.BULK_BYTES", 0)
    monkeypatch.setattr("graph.store.embedded.PART_BYTES", 1)
    monkeypatch.setattr("graph.store.embedded.cores", lambda: 2)
    resources = {
        document.value: "".join(f"{triple} .\n" for triple in triples).encode()
        for document, triples in batch(1).items()
    }
    store = EmbeddedStore(tmp_path, reserve_bytes=0)
    last = list(resources)[-1]
    with pytest.raises(SyntaxError):
        store.load(resources | {last: b"<no triple\n"})
    assert 0 < store.count() < RESOURCES  # each load is all or nothing
    store.load(resources)
    assert store.count() == RESOURCES
    store.close()


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A Python process that imports this module as `faults` and prints what it has done."""
    preamble = f"""
        import importlib.util, sys
        spec = importlib.util.spec_from_file_location("faults", {str(Path(__file__))!r})
        faults = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(faults)
        from pathlib import Path
        from graph.store.embedded import EmbeddedStore
    """
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(preamble) + textwrap.dedent(code),
            *map(str, arguments),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


# --- killed ---------------------------------------------------------------------------------

WRITER = """
    store = EmbeddedStore(Path(sys.argv[1]))
    for number in range(int(sys.argv[2]), 10**6):
        store.replace(faults.batch(number))
        print("written", number, flush=True)
        if number % 3 == 0:
            store.snapshot()
            print("published", number, flush=True)
"""


def test_a_killed_writer_loses_nothing_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    random_ = random.Random(7)
    acknowledged = {"written": -1, "published": -1}
    for _ in range(KILLS):
        process = start(WRITER, tmp_path, acknowledged["written"] + 1)
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # the first batch is in: it runs
        time.sleep(random_.uniform(0, 0.2))
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        for line in lines:
            if line.endswith("\n"):
                what, number = line.split()
                acknowledged[what] = max(acknowledged[what], int(number))
        published = states(Snapshots(tmp_path).current())
        assert len(published) <= 1
        assert max(published, default=-1) >= acknowledged["published"]
        store = EmbeddedStore(tmp_path)
        (state,) = states(store)
        assert store.count() == RESOURCES
        assert state >= acknowledged["written"]
        store.snapshot()
        assert states(Snapshots(tmp_path).current()) == {state}
        assert len(list((tmp_path / "snapshots").iterdir())) <= 2
        store.close()
    assert acknowledged["published"] > 0


# --- two processes --------------------------------------------------------------------------


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    holder = start(
        "store = EmbeddedStore(Path(sys.argv[1])); print('open', flush=True);"
        " import time; time.sleep(600)",
        tmp_path,
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=rf"process {holder.pid}\) is writing"):
            EmbeddedStore(tmp_path)
        assert Snapshots(tmp_path).current().count() == 0  # readers are welcome
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    EmbeddedStore(tmp_path).close()


def test_the_same_process_cannot_open_it_twice(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    with pytest.raises(LockedError):
        EmbeddedStore(tmp_path)
    assert store.replace(batch(1)) == RESOURCES
    store.close()


def test_a_forked_child_may_not_write(tmp_path: Path) -> None:
    process = start(
        """
        import os
        store = EmbeddedStore(Path(sys.argv[1]))
        store.replace(faults.batch(1))
        if os.fork() == 0:
            for write in (lambda: store.replace(faults.batch(2)), store.clear, store.snapshot):
                try:
                    write()
                except faults.LockedError as error:
                    print("after the fork" in str(error), flush=True)
            os._exit(0)
        os.wait()
        print(store.replace(faults.batch(3)), flush=True)
        """,
        tmp_path,
    )
    output, _ = process.communicate(timeout=60)
    assert output.splitlines() == ["True", "True", "True", str(2 * RESOURCES)]
    store = EmbeddedStore(tmp_path)
    assert states(store) == {3}
    store.close()


# --- the disk -------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small tmpfs: run the tests as root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def large(name: str, megabytes: int) -> dict[NamedNode, list[Triple]]:
    document = NamedNode(f"https://films.example/movie/{name}")
    return {
        document: [
            Triple(document, schema(f"part{i}"), Literal(random.randbytes(500_000).hex()))
            for i in range(megabytes)
        ]
    }


def test_a_full_disk_costs_nothing_that_was_written(small_disk: Path) -> None:
    store = EmbeddedStore(small_disk / "graph", reserve_bytes=0)
    store.replace(batch(1))
    version = store.snapshot()
    filler = small_disk / "filler"
    filler.write_bytes(bytes(150_000_000))
    with pytest.raises(StorageError, match="is full"):
        store.replace(large("much", 60))
    assert store.count() == RESOURCES
    assert states(Snapshots(small_disk / "graph").current()) == {1}
    with pytest.raises(StorageError):
        store.replace(batch(2))
    filler.unlink()
    assert store.replace(batch(3)) == 2 * RESOURCES  # no restart needed
    assert store.snapshot() != version
    assert states(Snapshots(small_disk / "graph").current()) == {3}
    store.close()


def test_too_little_room_is_said_before_anything_is_written(small_disk: Path) -> None:
    store = EmbeddedStore(small_disk / "graph")
    with pytest.raises(StorageError, match=r"has \d+ MB left and this needs 2\d\d MB"):
        store.replace(batch(1))
    assert store.count() == 0
    store.close()


def test_a_dump_onto_a_full_disk_leaves_the_old_file(small_disk: Path, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph")
    store.replace(large("much", 100))
    dump = small_disk / "dump.nt"
    dump.write_text("old")
    (small_disk / "filler").write_bytes(bytes(150_000_000))
    with pytest.raises(StorageError, match="is full"):
        store.dump(dump, named("nt"))
    assert dump.read_text() == "old"
    assert sorted(p.name for p in small_disk.iterdir()) == ["dump.nt", "filler"]
    store.close()


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    process = start(
        """
        import resource, signal
        store = EmbeddedStore(Path(sys.argv[1]), reserve_bytes=0)
        store.replace(faults.batch(1))
        store.snapshot()
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, resource.RLIM_INFINITY))
        for what in (faults.large("much", 20), faults.batch(2)):
            try:
                store.replace(what)
                print("written", flush=True)
            except faults.StorageError as error:
                print("refused", faults.states(store), flush=True)
        """,
        tmp_path,
    )
    output, _ = process.communicate(timeout=60)
    assert output.splitlines()[0] == "refused {1}"
    store = EmbeddedStore(tmp_path)
    assert states(store) <= {1, 2}
    assert store.count() == RESOURCES
    store.close()


def test_a_folder_that_may_not_be_written(small_disk: Path) -> None:
    store = EmbeddedStore(small_disk / "graph", reserve_bytes=0)
    store.replace(batch(1))
    store.snapshot()
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="may write there"):
        EmbeddedStore(small_disk / "graph")
    assert states(Snapshots(small_disk / "graph").current()) == {1}  # reading needs no rights


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "graph").write_text("not a folder")
    with pytest.raises(StorageError, match="graph"):
        EmbeddedStore(tmp_path / "graph")


@pytest.mark.parametrize("content", ["2", "99", "one", "\x00\xff"])
def test_a_newer_layout_is_left_alone(tmp_path: Path, content: str) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(1))
    store.snapshot()
    store.close()
    (tmp_path / "version").write_text(content, encoding="latin-1")
    with pytest.raises(VersionError, match="newer Triplebill"):
        EmbeddedStore(tmp_path)
    with pytest.raises(VersionError):
        Snapshots(tmp_path).current()
    (tmp_path / "version").write_text(LAYOUT)
    assert states(Snapshots(tmp_path).current()) == {1}


# --- readers --------------------------------------------------------------------------------


def test_readers_see_whole_states_while_snapshots_come_and_go(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(0))
    store.snapshot()
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        last = 0
        while not done.is_set():
            seen = states(Snapshots(tmp_path).current())  # opened anew each time
            if len(seen) != 1 or min(seen) < last:
                wrong.append((seen, last))
            last = max(seen)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 30):
        store.replace(batch(number))
        store.snapshot()
    done.set()
    for reader in readers:
        reader.join()
    store.close()
    assert not wrong


def test_who_has_no_snapshot_yet_follows_one_that_moves_and_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EmbeddedStore(tmp_path)
    numbers = iter(range(100))
    store.replace(batch(next(numbers)))
    store.snapshot()
    lost = iter(range(15))

    def opened(version: str, path: Path | None) -> SnapshotReader:
        if path and next(lost, None) is not None:
            for _ in range(2):  # the writer keeps one old snapshot, not two
                store.replace(batch(next(numbers)))
                store.snapshot()
        return SnapshotReader(version, path)

    monkeypatch.setattr("graph.store.snapshots.SnapshotReader", opened)
    assert states(Snapshots(tmp_path).current()) == {30}
    store.close()


def test_an_open_snapshot_outlives_its_deletion(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(0))
    store.snapshot()
    old = Snapshots(tmp_path).current()
    for number in range(1, 5):
        store.replace(batch(number))
        store.snapshot()
    assert old.path is not None
    assert not old.path.exists()
    assert states(old) == {0}
    assert old.count() == RESOURCES
    store.close()


def test_a_reader_follows_a_pointer_that_moved_while_it_opened(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(0))
    gone = store.snapshot()
    for number in range(1, 4):
        store.replace(batch(number))
        newest = store.snapshot()
    store.close()

    class Late(Snapshots):
        """Reads the pointer as it was, as long as nobody has looked twice."""

        reads = 0

        def newest(self) -> str:
            self.reads += 1
            return gone if self.reads <= 1 else super().newest()

    late = Late(tmp_path).current()
    assert late.version == newest
    assert states(late) == {3}


def test_a_lost_snapshot_is_said_plainly(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(0))
    store.snapshot()
    store.close()
    (tmp_path / "current").write_text("20260101T000000-00000000")
    with pytest.raises(StorageError, match="cannot be opened"):
        Snapshots(tmp_path).current()
    store = EmbeddedStore(tmp_path)
    store.snapshot()
    store.close()
    assert states(Snapshots(tmp_path).current()) == {0}


def test_leftovers_of_a_killed_snapshot_go_with_the_next(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    (tmp_path / "snapshots" / "20260101T000000-00000000.tmp").mkdir()
    store.replace(batch(0))
    version = store.snapshot()
    store.close()
    assert [p.name for p in (tmp_path / "snapshots").iterdir()] == [version]


def test_one_lock_for_threads_that_write(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    threads = [
        threading.Thread(target=lambda n=n: [store.replace(batch(n)) for _ in range(20)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(states(store)) == 1
    assert store.count() == RESOURCES
    store.close()


def test_a_damaged_store_is_said_plainly(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace(batch(0))
    store.snapshot()
    store.close()
    for table in (tmp_path / "store").glob("*.sst"):
        table.unlink()
    with pytest.raises(StorageError, match="is damaged"):
        EmbeddedStore(tmp_path)
