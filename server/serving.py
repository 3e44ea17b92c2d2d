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
from functools import lru_cache, partial
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.answering import GONE, HANDED_ON, Answering
from server.bodies import CAPS, MOST, Caps
from server.config import Config
from server.environs import environ_of
from server.exchanges import EXCHANGE, PIECE_BYTES, Exchange
from server.health import PATH as HEALTH_PATH
from server.refusals import CUT_OFF, TOO_SLOW, Refusal, refused
from server.sparql import PROGRAMS

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, HTTPScope

BODY_S = 120
"""How long the body of a request may take."""

THREADS = 16
"""Pages share one core, so more would do no more; a thread may wait, as for a person's query."""

ASIDE = 4
"""Threads for what is answered whatever the graph does: files, and how it is."""

_IN_MEMORY_BYTES = 1 << 19
"""Longer bodies are kept in a file while they arrive."""

_WHOLE_BYTES = 1 << 20
"""Answers that are longer, or of unknown length, are made while they are sent."""

_HEALTH, _FILES = f"/{HEALTH_PATH}", "/static/"


@dataclass(slots=True)
class _Started:
    """What a WSGI application has begun to answer; `rest` comes after `body`, where it is long."""

    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    rest: Iterable[bytes] | None = None

    @property
    def length(self) -> int | None:
        """Bytes of the whole body, where that is stated."""
        stated = dict(self.headers).get("Content-Length")
        return None if stated is None else int(stated)


class Site:
    """A site as an ASGI application (https://asgi.readthedocs.io/en/stable/specs/www.html)."""

    def __init__(self, app: Flask, config: Config) -> None:
        self._app = app
        self._prefix = urlsplit(config.base_iri).path.rstrip("/")
        self._programs: Answering | None = app.extensions.get(PROGRAMS)
        self._proxies = config.trusted_proxies
        self._caps: Caps = app.extensions[CAPS]
        self._threads = ThreadPoolExecutor(THREADS, "pages")
        self._aside = ThreadPoolExecutor(ASIDE, "aside")

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        """Answer one request."""
        exchange: Exchange = scope["state"][EXCHANGE]
        if refusal := refused(scope):
            await exchange.refuse(refusal)
            return
        environ = environ_of(scope, self._prefix, proxied=bool(self._proxies))
        environ[GONE] = exchange.has_gone
        if "CONTENT_LENGTH" not in environ and "HTTP_TRANSFER_ENCODING" not in environ:
            environ["wsgi.input"] = BytesIO()
            await self._respond(environ, exchange)
            return
        address = self._seen(environ)["REMOTE_ADDR"]
        environ[MOST] = most = self._caps.arriving(environ, address)
        length = int(environ.get("CONTENT_LENGTH", 0))
        with SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
            if length <= most:
                if refusal := await _receive(receive, body, most):
                    await exchange.refuse(refusal)
                    return
                length = body.tell()
            if length > most:  # who answers sees its length, and nothing else of it
                exchange.refuse_rest()
                body.truncate(0)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            environ["CONTENT_LENGTH"] = str(length)
            body.seek(0)
            environ["wsgi.input"] = body
            await self._respond(environ, exchange)

    def close(self) -> None:
        """End the threads."""
        for threads in (self._threads, self._aside):
            threads.shutdown(cancel_futures=True)

    async def _respond(self, environ: WSGIEnvironment, exchange: Exchange) -> None:
        if self._programs and self._programs.concerns(environ):
            seen = self._seen(environ)
            reply = await exchange.unless_gone(self._programs.respond_async(seen))
            if exchange.has_gone():
                return
            if reply:
                fields = _remembered(reply.common) + _encoded(reply.own)
                body = b"" if environ["REQUEST_METHOD"] == "HEAD" else reply.body
                await exchange.answer(_status_line(reply.status) + fields, body)
                return
            environ[HANDED_ON] = seen[HANDED_ON]
        loop = asyncio.get_running_loop()
        path = environ["PATH_INFO"]
        aside = path == _HEALTH or path.startswith(_FILES)
        threads = self._aside if aside else self._threads
        started = await loop.run_in_executor(threads, self._run, environ)
        head = _status_line(started.status) + _encoded(started.headers)
        if started.rest is None:
            await exchange.answer(head, started.body)
        else:
            await exchange.begin(head, started.length)
            await self._send_rest(started.rest, exchange)

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
            # The connection dates each answer; a second Date is none (RFC 9110, section 5.3).
            started.status = status
            started.headers = tuple(field for field in headers if field[0] != "Date")

        parts = self._app(environ, start)
        bodiless = environ["REQUEST_METHOD"] == "HEAD" or started.status[:3] in {"204", "304"}
        if not bodiless and (started.length is None or started.length > _WHOLE_BYTES):
            started.rest = parts
            return started
        try:
            started.body = b"".join(parts)
        finally:
            _close(parts)
        return started

    async def _send_rest(self, parts: Iterable[bytes], exchange: Exchange) -> None:
        """Send an answer while it is made, unless the client goes away."""
        loop, left = asyncio.get_running_loop(), iter(parts)
        try:
            while not exchange.has_gone():
                piece = await loop.run_in_executor(self._threads, partial(_piece, left))
                if not piece:
                    break
                await exchange.send(piece)
            await exchange.end()
        finally:
            await loop.run_in_executor(self._threads, partial(_close, parts))


async def _receive(receive: ASGIReceiveCallable, body: IO[bytes], most: int) -> Refusal | None:
    """Take in the body of a request, or a little more than so many bytes of it; what to answer
    where it is too slow."""
    more = True
    try:
        async with asyncio.timeout(BODY_S):
            while more and body.tell() <= most:
                message = await receive()
                if message["type"] != "http.request":  # the client has gone
                    return CUT_OFF
                body.write(message["body"])
                more = message["more_body"]
    except TimeoutError:
        return TOO_SLOW
    return None


def _status_line(status: str) -> bytes:
    """RFC 9112, section 4."""
    return f"HTTP/1.1 {status}\r\n".encode("latin-1")


def _encoded(headers: Iterable[tuple[str, str]]) -> bytes:
    """Field lines, with names as uvicorn writes them (RFC 9112, section 5)."""
    return "".join([f"{name.lower()}: {text}\r\n" for name, text in headers]).encode("latin-1")


_remembered = lru_cache(100)(_encoded)
"""The same for what many answers have in common."""


def _piece(parts: Iterator[bytes]) -> bytes:
    """The next parts, together about as long as a piece should be; empty at the end."""
    piece = bytearray()
    for part in parts:
        piece += part
        if len(piece) >= PIECE_BYTES:
            break
    return bytes(piece)


def _close(parts: Iterable[bytes]) -> None:
    if close := getattr(parts, "close", None):
        close()
