"""Clients of the real server that are slow, greedy or gone, and what they get."""

from __future__ import annotations

import gzip
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.e2e.test_serve import start, wait_for
from tests.processes import children

NEVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"

DUMP = "/dump.nq.gz"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The port and the process of a server with the samples."""
    root: Path = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "server.cli", "--site", root, "demo", "--no-serve"],
        check=True,
        capture_output=True,
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = start(root, port)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 0


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), 30)


def exchanged(port: int, *parts: bytes) -> bytes:
    """All that comes back until the server closes the connection."""
    answer = b""
    with connected(port) as client:
        with suppress(OSError):
            for part in parts:
                client.sendall(part)
        with suppress(ConnectionResetError):
            while data := client.recv(1 << 16):
                answer += data
    return answer


def get(path: str, *headers: str, method: str = "GET", close: bool = True) -> bytes:
    more = [*headers, "Connection: close"] if close else headers
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *more, "", ""]).encode()


def test_a_head_without_end_is_cut_off(site: tuple[int, int]) -> None:
    lines = [b"X-%d: %s\r\n" % (n, b"x" * 8_000) for n in range(90)]
    assert exchanged(site[0], b"GET / HTTP/1.1\r\n", *lines).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("length", ["Content-Length: 99999999", "Transfer-Encoding: chunked"])
def test_a_body_that_is_too_long_is_refused(site: tuple[int, int], length: str) -> None:
    chunk = b"x" * (1 << 20)
    framed = b"100000\r\n" + chunk + b"\r\n" if "chunked" in length else chunk
    for path, media_type, status in (
        ("/sparql", "application/sparql-query", b"413 "),
        ("/reconcile", "application/x-www-form-urlencoded", b"413 "),
        ("/reviews", "text/plain", b"403 "),
        ("/", "text/plain", b"405 "),
    ):
        head = get(path, length, f"Content-Type: {media_type}", method="POST", close=False)
        assert exchanged(site[0], head, *[framed] * 18).startswith(b"HTTP/1.1 " + status), path


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
    ],
    ids=["no colon", "TLS", "no path", "a tunnel"],
)
def test_what_is_no_request_gets_400(site: tuple[int, int], request_: bytes) -> None:
    assert exchanged(site[0], request_).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("hosts", "version", "status"),
    [
        ([], "1.1", b"400 "),
        (["a", "b"], "1.1", b"400 "),
        (["a", "a"], "1.0", b"400 "),
        (["a b/<c>"], "1.1", b"400 "),
        (["a:b"], "1.1", b"400 "),
        (["user@a"], "1.1", b"400 "),
        (["::1"], "1.1", b"400 "),
        ([], "1.0", b"200 "),
        (["films.example:8000"], "1.1", b"200 "),
        (["[::1]:8000"], "1.1", b"200 "),
        (["xn--bcher-kva_1.example."], "1.1", b"200 "),
    ],
)
def test_a_request_has_one_host(
    site: tuple[int, int], hosts: list[str], version: str, status: bytes
) -> None:
    lines = [f"GET /health HTTP/{version}", *(f"Host: {host}" for host in hosts)]
    asked = "\r\n".join([*lines, "Connection: close", "", ""]).encode()
    assert exchanged(site[0], asked).startswith(b"HTTP/1.1 " + status)


def test_a_long_query_in_an_address(site: tuple[int, int]) -> None:
    query = quote(f'ASK {{ ?s ?p "{"映" * 9_000}" }}')
    answer = exchanged(site[0], get(f"/sparql?query={query}", "Accept: application/json"))
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["boolean"] is False


@pytest.mark.parametrize("length", [20_000, 70_000, 700_000])
def test_an_address_that_is_too_long(site: tuple[int, int], length: int) -> None:
    head, _, body = exchanged(site[0], get("/" + "a" * length)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 414 ")
    assert b"content-type: application/problem+json" in head
    assert "POST" in json.loads(body)["detail"]


@pytest.mark.parametrize("method", ["FOO", "get", "X-Y"])
def test_methods_that_nobody_knows(site: tuple[int, int], method: str) -> None:
    answer = exchanged(site[0], get("/", method=method))
    assert answer.startswith(b"HTTP/1.1 501 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 501


def test_what_is_no_request_does_not_disturb_what_came_before(site: tuple[int, int]) -> None:
    answer = exchanged(site[0], get(DUMP, close=False) + b"no request\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert gzip.decompress(body)


def test_slow_clients_keep_nobody_from_being_served(site: tuple[int, int]) -> None:
    slow = [connected(site[0]) for _ in range(100)]
    try:
        for number, client in enumerate(slow):
            kind = "GET / HTTP/1.1\r\nHost: x\r\n", "POST /sparql HTTP/1.1\r\nHost: x\r\n"
            more = "Content-Type: application/sparql-query\r\nContent-Length: 20\r\n\r\nASK"
            client.sendall((kind[number % 2] + more * (number % 2)).encode())
        for path in ("/", "/sparql?query=ASK%7B%7D"):
            assert exchanged(site[0], get(path)).startswith(b"HTTP/1.1 200 ")
    finally:
        for client in slow:
            client.close()


def test_several_requests_on_one_connection(site: tuple[int, int]) -> None:
    ask = get("/sparql?query=ASK%7B%7D", "Accept: application/json", close=False)
    answers = exchanged(site[0], ask, get("/health", close=False) + get("/none"))
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"200", b"404"]


def test_head_has_the_headers_of_get_and_no_body(site: tuple[int, int]) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", DUMP, "/static/style.css"):
        got = exchanged(site[0], get(path))
        head = exchanged(site[0], get(path, method="HEAD"))
        assert head.endswith(b"\r\n\r\n"), path
        assert got.partition(b"\r\n")[0] == head.partition(b"\r\n")[0]
        kept = {line for line in head.lower().split(b"\r\n") if b"date:" not in line}
        assert kept - set(got.lower().partition(b"\r\n\r\n")[0].split(b"\r\n")) == {b""}, path


def test_a_query_ends_when_its_client_goes_away(site: tuple[int, int]) -> None:
    port, process = site
    for accept in ("application/json", "text/html"):  # in the loop, and in a thread
        exchanged(port, get("/sparql?query=ASK%7B%7D"))
        before = children(process)
        with connected(port) as client:
            path = f"/sparql?query={quote(NEVER + ' # ' + accept)}"
            client.sendall(get(path, f"Accept: {accept}"))
            time.sleep(0.5)
        until = time.monotonic() + 8  # the query itself may take 10 seconds
        while before & children(process) == before and time.monotonic() < until:
            time.sleep(0.02)
        assert before - children(process)


def test_what_is_claimed_to_be_forwarded_is_not_believed(site: tuple[int, int]) -> None:
    answer = exchanged(
        site[0], get("/reviews/none", "X-Forwarded-Host: evil.test", "X_Forwarded_Host: evil.test")
    )
    assert b"evil.test" not in answer


def test_a_posted_query_in_chunks(site: tuple[int, int]) -> None:
    head = get(
        "/sparql",
        "Content-Type: application/sparql-query",
        "Transfer-Encoding: chunked",
        "Accept: application/json",
        method="POST",
    )
    answer = exchanged(site[0], head, b"3\r\nASK\r\n", b"3\r\n { \r\n1\r\n}\r\n0\r\n\r\n")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["boolean"] is True


def test_a_dump_and_a_part_of_it(site: tuple[int, int]) -> None:
    head, _, body = exchanged(site[0], get(DUMP)).partition(b"\r\n\r\n")
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert len(gzip.decompress(body)) > len(body) > 0
    part = exchanged(site[0], get(DUMP, "Range: bytes=10-19"))
    assert part.startswith(b"HTTP/1.1 206 ")
    assert part.partition(b"\r\n\r\n")[2] == body[10:20]
