"""What the page of the claims shows of many, and the table of all of them."""

from __future__ import annotations

import csv
from io import StringIO

from flask.testing import FlaskClient
from msgspec.structs import replace

from graph.conflicts import ClaimRow
from server.pages.claims import COLUMNS, MOST, outlined, table
from tests.unit.server.pages.conftest import BASE

FILM = "/movie/the-sessions-2012"


def row(value: str, number: int, *, published: bool = False) -> ClaimRow:
    source = f"/srv/reviews/{number}.md"
    return ClaimRow("duration", value, source, "review/x", value, number, published, published)


def test_of_many_claims_each_value_comes_first() -> None:
    claims = [row("95 minutes", n, published=True) for n in range(40)]
    claims += [row("98 minutes", 40), row("96 minutes", 41)]
    [outline] = outlined(claims)
    assert len(outline.rows) == MOST
    assert outline.more == 42 - MOST
    assert {each.value for each in outline.rows} == {"95 minutes", "98 minutes", "96 minutes"}
    assert [each.line for each in outline.rows] == [*range(MOST - 2), 40, 41]


def test_what_is_published_is_shown_of_too_many_values() -> None:
    claims = [row(f"{n} minutes", n, published=n == 29) for n in range(30)]
    [outline] = outlined(claims)
    assert [each.line for each in outline.rows] == [*range(MOST - 1), 29]


def test_the_table_has_all() -> None:
    claims = [row('9,"5\nminutes', n) for n in range(30)]
    head, *rows = csv.reader(StringIO(table(BASE, claims).decode(), newline=""))
    assert tuple(head) == COLUMNS
    assert len(rows) == 30
    assert rows[3] == [
        "duration",
        '9,"5\nminutes',
        "false",
        '9,"5\nminutes',
        "3.md",
        "3",
        f"{BASE}review/x",
    ]


def test_a_spreadsheet_calculates_nothing_of_the_table() -> None:
    said = ["=HYPERLINK(1)", "+1+1", "-3", "+4.5", "-3\n=1", "@sum", "\t=1", "Heat = 1", "- so"]
    _, *rows = csv.reader(StringIO(table(BASE, [row(v, 1) for v in said]).decode(), newline=""))
    shown = [
        "'=HYPERLINK(1)",
        "'+1+1",
        "-3",
        "+4.5",
        "'-3\n=1",
        "'@sum",
        "'\t=1",
        "Heat = 1",
        "'- so",
    ]
    assert [(each[1], each[3]) for each in rows] == [(v, v) for v in shown]
    source = row("Heat", 1)
    [_, found] = csv.reader(StringIO(table(BASE, [replace(source, source="=1.md")]).decode()))
    assert found[4] == "'=1.md"


def test_the_page_leads_to_the_table(site, client: FlaskClient) -> None:
    site.claimed[7] = [row("95 minutes", n) for n in range(MOST + 2)]
    text = client.get(f"{FILM}/claims").text
    assert "And 2 more statements in the" in text
    assert f'href="{FILM}/claims.csv"' in text
    answer = client.get(f"{FILM}/claims.csv")
    assert answer.content_type.startswith("text/csv")
    assert len(answer.text.splitlines()) == MOST + 3
    assert client.get("/movie/none/claims.csv").status_code == 404
    moved = client.get("/movie/the-sessions/claims.csv")
    assert moved.headers["Location"] == f"{FILM}/claims.csv"
