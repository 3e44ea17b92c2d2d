"""The parent's end of one worker process: start it, ask it, end it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from server.config import PREFIX
from server.worker import HEADER, Done, Failed

START_S = 30
"""How long a worker may take to open the snapshot; a common start takes 0.1 s."""

LOOK_S = 0.25
"""How often to look whether somebody still waits for the answer."""

Outcome = Done | Failed
_DECODER: msgspec.msgpack.Decoder[Outcome] = msgspec.msgpack.Decoder(Outcome)


class Snapshot(Protocol):
    """One state of the graph on disk; `path` is None while nothing is published."""

    @property
    def version(self) -> str:
        """Its id."""

    @property
    def path(self) -> Path | None:
        """Its folder, to be opened read-only."""


class LateError(Exception):
    """A worker did not answer in time."""


class GoneError(Exception):
    """Nobody waits for the answer any more."""


class DeadError(Exception):
    """A worker ended without an answer."""


class Worker:
    """The parent's end of one worker process."""

    def __init__(self, snapshot: Snapshot, memory_bytes: int, base_iri: str) -> None:
        self.version = snapshot.version
        self._ready = False
        self._socket, theirs = socket.socketpair()
        arguments = [theirs.fileno(), os.getpid(), memory_bytes, base_iri, snapshot.path or ""]
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "server.worker", *map(str, arguments)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )

    def wait_ready(self) -> None:
        """Wait until the snapshot is open and the limits hold."""
        if not self._ready:
            self._receive(time.monotonic() + START_S)
            self._ready = True

    def ask(self, job: bytes, timeout_s: float, gone: Callable[[], bool]) -> Outcome:
        """The outcome of a job. Raises `LateError`, `DeadError`, and `GoneError` once `gone()`."""
        deadline = time.monotonic() + timeout_s
        self._socket.settimeout(timeout_s)
        try:
            self._socket.sendall(HEADER.pack(len(job)) + job)
        except TimeoutError:
            raise LateError from None
        except OSError:
            raise DeadError from None
        return _DECODER.decode(self._receive(deadline, gone))

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def end(self, grace_s: float) -> int:
        """Kill the process if it does not end by itself; returns `Popen.returncode`."""
        try:
            return self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._socket.close()

    def _receive(self, deadline: float, gone: Callable[[], bool] = lambda: False) -> bytes:
        (size,) = HEADER.unpack(self._read(HEADER.size, deadline, gone))
        return self._read(size, deadline, gone)

    def _read(self, size: int, deadline: float, gone: Callable[[], bool]) -> bytes:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            left = deadline - time.monotonic()
            if left <= 0:
                raise LateError
            self._socket.settimeout(min(left, LOOK_S))
            try:
                got = self._socket.recv_into(view)
            except TimeoutError:
                if gone():
                    raise GoneError from None
                continue
            except OSError:
                raise DeadError from None
            if not got:
                raise DeadError
            view = view[got:]
        return bytes(data)


def _environment() -> dict[str, str]:
    """Without this site's settings, of which one is a password.

    With more than two arenas the C library takes so much address space that the limit on it
    ends harmless queries.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**own, "MALLOC_ARENA_MAX": "2"}
