"""Queries that mean harm: each gets its status, and other clients are served meanwhile."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.errors import (
    BusyError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QueryTimeoutError,
    ResultTooLargeError,
)
from graph.store.embedded import EmbeddedStore
from graph.store.snapshots import Snapshots
from server.copied import Copy
from server.engine import Question
from server.gate import Form, admit
from server.workers import Limits, QueryWorkers
from tests.endpoint import BASE, serving, snapshot_of
from tests.processes import children

NEVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NAME = NamedNode("http://schema.org/name")


def limits(*, workers=2, memory_mb=1_024, max_result_bytes=33_554_432, **waiting):
    return Limits(workers, memory_mb, max_result_bytes, **waiting)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    films = (NamedNode(f"{BASE}movie/{i}#movie") for i in range(3_000))
    quads = [Quad(film, NAME, Literal(f"Film {i}")) for i, film in enumerate(films)]
    return snapshot_of(tmp_path_factory.mktemp("films") / "v1", quads)


@pytest.fixture(scope="module")
def snapshots(snapshot):
    return SimpleNamespace(current=lambda: snapshot)


@pytest.fixture(scope="module")
def endpoint(snapshots, tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    limits = {"query_memory_mb": 256, "max_result_bytes": 1_000_000, "query_timeout_s": 4}
    limits |= {"query_workers": 2, "queries_per_minute": 10_000_000}
    with serving(snapshots, root, **limits) as running:
        yield running


@pytest.fixture(scope="module")
def pool(snapshots):
    """Workers without the gate before them."""
    with QueryWorkers(
        snapshots, limits(memory_mb=256, max_result_bytes=1_000_000), BASE
    ) as running:
        yield running


@contextmanager
def listening():
    """A port on loopback, and how many connections it has taken."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen():
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append(connection.getpeername())
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            time.sleep(0.1)
            stop.set()
            thread.join()


ATTACKS = {
    "never ends": (NEVER, 504),
    "eats memory": (HUNGRY, 500),
    "endless result": (WIDE, 500),
    "3,000 nested groups": ("ASK " + "{" * 3_000 + "}" * 3_000, 403),
    "3,000 nested brackets": ("ASK { FILTER(" + "(" * 3_000 + "1" + ")" * 3_001 + "}", 403),
    "3,000 signs": ("ASK { FILTER(" + "!" * 3_000 + "true) }", 403),
    "a service on loopback": ("ASK { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }", 403),
    "a local file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400),
    "a local file, by name": ("PREFIX f: <file:///etc/> ASK FROM NAMED f:passwd { }", 400),
    "an update": ("DROP ALL", 403),
    "no SPARQL": ("SELECT * WHERE { ?s ?p", 400),
    "40,000 bytes": ("ASK { }" + " " * 40_000, 413),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_its_status_while_others_are_served(endpoint, name):
    text, status = ATTACKS[name]
    with listening() as (port, heard), ThreadPoolExecutor(1) as attacker:
        attack = attacker.submit(endpoint.post, text % port if "%d" in text else text)
        served = 0
        while not attack.done() or not served:
            count = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} # {name} {served}"
            answer = endpoint.query(count)
            assert answer.status == 200
            assert answer.json["results"]["bindings"][0]["n"]["value"] == "3000"
            served += 1
        refused = attack.result()
    assert (refused.status, refused.media_type) == (status, "application/problem+json")
    assert refused.json["detail"]
    assert heard == []


def test_file_is_named_in_the_sentence_and_not_read(endpoint):
    answer = endpoint.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert "file:///etc/passwd" in answer.json["detail"]
    assert b"root:" not in answer.body


# What Oxigraph's parser, which knows no word boundaries, takes for a call of another endpoint.
DISGUISES = [
    "ASK { SERVICE <%s> { ?s ?p ?o } }",
    "ASK { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "ASK { ?s ?p ?o OPTIONAL { sErViCe<%s> { ?s ?p ?o } } }",
    "BASE <%s> ASK { SERVICE <x> { ?s ?p ?o } }",
    "PREFIX ex: <%s> ASK { SERVICEex:x { ?s ?p ?o } }",
    "PREFIX ex: <%s> ASK { SERVICESILENTex:x { ?s ?p ?o } }",
    "PREFIX service: <http://a.test/> PREFIX : <%s> ASK { service:x { ?s ?p ?o } }",
    "PREFIX ex: <%s> ASK { ?s ?p ?o FILTER(1<3)SERVICE#>\nex:x { ?s ?p ?o } }",
    "PREFIX ex: <%s> ASK { ?s ?p ?o FILTER(1<#'''>\n3)SERVICE ex:x { ?s ?p ?o } #'''\n }",
    "PREFIX ex: <%s> ASK { ?s ?p ?o FILTER('a'<'>')SERVICE ex:x { ?s ?p ?o } FILTER(''='') }",
]


@pytest.mark.parametrize("query", DISGUISES)
def test_no_disguise_of_service_reaches_the_network(pool, query):
    with listening() as (port, heard):
        text = query % f"http://127.0.0.1:{port}/"
        with pytest.raises(QueryRefusedError):
            admit(text, BASE)
        with suppress(QueryError):  # a worker that gets it past the gate
            pool.answer(Question(text, Form.ASK, "json", 20))
        assert heard == []


@pytest.mark.parametrize("query", [DISGUISES[0], DISGUISES[5], DISGUISES[7], DISGUISES[9]])
def test_without_gate_and_filter_it_would_be_heard(query):
    """The test above proves something only if these queries do call out."""
    store = Store()
    store.add(Quad(NAME, NAME, Literal("x")))
    with listening() as (port, heard):
        with pytest.raises(OSError):
            bool(store.query(query % f"http://127.0.0.1:{port}/"))
        time.sleep(0.1)
        assert heard


def test_a_worker_cannot_call_out(pool):
    with listening() as (port, heard):
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryRefusedError, match="other endpoints"):
            pool.answer(Question(text, Form.SELECT, "json", 20))
    assert heard == []


def ask(pool, text="ASK { ?s ?p ?o }", form=Form.ASK, timeout_s=60.0, format_="json"):
    return pool.answer(Question(text, form, format_, timeout_s))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (NEVER, QueryTimeoutError),
        (HUNGRY, QueryMemoryError),
        (WIDE, ResultTooLargeError),
        ("SELECT * { FILTER(" + "!" * 400_000 + "true) }", QueryRefusedError),
    ],
    ids=["time", "memory", "bytes", "stack"],
)
def test_the_query_after_a_killed_one_is_answered(pool, text, error):
    timeout_s = 1 if error is QueryTimeoutError else 60
    with pytest.raises(error):
        ask(pool, text, Form.SELECT, timeout_s)
    assert b"true" in ask(pool).body


def test_workers_that_were_killed_while_idle_are_not_asked(snapshots):
    before = children(os.getpid())
    with QueryWorkers(snapshots, limits(workers=2), BASE) as pool, ThreadPoolExecutor(2) as clients:
        for _ in range(2):
            slow = [clients.submit(ask, pool, WIDE + " LIMIT 90000", Form.SELECT) for _ in "ab"]
            assert all(s.result().body for s in slow)
            killed = children(os.getpid()) - before
            assert len(killed) >= 2
            for worker in killed:
                os.kill(worker, signal.SIGKILL)
            while any(running(worker) or threads(worker) > 1 for worker in killed):
                time.sleep(0.01)
            assert b"true" in ask(pool).body


def test_a_worker_that_has_grown_is_replaced(snapshots):
    before = children(os.getpid())
    with QueryWorkers(snapshots, limits(workers=1, memory_mb=256), BASE) as pool:
        ask(pool)
        fresh = max(map(address_space_mb, children(os.getpid()) - before))
        store = Store.read_only(str(snapshots.current().path))
        copy = Copy(store, str(snapshots.current().path), 256 << 20).most_bytes >> 20
        for number in (220, 330):
            some = f"SELECT ?d ?f {{ ?d ?e ?f }} LIMIT {number}"
            offset = f"ORDER BY ?c ?f OFFSET {number * 3_000 - 1}"
            ask(pool, f"SELECT ?a {{ ?a ?b ?c {{ {some} }} }} {offset}", Form.SELECT)
            for worker in children(os.getpid()) - before:
                assert address_space_mb(worker) <= fresh + copy + 128


def test_a_full_queue_says_when_to_come_again(snapshots):
    one = limits(workers=1, waiting=1, wait_s=0.2)
    with QueryWorkers(snapshots, one, BASE) as pool, ThreadPoolExecutor(3) as clients:
        runs = [clients.submit(ask, pool, NEVER, Form.SELECT, 2) for _ in range(3)]
        errors = [run.exception() for run in runs]
        assert sorted(type(e).__name__ for e in errors) == [
            "BusyError",
            "BusyError",
            "QueryTimeoutError",
        ]
        assert all(e.retry_after_s >= 1 for e in errors if isinstance(e, BusyError))
        assert b"true" in ask(pool).body


def test_busy_over_http(snapshots, tmp_path):
    limits = {"query_workers": 1, "query_timeout_s": 3}
    with serving(snapshots, tmp_path, **limits) as endpoint, ThreadPoolExecutor(12) as clients:
        answers = [a.result() for a in [clients.submit(endpoint.post, NEVER) for _ in range(12)]]
        assert {a.status for a in answers} == {503, 504}
        assert all(a.headers["Retry-After"] for a in answers if a.status == 503)
        assert endpoint.query("ASK {}").status == 200


def test_answers_move_to_the_new_snapshot_and_never_mix(tmp_path):
    store, snapshots = EmbeddedStore(tmp_path / "site"), Snapshots(tmp_path / "site")
    document = NamedNode(f"{BASE}movie/a")
    query = "SELECT ?name { ?s <http://schema.org/name> ?name }"
    with QueryWorkers(snapshots, limits(), BASE) as pool:
        assert b"{}" not in ask(pool, query, Form.SELECT).body  # nothing is published yet
        for number in range(4):
            names = [Literal(f"state {number}"), Literal(f"also {number}")]
            store.replace({document: [Triple(document, NAME, name) for name in names]})
            version = store.snapshot()
            answers = [ask(pool, query, Form.SELECT, format_="tsv") for _ in range(3)]
            assert {a.version for a in answers} == {version}
            for answer in answers:
                rows = sorted(answer.body.decode().split("\n")[1:-1])
                assert rows == [f'"also {number}"', f'"state {number}"']
    store.close()


def test_closing_leaves_no_process_and_no_file(snapshots):
    # The first event loop of a process leaves it a pipe.
    QueryWorkers(snapshots, limits(), BASE).close()
    files, others = set(Path("/proc/self/fd").iterdir()), children(os.getpid())
    pool = QueryWorkers(snapshots, limits(), BASE)
    ask(pool)
    assert children(os.getpid()) - others
    pool.close()
    assert children(os.getpid()) <= others
    assert set(Path("/proc/self/fd").iterdir()) <= files


PARENT = """
import sys, threading
from pathlib import Path
from types import SimpleNamespace
from server.engine import Question
from server.gate import Form
from server.workers import Limits, QueryWorkers
snapshot = SimpleNamespace(version="v1", path=Path(sys.argv[1]))
pool = QueryWorkers(SimpleNamespace(current=lambda: snapshot), Limits(2, 1_024, 1_000_000), "http://films.test/")
pool.answer(Question("ASK {}", Form.ASK, "json", 60))
query = threading.Thread(
    target=pool.answer, args=(Question(sys.argv[2], Form.SELECT, "json", 600),), daemon=True
)
query.start()
print("running", flush=True)
query.join()
"""


def test_workers_die_with_their_parent_even_in_the_middle_of_a_query(snapshot):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(snapshot.path), NEVER], stdout=subprocess.PIPE
    )
    with parent:
        assert parent.stdout.readline() == b"running\n"
        time.sleep(0.3)
        workers = children(parent.pid)
        assert len(workers) >= 2
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 30
    while any(running(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in workers if running(pid)]


def address_space_mb(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(x.split()[1]) // 1024 for x in lines if x.startswith("VmSize")), 0)


def threads(pid):
    tasks = Path(f"/proc/{pid}/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 0


def running(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
