"""What is filled without some indices has all of them in the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger import Ledger
from graph.ledger.indices import LISTING, SETTLED, SETTLING
from graph.ledger.listed import Listing, line_of
from graph.ledger.rows import Named

COMING = {*SETTLING, *SETTLED}


def indices(folder: Path) -> dict[str, str]:
    """All indices of a ledger that were made by name, with the words that make them."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        return dict(
            connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
            ).fetchall()
        )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger(tmp_path)) as made:
        yield made


def put(ledger: Ledger, *names: str) -> list[int]:
    with ledger.transaction():
        made, _ = ledger.things.put([Named("person", name, name, "") for name in names])
    return list(made.values())


def test_while_it_is_filled_some_are_missing_and_then_none(ledger: Ledger) -> None:
    before = indices(ledger.folder)
    assert before.keys() >= COMING | set(LISTING)
    ledger.begin_filling()
    ledger.begin_listing()
    assert before.keys() - indices(ledger.folder).keys() == COMING | set(LISTING)
    put(ledger, "ann-lee")
    ledger.part_films()
    assert before.keys() - indices(ledger.folder).keys() == set(LISTING)
    ledger.end_listing()
    assert indices(ledger.folder) == before


def test_to_begin_again_after_an_interruption_changes_nothing(ledger: Ledger) -> None:
    before = indices(ledger.folder)
    for _ in range(2):
        ledger.begin_filling()
        ledger.begin_listing()
    with closing(Ledger(ledger.folder, read_only=True)) as reader:
        assert reader.indices
    ledger.part_films()
    ledger.end_listing()
    assert indices(ledger.folder) == before
    assert not ledger.indices


def test_what_was_published_or_listed_keeps_its_indices(ledger: Ledger) -> None:
    (ann,) = put(ledger, "ann-lee")
    ledger.part_films()
    with ledger.transaction():
        ledger.listed.replace([ann], [line_of(Listing(ann, "person", ("Ann Lee",)))])
    before = indices(ledger.folder)
    ledger.begin_filling()
    ledger.begin_listing()
    assert indices(ledger.folder) == before


def test_slugs_are_settled_the_same_without(ledger: Ledger, tmp_path: Path) -> None:
    named = ["ann-lee", "ann-lee", "bo-roe"]
    wanted = [Named("person", f"{n} {base}", base, f"{n}") for n, base in enumerate(named)]
    with closing(Ledger(tmp_path / "other")) as other:
        found = []
        for each in (ledger, other):
            if each is other:
                each.begin_filling()
            with each.transaction():
                each.things.put(wanted)
            each.part_films()
            found.append([(thing.key, thing.slug) for thing in each.things.living("person")])
    assert found[0] == found[1]
    assert [slug for _, slug in found[0]] == ["ann-lee--0", "ann-lee--1", "bo-roe"]
