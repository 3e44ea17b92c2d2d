"""The site over HTTP: one event loop for all clients, and threads for the Flask application.

Programs' queries are answered in the loop (server.answering), where waiting for a query worker
costs no thread. All else is a WSGI application in a thread, which gets a request when the whole of
it has arrived, and whose answer is sent as fast as the client takes it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.answering import GONE, HANDED_ON, Answering, Reply
from server.config import Config
from server.engine import LOOK_S
from server.environs import environ_of
from server.sparql import PROGRAMS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope

MAX_BODY_BYTES = 16 << 20
"""More than this is cut off while it arrives, whatever the address."""

BODY_S = 120
"""How long the body of a request may take."""

THREADS = 16
"""Pages share one core, so more would do no more; a thread may wait, as for a person's query."""

_IN_MEMORY_BYTES = 1 << 19
"""Longer bodies are kept in a file while they arrive."""

_PIECE_BYTES = 1 << 18
"""So much of an answer is sent at a time."""

_WHOLE_BYTES = 1 << 20
"""Answers that are longer, or of unknown length, are made while they are sent."""


@dataclass(slots=True)
class _Started:
    """What a WSGI application has begun to answer; `rest` comes after `body`, where it is long."""

    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    rest: Iterable[bytes] | None = None


class Site:
    """A site as an ASGI application (https://asgi.readthedocs.io/en/stable/specs/www.html)."""

    def __init__(self, app: Flask, config: Config) -> None:
        self._app = app
        self._prefix = urlsplit(config.base_iri).path.rstrip("/")
        self._programs: Answering | None = app.extensions.get(PROGRAMS)
        self._proxies = config.trusted_proxies
        self._threads = ThreadPoolExecutor(THREADS, "pages")

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer one request."""
        environ = environ_of(scope, self._prefix, proxied=bool(self._proxies))
        if "CONTENT_LENGTH" not in environ and "HTTP_TRANSFER_ENCODING" not in environ:
            environ["wsgi.input"] = BytesIO()
            await self._watched(environ, receive, send)
            return
        with SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
            if refused := await _receive(receive, body):
                await _send(send, refused, close=True)
                return
            environ["CONTENT_LENGTH"] = str(body.tell())
            body.seek(0)
            environ["wsgi.input"] = body
            await self._watched(environ, receive, send)

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(cancel_futures=True)

    async def _watched(
        self, environ: WSGIEnvironment, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer unless the client goes away."""
        watch = _Watch(receive)
        environ[GONE] = watch.has_gone
        try:
            await self._respond(environ, send, watch)
        except asyncio.CancelledError:
            if not watch.has_gone():
                raise
        finally:
            watch.end()

    async def _respond(
        self, environ: WSGIEnvironment, send: ASGISendCallable, watch: _Watch
    ) -> None:
        if self._programs and self._programs.concerns(environ):
            watch.cancels(asyncio.current_task())
            seen = self._seen(environ)
            reply = await self._programs.respond_async(seen)
            watch.cancels(None)
            if reply:
                await _send(send, reply, head=environ["REQUEST_METHOD"] == "HEAD")
                return
            environ[HANDED_ON] = seen[HANDED_ON]
        loop = asyncio.get_running_loop()
        started = await loop.run_in_executor(self._threads, self._run, environ)
        await _send(send, Reply(started.status, [*started.headers], started.body), started.rest)
        if started.rest:
            await self._send_rest(started.rest, send, watch)

    def _seen(self, environ: WSGIEnvironment) -> WSGIEnvironment:
        """The environment as it is behind the trusted proxies."""
        if not self._proxies:
            return environ
        seen = dict(environ)
        n = self._proxies
        ProxyFix(lambda environ, start: (), n, n, n, n, n)(seen, lambda *_: lambda _: None)
        return seen

    def _run(self, environ: WSGIEnvironment) -> _Started:
        """Run the application, in a thread, as far as to the answer or to the first part of it."""
        started = _Started()

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            started.status, started.headers = status, tuple(headers)

        parts = self._app(environ, start)
        length = dict(started.headers).get("Content-Length")
        if length is None or int(length) > _WHOLE_BYTES:
            started.rest = parts
            return started
        try:
            started.body = b"".join(parts)
        finally:
            _close(parts)
        return started

    async def _send_rest(
        self, parts: Iterable[bytes], send: ASGISendCallable, watch: _Watch
    ) -> None:
        """Send an answer while it is made, unless the client goes away."""
        loop, left = asyncio.get_running_loop(), iter(parts)
        watch.begin()
        try:
            while not watch.has_gone():
                piece = await loop.run_in_executor(self._threads, partial(_piece, left))
                more = bool(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": more})
                if not more:
                    return
        finally:
            await loop.run_in_executor(self._threads, partial(_close, parts))


class _Watch:
    """Looks whether a client is still there, once its request takes long."""

    def __init__(self, receive: ASGIReceiveCallable) -> None:
        self._receive = receive
        self._gone = False
        self._cancelled: asyncio.Task[Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(LOOK_S, self.begin)

    def has_gone(self) -> bool:
        """Whether the client has closed the connection."""
        return self._gone

    def cancels(self, task: asyncio.Task[Any] | None) -> None:
        """Cancel this task when the client goes away."""
        self._cancelled = task

    def begin(self) -> None:
        """Look from now on."""
        if not self._task:
            self._task = asyncio.get_running_loop().create_task(self._look())

    def end(self) -> None:
        """Look no more."""
        self._timer.cancel()
        if self._task:
            self._task.cancel()

    async def _look(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._cancelled:
            self._cancelled.cancel()


async def _receive(receive: ASGIReceiveCallable, body: IO[bytes]) -> Reply | None:
    """Take in the body of a request; the answer where it is too long or too slow."""
    more = True
    try:
        async with asyncio.timeout(BODY_S):
            while more:
                message = await receive()
                if message["type"] != "http.request":  # the client has gone
                    return Reply("400 Bad Request", [], b"")
                body.write(message["body"])
                more = message["more_body"]
                if body.tell() > MAX_BODY_BYTES:
                    return Reply("413 Content Too Large", [], b"")
    except TimeoutError:
        return Reply("408 Request Timeout", [], b"")
    return None


async def _send(
    send: ASGISendCallable,
    reply: Reply,
    rest: Iterable[bytes] | None = None,
    *,
    head: bool = False,
    close: bool = False,
) -> None:
    """Send an answer, or its beginning where there is a rest."""
    headers = [(name.encode("latin-1"), text.encode("latin-1")) for name, text in reply.headers]
    if close:
        headers += [(b"connection", b"close"), (b"content-length", b"%d" % len(reply.body))]
    status = int(reply.status[:3])
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if rest:
        return
    body = b"" if head else reply.body
    for start in range(0, len(body) - _PIECE_BYTES, _PIECE_BYTES):
        piece = body[start : start + _PIECE_BYTES]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    last = body[max(0, len(body) - 1) // _PIECE_BYTES * _PIECE_BYTES :]
    await send({"type": "http.response.body", "body": last, "more_body": False})


def _piece(parts: Iterator[bytes]) -> bytes:
    """The next parts, together about as long as a piece should be; empty at the end."""
    piece = bytearray()
    for part in parts:
        piece += part
        if len(piece) >= _PIECE_BYTES:
            break
    return bytes(piece)


def _close(parts: Iterable[bytes]) -> None:
    if close := getattr(parts, "close", None):
        close()
