"""The parent's end of one worker process: start it, ask it, end it."""

from __future__ import annotations

import os
import socket
import struct
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

_COMMON_BYTES = 1 << 14
"""Most answers are smaller."""

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


class EndedError(DeadError):
    """A worker had ended before it was asked."""


class Worker:
    """The parent's end of one worker process."""

    def __init__(self, snapshot: Snapshot, memory_bytes: int, base_iri: str) -> None:
        self.version = snapshot.version
        self._ready = False
        self._blocking_s = 0.0
        self._socket, theirs = socket.socketpair()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _interval(START_S))
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
        """The outcome of a job.

        Raises `LateError`, `EndedError`, `DeadError`, and `GoneError` once `gone()`.
        """
        deadline = time.monotonic() + timeout_s
        try:
            self._socket.sendall(HEADER.pack(len(job)) + job)
        except BlockingIOError:
            raise LateError from None
        except OSError:
            raise EndedError from None
        return _DECODER.decode(self._receive(deadline, gone))

    def end(self, grace_s: float) -> int:
        """Kill the process if it does not end by itself; returns `Popen.returncode`."""
        try:
            return self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._socket.close()

    def _receive(self, deadline: float, gone: Callable[[], bool] = lambda: False) -> memoryview:
        """The next message, most often with a single call of the system."""
        buffer = bytearray(_COMMON_BYTES)
        got = self._wait(memoryview(buffer), deadline, gone)
        while got < HEADER.size:
            got += self._wait(memoryview(buffer)[got:], deadline, gone)
        end = HEADER.size + HEADER.unpack_from(buffer)[0]
        if end > _COMMON_BYTES:
            buffer = buffer[:got] + bytearray(end - got)
        while got < end:
            got += self._wait(memoryview(buffer)[got:end], deadline, gone)
        return memoryview(buffer)[HEADER.size : end]

    def _wait(self, room: memoryview, deadline: float, gone: Callable[[], bool]) -> int:
        """Take what arrives, and look from time to time whether it still matters."""
        while (left := deadline - time.monotonic()) > 0:
            self._block(min(left, LOOK_S))
            try:
                got = self._socket.recv_into(room)
            except BlockingIOError:
                if gone():
                    raise GoneError from None
                continue
            except OSError:
                raise DeadError from None
            if not got:
                raise DeadError
            return got
        raise LateError

    def _block(self, seconds: float) -> None:
        """Let the kernel count the time: Python's own timeouts take one more call each."""
        if seconds != self._blocking_s:
            self._blocking_s = seconds
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _interval(seconds))


def _interval(seconds: float) -> bytes:
    """A `struct timeval`; zero would mean for ever."""
    whole, rest = divmod(max(seconds, 0.000_1), 1)
    return struct.pack("@ll", int(whole), int(rest * 1_000_000))


def _environment() -> dict[str, str]:
    """Without this site's settings, of which one is a password.

    With more than two arenas the C library takes so much address space that the limit on it
    ends harmless queries.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**own, "MALLOC_ARENA_MAX": "2"}
