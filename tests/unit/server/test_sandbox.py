from __future__ import annotations

import os
import socket
import subprocess
import sys

import msgspec
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.engine import Question
from server.gate import Form
from server.sandbox import sandbox_kind
from server.worker import HEADER, Job

TRIES = """
import os, socket, threading
from server import sandbox

ready, go = threading.Event(), threading.Event()
before = threading.Thread(daemon=True, target=lambda: (ready.set(), go.wait(), attempt("older thread")))

def attempt(who):
    for what, act in {
        "socket": socket.socket,
        "socketpair": socket.socketpair,
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "open": lambda: open("/proc/self/stat").close(),
        "memory": lambda: bytearray(400 << 20),
        "less memory": lambda: bytearray(40 << 20),
    }.items():
        if %(no_filter)s and what in ("exec", "spawn"):
            continue  # only the filter denies them
        try:
            act()
            print(who, what, "done")
        except (OSError, MemoryError):
            print(who, what, "denied")

if %(no_filter)s:
    sandbox._MACHINES.clear()
print(sandbox.sandbox_kind())
before.start()
ready.wait()
space = sandbox.AddressSpace()
sandbox.enclose(space.in_bytes() + (200 << 20))
assert space.in_bytes() > 0
attempt("main")
go.set()
before.join()
"""


def tried(*, no_filter):
    script = TRIES % {"no_filter": no_filter}
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=60, capture_output=True, text=True
    )
    kind, *lines = done.stdout.splitlines()
    results = [line.rsplit(" ", 1) for line in lines]
    return (
        kind,
        {what for what, how in results if how == "denied"},
        {w for w, h in results if h == "done"},
    )


@pytest.mark.skipif(sandbox_kind() != "seccomp", reason="this kernel has no seccomp filters")
def test_the_filter_holds_for_every_thread():
    kind, denied, done = tried(no_filter=False)
    assert kind == "seccomp"
    for who in ("main", "older thread"):
        assert {f"{who} {w}" for w in ("socket", "socketpair", "exec", "memory")} <= denied
        assert {f"{who} open", f"{who} less memory"} <= done


def test_without_a_filter_no_file_and_no_socket_can_be_opened():
    kind, denied, done = tried(no_filter=True)
    assert kind == "no new files"
    for who in ("main", "older thread"):
        assert {f"{who} {w}" for w in ("socket", "socketpair", "open", "memory")} <= denied
        assert f"{who} less memory" in done


def test_a_worker_answers_without_a_filter(tmp_path):
    """`server.worker` as it is on a kernel without seccomp, asked twice over its socket."""
    store = Store(tmp_path / "v1")
    store.add(Quad(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal("x")))
    store.flush()
    del store
    script = "from server import sandbox, worker; sandbox._MACHINES.clear(); worker.main()"
    ours, theirs = socket.socketpair()
    arguments = [theirs.fileno(), os.getpid(), 256 << 20, "http://a/", tmp_path / "v1"]
    with ours, theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", script, *map(str, arguments)], pass_fds=(theirs.fileno(),)
        )
        theirs.close()
        ours.settimeout(60)
        assert received(ours) == b""
        for _ in range(2):
            question = Question("SELECT ?s ?p ?o { ?s ?p ?o }", Form.SELECT, "csv", 10)
            payload = msgspec.msgpack.encode(Job(question, 10_000))
            ours.sendall(HEADER.pack(len(payload)) + payload)
            assert b"http://a/s,http://a/p,x" in received(ours)
    assert process.wait(60) == 0


def received(connection):
    (size,) = HEADER.unpack(connection.recv(HEADER.size, socket.MSG_WAITALL))
    return connection.recv(size, socket.MSG_WAITALL) if size else b""
