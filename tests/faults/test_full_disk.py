"""A disk that fills up in the middle: one sentence, nothing lost, and it goes on when there is room.
On one that is full, or read-only, a site is looked at and served."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.problems import UNWRITABLE
from tests.e2e.conftest import Server, free_port, serving, triplebill

TOKEN = "0123456789abcdef"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes, mounted for the test."""
    if os.geteuid():
        pytest.skip("only root may mount a small file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def site(small_disk: Path, tmp_path: Path) -> Path:
    """A site with one review, on that disk."""
    write_reviews(tmp_path / "reviews", 1)
    root = small_disk / "site"
    root.mkdir()
    assert triplebill(root, "add", tmp_path / "reviews").returncode == 0
    return root


def write_reviews(folder: Path, number: int) -> None:
    folder.mkdir()
    words = "A film about waiting, and about what waiting does to a face. " * 40
    for n in range(number):
        (folder / f"{n:05d}.md").write_text(
            f"---\nfilm: Film {n}\nyear: 1990\nreviewer: Ann Lee\nrating: 7/10\n---\n{words}\n"
        )


def fill(disk: Path, leave_bytes: int) -> Path:
    """Take up all of the disk but so much."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - leave_bytes)
    return ballast


def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    write_reviews(tmp_path / "reviews", 1200)
    site = small_disk / "site"
    site.mkdir()
    first = triplebill(site, "add", "--json", tmp_path / "reviews" / "00000.md")
    assert first.returncode == 0, first.stderr
    ballast = fill(small_disk, 1_500_000)
    full = triplebill(site, "add", "--json", tmp_path / "reviews")
    assert full.returncode == 3, full.stdout
    assert "Traceback" not in full.stderr
    assert "room" in full.stderr
    assert triplebill(site, "query", "ASK { ?s ?p ?o }").stdout.strip() == "yes"
    ballast.unlink()
    again = triplebill(site, "add", "--json", tmp_path / "reviews")
    assert again.returncode == 0, again.stderr
    counts = json.loads(again.stdout)
    assert counts["published"] + counts["unchanged"] == 1200
    films = triplebill(site, "query", "SELECT ?f { ?f a schema:Movie }", "--format", "csv").stdout
    assert len(films.split()) == 1201


PAGES = ("", "movies", "movie/film-0-1990", "movie/film-0-1990/claims", "links.tsv", "search?q=film",
         "data", "feed.atom", "sitemap.xml", "sparql?query=ASK%7B%7D", "dump.nq.gz")  # fmt: skip


def test_a_site_on_a_full_disk_is_served(small_disk: Path, site: Path) -> None:
    fill(small_disk, 0)
    with serving(site, free_port()) as server:
        assert {page: server.get(page).status for page in PAGES} == dict.fromkeys(PAGES, 200)


def assert_unwritable(server: Server) -> None:
    """A review that is sent is refused in a sentence, and of it there is nothing."""
    text, headers = b"---\ntitle: Heat\n---\nA heist.\n", {"authorization": f"Bearer {TOKEN}"}
    refused = server.get("reviews/heat", "PUT", text, content_type="text/markdown", **headers)
    assert (refused.status, json.loads(refused.body)["detail"]) == (503, UNWRITABLE)
    assert server.get("reviews/heat", **headers).status == 404


def test_what_is_sent_to_a_full_disk_is_refused(small_disk: Path, site: Path) -> None:
    (site / "triplebill.toml").write_text(f'token = "{TOKEN}"\n')
    fill(small_disk, 0)
    with serving(site, free_port()) as server:
        assert_unwritable(server)
        server.process.terminate()
        said = server.process.stdout.read().decode() if server.process.stdout else ""
    assert "PUT /reviews/heat: The ledger" in said
    assert "Traceback" not in said


def test_a_read_only_site_is_looked_at_served_and_built(
    small_disk: Path, site: Path, tmp_path: Path
) -> None:
    (site / "triplebill.toml").write_text(f'token = "{TOKEN}"\n')
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for command in (
        ("rejects",),
        ("conflicts",),
        ("validate", tmp_path / "reviews"),
        ("inspect", tmp_path / "reviews"),
        ("build", tmp_path / "out"),
    ):
        done = triplebill(site, *command)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "✓ ledger" in triplebill(site, "doctor").stdout  # whose disk is too small for it
    refused = triplebill(site, "add", tmp_path / "reviews")
    assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
    with serving(site, free_port()) as server:
        assert {page: server.get(page).status for page in PAGES} == dict.fromkeys(PAGES, 200)
        assert_unwritable(server)
