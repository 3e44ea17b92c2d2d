"""Requests, each with its answer, on a connection."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from server.refusals import Refusal

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from server.connections import Connection

T = TypeVar("T")

EXCHANGE = "triplebill.exchange"
"""Of a scope's state: the `Exchange` of the request."""

PIECE_BYTES = 1 << 18
"""So much of an answer is sent at a time."""

CLOSE = b"connection: close\r\n\r\n"
_CHUNKED = b"transfer-encoding: chunked\r\n"


class Exchange:
    """A request on a connection, and its answer, which uvicorn's cycle would send in more parts."""

    __slots__ = ("_chunked", "_connection", "_cycle", "_owed", "_refused")

    def __init__(self, connection: Connection, cycle: RequestResponseCycle) -> None:
        self._connection = connection
        self._cycle = cycle
        self._refused = False
        self._chunked = False
        self._owed: int | None = None

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

    async def refuse(self, refusal: Refusal) -> None:
        """Refuse the request, whatever may still arrive."""
        self.refuse_rest()
        bodiless = self._cycle.scope["method"] == "HEAD"
        await self.answer(refusal.head, b"" if bodiless else refusal.body)

    async def answer(self, head: bytes, body: bytes) -> None:
        """Send an answer as a whole: in one piece, unless it is long.

        `head` is the status line and all fields but those of the connection. Sent one by one,
        head and body would wake the client twice.
        """
        await self._write(self._head(head) + body[:PIECE_BYTES])
        for start in range(PIECE_BYTES, len(body), PIECE_BYTES):
            await self._write(body[start : start + PIECE_BYTES])
        self._end()

    async def begin(self, head: bytes, length: int | None) -> None:
        """Begin an answer that is made while it is sent, `head` as above.

        One of unknown length comes in chunks, or, where the client may know none, ends with the
        connection (RFC 9112, sections 6.1 and 6.3).
        """
        self._owed = length
        if length is None:
            self._chunked = self._cycle.scope["http_version"] == "1.1"
            self._cycle.keep_alive &= self._chunked
        await self._write(self._head(head + _CHUNKED if self._chunked else head))

    async def send(self, piece: bytes) -> None:
        """Send more of it."""
        if self._chunked:
            piece = b"%x\r\n%b\r\n" % (len(piece), piece)
        elif self._owed is not None:
            self._owed -= len(piece)
        await self._write(piece)

    async def end(self) -> None:
        """There is no more of it. Raises `RuntimeError` where its length was another."""
        if self._owed and not self.has_gone():
            raise RuntimeError("An answer has another length than it says.")
        if self._chunked:
            await self._write(b"0\r\n\r\n")
        self._end()

    def _head(self, head: bytes) -> bytes:
        self._cycle.response_started = True
        fields = self._connection.server_state.default_headers
        parts = [head, *(b"%s: %s\r\n" % field for field in fields)]
        parts.append(b"\r\n" if self._cycle.keep_alive else CLOSE)
        return b"".join(parts)

    def _end(self) -> None:
        cycle, transport = self._cycle, self._connection.transport
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
