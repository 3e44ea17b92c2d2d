"""Connections of clients, good and bad: how long and how large they may be.

uvicorn speaks HTTP/1.1 and does not part slow clients from hostile ones. Here a head that does not
come to its end, an answer that nobody takes, and more connections than there is room for are
ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

T = TypeVar("T")

EXCHANGE = "triplebill.exchange"
"""Of a scope's state: the `Exchange` of the request."""

MOST = 400
"""Open at a time; each costs a file descriptor."""

MAX_HEAD_BYTES = 262_144
"""Request line and headers; a query in an address takes up to three times its bytes."""

HEAD_S = 30
"""How long the head of a request may take, from the opening of a connection."""

TAKE_S = 120
"""How long a client may take for what waits to be sent, 64 kB or a little more."""

LINGER_S = 10
"""How long what a refused request still sends is taken, and thrown away."""

IDLE_S = 60
"""How long a connection is kept open without a request."""

PIECE_BYTES = 1 << 18
"""So much of an answer is sent at a time."""

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class Connection(HttpToolsProtocol):
    """A connection with its limits."""

    _head: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _stalled: asyncio.TimerHandle | None = None
    _working: asyncio.Task[Any] | None = None
    _lingers = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a client in, if there is room."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        """Read on, as long as the head is not too large."""
        if self._lingers:
            return
        super().data_received(data)
        if self._head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self.transport.write(_TOO_LARGE)
                self.transport.close()

    def on_message_begin(self) -> None:
        """The next request on the same connection."""
        super().on_message_begin()
        if not self._head:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is here."""
        _stop(self._head)
        self._head = None
        super().on_headers_complete()
        self.scope["state"][EXCHANGE] = Exchange(self, self.cycle)

    def on_response_complete(self) -> None:
        """An answer is handed over, though not necessarily taken."""
        super().on_response_complete()
        if self.transport.is_closing() and not self._stalled:
            self._stalled = self.loop.call_later(TAKE_S, self.transport.abort)

    def pause_writing(self) -> None:
        """More waits to be sent than is good."""
        super().pause_writing()
        if not self._stalled:
            self._stalled = self.loop.call_later(TAKE_S, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has taken it."""
        super().resume_writing()
        _stop(self._stalled)
        self._stalled = None

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more was asked; what is not taken by now never will be."""
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        _stop(self._head)
        _stop(self._stalled)
        super().connection_lost(exc)
        if self._working:
            self._working.cancel()

    async def unless_lost(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Do something that is of no use to anybody else; None where the client goes away."""
        if self.transport.is_closing():
            work.close()
            return None
        self._working = asyncio.current_task()
        try:
            return await work
        except asyncio.CancelledError:
            if self.transport.is_closing():
                return None
            raise
        finally:
            self._working = None

    def linger(self) -> None:
        """Say that nothing more will be sent, and wait until the client has heard it.

        A connection that is closed while something arrives is reset, and the answer lost.
        """
        self._lingers = True
        self.transport.write_eof()
        self.flow.resume_reading()
        self.loop.call_later(LINGER_S, self.transport.abort)

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._head = self.loop.call_later(HEAD_S, self.transport.abort)


class Exchange:
    """A request on a connection, and its answer."""

    __slots__ = ("_connection", "_cycle", "_refused")

    def __init__(self, connection: Connection, cycle: RequestResponseCycle) -> None:
        self._connection = connection
        self._cycle = cycle
        self._refused = False

    def has_gone(self) -> bool:
        """Whether the client has closed the connection."""
        return self._connection.transport.is_closing()

    async def unless_gone(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Do something for the client alone; None where it goes away meanwhile."""
        return await self._connection.unless_lost(work)

    def refuse_rest(self) -> None:
        """Take no more of the request, nor any other one; it may still be answered."""
        self._cycle.keep_alive = False
        self._refused = True

    async def refuse(self, head: bytes) -> None:
        """Answer without a body, whatever may still arrive."""
        self.refuse_rest()
        await self.answer(head, b"")

    async def answer(self, head: bytes, body: bytes) -> None:
        """Send an answer as a whole: in one piece, unless it is long.

        `head` is the status line and all fields but those of the connection. Sent one by one, as
        by uvicorn's cycle, head and body would wake the client twice.
        """
        cycle, transport = self._cycle, self._connection.transport
        cycle.response_started = True
        fields = self._connection.server_state.default_headers
        parts = [head, *(b"%s: %s\r\n" % field for field in fields)]
        parts += b"\r\n" if cycle.keep_alive else _CLOSE, body[:PIECE_BYTES]
        await self._write(b"".join(parts))
        for start in range(PIECE_BYTES, len(body), PIECE_BYTES):
            await self._write(body[start : start + PIECE_BYTES])
        cycle.response_complete = True
        if not transport.is_closing():
            if self._refused:
                self._connection.linger()
            elif not cycle.keep_alive:
                transport.close()
            cycle.on_response()

    async def _write(self, data: bytes) -> None:
        """Send something once what was sent before is taken, if anybody is there."""
        if self._connection.flow.write_paused:
            await self._connection.flow.drain()
        if not self.has_gone():
            self._connection.transport.write(data)


_CLOSE = b"connection: close\r\n\r\n"


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()
