"""Where the output of commands goes: pipes, devices, files that are there already."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
REVIEW = (
    "---\ntitle: Film {0}\nyear: 1995\nrating: 3/5\nauthor: Ann Lee\n---\nA film of number {0}.\n"
)
EVERYTHING = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, run) -> Path:
    """A site whose graph is larger than a pipe holds."""
    root = tmp_path_factory.mktemp("site")
    for number in range(100):
        (root / f"{number}.md").write_text(REVIEW.format(number))
    assert run(root, "add", root).returncode == 0
    return root


def ended(site: Path, *words: str | Path, into: int) -> tuple[int, str]:
    """The exit code of a command with that as standard output, and what it said of it."""
    command = [sys.executable, "-m", "server.cli", "--site", site, *words]
    done = subprocess.run(
        command, stdout=into, stderr=subprocess.PIPE, text=True, cwd=PROJECT, check=False
    )
    return done.returncode, done.stderr


@contextmanager
def unread() -> Iterator[int]:
    """A pipe that nobody reads any longer."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@pytest.mark.parametrize(
    "words",
    [["--help"], ["rejects"], ["query", EVERYTHING], ["query", "--format=csv", EVERYTHING]],
    ids=" ".join,
)
def test_who_reads_a_pipe_may_leave(site: Path, words: list[str]) -> None:
    with unread() as pipe:
        assert ended(site, *words, into=pipe) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "words", [["--help"], ["query", "ASK {}"], ["export", "--format=nt", "-"]], ids=" ".join
)
def test_a_full_disk_is_one_sentence(site: Path, words: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        code, told = ended(site, *words, into=full.fileno())
    assert code == 3
    assert told == "triplebill: The output was cut off: No space left on device.\n"


def test_export_to_standard_output_and_to_pipes(site: Path, tmp_path: Path, run) -> None:
    whole, pipe, read = tmp_path / "films.nt", tmp_path / "pipe", []
    assert run(site, "export", whole).returncode == 0
    printed = run(site, "export", "--format", "nt", "-")
    assert printed.stdout == whole.read_text()
    assert "written to standard output" in printed.stderr
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    assert run(site, "export", "--format", "nt", pipe).returncode == 0
    reader.join()
    assert read == [whole.read_text()]
    assert pipe.is_fifo()
    unnamed = run(site, "export", "-")
    assert unnamed.returncode == 2
    assert "--format" in unnamed.stderr
