"""A service that behaves badly, over a real socket: nothing is lost, nothing half is believed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from graph.catalogue import service as module
from graph.catalogue.service import CutShortError, Patience, Service
from graph.errors import EngineError
from tests.unit.graph.catalogue.conftest import JSON, Reply, Server, rows

ALL = "SELECT ?film WHERE { ?film <http://www.wikidata.org/prop/direct/P57> ?o }"
TRACE = b'{"head":{},"results":{"bindings":[{"film":{"type":"uri","value":"urn:a"}}\njava.util'
TRACE += b".concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask.get\n"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited, in seconds."""
    waited: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    return waited


@pytest.fixture
def ask(server: Server, said: list[str]) -> Callable[[], int]:
    """Asks for all films; gives their number."""
    patience = Patience(timeout_s=1, answer_s=1, attempts=4)
    service = Service(server.url, "ana@example.org", said.append, patience)
    return lambda: len(service.select(ALL))


def test_says_who_asks(server: Server, ask: Callable[[], int]) -> None:
    assert ask() == 3
    ((method, headers),) = server.requests
    assert method == "GET"
    assert headers["User-Agent"].startswith("triplebill/")
    assert "ana@example.org" in headers["User-Agent"]
    assert JSON in headers["Accept"]


def test_a_long_question_is_posted(server: Server, said: list[str]) -> None:
    assert len(Service(server.url, "", said.append).select(ALL + " " * 2_000)) == 3
    assert server.requests[0][0] == "POST"


@pytest.mark.parametrize("status", [429, 503])
def test_waits_as_long_as_it_is_asked_to(
    server: Server, ask: Callable[[], int], pauses: list[float], said: list[str], status: int
) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    server.replies = [
        Reply(status, headers={"Retry-After": "60"}),
        Reply(status, headers={"Retry-After": later}),
        Reply(status, headers={}),
    ]
    assert ask() == 3
    assert pauses[0] == 60
    assert 80 < pauses[1] <= 100
    assert 5 < pauses[2] < 11
    assert f"HTTP {status}; asking again in 60 s" in said[0]


def test_a_pause_has_an_end(server: Server, ask: Callable[[], int], pauses: list[float]) -> None:
    server.replies = [Reply(429, headers={"Retry-After": "999999"})]
    assert ask() == 3
    assert pauses == [Patience().longest_pause_s]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(0),
        Reply(body=rows({"film": "urn:a"}), missing=100),
        Reply(body=b"{", headers={"Content-Type": JSON}),
        Reply(body=TRACE),
        Reply(body=b"<h1>Welcome</h1>", headers={"Content-Type": "text/html"}),
        Reply(body=b'{"head": {}, "boolean": true}'),
        Reply(502, b"Bad Gateway", {}),
        Reply(silent_s=1.5, body=rows({"film": "urn:a"})),
    ],
    ids=["no answer", "cut", "half", "stack trace", "page", "other", "502", "silence"],
)
def test_what_is_not_whole_is_asked_again(
    server: Server, ask: Callable[[], int], pauses: list[float], said: list[str], reply: Reply
) -> None:
    server.replies = [reply]
    assert ask() == 3
    assert len(pauses) == len(said) == 1
    assert server.url in said[0]


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(body=TRACE), "no whole answer: it ran into its time limit"),
        (Reply(504, b"", {}), "stopped the query at its time limit"),
        (Reply(500, b"java.util.concurrent.TimeoutException: null", {}), "time limit"),
        (Reply(body=rows(), headers={"X-SPARQL-MaxRows": "10"}), "left rows out"),
        (Reply(drips=True), "without end"),
    ],
)
def test_an_answer_that_stays_half_is_told_apart(
    server: Server, ask: Callable[[], int], pauses: list[float], reply: Reply, problem: str
) -> None:
    server.refuse = lambda query: reply
    with pytest.raises(CutShortError, match=problem):
        ask()


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(403, b"", {}), "set “contact”"),
        (Reply(400, b"Lexical error at line 1", {}), "HTTP 400: .*Lexical error"),
        (Reply(500, b"no disk", {}), "HTTP 500: .*no disk"),
        (Reply(429, b"Too many requests", {}), "HTTP 429: Too many requests"),
        (Reply(0), "cannot be reached"),
    ],
)
def test_what_stays_wrong_is_told(
    server: Server, ask: Callable[[], int], pauses: list[float], reply: Reply, problem: str
) -> None:
    server.refuse = lambda query: reply
    with pytest.raises(EngineError, match=problem) as caught:
        ask()
    assert not isinstance(caught.value, CutShortError)


def test_too_much_for_one_answer_is_asked_in_halves(
    server: Server, said: list[str], pauses: list[float]
) -> None:
    numbers = [1, 2, 3, 5]
    server.refuse = lambda query: Reply(504, b"", {}) if query.count("wd:") > 2 else None
    service = Service(server.url, "", said.append)
    prefix = "PREFIX wd: <http://www.wikidata.org/entity/Q90000>"

    def question(some: object) -> str:
        items = " ".join(f"wd:{n}" for n in some)  # type: ignore[attr-defined]
        return f"{prefix} SELECT ?film {{ VALUES ?film {{ {items} }} ?film a|!a ?o }}"

    found = {row["film"].value[-1] for row in service.select_in_parts(numbers, question)}
    assert found == {"1", "2", "3", "5"}
    assert any("in halves" in sentence for sentence in said)
