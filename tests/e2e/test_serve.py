"""Serving in a real process: a port in use, Ctrl-C, a base IRI with a path."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import URLError

import pytest

PROJECT = Path(__file__).parents[2]
CODE = """
import sys
from pathlib import Path
from graph.errors import StateError
from server.web import serve
from server.config import load
try:
    serve(load(Path(sys.argv[1]), {"port": int(sys.argv[2]), "base_iri": sys.argv[3]}, {}))
except StateError as error:
    sys.exit(f"said: {error}")
"""


def start(root: Path, port: int, base: str = "http://127.0.0.1:8000/") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE, str(root), str(port), base],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )


def wait_for(address: str) -> str:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                return str(response.read().decode())
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise AssertionError(f"{address} does not answer")


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda n: n.name)
def test_it_ends_cleanly_and_prints_nothing(tmp_path: Path, port: int, number: int) -> None:
    process = start(tmp_path, port)
    wait_for(f"http://127.0.0.1:{port}/")
    wait_for(f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D")
    process.send_signal(number)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_it_ends_where_another_thread_than_the_main_one_receives_the_signal(
    tmp_path: Path, port: int
) -> None:
    process = start(tmp_path, port)
    wait_for(f"http://127.0.0.1:{port}/")
    others = [int(task.name) for task in Path(f"/proc/{process.pid}/task").iterdir()]
    others.remove(process.pid)
    assert ctypes.CDLL(None).tgkill(process.pid, others[0], signal.SIGTERM) == 0
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(tmp_path, port)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out == ""
    assert err.startswith("said: Another program already listens on port ")
    assert f"port {port} of 127.0.0.1" in err
    assert err.count("\n") == 1


def test_a_base_iri_with_a_path_is_served_below_it(tmp_path: Path, port: int) -> None:
    process = start(tmp_path, port, "https://films.example/caf%C3%A9/site/")
    try:
        # A proxy may strip the prefix, or leave it, and clients may spell it in small letters.
        for path in ("/caf%C3%A9/site/", "/caf%c3%a9/site/", "/"):
            page = wait_for(f"http://127.0.0.1:{port}{path}")
            assert 'href="/caf%C3%A9/site/movies"' in page
            assert 'href="/caf%C3%A9/site/static/style.css?v=' in page
            assert "head" in wait_for(f"http://127.0.0.1:{port}{path}sparql?query=ASK%7B%7D")
        assert "body" in wait_for(f"http://127.0.0.1:{port}/caf%C3%A9/site/static/style.css")
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as client:
            client.request("GET", "/caf%C3%A9/site?a=b", headers={"Host": "evil.example"})
            assert client.getresponse().getheader("Location") == "/caf%C3%A9/site/?a=b"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
