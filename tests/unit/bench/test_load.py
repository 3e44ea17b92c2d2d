"""The load over HTTP: every request answered once, whatever way its length is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import load

BODY = b"films " * 50_000


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen: list[str] = []  # noqa: RUF012
    clients: set[tuple[str, int]] = set()  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.clients.add(self.client_address)
        self.send_response(404 if self.path == "/absent" else 200)
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for start in range(0, len(BODY), 70_000):
                chunk = BODY[start : start + 70_000]
                self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(BODY)))
            self.end_headers()
            self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Handler.seen.clear()
    Handler.clients.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("clients", [1, 3])
def test_every_request_once_on_so_many_connections(port: int, clients: int) -> None:
    requests = [load.get(f"/{n}", "*/*") for n in range(20)]
    found = load.send(port, requests, clients)
    assert sorted(Handler.seen) == sorted(f"/{n}" for n in range(20))
    assert len(Handler.clients) == clients
    assert (found.requests, found.bytes) == (20, 20 * len(BODY))


@pytest.mark.parametrize("path", ["/plain", "/chunked"])
def test_the_body_is_whole(port: int, path: str) -> None:
    assert load.fetch(port, load.get(path, "*/*")) == BODY
    assert load.send(port, [load.get(path, "*/*")] * 3, 2).requests == 3


def test_what_is_not_200_ends_the_run(port: int) -> None:
    with pytest.raises(load.LoadError, match="404"):
        load.send(port, [load.get("/absent", "*/*")])


def test_a_query_arrives_as_it_is(port: int) -> None:
    load.fetch(port, load.query("/sparql", "ASK { ?a ?b “é+%&” }"))
    assert Handler.seen == [
        "/sparql?query=ASK%20%7B%20%3Fa%20%3Fb%20%E2%80%9C%C3%A9%2B%25%26%E2%80%9D%20%7D"
    ]
