from collections.abc import Callable
from pathlib import Path

import pytest

from graph.documents import Read, read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reviews"
    made.mkdir()
    return made


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[[bytes, str], list[Read]]:
    """Everything that comes out of a file of these bytes."""

    def read_one(data: bytes, name: str = "heat.txt") -> list[Read]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read([path], tmp_path))

    return read_one
