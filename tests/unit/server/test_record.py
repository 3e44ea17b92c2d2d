"""What the pages ask of the ledger, on a real one."""

from __future__ import annotations

import threading
from pathlib import Path

from graph.ledger import Ledger, Live
from graph.ledger.rows import Named
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
