"""When a document is to be read, by the dates that it states itself."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.documents import read
from graph.extraction import extract
from graph.extraction.schedule import on_time
from graph.records import Document

BODY = "It goes on and on, and I would not have it otherwise."
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def on(metadata: dict[str, Any], format_: str = "markdown", body: str = BODY) -> tuple[str, str]:
    said = {"film": "Heat", "year": "1995", "rating": "4/5", **metadata}
    document = Document("heat.md", format_, "", "", body, said)
    extraction, until = on_time(extract(document), format_, NOW)
    return extraction.skip, until


@pytest.mark.parametrize(
    ("metadata", "until"),
    [
        ({"date": "2026-12-01"}, "2026-12-01T00:00:00+00:00"),
        ({"date": "2026-12-01 09:30:00 -0800"}, "2026-12-01T17:30:00+00:00"),
        ({"date": "2026-12-01 9:30 pm"}, "2026-12-01T21:30:00+00:00"),
        ({"date": "Tue, 01 Dec 2026 09:30:00 GMT"}, "2026-12-01T09:30:00+00:00"),
        ({"date": "2026-12-01 09:30 PST"}, "2026-12-02T00:00:00+00:00"),
        ({"date": "2026-11-30T23:59:60Z"}, "2026-12-01T00:00:00+00:00"),
        ({"date": "2026-11-30T12:00:00.5-00:30"}, "2026-11-30T12:30:00+00:00"),
        ({"date": "2026-11-30 12:00:01 Z"}, "2026-11-30T12:00:01+00:00"),
        ({"date": "December 24, 2026"}, "2026-12-24T00:00:00+00:00"),
        ({"publishDate": "2027-01", "date": "2020-01-01"}, "2027-01-01T00:00:00+00:00"),
        ({"params": {"publishDate": "2027-01"}, "date": "2028-01"}, "2027-01-01T00:00:00+00:00"),
        ({"date": "2027-01-01", "expiryDate": "2020-01-01"}, "2027-01-01T00:00:00+00:00"),
        ({"date": "2026-12-01T10:00:00+24:00"}, "2026-12-02T00:00:00+00:00"),
        ({"date": "9999-12-31T23:00:00-08:00"}, "9999-12-31T23:59:59+00:00"),
    ],
)
def test_it_waits(metadata: dict[str, Any], until: str) -> None:
    why, changes = on(metadata)
    assert why.startswith("It is not to be published before its date: ")
    assert changes == until


@pytest.mark.parametrize(
    ("metadata", "until"),
    [
        ({"date": "2026-11-30"}, ""),
        ({"date": "2026-11-30T13:00:00+01:00"}, ""),
        ({"date": "2027-01-01", "publishDate": "2020-01-01"}, ""),
        ({"watched": "2027-01-01", "date": "2020-01-01"}, ""),
        ({"publishDate": "0001-01-01", "date": "2026-05-01"}, ""),
        ({"publishDate": "0001-01-01T00:00:00Z", "date": "2026-05-01"}, ""),
        ({"release date": "2027-01-01"}, ""),
        ({"expiryDate": "2026-12-01"}, "2026-12-01T00:00:00+00:00"),
        ({"expiryDate": "2027-12-01", "unpublishdate": "2026-12-01"}, "2026-12-01T00:00:00+00:00"),
        ({"expiryDate": "9999-12-31T23:59:59-08:00"}, "9999-12-31T23:59:59+00:00"),
        ({"expiryDate": "0001-01-01T00:00:00Z"}, ""),
        ({"expiryDate": "0001-01-01"}, ""),
        ({"expiryDate": "in a while"}, ""),
        ({"movie": {"expiry date": "2020-01-01"}}, ""),
        ({"expires": "2020-01-01"}, ""),
    ],
)
def test_it_is_read(metadata: dict[str, Any], until: str) -> None:
    assert on(metadata) == ("", until)


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_midnight_is_that_of_this_machine(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    day = "2026-12-01" if zone.startswith("A") else "2026-12-02"
    midnight = "2026-12-01T08:00:00+00:00" if zone.startswith("A") else "2026-12-01T11:00:00+00:00"
    assert on({"date": day})[1] == midnight
    assert on({"expiryDate": "9999-12-31"})[0] == ""
    assert on({"expiryDate": "0001-01-01"}) == ("", "")


@pytest.mark.parametrize("keys", [{}, {"watched": "2026-01-01", "rating": ""}])
def test_it_has_expired(keys: dict[str, str]) -> None:
    assert on({"unpublishDate": "2026-11-30", **keys}) == (
        "It is published no longer: “unpublishDate” says “2026-11-30”.",
        "",
    )


@pytest.mark.parametrize("format_", ["feed", "csv", "json", "text", "wordpress"])
def test_what_is_public_already_does_not_wait(format_: str) -> None:
    assert on({"date": "2026-12-01", "Expiry Date": "2020-12-01"}, format_) == ("", "")


def test_a_line_in_the_text_ends_nothing() -> None:
    assert on({}, body=f"Director: Michael Mann\nExpiry date: 2020-01-01\n\n{BODY}") == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "until"),
    [
        ("2026-12-24-heat.md", "---\ntitle: Heat (1995)\n---\n", "2026-12-24T00:00:00+00:00"),
        (
            "heat.md",
            '+++\nfilm = "Heat"\ndate = 2026-12-24T09:00:00-08:00\n+++\n',
            "2026-12-24T17:00:00+00:00",
        ),
    ],
    ids=["the day in the name of a Jekyll post", "a date of TOML with its time"],
)
def test_a_file_waits(tmp_path: Path, name: str, text: str, until: str) -> None:
    (tmp_path / name).write_text(f"{text}{BODY}\n")
    (document,) = read([tmp_path / name], tmp_path)
    extraction, changes = on_time(extract(document), document.format, NOW)
    assert extraction.skip
    assert changes == until
