"""The protocol client against a real HTTP server that behaves as it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from graph.errors import EngineError
from graph.store import client as module
from graph.store.client import RESULTS, Client

GRAPH = "urn:test:graph"
YES = b'{"head": {}, "boolean": true}'


@dataclass
class Reply:
    status: int = 200
    body: bytes = YES
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": RESULTS})


@dataclass
class Engine:
    """Gives the replies in turn, the last one for ever, and keeps what it was asked."""

    url: str = ""
    replies: list[Reply] = field(default_factory=lambda: [Reply()])
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)


@pytest.fixture
def engine() -> Iterator[Engine]:
    state = Engine()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            state.asked.append(("POST", parse_qs(text, strict_parsing=True), dict(self.headers)))
            self.reply()

        def do_GET(self) -> None:
            state.asked.append(("GET", {}, dict(self.headers)))
            self.reply()

        def reply(self) -> None:
            reply = state.replies.pop(0) if len(state.replies) > 1 else state.replies[0]
            if not reply.status:
                self.close_connection = True  # as an engine that is killed
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield state
        server.shutdown()
        thread.join()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited, in seconds."""
    waited: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    return waited


def test_asks_by_post_about_one_graph(engine: Engine) -> None:
    answer = Client(engine.url, "", GRAPH).query("ASK { ?s ?p “€😀” }", RESULTS)
    assert (answer.body, answer.truncated) == (YES, False)
    ((method, fields, headers),) = engine.asked
    assert method == "POST"
    assert fields == {"query": ["ASK { ?s ?p “€😀” }"], "default-graph-uri": [GRAPH]}
    assert headers["Accept"] == RESULTS
    assert headers["User-Agent"].startswith("triplebill/")
    assert "Authorization" not in headers


def test_updates_go_to_their_own_address_without_a_graph(engine: Engine) -> None:
    client = Client("http://127.0.0.1:1/nowhere", engine.url, GRAPH)
    client.update("DELETE DATA { <urn:select> <urn:a> 1 }")
    assert engine.asked[0][1] == {"update": ["DELETE DATA { <urn:select> <urn:a> 1 }"]}


def test_sends_user_and_password(engine: Engine) -> None:
    Client(engine.url, "", GRAPH, "ana", "geheim:ü").query("ASK {}", RESULTS)
    assert engine.asked[0][2]["Authorization"] == "Basic YW5hOmdlaGVpbTrDvA=="


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_tries_again_when_the_engine_is_busy(
    engine: Engine, pauses: list[float], status: int
) -> None:
    engine.replies = [Reply(status, b"", {"Retry-After": "7"}), Reply(status, b"", {}), Reply()]
    assert Client(engine.url, "", GRAPH).query("ASK {}", RESULTS).body == YES
    assert len(engine.asked) == 3
    assert pauses[0] == 7
    assert 0.5 < pauses[1] < 2


def test_waits_no_longer_than_the_longest_pause(engine: Engine, pauses: list[float]) -> None:
    engine.replies = [Reply(503, b"", {"Retry-After": "86400"}), Reply()]
    Client(engine.url, "", GRAPH).query("ASK {}", RESULTS)
    assert pauses == [module.LONGEST_PAUSE_S]


def test_tries_again_when_the_connection_breaks(engine: Engine, pauses: list[float]) -> None:
    engine.replies = [Reply(0), Reply()]
    assert Client(engine.url, "", GRAPH).query("ASK {}", RESULTS).body == YES
    assert len(pauses) == 1


def test_gives_up_in_the_end(engine: Engine, pauses: list[float]) -> None:
    engine.replies = [Reply(503, b"down for maintenance", {})]
    with pytest.raises(EngineError, match="answered HTTP 503: down for maintenance"):
        Client(engine.url, "", GRAPH).update("CLEAR DEFAULT")
    assert len(engine.asked) == module.TRUSTED.attempts
    assert len(pauses) == module.TRUSTED.attempts - 1


@pytest.mark.parametrize("status", [400, 404, 405, 413, 500])
def test_repeats_what_the_engine_answered(engine: Engine, pauses: list[float], status: int) -> None:
    engine.replies = [Reply(status, b"Virtuoso 37000 Error SP030: syntax error", {})]
    with pytest.raises(EngineError, match=f"HTTP {status}.*syntax error"):
        Client(engine.url, "", GRAPH).query("ASK {}", RESULTS)
    assert len(engine.asked) == 1
    assert not pauses


@pytest.mark.parametrize("status", [401, 403])
def test_says_who_may_not(engine: Engine, status: int) -> None:
    engine.replies = [Reply(status, b"", {})]
    with pytest.raises(EngineError, match=r"does not let ana do this \(HTTP 40.*password"):
        Client(engine.url, "", GRAPH, "ana", "wrong").update("CLEAR DEFAULT")
    with pytest.raises(EngineError, match="an anonymous user"):
        Client(engine.url, "", GRAPH).update("CLEAR DEFAULT")


def test_says_what_cannot_be_reached(pauses: list[float]) -> None:
    with pytest.raises(EngineError, match=r"http://127\.0\.0\.1:1/sparql cannot be reached"):
        Client("http://127.0.0.1:1/sparql", "", GRAPH).query("ASK {}", RESULTS)
    assert len(pauses) == module.TRUSTED.attempts - 1


def test_a_page_is_not_an_answer(engine: Engine) -> None:
    engine.replies = [Reply(200, b"<h1>Welcome</h1>", {"Content-Type": "text/html"})]
    with pytest.raises(EngineError, match="answered with text/html"):
        Client(engine.url, "", GRAPH).query("ASK {}", RESULTS)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_taken_for_an_update(engine: Engine, status: int) -> None:
    engine.replies = [Reply(status, b"", {"Location": engine.url + "/"}), Reply()]
    with pytest.raises(EngineError, match=f"redirects to|HTTP {status}"):
        Client(engine.url, "", GRAPH).update("CLEAR DEFAULT")


@pytest.mark.parametrize("header", ["X-SPARQL-MaxRows", "x-sql-state"])
def test_sees_that_rows_were_left_out(engine: Engine, header: str) -> None:
    engine.replies = [Reply(headers={"Content-Type": RESULTS, header: "10000"})]
    assert Client(engine.url, "", GRAPH).query("ASK {}", RESULTS).truncated
