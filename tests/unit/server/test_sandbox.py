from __future__ import annotations

import subprocess
import sys

import pytest

from server.sandbox import sandbox_kind

TRIES = """
import os, socket, threading
from server import sandbox

ready, go = threading.Event(), threading.Event()
before = threading.Thread(target=lambda: (ready.set(), go.wait(), attempt("older thread")))

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
sandbox.enclose(200 << 20)
attempt("main")
go.set()
before.join()
"""


def tried(*, no_filter):
    script = TRIES % {"no_filter": no_filter}
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
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
