"""What is written together takes effect together."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger import Ledger

FULL = 2
"""https://www.sqlite.org/pragma.html#pragma_synchronous"""


def test_one_inside_another_is_part_of_it(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger, closing(Ledger(tmp_path, read_only=True)) as reader:
        with ledger.transaction():
            with ledger.transaction(durable=False):
                ledger.set("a", "1")
            assert reader.setting("a") is None
            ledger.set("b", "2")
        assert (reader.setting("a"), reader.setting("b")) == ("1", "2")


def failing(ledger: Ledger, *, durable: bool = True) -> None:
    """A transaction that ends in an error."""
    with ledger.transaction(durable=durable):
        with ledger.transaction(durable=durable):
            ledger.set("a", "1")
        raise KeyError


def test_what_fails_undoes_what_was_done_inside(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        with pytest.raises(KeyError):
            failing(ledger)
        assert ledger.setting("a") is None
        with ledger.transaction():
            ledger.set("a", "3")
        assert ledger.setting("a") == "3"


def test_one_that_is_to_last_is_no_part_of_one_that_need_not(tmp_path: Path) -> None:
    def both(ledger: Ledger) -> None:
        with ledger.transaction(durable=False), ledger.transaction():
            pass

    with closing(Ledger(tmp_path)) as ledger, pytest.raises(ValueError, match="durable"):
        both(ledger)


def test_after_one_that_failed_the_next_lasts(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        with pytest.raises(KeyError):
            failing(ledger, durable=False)
        (synchronous,) = ledger._connection.execute("PRAGMA synchronous").fetchone()
        assert synchronous == FULL


def killed(ledger: Ledger) -> None:
    """A run that has seen something and comes to no end."""
    with ledger.seeing() as seen:
        with ledger.transaction():
            ledger._connection.execute("INSERT INTO seen VALUES ('a.csv#row=2')")
        assert seen
        raise KeyError


def test_what_a_run_has_seen_does_not_stay(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        with pytest.raises(KeyError):
            killed(ledger)
        with ledger.seeing() as seen:
            assert not seen
            with ledger.transaction():
                ledger._connection.execute("INSERT INTO seen VALUES ('a.csv#row=2')")
        assert not seen
