"""Load over HTTP: clients that each send the next request when the last one is answered.

One thread serves them all and does nothing but copy bytes, so that the client costs little of
the processor that it shares with the server.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from urllib.parse import quote

ANSWER_S = 60
_LENGTH = re.compile(rb"\r\ncontent-length:\s*([0-9]+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:\s*chunked", re.IGNORECASE)


class LoadError(Exception):
    """A server did not answer a request as it should."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of some requests: their number, the bytes of all answers, and the time."""

    requests: int
    bytes: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def get(path: str, accept: str) -> bytes:
    """A GET request for a path, on a connection that stays open."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n".encode()


def query(path: str, text: str, accept: str = "application/sparql-results+json") -> bytes:
    """A SPARQL query by GET (SPARQL 1.1 Protocol, section 2.1.1)."""
    mark = "&" if "?" in path else "?"
    return get(f"{path}{mark}query={quote(text, safe='')}", accept)


def send(port: int, requests: Sequence[bytes], clients: int = 1) -> Load:
    """Send all requests, from so many clients at once. Raises `LoadError`."""
    waiting, size = iter(requests), 0
    started = perf_counter()
    with ExitStack() as open_, DefaultSelector() as ready:
        for request in islice(waiting, clients):
            connection = _Connection(port)
            open_.enter_context(connection.socket)
            connection.send(request)
            ready.register(connection.socket, EVENT_READ, connection)
        for connection in _answered(ready):
            size += connection.size
            following = next(waiting, None)
            if following is None:
                ready.unregister(connection.socket)
            else:
                connection.send(following)
    return Load(len(requests), size, perf_counter() - started)


def fetch(port: int, request: bytes) -> bytes:
    """The body of one answer. Raises `LoadError`."""
    connection = _Connection(port)
    with connection.socket:
        connection.send(request)
        while not connection.receive():
            pass
        return connection.body


def _answered(ready: DefaultSelector) -> Iterator[_Connection]:
    """Each connection when its answer is complete, until none is left."""
    while ready.get_map():
        events = ready.select(ANSWER_S)
        if not events:
            raise LoadError(f"No answer in {ANSWER_S} seconds.")
        connections: Iterable[_Connection] = [key.data for key, _ in events]
        yield from (connection for connection in connections if connection.receive())


class _Connection:
    """One client: a connection that is kept open, with the answer that arrives on it."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), ANSWER_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answer = bytearray()
        self._body_at = self._end_at = 0

    def send(self, request: bytes) -> None:
        self._answer.clear()
        self._body_at = self._end_at = 0
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has arrived; whether the answer is complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise LoadError(f"The server closed the connection after {bytes(self._answer[:300])!r}")
        self._answer += data
        if not self._body_at:
            self._read_head()
        if self._end_at:
            return len(self._answer) >= self._end_at
        return bool(self._body_at) and self._answer.endswith(b"\r\n0\r\n\r\n")  # the last chunk

    def _read_head(self) -> None:
        head, found, _ = self._answer.partition(b"\r\n\r\n")
        if not found:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise LoadError(f"Not 200: {bytes(self._answer[:600])!r}")
        self._body_at = len(head) + 4
        if length := _LENGTH.search(head):
            self._end_at = self._body_at + int(length[1])
        elif not _CHUNKED.search(head):
            raise LoadError(f"An answer without a length: {bytes(head[:600])!r}")

    @property
    def size(self) -> int:
        """The bytes of the body, as they came."""
        return len(self._answer) - self._body_at

    @property
    def body(self) -> bytes:
        """The body."""
        body = bytes(self._answer[self._body_at :])
        return body if self._end_at else b"".join(_chunks(body))


def _chunks(body: bytes) -> Iterator[bytes]:
    """The data of the chunks (RFC 9112, section 7.1)."""
    while body:
        size, _, rest = body.partition(b"\r\n")
        length = int(size.partition(b";")[0], 16)
        yield rest[:length]
        body = rest[length + 2 :] if length else b""
