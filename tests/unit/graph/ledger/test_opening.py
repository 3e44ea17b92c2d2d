"""Ledgers that several open at once, new or of an older layout."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from graph.errors import StorageError
from graph.ledger import Ledger, layouts, opening
from graph.ledger.layouts import VERSION

FILE = "ledger.sqlite"
OLD = 8


def older(folder: Path, documents: int = 0) -> None:
    """A ledger as an older Triplebill left it."""
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript("".join(layouts.LAYOUTS[:OLD]))
        connection.executemany(
            "INSERT INTO document(source, digest, format, because, outcome, reason, changed, text,"
            " extraction, report) VALUES (?, '', '', '', 'published', '', '', '', x'', x'')",
            [(f"{n}.md",) for n in range(documents)],
        )
        connection.execute(f"PRAGMA user_version = {OLD}")
        connection.commit()


def abreast(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let so many connections look at the layout before any of them goes on."""
    all_looked, looked = threading.Barrier(number), iter(range(number))

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
            cursor = super().execute(sql, *values)  # type: ignore[arg-type]
            if "user_version" in sql and next(looked, None) is not None:
                all_looked.wait()
            return cursor

    connect = partial(sqlite3.connect, factory=Connection)
    monkeypatch.setattr(opening.sqlite3, "connect", connect)


def opened(folder: Path, *, read_only: bool) -> int:
    """The number of documents that whoever opens a ledger finds, or -1 without a layout."""
    with closing(Ledger(folder, read_only=read_only)) as ledger:
        (found,) = ledger._connection.execute("PRAGMA user_version").fetchone()
        return sum(ledger.documents.counts().values()) if found == VERSION else -1


def test_readers_that_open_an_older_ledger_at_once_bring_it_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path, 3)
    abreast(monkeypatch, 4)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: opened(tmp_path, read_only=True), range(4)))
    assert found == [3] * 4


@pytest.mark.parametrize("make", [older, lambda folder: (folder / FILE).touch()])
def test_one_that_writes_and_others_that_read_open_a_ledger_at_once(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    for attempt in range(8):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        make(folder)
        begin = threading.Barrier(6)

        def open_(number: int, begin: threading.Barrier = begin, folder: Path = folder) -> int:
            begin.wait()
            return opened(folder, read_only=number > 0)

        with ThreadPoolExecutor(6) as threads:
            assert list(threads.map(open_, range(6))) == [0] * 6


def test_what_can_not_be_brought_up_to_date_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(tmp_path, 3)
    monkeypatch.setattr(opening, "LAYOUTS", (*layouts.LAYOUTS[:-1], "INSERT INTO nothing VALUES;"))
    with pytest.raises(StorageError, match="cannot be opened") as caught:
        Ledger(tmp_path)
    monkeypatch.undo()
    assert opened(tmp_path, read_only=False) == 3
    del caught


def in_the_way(folder: Path) -> Path:
    """What keeps SQLite from making the file that connections share, as a read-only disk does."""
    shared = folder / f"{FILE}-shm"
    shared.symlink_to("nowhere")  # which SQLite does not follow
    return shared


def written(folder: Path, value: str) -> None:
    with closing(Ledger(folder)) as ledger, ledger.transaction():
        ledger.set("name", value)


def test_a_ledger_is_read_where_nothing_can_be_written(tmp_path: Path) -> None:
    written(tmp_path, "first")
    shared = in_the_way(tmp_path)
    with closing(Ledger(tmp_path, read_only=True)) as ledger:
        assert ledger.setting("name") == "first"
        before = ledger.changes()
        assert not ledger.outdated
        shared.unlink()
        written(tmp_path, "second")
        assert ledger.outdated
    in_the_way(tmp_path)
    with closing(Ledger(tmp_path, read_only=True)) as ledger:
        assert ledger.setting("name") == "second"
        assert ledger.changes() != before


def test_what_is_in_the_log_is_not_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "first")
    with closing(Ledger(tmp_path)) as ledger:
        with ledger.transaction():
            ledger.set("name", "second")
        copy = tmp_path / "copy"
        copy.mkdir()
        for name in (FILE, f"{FILE}-wal"):
            shutil.copy(tmp_path / name, copy)
    in_the_way(copy)
    with pytest.raises(StorageError, match=f"latest changes in {FILE}-wal"):
        Ledger(copy, read_only=True)


def test_a_ledger_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}.lock").mkdir()
    with pytest.raises(StorageError, match="cannot be written"):
        Ledger(tmp_path)
