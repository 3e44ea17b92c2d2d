"""What an older layout wrote of documents, as if they came now: once, before films are parted."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graph.ledger.documents import Documents
from graph.ledger.unsettled import Unsettled

AT_ONCE = 500
"""Documents that are read again at a time."""


def unasked(connection: sqlite3.Connection) -> list[int]:
    """The ids of some documents of which it was never asked where they first appeared."""
    rows = connection.execute(
        "SELECT id FROM document INDEXED BY document_outdated WHERE appeared IS NULL LIMIT ?",
        (AT_ONCE,),
    )
    return [document for (document,) in rows]


def renew(
    some: Sequence[int], connection: sqlite3.Connection, documents: Documents, unsettled: Unsettled
) -> None:
    """Note of these where they say that they first appeared. To be called in a transaction."""
    published = (entry for entry in documents.of_ids(some) if entry.outcome == "published")
    found = dict.fromkeys(some, b"") | {entry.id: entry.appeared for entry in published}
    connection.executemany("UPDATE document SET appeared = ?2 WHERE id = ?1", found.items())
    unsettled.add(documents=[document for document, appeared in found.items() if appeared])
