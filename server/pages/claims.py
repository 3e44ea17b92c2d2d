"""What reviews state about a film: a page with the first of it, and a table with all of it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from itertools import groupby

from msgspec.structs import replace

from graph.conflicts import ClaimRow
from server.pages.contexts import PropertyClaims
from server.pages.wording import property_label, source_name

CLAIMS_NAME = "claims.csv"
"""Below the address of a film: that table."""

CSV = "text/csv; charset=utf-8"

MOST = 10
"""Claims about a property that the page shows: a popular film has thousands."""

COLUMNS = ("property", "value", "published", "words", "source", "line", "page")


def outlined(claims: Sequence[ClaimRow]) -> tuple[PropertyClaims, ...]:
    """The first claims about each property, of claims in the order of their properties."""
    found = []
    for name, group in groupby(claims, key=lambda row: row.property):
        rows = list(group)
        shown = tuple(replace(row, source=source_name(row.source)) for row in _first(rows))
        found.append(PropertyClaims(property_label(name), shown, len(rows) - len(shown)))
    return tuple(found)


def _first(rows: list[ClaimRow]) -> list[ClaimRow]:
    """As many as are shown, in their order: each value once before any twice, and what is
    published before what is not."""
    if len(rows) <= MOST:
        return rows
    values: set[str] = set()
    ranks = []
    for number, row in enumerate(rows):
        ranks.append((row.value in values, not row.decided, number))
        values.add(row.value)
    return [rows[number] for *_, number in sorted(sorted(ranks)[:MOST], key=lambda rank: rank[-1])]


def table(base_iri: str, claims: Sequence[ClaimRow]) -> bytes:
    """All claims, as CSV with a header (RFC 4180)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in claims:
        writer.writerow(
            (
                row.property,
                row.value,
                "true" if row.decided else "false",
                row.words,
                source_name(row.source),
                row.line or "",
                f"{base_iri}{row.page}" if row.page else "",
            )
        )
    return out.getvalue().encode()
