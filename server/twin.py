"""The application of a static twin: what of a site can be files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from flask import Flask

from graph.mapping import Kind
from graph.statistics import count
from graph.store import Published
from graph.store.remembered import Remembered
from server.access import Access
from server.app import create_app
from server.config import Config
from server.discovery import discovery_blueprints
from server.discovery.feeds import Feeds
from server.index import Index
from server.pages import Pages
from server.pages.links import LinkViews
from server.record import Remembering
from server.search.twin import TwinSearch

ENTRIES_OF_TWIN = 8_192
"""Entries of feeds that are remembered where all feeds are made in turn: about 40 MB."""


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
