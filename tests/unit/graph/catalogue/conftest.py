"""A catalogue's sources: six invented items, a SPARQL server that has them, and one that errs."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

SLICE = Path(__file__).with_name("slice.ttl")
JSON = "application/sparql-results+json"


@dataclass
class Reply:
    """What the server does instead of answering."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    missing: int = 0  # bytes that are announced and never come
    silent_s: float = 0
    drips: bool = False


@dataclass
class Server:
    """A SPARQL server with a store. `replies` are given first, in turn; `refuse` may make one."""

    store: Store
    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    refuse: Callable[[str], Reply | None] = lambda query: None
    asked: list[str] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, query: str) -> Reply:
        self.asked.append(query)
        if self.replies:
            return self.replies.pop(0)
        if refused := self.refuse(query):
            return refused
        return Reply(body=self.store.query(query).serialize(format=QueryResultsFormat.JSON))


@contextmanager
def serving(store: Store) -> Iterator[Server]:
    server = Server(store)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(parse_qs(urlsplit(self.path).query)["query"][0])

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply(parse_qs(text)["query"][0])

        def reply(self, query: str) -> None:
            server.requests.append((self.command, dict(self.headers)))
            reply = server.answer(query)
            sleep(reply.silent_s)
            if not reply.status:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.drips:
                self.send_header("Content-Length", str(len(reply.body) + reply.missing))
            self.end_headers()
            try:
                self.wfile.write(reply.body)
                while reply.drips:
                    self.wfile.write(b" ")
                    sleep(0.05)
            except OSError:
                pass  # the client has left
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        listener.daemon_threads = True
        server.url = f"http://127.0.0.1:{listener.server_port}/sparql"
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        yield server
        listener.shutdown()
        thread.join()


@pytest.fixture
def items() -> Store:
    """The six items."""
    store = Store()
    store.load(path=SLICE, format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def server(items: Store) -> Iterator[Server]:
    with serving(items) as running:
        yield running


@pytest.fixture
def said() -> list[str]:
    """The sentences that were told."""
    return []


def rows(*bindings: dict[str, str]) -> bytes:
    """An answer with these IRIs."""
    made = [{k: {"type": "uri", "value": v} for k, v in each.items()} for each in bindings]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": made}}).encode()
