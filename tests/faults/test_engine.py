"""An engine that hangs or is gone: pages fail soon, files and /health go on, and nothing is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.serving import THREADS
from tests.e2e.conftest import Server, free_port, serving, triplebill
from tests.engine import Engine, running

TOKEN = "one-that-nobody-guesses"
REVIEW = b"Title: Heat\nYear: 1995\nReviewer: Ann Lee\nRating: 4/5\n\nMany good words.\n"
PAGES = ("", "movie/heat-1995", "movie/heat-1995.ttl", "movies")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with running(Engine()) as engine:
        yield engine


@pytest.fixture(scope="module")
def site(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("site")
    (root / "heat.txt").write_bytes(REVIEW)
    (root / "triplebill.toml").write_text(
        f'{engine.settings}query_timeout_s = 2\ntoken = "{TOKEN}"\n'
    )
    added = triplebill(root, "add", root / "heat.txt")
    assert added.returncode == 0, added.stderr
    with serving(root, free_port()) as server:
        yield server


def until(site: Server, path: str, status: int) -> None:
    while site.get(path).status != status:
        time.sleep(0.1)  # each may be a line in the log, which nobody reads


def test_an_engine_that_hangs_does_not_take_the_server_with_it(
    engine: Engine, site: Server
) -> None:
    engine.well.clear()
    with ThreadPoolExecutor(THREADS + 5) as clients:
        asked = [clients.submit(site.get, PAGES[n % len(PAGES)]) for n in range(THREADS + 5)]
        assert site.get("static/style.css").status == 200
        assert site.get("health").status == 503
        answers = [answer.result() for answer in asked]
    assert {answer.status for answer in answers} == {503}
    assert all(answer.headers["retry-after"] for answer in answers)
    engine.well.set()
    until(site, "health", 200)
    assert [site.get(page).status for page in PAGES] == [200] * len(PAGES)


def test_what_an_engine_does_not_take_is_kept_and_published_later(
    engine: Engine, site: Server
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content_Type": "text/plain"}
    review = REVIEW.replace(b"Heat", b"Ronin")
    engine.fault = 500
    sent = site.get("reviews/ronin", "PUT", review, **headers)
    faulty = site.get("reviews/other", "PUT", b"No review.", **headers)
    engine.fault = 0
    assert (sent.status, json.loads(sent.body)["outcome"]) == (202, "kept")
    assert faulty.status == 422
    until(site, "movie/ronin-1995", 200)  # by itself
    assert site.get("reviews/ronin", "PUT", review, **headers).status == 200
    engine.fault = 500
    assert site.get("reviews/ronin", "DELETE", **headers).status == 202
    engine.fault = 0
    assert triplebill(site.root, "add", site.root / "heat.txt").returncode == 0
    assert site.get("movie/ronin-1995").status == 410


def test_a_server_that_starts_before_its_engine_publishes_what_waits(
    engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "heat.txt").write_bytes(REVIEW.replace(b"Heat", b"Thief"))
    (tmp_path / "triplebill.toml").write_text(engine.settings)
    engine.read_only = True
    assert triplebill(tmp_path, "add", tmp_path / "heat.txt").returncode == 3
    with serving(tmp_path, free_port()) as late:
        assert late.get("movie/thief-1995").status == 404
        engine.read_only = False
        until(late, "movie/thief-1995", 200)
