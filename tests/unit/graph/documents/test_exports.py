"""Exports that carry their day in their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.documents import find
from graph.documents.exports import is_there
from graph.documents.files import File
from graph.records import Skipped


def exports(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(b"PK")
    return [folder / name for name in names]


def test_the_newest_export_of_an_account_is_read_whatever_comes_first(tmp_path: Path) -> None:
    paths = exports(
        tmp_path,
        "letterboxd-ann-2025-05-01-10-00-utc.zip",
        "letterboxd-ann-2024-05-01-10-00-utc.zip",
        "letterboxd-ben-2024-05-01-10-00-utc.zip",
    )
    for given in ([tmp_path], paths):
        older, *newest = find(given, tmp_path)
        assert isinstance(older, Skipped)
        assert older.source == "letterboxd-ann-2024-05-01-10-00-utc.zip"
        assert "letterboxd-ann-2025-05-01-10-00-utc.zip" in older.reason
        assert [(file.source, file.path.name) for file in newest if isinstance(file, File)] == [
            ("letterboxd-ann.zip", "letterboxd-ann-2025-05-01-10-00-utc.zip"),
            ("letterboxd-ben.zip", "letterboxd-ben-2024-05-01-10-00-utc.zip"),
        ]


def test_the_parts_of_one_export_are_all_read(tmp_path: Path) -> None:
    exports(
        tmp_path, *(f"ann.WordPress.2024-05-0{day}.00{n}.xml" for day in (1, 2) for n in (0, 1))
    )
    files = [each for each in find([tmp_path], tmp_path) if isinstance(each, File)]
    assert [(file.source, file.path.name) for file in files] == [
        ("ann.WordPress.000.xml", "ann.WordPress.2024-05-02.000.xml"),
        ("ann.WordPress.001.xml", "ann.WordPress.2024-05-02.001.xml"),
    ]


@pytest.mark.parametrize("name", ["letterboxd-ann-2024-05-01-10-00-utc.zip", "letterboxd-ann.zip"])
def test_an_export_of_any_day_is_there(tmp_path: Path, name: str) -> None:
    assert not is_there("letterboxd-ann.zip", tmp_path)
    exports(tmp_path, name)
    assert is_there("letterboxd-ann.zip", tmp_path)
    assert not is_there("letterboxd-ben.zip", tmp_path)
    assert not is_there("elsewhere/letterboxd-ann.zip", tmp_path)
