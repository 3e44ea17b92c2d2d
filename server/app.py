"""The web application put together, and served."""

from __future__ import annotations

import errno
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response
from jinja2 import StrictUndefined
from waitress.server import create_server
from werkzeug.middleware.proxy_fix import ProxyFix

from graph.errors import StateError
from graph.statistics import count
from graph.store import Published
from graph.store.location import open_published
from graph.store.remembered import Remembered
from server import assets, problems
from server.access import Access
from server.config import Config
from server.deciding import deciding_blueprint
from server.discovery import discovery_blueprints
from server.embed import embed_blueprint
from server.engine import Engine
from server.health import health_blueprint
from server.index import Index
from server.login import login_blueprint
from server.pages import Pages, pages_blueprint, rendering
from server.pages.links import links_blueprint
from server.policies import HEADERS
from server.querying import querying_blueprint
from server.receiving import receiving_blueprint
from server.reconcile import reconcile_blueprint
from server.record import Record, Remembering
from server.search import search_blueprint
from server.search.twin import twin_search_blueprint
from server.sparql import open_engine, sparql_blueprint
from server.status import status_blueprint
from server.writing import Writer

MAX_BODY_BYTES = 16 << 20
"""More than this is cut off while it arrives, whatever the address."""

THREADS = 16
"""A thread waits while a worker answers a stranger's query; pages need some that do not wait."""

CONNECTIONS = 400
"""Open at a time; each costs a file descriptor."""


def create_app(config: Config, blueprints: Sequence[Blueprint]) -> Flask:
    """The application of a site, of the blueprints that it is given."""
    app = Flask("server")
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
            twin_search_blueprint(config, index)
            if config.static
            else search_blueprint(config, published, index),
            links_blueprint(config, record, access),
            sparql_blueprint(engine, config),
            querying_blueprint(config, published, numbers),
            reconcile_blueprint(config, published, record.resolve),
            embed_blueprint(config, published, record),
            *discovery_blueprints(config, published, record.resolve, record, numbers),
            health_blueprint(published),
            login_blueprint(access),
            deciding_blueprint(access, writer, record),
            status_blueprint(config, published, record, access),
            receiving_blueprint(config, access, writer, record),
        ],
    )


def open_twin(config: Config, published: Published) -> tuple[Flask, Pages]:
    """What of the site can be files: everything that does not depend on who asks, and how."""
    record = Remembering(config.state)
    pages = Pages(config, published, record.resolve, record.claims)
    links = links_blueprint(config, record, Access(config))
    discovery = discovery_blueprints(config, published, record.resolve, record, Remembered(count))
    search = twin_search_blueprint(config, Index(config.state))
    return create_app(config, [pages.blueprint(), links, search, *discovery]), pages


def serve(config: Config, ready: Callable[[], None] = lambda: None) -> None:
    """Serve a site until SIGINT or SIGTERM; prints nothing.

    `ready` is called once the address is listened on. Raises `StateError` where it can not be.
    """
    published = open_published(config.location)
    with closing(open_engine(published, config)) as engine:
        listen(open_app(config, published, engine), config, ready)


def listen(app: Flask, config: Config, ready: Callable[[], None] = lambda: None) -> None:
    """Answer requests with waitress until SIGINT or SIGTERM.

    A base IRI with a path is served below that path, whether or not a proxy strips it.
    """
    try:
        server = create_server(
            app,
            host=config.host,
            port=config.port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            max_request_body_size=MAX_BODY_BYTES,
            url_prefix=urlsplit(config.base_iri).path.rstrip("/"),
            channel_request_lookahead=1,  # notices that a client goes away
            clear_untrusted_proxy_headers=not config.trusted_proxies,
            asyncore_use_poll=True,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise StateError(_unavailable(config, error)) from error
    # That a request waited for a thread is nothing to tell anybody.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        ready()
        server.run()  # returns at SystemExit and KeyboardInterrupt, when requests are done
    finally:
        signal.signal(signal.SIGTERM, previous)
        server.close()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


def _unavailable(config: Config, error: OSError | ValueError) -> str:
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
