import os
import socket
import stat
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.documents import READERS, SUFFIXES, anything, find, read, read_ahead
from graph.documents.files import LARGEST, Parts
from graph.records import Document, Skipped, Unreadable

NOBODY = 65534


def sources(found):
    return [outcome.source for outcome in found]


def test_folders_are_read_in_the_order_of_names(folder, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/B.txt", "c.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("A film.")
    found = list(read([folder], tmp_path))
    assert sources(found) == [f"reviews/{name}" for name in ("a/B.txt", "a/z.txt", "b.txt", "c.md")]


def test_paths_are_read_in_the_order_given(folder):
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("A film.")
    assert sources(read([folder / "b.txt", folder / "a.txt"], folder)) == ["b.txt", "a.txt"]


def test_a_source_outside_the_root_is_absolute(folder, tmp_path):
    (folder / "a.txt").write_text("A film.")
    (elsewhere := tmp_path / "site").mkdir()
    assert sources(read([folder / "a.txt"], elsewhere)) == [(folder / "a.txt").resolve().as_posix()]


def test_a_source_is_one_name_however_the_file_is_named(folder, tmp_path, monkeypatch):
    (folder / "a.txt").write_text("A film.")
    monkeypatch.chdir(folder)
    spellings = [Path("a.txt"), Path("../reviews/./a.txt"), folder / "a.txt"]
    assert set(sources(read(spellings, tmp_path))) == {"reviews/a.txt"}


def test_hidden_files_are_passed_over_but_not_when_named(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_text("A film.")
    (folder / ".b.txt").write_text("A film.")
    assert list(read([folder], folder)) == []
    assert sources(read([folder / ".b.txt"], folder)) == [".b.txt"]


@pytest.mark.parametrize("name", ["still.jpg", "README", "archive.tar.gz", "page.pdf"])
def test_a_file_that_no_reader_takes_is_skipped_with_the_reason(folder, name):
    (folder / name).write_bytes(b"\x00")
    (skipped,) = read([folder], folder)
    assert isinstance(skipped, Skipped)
    assert ".md" in skipped.reason


def test_suffixes_are_read_in_any_case(folder):
    (folder / "HEAT.TXT").write_text("A film.")
    assert [type(outcome) for outcome in read([folder], folder)] == [Document]


def test_a_suffix_that_readers_share_is_decided_by_what_the_file_holds():
    for suffix in SUFFIXES:
        knowing = [knows for suffixes, knows, _ in READERS if suffix in suffixes]
        assert anything not in knowing[:-1]


def test_links_in_a_folder_are_not_followed(folder, tmp_path):
    (outside := tmp_path / "private.txt").write_text("A diary.")
    (folder / "a.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    found = list(read([folder], tmp_path))
    assert [type(outcome) for outcome in found] == [Skipped] * 3
    assert "link" in found[0].reason


def test_a_link_that_is_named_itself_is_the_file_it_leads_to(folder, tmp_path):
    (folder / "a.txt").write_text("A film.")
    (link := tmp_path / "latest.txt").symlink_to(folder / "a.txt")
    assert sources(read([link], tmp_path)) == ["reviews/a.txt"]


def test_a_link_in_a_circle_is_unreadable(tmp_path):
    (link := tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (unreadable,) = read([link], tmp_path)
    assert "circle" in unreadable.reason


def test_pipes_and_sockets_are_never_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "socket.txt"))
        found = list(read([folder, folder / "pipe.txt"], folder))
    assert [type(outcome) for outcome in found] == [Skipped] * 3


def test_a_device_is_never_opened(folder):
    (skipped,) = read([Path("/dev/zero")], folder)
    assert isinstance(skipped, Skipped)


def test_a_path_that_is_not_there_stops_nothing(folder):
    (folder / "a.txt").write_text("A film.")
    missing, there = read([folder / "b.txt", folder / "a.txt"], folder)
    assert missing == Unreadable("b.txt", missing.reason, rest=True)
    assert "nothing of this name" in missing.reason
    assert isinstance(there, Document)


def test_a_file_name_that_is_no_text_is_unreadable(folder):
    path = os.fsencode(folder) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("A film.")
    (unreadable,) = read([folder], folder)
    assert unreadable.source == "caf\\xe9.txt"
    assert "Rename" in unreadable.reason


def test_a_name_that_is_too_long_is_unreadable(folder):
    (unreadable,) = read([folder / ("a" * 300)], folder)
    assert "too long" in unreadable.reason


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """A file below 1,500 folders, each in the one before."""
    depth, here = 1500, Path.cwd()
    os.chdir(tmp_path)
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    Path("a.txt").write_text("A film.")
    yield tmp_path
    Path("a.txt").unlink()
    for _ in range(depth):
        os.chdir("..")
        Path("a").rmdir()
    os.chdir(here)


def test_folders_nested_deeper_than_calls_are_read(deep_folder):
    (found,) = read([deep_folder], deep_folder)
    assert found.source == "a/" * 1500 + "a.txt"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_an_empty_file_is_said_to_be_empty(read_bytes, data, name):
    (unreadable,) = read_bytes(data, name)
    assert isinstance(unreadable, Unreadable)
    assert "empty" in unreadable.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_of_200_megabytes_is_refused_unread(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    (unreadable,) = read([path], tmp_path)
    assert "200 MB" in unreadable.reason


def test_a_file_of_the_largest_size_is_read(read_bytes):
    (document,) = read_bytes(b"a" * LARGEST)
    assert len(document.text) == LARGEST
    assert isinstance(read_bytes(b"a" * (LARGEST + 1))[0], Unreadable)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a file and a folder that this process may not open, and a file it may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "locked").mkdir()
        for path in ("a.txt", "b.txt", "locked/c.txt"):
            (folder / path).write_text("A film.")
        folder.chmod(0o755)
        (folder / "a.txt").chmod(0)
        (folder / "locked").chmod(0)
        user = os.geteuid()
        if user == 0:  # nothing is locked for root
            os.seteuid(NOBODY)
        yield folder
        if user == 0:
            os.seteuid(0)
        (folder / "locked").chmod(stat.S_IRWXU)


def test_what_may_not_be_opened_is_unreadable_and_stops_nothing(locked_folder):
    file, readable, subfolder = read([locked_folder], locked_folder)
    assert isinstance(file, Unreadable)
    assert "permission" in file.reason
    assert isinstance(readable, Document)
    assert subfolder == Unreadable("locked", file.reason, rest=True)


def test_parts_are_named_once_whether_their_ids_are_numbers_or_words() -> None:
    parts = Parts("export.xml", "post")
    ids = ["7", "0", "7", "07", "99999999", "7", "a", "a", "99999999", "123456789", "123456789"]
    assert [parts.named(i).partition("=")[2] for i in ids] == [
        "7", "0", "7~2", "07", "99999999", "7~3", "a", "a~2", "99999999~2", "123456789",
        "123456789~2",
    ]  # fmt: skip


def test_many_numbers_take_no_memory_worth_the_name() -> None:
    parts = Parts("export.xml", "post")
    tracemalloc.start()
    for number in range(1, 50_000):
        parts.named(str(number))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 200_000


def test_files_that_will_be_read_are_fetched_together(folder, monkeypatch):
    asked = []

    def advised(descriptor, start, length, advice):
        asked.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, advice))

    monkeypatch.setattr(os, "posix_fadvise", advised)
    for name in ("a.txt", "b.md", "film.mp4", "gone.md", "pipe.txt", "z.csv"):
        (folder / name).write_text("A film.")
    found = list(find([folder], folder))
    for name in ("gone.md", "pipe.txt"):
        (folder / name).unlink()
    os.mkfifo(folder / "pipe.txt")
    read_ahead([*found, Skipped("c.txt", "It was read.")])
    wanted = ["a.txt", "b.md", "pipe.txt", "z.csv"]
    assert asked == [(name, os.POSIX_FADV_WILLNEED) for name in wanted]
    read_ahead(found[:1])  # nothing else could be read meanwhile
    assert len(asked) == len(wanted)
    monkeypatch.delattr(os, "posix_fadvise")
    read_ahead(found)
