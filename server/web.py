"""The whole site on the web: all views put together, and served."""

from __future__ import annotations

import errno
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn
from flask import Flask
from uvicorn import Server

from graph.errors import StateError
from graph.futures import result_of
from graph.statistics import count
from graph.store import Published
from graph.store.location import open_published
from graph.store.remembered import Remembered
from server.access import Access
from server.app import create_app
from server.based import SameBase
from server.config import Config
from server.connections import IDLE_S, Connection
from server.deciding import deciding_blueprint
from server.discovery import discovery_blueprints
from server.discovery.feeds import Feeds
from server.embed import embed_blueprint
from server.engine import Engine
from server.health import health_blueprint
from server.index import Index
from server.login import login_blueprint
from server.loop import Loop
from server.pages import Pages
from server.pages.links import LinkViews
from server.querying import querying_blueprint
from server.receiving import receiving_blueprint
from server.reconcile import reconcile_blueprint
from server.record import Record
from server.search import search_blueprint
from server.search.twin import TwinSearch
from server.serving import Site
from server.sparql import open_engine, sparql_blueprint
from server.status import status_blueprint
from server.writing import Writer

GRACE_S = 15
"""How long requests that run may take when the server is stopped."""


def open_app(
    config: Config, published: Published, engine: Engine, writer: Writer | None = None
) -> Flask:
    """The whole site on its published graph, its ledger and what answers strangers' queries."""
    record, access, writer = Record(config.state), Access(config), writer or Writer(config)
    index, numbers = Index(config.state), Remembered(count)
    feeds = Feeds(config, published, record.resolve, record)
    facets = None if config.static else index

    def owned() -> bool:
        return access.session() is not None

    return create_app(
        config,
        [
            Pages(
                config,
                published,
                record.resolve,
                record.claims,
                owned=owned,
                index=facets,
                shortfalls=record.shortfalls,
                changes=record.writings,
            ).blueprint(),
            TwinSearch(config, index).blueprint()
            if config.static
            else search_blueprint(config, published, index),
            LinkViews(config, record, access).blueprint(),
            sparql_blueprint(engine, config, feeds),
            querying_blueprint(config, published, numbers),
            reconcile_blueprint(config, published, record.resolve),
            embed_blueprint(config, published, record),
            *discovery_blueprints(config, published, feeds, record, numbers),
            health_blueprint(published),
            login_blueprint(access),
            deciding_blueprint(access, writer, record),
            status_blueprint(config, published, record, access),
            receiving_blueprint(config, access, writer, record),
        ],
        access,
    )


def serve(
    config: Config, ready: Callable[[], None] = lambda: None, *, behind: bool = False
) -> None:
    """Serve a site until SIGINT or SIGTERM; prints nothing.

    `ready` is called once the address is listened on; `behind`: something waits to be published.
    Raises `StateError` where it can not be served.
    """
    writer = Writer(config)
    if behind:
        writer.publish_later()
    published = SameBase(open_published(config.location, config.query_timeout_s), config)
    with Loop() as loop, closing(open_engine(published, config, loop)) as engine:
        listen(open_app(config, published, engine, writer), config, loop, ready)


def listen(
    app: Flask, config: Config, loop: Loop, ready: Callable[[], None] = lambda: None
) -> None:
    """Answer requests in an event loop until SIGINT or SIGTERM, and those that run then.

    A base IRI with a path is served below that path, whether or not a proxy strips it.
    """
    site = Site(app, config)
    server = Server(
        uvicorn.Config(
            site,
            http=Connection,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=IDLE_S,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    with closing(site), _listening(config) as listener:
        _collect_less_often()
        running = loop.submit(server.serve([listener]))
        with _stopping(server):
            ready()
            result_of(running)


def _collect_less_often() -> None:
    """Spare the garbage collector what stays: the application, and most of what is remembered.

    By default it looks at each some times a second, for a tenth of the time of a small query.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@contextmanager
def _listening(config: Config) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        listener = socket.create_server((config.host, config.port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise StateError(_unavailable(config, error)) from error
    with listener:
        yield listener


@contextmanager
def _stopping(server: Server) -> Iterator[None]:
    """Have the server stop at a signal, and hurry at the second one."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, server.handle_exit) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _unavailable(config: Config, error: OSError | OverflowError) -> str:
    where = f"port {config.port} of {config.host}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return (
            f"Another program already listens on {where}. Stop it, or choose another port: "
            f"triplebill serve --port {config.port % 65_535 + 1}"
        )
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return f"Listening on {where} is not allowed to you. Choose a port above 1023."
    return f"It is not possible to listen on {where}: {error}. Check “host” and “port”."
