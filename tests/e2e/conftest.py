"""A real site: the command line in a process of its own, the server on a real port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError

import pytest
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).parents[2]
SAMPLES = PROJECT / "data" / "reviews"
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
)


class Answer(NamedTuple):
    """An HTTP response, read whole; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Server(NamedTuple):
    """A site that is being served."""

    base: str
    root: Path
    process: subprocess.Popen[bytes]

    def get(
        self, path: str, method: str = "GET", data: bytes | None = None, **headers: str
    ) -> Answer:
        """One request, redirects not followed; `accept_language="de"` sends Accept-Language."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.base + path.lstrip("/"), data, named, method=method)
        try:
            with _opener.open(request, timeout=60) as response:
                return Answer(response.status, _lower(response.headers), response.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, _lower(error.headers), error.read())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:  # type: ignore[override]
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def _lower(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]


def triplebill(
    root: Path, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command on a site to its end."""
    return subprocess.run(
        [sys.executable, "-m", "server.cli", "--site", str(root), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=root,
        env=_environment(environment),
    )


def _environment(more: dict[str, str]) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("TRIPLEBILL_")}
    return inherited | {"PYTHONPATH": str(PROJECT), "NO_COLOR": "1", "COLUMNS": "200"} | more


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(root: Path, port: int, **environment: str) -> Iterator[Server]:
    """The site served by its own command until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "--site", str(root), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=root,
        env=_environment(environment),
    )
    server = Server(f"http://127.0.0.1:{port}/", root, process)
    try:
        _wait_until_healthy(server)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def _wait_until_healthy(server: Server) -> None:
    for _ in range(600):
        try:
            if server.get("health").status == 200:
                return
        except (URLError, ConnectionError):
            pass
        if server.process.poll() is not None:
            said = server.process.stdout.read().decode() if server.process.stdout else ""
            raise AssertionError(f"the server ended: {said}")
        time.sleep(0.05)
    raise AssertionError("the server did not become healthy")


@pytest.fixture(scope="session")
def run() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line, as a process."""
    return triplebill


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[Server]]:
    """Serves the site in a folder, on a port of its own, while a with block lasts."""
    return lambda root: serving(root, free_port())


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample reviews, added by the command, linked to their small catalogue, and served."""
    root = tmp_path_factory.mktemp("samples")
    port = free_port()
    (root / "triplebill.toml").write_text(f'base_iri = "http://127.0.0.1:{port}/"\nenrich = 1\n')
    built = triplebill(root, "catalogue", "build", PROJECT / "data" / "catalogue" / "films.tsv")
    assert built.returncode == 0, built.stderr
    added = triplebill(root, "add", SAMPLES)
    assert added.returncode == 0, added.stdout + added.stderr
    with serving(root, port) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert path, "Chromium is missing; on Debian and Ubuntu: apt-get install chromium"
    sandbox = () if os.geteuid() else ("--no-sandbox",)  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another origin on this machine, and the folder that it serves."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", tmp_path
        server.shutdown()
        thread.join()
