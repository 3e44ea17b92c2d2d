"""Lines of lists and words: replaced, removed, and the same as if written anew."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from graph.ledger import Ledger
from graph.ledger import layouts as tables
from graph.ledger.listed import STATE, Listing, line_of
from graph.records import Extraction
from tests.lines import lines_of


def test_a_line_is_replaced_whole(shelf) -> None:
    path = shelf.film("Heat", "Fuego", year=1995, genres=(("crime", "Crime"),), rating=9)
    shelf.film("Heat", "Hitze", year=1996, genres=(("drama", "Drama"),))
    find = shelf.ledger.finding.find
    assert find("films", ("fuego",), 1).total == 0
    (hit,) = find("films", ("hitze",), 1).hits
    assert (hit.path, hit.year, hit.rating) == (path, 1996, None)
    assert not lines_of(shelf.folder)["facet"][0].count("crime")


def test_what_is_removed_is_not_found(shelf) -> None:
    kept, gone = shelf.review("One", "the same"), shelf.review("Two", "the same")
    shelf.remove(gone)
    found = shelf.ledger.finding.find("reviews", ("same",), 5)
    assert (found.total, [hit.path for hit in found.hits]) == (1, [kept])


def test_a_line_that_stays_is_not_written(shelf) -> None:
    shelf.film("Heat", year=1995)
    before = shelf.ledger.setting(STATE)
    shelf.film("Heat", year=1995)
    assert shelf.ledger.setting(STATE) == before
    shelf.film("Heat", year=1996)
    assert shelf.ledger.setting(STATE) != before


def test_any_order_of_changes_gives_the_lines_that_writing_all_at_once_gives(
    shelf, tmp_path
) -> None:
    chance = random.Random(7)
    last: dict[int, Listing] = {}
    things = [shelf.ids[shelf.put("review", f"Review {n}")] for n in range(40)]
    for _ in range(300):
        some = chance.sample(things, chance.randint(1, 6))
        rows = [
            Listing(
                thing, "review", (f"Headline {chance.randint(0, 3)}",), rating=chance.randint(0, 10),
                day=f"20{chance.randint(10, 20)}", text=f"七人 word{chance.randint(0, 5)} " * 3,
            )
            for thing in some
            if chance.random() < 0.7
        ]  # fmt: skip
        with shelf.ledger.transaction():
            shelf.ledger.listed.replace(some, map(line_of, rows))
        last = {t: row for t, row in last.items() if t not in some} | {r.thing: r for r in rows}
    touched = lines_of(shelf.folder)
    with shelf.ledger.transaction():
        shelf.ledger.listed.replace(things, ())
    assert not any(lines_of(shelf.folder).values())
    with shelf.ledger.transaction():
        shelf.ledger.listed.replace(things, map(line_of, last.values()))
    anew = lines_of(shelf.folder)
    never = {"listed": [row for row in touched["listed"] if row[0] in last]}
    assert touched | never == anew
    assert touched["listed"]


def test_an_older_ledger_has_everything_listed_at_the_next_publishing(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript("".join(tables.LAYOUTS[:4]))
    connection.execute(
        "INSERT INTO thing(kind, base_slug, suffix, origin, slug, live, dirty)"
        " VALUES ('movie', 'heat', '', '', 'heat', 1, 0), ('movie', 'gone', '', '', NULL, 0, 0)"
    )
    connection.execute("PRAGMA user_version = 4")
    connection.commit()
    connection.close()
    ledger = Ledger(tmp_path)
    assert [thing.slug for thing in ledger.things.of_ids(ledger.unpublished.ids())] == ["heat"]
    assert ledger.lists.count("movie", {}) == 0
    ledger.close()


def test_reviews_of_an_older_ledger_are_found_by_their_addresses_after_that(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript("".join(tables.LAYOUTS[:15]))
    connection.execute(
        "INSERT INTO thing(kind, base_slug, suffix, origin, slug, live, dirty)"
        " VALUES ('movie', 'heat', '', '', 'heat', 1, 0), ('review', 'heat', '', '', 'heat', 1, 0)"
    )
    connection.execute("PRAGMA user_version = 15")
    connection.commit()
    connection.close()
    with closing(Ledger(tmp_path)) as ledger:
        assert [t.kind for t in ledger.things.of_ids(ledger.unpublished.ids())] == ["review"]


def test_what_documents_of_an_older_ledger_said_is_kept(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript("".join(tables.LAYOUTS[:8]))
    extraction = Extraction(skip="It is about soup.")
    connection.execute(
        "INSERT INTO document(id, source, digest, format, because, outcome, reason, changed, text,"
        " extraction, report) VALUES (7, 'a.md', 'd', 'markdown', '', 'rejected', 'Bad.',"
        " '2026-01-02', 'words', ?, '[]')",
        (msgspec.json.encode(extraction),),
    )
    connection.execute("PRAGMA user_version = 8")
    connection.commit()
    connection.close()
    ledger = Ledger(tmp_path)
    entry = ledger.documents.get("a.md")
    assert entry is not None
    assert (entry.id, entry.reason, entry.text, entry.changed) == (7, "Bad.", "words", "2026-01-02")
    assert (entry.extraction, entry.report) == (extraction, ())
    with ledger.transaction():
        ledger.documents.delete(7)
    assert not list(ledger.documents.with_outcome("rejected"))
    ledger.close()
