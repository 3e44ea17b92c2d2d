"""By which titles and identifiers documents are tied."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph.ledger import Ledger
from graph.ledger import layouts as tables

KEYS = (
    (1, "title:heat"),
    (1, "id:imdb:tt1"),
    (2, "id:imdb:tt1"),
    (3, "title:heat"),
    (4, "title:x"),
)


def test_documents_of_an_older_ledger_are_tied_by_their_keys(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript("".join(tables.LAYOUTS[:13]))
    connection.executemany(
        "INSERT INTO document(id, source, digest, format, because, outcome, reason, changed)"
        " VALUES (?, ?, '', '', '', 'published', '', '')",
        [(document, f"{document}.md") for document in range(1, 5)],
    )
    connection.executemany(
        "INSERT INTO film_key(key, document) VALUES (?, ?)", [(key, of) for of, key in KEYS]
    )
    connection.execute("INSERT INTO unsettled_key VALUES ('title:x')")
    connection.execute("PRAGMA user_version = 13")
    connection.commit()
    connection.close()
    ledger = Ledger(tmp_path)
    keys, documents = ledger.documents.keys, ledger.documents
    assert keys.of(1) == {"title:heat", "id:imdb:tt1"}
    assert sorted(keys.with_key("id:imdb:tt1")) == [1, 2]
    assert keys.tied([2]) == {1, 2, 3}
    assert list(ledger.unsettled.components(documents)) == [{4}]
    with ledger.transaction():
        documents.delete(1)
        ledger.unsettled.add(documents=[2])
    assert keys.tied([2]) == {2}
    assert sorted(map(sorted, ledger.unsettled.components(documents))) == [[2], [4]]
    ledger.close()
