"""Files that are whole or not there."""

from __future__ import annotations

from pathlib import Path

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
