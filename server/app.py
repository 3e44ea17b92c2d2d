"""The web application put together, and served."""

from __future__ import annotations

import errno
import gc
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import uvicorn
from flask import Blueprint, Flask, Response
from jinja2 import StrictUndefined
from uvicorn import Server
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.errors import StateError
from graph.mapping import Kind
from graph.statistics import count
from graph.store import Published
from graph.store.location import open_published
from graph.store.remembered import Remembered
from server import assets, problems
from server.access import Access
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
from server.pages import Pages, pages_blueprint, rendering
from server.pages.links import LinkViews, links_blueprint
from server.policies import HEADERS
from server.querying import querying_blueprint
from server.receiving import receiving_blueprint
from server.reconcile import reconcile_blueprint
from server.record import Record, Remembering
from server.search import search_blueprint
from server.search.twin import TwinSearch
from server.serving import MAX_BODY_BYTES, Site
from server.sparql import open_engine, sparql_blueprint
from server.status import status_blueprint
from server.writing import Writer

GRACE_S = 15
"""How long requests that run may take when the server is stopped."""


ENTRIES_OF_TWIN = 8_192
"""Entries of feeds that are remembered where all feeds are made in turn: about 40 MB."""


def create_app(config: Config, blueprints: Sequence[Blueprint]) -> Flask:
    """The application of a site, of the blueprints that it is given."""
    app = Flask("server")
    app.jinja_environment = rendering.Templates
    app.config["SITE_NAME"] = config.site_name
    app.config["STATIC"] = bool(config.static)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,  # a template that asks for what a page has not is a fault
    }
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    if proxies := config.trusted_proxies:
        fixed = ProxyFix(app.wsgi_app, proxies, proxies, proxies, proxies, proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]
    problems.register(app)
    assets.register(app)
    rendering.register(app)
    app.after_request(_secured)
    return app


def open_app(config: Config, published: Published, engine: Engine) -> Flask:
    """The whole site on its published graph, its ledger and what answers strangers' queries."""
    record, access, writer = Record(config.state), Access(config), Writer(config)
    index, numbers = Index(config.state), Remembered(count)
    feeds = Feeds(config, published, record.resolve, record)
    facets = None if config.static else index

    def owned() -> bool:
        return access.session() is not None

    return create_app(
        config,
        [
            pages_blueprint(
                config,
                published,
                record.resolve,
                record.claims,
                owned,
                facets,
                shortfalls=record.shortfalls,
            ),
            TwinSearch(config, index).blueprint()
            if config.static
            else search_blueprint(config, published, index),
            links_blueprint(config, record, access),
            sparql_blueprint(engine, config),
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
    )


class Twin(NamedTuple):
    """The application of a static twin. What it has many of it also says without requests: what
    is sent for a thing, a page of its feed, the record of a film or a part of the search index, by
    how the files end; nothing where there is no such thing.

    These need the application's context.
    """

    app: Flask
    resource: Callable[[str], dict[str, bytes]]
    feed: Callable[[str], dict[str, bytes]]
    record: Callable[[str], dict[str, bytes]]
    search: Callable[[str], dict[str, bytes]]


def open_twin(config: Config, published: Published) -> Twin:
    """What of the site can be files: everything that does not depend on who asks, and how."""
    record, root = Remembering(config.state), urlsplit(config.base_iri).path.rstrip("/")
    pages = Pages(config, published, record.resolve, record.claims)
    links = LinkViews(config, record, Access(config))
    feeds = Feeds(config, published, record.resolve, record, entries=ENTRIES_OF_TWIN)
    discovery = discovery_blueprints(config, published, feeds, record, Remembered(count))
    search = TwinSearch(config, Index(config.state))

    def resource(path: str) -> dict[str, bytes]:
        _, kind, slug = path.split("/")
        return pages.bodies(cast(Kind, kind), slug, root)

    def of_film(path: str) -> dict[str, bytes]:
        slug = path.rpartition("/")[2]
        return pages.claims.bodies(slug, root) | links.bodies(slug, root)

    views = (pages, links, search)
    app = create_app(config, [*(each.blueprint() for each in views), *discovery])
    return Twin(app, resource, feeds.bodies, of_film, search.bodies)


def serve(config: Config, ready: Callable[[], None] = lambda: None) -> None:
    """Serve a site until SIGINT or SIGTERM; prints nothing.

    `ready` is called once the address is listened on. Raises `StateError` where it can not be.
    """
    published = open_published(config.location)
    with Loop() as loop, closing(open_engine(published, config, loop)) as engine:
        listen(open_app(config, published, engine), config, loop, ready)


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
            running.result()


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


def _secured(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
