"""What the pages ask of the ledger, on a real one."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from graph.ledger import Entry, Ledger, Live
from graph.ledger.rows import Named, rows_of
from graph.records import Claim, Evidence, Extraction, SourceKind, Text
from server.index import Index
from server.record import Record


def test_before_the_first_review_nothing_was_ever_there(tmp_path: Path) -> None:
    record = Record(tmp_path)
    assert record.resolve("movie", "heat-1995") is None
    assert list(record.claims(1)) == []
    assert not list(tmp_path.iterdir())


def test_what_is_written_later_is_seen(tmp_path: Path) -> None:
    record = Record(tmp_path)
    assert record.resolve("person", "ada-critic") is None
    ledger = Ledger(tmp_path)
    try:
        with ledger.transaction():
            named = Named("person", "ada critic", "ada-critic", "")
            made, _ = ledger.things.put([named])
            ledger.slugs.settle_new()
            thing = made[named]
        assert record.resolve("person", "ada-critic") == Live(thing)
        seen: list[object] = []
        threads = [
            threading.Thread(target=lambda: seen.append(record.resolve("person", "ada-critic")))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [Live(thing)] * 8
    finally:
        ledger.close()


def test_what_has_no_address_yet_has_no_page(tmp_path: Path) -> None:
    record = Record(tmp_path)
    name = Claim("name", Text("Heat"), Evidence(SourceKind.LABEL, "name", "Heat"))
    entry = Entry("http:heat", "", "published", extraction=Extraction((name,)))
    with closing(Ledger(tmp_path)) as ledger:
        with ledger.assigning() as assignment:
            assignment.take([rows_of(entry, None, entry.link)])
        assert record.page_of("http:heat") == ""
        ledger.part_films()
        assert record.page_of("http:heat") == "review/heat"
        assert record.page_of("http:ran") == ""


def test_what_others_write_shows_where_nothing_could_be_written(tmp_path: Path) -> None:
    """As a disk was full, or the folder belongs to somebody else, when the ledger was opened."""
    written(tmp_path, "first")
    shared = tmp_path / "ledger.sqlite-shm"
    shared.symlink_to("nowhere")  # which SQLite does not follow
    record, index = Record(tmp_path), Index(tmp_path)
    with index.reading() as ledger:
        assert ledger
        assert ledger.setting("name") == "first"
    before = record.writings()
    shared.unlink()
    written(tmp_path, "second")
    with index.reading() as ledger:
        assert ledger
        assert ledger.setting("name") == "second"
    assert record.writings() != before


def written(folder: Path, value: str) -> None:
    with closing(Ledger(folder)) as ledger, ledger.transaction():
        ledger.set("name", value)
