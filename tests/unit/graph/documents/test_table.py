import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents import read, table
from graph.documents.files import LARGEST, File
from graph.documents.table import read as read_table
from graph.records import Document, Skipped, Unreadable


def cells(found):
    return [outcome.metadata for outcome in found if isinstance(outcome, Document)]


def test_each_row_is_a_document(read_bytes):
    one, other = read_bytes(b'Title,Year,Review\nHeat,1995,"Good,\nand long."\nUs,2019,\n', "f.csv")
    assert one.source == "f.csv#row=1"
    assert one.format == "csv"
    assert one.metadata == {"Title": "Heat", "Year": "1995", "Review": "Good,\nand long."}
    assert one.lines == {"Title": 2, "Year": 2, "Review": 2}
    assert one.text == ""
    assert one.because == (
        "CSV: the file ends in .csv and its header names 3 columns, divided by commas."
    )
    assert (other.source, other.first_line) == ("f.csv#row=2", 4)
    assert other.metadata["Review"] == ""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Title;Year\nHeat, a film;1995\n", "f.csv"),
        (b"Title\tYear\nHeat, a film\t1995\n", "f.tsv"),
        (b"Title|Year\nHeat, a film|1995\n", "f.csv"),
        (b'Title,Year\n"Heat, a film",1995\n', "f.csv"),
        (b'"Title";"Year"\r\n"Heat, a film";"1995"\r\n', "f.csv"),
        (b"sep=;\nTitle;Year\nHeat, a film;1995\n", "f.csv"),
        (b"\xef\xbb\xbfTitle;Year\nHeat, a film;1995\n", "f.csv"),
        (b"\n\nTitle;Year\n\nHeat, a film;1995\n\n", "f.csv"),
        (b"Title;Year;\nHeat, a film;1995\n"[:-1] + b";\n", "f.csv"),
        ("Title;Year\nHeat, a film;1995\n".encode("utf-16"), "f.csv"),
    ],
)
def test_what_divides_the_cells_is_found(read_bytes, data, name):
    (row,) = cells(read_bytes(data, name))
    assert (row["Title"], row["Year"]) == ("Heat, a film", "1995")


def test_an_old_encoding_is_recognised_and_said(read_bytes):
    rows = "Titel;Kritik\n" + "Größe;Die Märchen sind schön und der Film ist es nicht.\n" * 3
    found = read_bytes(rows.encode("cp1252"), "f.csv")
    assert {row["Titel"] for row in cells(found)} == {"Größe"}
    assert "windows-1252" in found[0].because


def test_a_row_with_a_fault_costs_no_other_row(read_bytes):
    found = read_bytes(
        b"Title,Year,Review\nHeat,1995,good\nUs,2019\nAmour,2012,a,b\nMuseo,2018,b\xe9\xc3\n"
        b"Volver,2006,\x07\n,,\nX,2022,\xc3\xa9\xc3\xa9\xc3\xa9\n",
        "f.csv",
    )
    kinds = [Document, Unreadable, Unreadable, Unreadable, Unreadable, Skipped, Document]
    assert [type(outcome) for outcome in found] == kinds
    assert [outcome.source for outcome in found] == [f"f.csv#row={n}" for n in range(1, 8)]
    short, long, byte, control, empty = (outcome.reason for outcome in found[1:6])
    assert short.startswith("Row 2 (line 3) is too short: it has 2 cells")
    assert "“Review”" in short
    assert long.startswith("Row 3 (line 4) is too long")
    assert "Row 4 (line 5) has a byte, hexadecimal E9" in byte
    assert "U+0007" in control
    assert empty == "Row 6 (line 7) is empty."


def test_quotation_marks_gone_wrong_cost_only_their_row(read_bytes):
    found = read_bytes(
        b'Title,Review\nHeat,good\nUs,"He said "hello" to me"\nAmour,"never closed\nX,fine\n'
        b'Volver,"fine"\n',
        "f.csv",
    )
    assert [row["Title"] for row in cells(found)] == ["Heat", "X", "Volver"]
    inside, unclosed = (outcome for outcome in found if isinstance(outcome, Unreadable))
    assert inside.source == "f.csv#row=2"
    assert "Row 2 (line 3) has a quotation mark inside a cell" in inside.reason
    assert "Row 3 (line 4) has a quotation mark" in unclosed.reason


def test_a_row_without_end_takes_no_more_than_its_share(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "LARGEST", 20_000)
    path = tmp_path / "f.csv"
    path.write_text("Title,Review\n" + 'Heat","good\n' * 200_000)
    tracemalloc.start()
    try:
        reasons = {outcome.reason.partition(")")[2] for outcome in read([path], tmp_path)}
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert reasons == {" has a quotation mark that is not closed. Close it."}
    assert peak < path.stat().st_size


def test_many_open_quotation_marks_come_to_an_end(read_bytes):
    found = read_bytes(b"Title,Review\n" + b'Heat,"open\n\n' * 300, "f.csv")
    assert not cells(found)
    assert found


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Heat,1995,4.5,https://example.org\n", "no header"),
        (b"tt0113277,Heat\n", "no header"),
        (b"2012-01-23,Heat,good\n", "no header"),
        (b"Title,Year\n", "no rows"),
        (b"Title,Year,Title\nHeat,1995,Heat\n", "Two columns have the name “Title”"),
        (b"sep=;\n", "empty"),
        (b'"Title,Year\nHeat,1995\n', "not closed"),
        (b"Ti\x01tle,Year\nHeat,1995\n", "U+0001"),
        (b"PK\x03\x04\x00\x00", "not a text: byte 5 is NUL"),
        (b",".join(b"c%d" % n for n in range(1200)) + b"\n", "1,200 columns"),
        (b"Title,Review\nHeat," + b"a" * (LARGEST + 1) + b"\n", "longer than 8 MB"),
        (b"\xff\xfe" + "Title,Year\nHeat,1995\n".encode("utf-16-le") + b"\x3d\xd8", "damaged"),
    ],
)
def test_a_table_without_a_sound_frame_is_unreadable(read_bytes, data, words):
    *_, last = read_bytes(data, "f.csv")
    assert isinstance(last, Unreadable)
    assert last.source == "f.csv"
    assert words in last.reason


def test_a_column_without_a_name_gets_its_number(read_bytes):
    assert cells(read_bytes(b",Title\n0,Heat\n", "f.csv")) == [{"column 1": "0", "Title": "Heat"}]


def test_a_digest_is_of_the_row_with_its_header(read_bytes):
    heat, us = read_bytes(b"Title,Year\nHeat,1995\nUs,2019\n", "f.csv")
    moved = read_bytes(b"Title,Year\nNew,2024\nHeat,1995\n", "f.csv")
    renamed = read_bytes(b"Name,Year\nHeat,1995\n", "f.csv")
    assert heat.digest == moved[1].digest
    assert len({heat.digest, us.digest, renamed[0].digest}) == 3


def test_a_cell_of_a_megabyte_is_read(read_bytes):
    (row,) = cells(read_bytes(b"Title,Review\nHeat," + b"a" * 1_000_000 + b"\n", "f.csv"))
    assert len(row["Review"]) == 1_000_000


def test_a_large_table_takes_the_memory_of_a_row(tmp_path):
    path = tmp_path / "f.csv"
    with path.open("w") as stream:
        stream.write("Title,Review\n")
        stream.writelines(f"Film {n},{'x' * 1000}\n" for n in range(8_000))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read([path], tmp_path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 8_000
    assert peak < path.stat().st_size / 4


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1), st.sampled_from(",;\t|"))
def test_what_was_written_comes_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("t") / "f.csv"
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows([("Title", "Review"), *rows])
    path.write_bytes(written.getvalue().encode())
    found = list(read_table(File(path, "f.csv")))
    assert len(found) == len(rows)
    for outcome, row in zip(found, rows, strict=True):
        if any(cell.strip() for cell in row):
            assert tuple(outcome.metadata.values()) == row


@given(st.binary(max_size=300))
def test_all_bytes_are_rows_or_unreadable(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("t") / "f.csv"
    path.write_bytes(b"Title,Review\n" + data)
    for outcome in read([path], path.parent):
        assert isinstance(outcome, Document | Unreadable | Skipped)
