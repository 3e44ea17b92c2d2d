"""What the ledger has of lists and words, to compare one way to it with another."""

from __future__ import annotations

import sqlite3
from pathlib import Path

TABLES = ("listed", "facet", "film_words", "agent_words", "review_words")


def lines_of(state: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the index, and all words of it with their places; the index is sound in itself."""
    connection = sqlite3.connect(state / "ledger.sqlite")
    try:
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in TABLES:
            hidden = ", rowid" if table.endswith("_words") else ""
            found[table] = sorted(connection.execute(f"SELECT *{hidden} FROM {table}"), key=repr)
            if hidden:
                connection.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
                words = f"temp.{table}_places"
                connection.execute(
                    f"CREATE VIRTUAL TABLE {words} USING fts5vocab(main, {table}, instance)"
                )
                found[words] = sorted(connection.execute(f"SELECT * FROM {words}"), key=repr)
        return found
    finally:
        connection.close()
