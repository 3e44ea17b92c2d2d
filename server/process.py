"""The parent's end of one worker process: start it, ask it, end it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Protocol, cast

import msgspec

from server.config import PREFIX
from server.worker import HEADER, Done, Failed

START_S = 30
"""How long a worker may take to open the snapshot; a common start takes 0.1 s."""

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


class DeadError(Exception):
    """A worker ended without an answer."""


class EndedError(DeadError):
    """A worker had ended before it was asked."""


class Worker(asyncio.Protocol):
    """The parent's end of one worker process; all but the start is done in an event loop."""

    def __init__(self, snapshot: Snapshot, memory_bytes: int, base_iri: str) -> None:
        self.version = snapshot.version
        self._ready = False
        self._ended = False
        self._parts: list[bytes] = []
        self._missing = 0
        self._transport: asyncio.Transport | None = None
        self._message: asyncio.Future[bytes] | None = None
        self._arrived: bytes | None = None
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

    async def ready(self) -> None:
        """Wait until the snapshot is open and the limits hold. Raises `LateError`, `DeadError`."""
        if self._ready:
            return
        if self._transport is None:
            await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._socket)
        await self._receive(START_S)
        self._ready = True

    async def ask(self, job: bytes, timeout_s: float) -> Outcome:
        """The outcome of a job. Raises `LateError`, `EndedError`, `DeadError`."""
        if self._ended or self._transport is None:
            raise EndedError
        self._transport.write(HEADER.pack(len(job)) + job)
        return _DECODER.decode(await self._receive(timeout_s))

    def kill(self) -> None:
        """End the process without waiting for it."""
        self._process.kill()

    def end(self, grace_s: float) -> int:
        """Kill the process if it does not end by itself; returns `Popen.returncode`."""
        try:
            return self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def close(self) -> None:
        """Close the connection."""
        if self._transport:
            self._transport.close()
        else:
            self._socket.close()

    async def _receive(self, timeout_s: float) -> bytes:
        """The next message."""
        loop = asyncio.get_running_loop()
        message: asyncio.Future[bytes] = loop.create_future()
        self._message = message
        timer = loop.call_later(timeout_s, _fail, message, LateError())
        if self._arrived is not None:
            message.set_result(self._arrived)
            self._arrived = None
        elif self._ended:
            _fail(message, EndedError())
        try:
            return await message
        finally:
            timer.cancel()
            self._message = None

    # --- called by the loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The loop takes over the socket."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Put a message together, which most often comes at once."""
        self._parts.append(data)
        if not self._missing:
            data = b"".join(self._parts)
            if len(data) < HEADER.size:
                return
            self._missing = HEADER.size + HEADER.unpack_from(data)[0] - len(data)
        else:
            self._missing -= len(data)
        if self._missing == 0:
            data, self._parts = b"".join(self._parts)[HEADER.size :], []
            if self._message is None:
                self._arrived = data
            elif not self._message.done():
                self._message.set_result(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """The process has ended: before it took the job where that could not be written."""
        self._ended = True
        if self._message:
            _fail(self._message, EndedError() if exc else DeadError())


def _fail(message: asyncio.Future[bytes], error: Exception) -> None:
    if not message.done():
        message.set_exception(error)


_MALLOC = {"MALLOC_ARENA_MAX": "2", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=500"}
"""Settings of the C library's memory.

With more than two arenas it takes so much address space that the limit on it ends harmless
queries. The engine frees hundreds of small pieces at once, and allocates them again for the next
row; kept in the thread's cache they cost a quarter less of a query's time.
"""


def _environment() -> dict[str, str]:
    """Without this site's settings, of which one is a password."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return {**own, **_MALLOC}
