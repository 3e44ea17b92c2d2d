"""What is written together takes effect together."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger import Ledger


def test_one_inside_another_is_part_of_it(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger, closing(Ledger(tmp_path, read_only=True)) as reader:
        with ledger.transaction():
            with ledger.transaction(durable=False):
                ledger.set("a", "1")
            assert reader.setting("a") is None
            ledger.set("b", "2")
        assert (reader.setting("a"), reader.setting("b")) == ("1", "2")


def test_what_fails_undoes_what_was_done_inside(tmp_path: Path) -> None:
    with closing(Ledger(tmp_path)) as ledger:
        with pytest.raises(KeyError), ledger.transaction():
            with ledger.transaction():
                ledger.set("a", "1")
            raise KeyError
        assert ledger.setting("a") is None
        with ledger.transaction():
            ledger.set("a", "3")
        assert ledger.setting("a") == "3"
