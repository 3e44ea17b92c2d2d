"""Connections of clients, good and bad: how long and how large they may be.

uvicorn speaks HTTP/1.1 and does not part slow clients from hostile ones. Here a head that does not
come to its end, an answer that nobody takes, and more connections than there is room for are
ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.exchanges import CLOSE, EXCHANGE, Exchange
from server.refusals import (
    FIELDS_TOO_LARGE,
    MAX_TARGET_BYTES,
    TARGET_TOO_LONG,
    Refusal,
    unparsed,
)

T = TypeVar("T")

MOST = 400
"""Open at a time; each costs a file descriptor."""

MAX_HEAD_BYTES = 2 * MAX_TARGET_BYTES
"""Request line and headers until they have come to their end; only then each is judged, so that it
makes no difference in which pieces they arrive."""

HEAD_S = 30
"""How long the head of a request may take, from the opening of a connection."""

TAKE_S = 120
"""How long a client may take for what waits to be sent, 64 kB or a little more."""

LINGER_S = 10
"""How long what a refused request still sends is taken, and thrown away."""

IDLE_S = 60
"""How long a connection is kept open without a request."""

_LONGEST_PARSED = 65_535
"""Of an address, by httptools."""


class Connection(HttpToolsProtocol):
    """A connection with its limits."""

    url = b""  # of a connection on which nothing was asked yet
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
        """Read on, as long as it is a request, and its head not too large."""
        if self._lingers:
            return
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # a server that does not upgrade answers as if it had not been asked to
        except httptools.HttpParserError as error:
            self._refuse(unparsed(error, data))
            return
        if self._head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                long = len(self.url) > MAX_TARGET_BYTES
                self._refuse(TARGET_TOO_LONG if long else FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """The next request on the same connection."""
        super().on_message_begin()
        if not self._head:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is here."""
        _stop(self._head)
        self._head = None
        # What is parsed of an address is its path alone, as there are longer queries.
        self.url, _, query = self.url.partition(b"?")
        self.url = self.url[:_LONGEST_PARSED]
        super().on_headers_complete()
        self.scope["query_string"] = query
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

    def _refuse(self, refusal: Refusal) -> None:
        """Take nothing more, and say why, once what was asked before is answered."""
        _stop(self._head)
        if self.cycle and not self.cycle.response_complete and not self.cycle.more_body:
            self.cycle.keep_alive = False
            self._lingers = True
        elif not self.transport.is_closing():
            self.transport.write(refusal.head + CLOSE + refusal.body)
            if self._head:
                self.linger()
            else:  # who waits for the rest of a body is to see that none comes
                self.transport.close()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._head = self.loop.call_later(HEAD_S, self.transport.abort)


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()
