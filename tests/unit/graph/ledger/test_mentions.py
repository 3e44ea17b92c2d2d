"""How persons are named, counted as documents come and go."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.ledger import Ledger
from graph.ledger import layouts as tables
from graph.records import Person


def test_an_older_ledger_counts_how_persons_are_named(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript("".join(tables.LAYOUTS[:9]))
    connection.execute("INSERT INTO thing VALUES (7, 'person', 'k', 'b', '', '', 'b', NULL, 1, 0)")
    named = ("Bong Joon-ho", "Bong Joon Ho", "Bong Joon-ho")
    for document, name in enumerate(named, 1):
        connection.execute(
            "INSERT INTO document(id, source, digest, format, because, outcome, reason, changed)"
            " VALUES (?, ?, '', '', '', 'published', '', '')",
            (document, f"{document}.md"),
        )
        connection.execute("INSERT INTO mention VALUES (?, 7, ?, '[]')", (document, name))
    connection.execute("PRAGMA user_version = 9")
    connection.commit()
    connection.close()
    ledger = Ledger(tmp_path)
    assert ledger.mentions.spellings([7])[7] == [Person("Bong Joon-ho"), Person("Bong Joon Ho")]
    with ledger.transaction():
        ledger.mentions.forget(1)
        ledger.mentions.put([(1, 7, "Bong Joon Ho", "[]")])
    assert ledger.mentions.spellings([7])[7] == [Person("Bong Joon Ho"), Person("Bong Joon-ho")]
    with ledger.transaction():
        ledger.mentions.forget(3)
    assert ledger.mentions.spellings([7])[7] == [Person("Bong Joon Ho")]
    with ledger.transaction():
        ledger.mentions.forget(2)
        ledger.mentions.put([(3, 7, "Bong Jūn Ho", "[]")])
    assert ledger.mentions.spellings([7])[7] == [Person("Bong Jūn Ho"), Person("Bong Joon Ho")]
    assert ledger.mentions.without([7]) == []
    ledger.close()
