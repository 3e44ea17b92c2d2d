"""Files that are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from graph.errors import StorageError
from graph.store.durable import require_room, storage_error, whole_file, write_whole


def test_a_failure_leaves_the_old_content_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "dump.nt"
    write_whole(path, "old")

    def fail() -> None:
        with whole_file(path) as file:
            file.write(b"new, but only a part")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    write_whole(path, "new")
    assert path.read_text() == "new"


def test_a_link_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "dump.nt", tmp_path / "newest.nt"
    path.touch(0o640)
    link.symlink_to(path.name)
    write_whole(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert S_IMODE(path.stat().st_mode) == 0o640


def test_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileExistsError, match="no file"):
        write_whole(pipe, "new")
    assert list(tmp_path.iterdir()) == [pipe]
    assert pipe.is_fifo()


def test_says_how_much_room_is_missing(tmp_path: Path) -> None:
    require_room(tmp_path, 0)
    with pytest.raises(StorageError, match=r"Make room for \d+ MB more"):
        require_room(tmp_path, 10**18)


def test_tells_a_full_disk_from_damage(tmp_path: Path) -> None:
    full = storage_error(tmp_path, OSError("IO error: No space left on device: x.log"))
    assert "is full" in str(full)
    assert "damaged" in str(storage_error(tmp_path, RuntimeError("Corruption: block checksum")))
    denied = storage_error(tmp_path, PermissionError(13, "Permission denied", "x"))
    assert "Permission denied" in str(denied)
