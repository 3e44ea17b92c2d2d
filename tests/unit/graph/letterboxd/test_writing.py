"""Files: CSV as others read it, none too large, all of them whole."""

from __future__ import annotations

import csv

import pytest

from graph.errors import StorageError
from graph.letterboxd import COLUMNS, table, write

ROW = ("", "", "", "Heat, “again”", "1995", "", "4", "", "", 'He said "no".\n\nOr\r\nnot; =1+1')


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_cells_come_back_as_they_were(tmp_path):
    path = tmp_path / "films.csv"
    assert write(table([ROW]), path) == [path]
    assert read(path) == [list(COLUMNS), list(ROW)]


def test_without_rows_there_is_a_header(tmp_path):
    write(table([]), tmp_path / "films.csv")
    assert read(tmp_path / "films.csv") == [list(COLUMNS)]


def test_what_is_too_much_for_a_file_goes_into_further_ones_with_the_header(tmp_path):
    rows = [(*ROW[:-1], f"{number}" * 200) for number in range(10)]
    files = write(table(rows), tmp_path / "films.csv", largest=1_000)
    assert [file.name for file in files] == [
        "films.csv",
        "films-2.csv",
        "films-3.csv",
        "films-4.csv",
    ]
    assert all(file.stat().st_size <= 1_000 for file in files)
    assert all(read(file)[0] == list(COLUMNS) for file in files)
    assert [tuple(row) for file in files for row in read(file)[1:]] == rows


def test_a_row_larger_than_a_file_may_be_has_one_of_its_own(tmp_path):
    rows = [ROW, (*ROW[:-1], "x" * 2_000), ROW]
    files = write(table(rows), tmp_path / "films.csv", largest=1_000)
    assert [len(read(file)) - 1 for file in files] == [1, 1, 1]


def test_what_fails_on_the_way_leaves_the_old_files(tmp_path):
    path = tmp_path / "films.csv"
    path.write_text("old")

    def failing():
        yield ROW
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="full"):
        write(table(failing()), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
