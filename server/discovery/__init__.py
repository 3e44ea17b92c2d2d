"""How machines find what is here: descriptions of the dataset, sitemaps, feeds, dumps.

Every document depends on nothing but the published state and the settings, below whatever path
the site is. What is true of the dataset is counted once, in `graph.statistics`.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint

from graph.statistics import Statistics
from graph.store import Published, Reader
from graph.store.remembered import Remembered
from server.config import Config
from server.discovery.dataset import DUMPS, VOID_PATH
from server.discovery.documents import CATALOG_PATH, dataset_blueprint
from server.discovery.dumps import dumps_blueprint
from server.discovery.feeds import SUFFIXES, Feeds, feed_paths
from server.discovery.interface import interface_blueprint
from server.discovery.newest import newest_reviews
from server.discovery.sitemap import Changes, Days, sitemap_blueprint, sitemaps
from server.pages.variants import BY_SUFFIX, LINKSET_SUFFIX
from server.signposting import DATA_PATH


def discovery_blueprints(
    config: Config,
    published: Published,
    feeds: Feeds,
    days: Days,
    numbers: Remembered[Statistics],
) -> list[Blueprint]:
    """All of them; `days` says when things changed."""
    return [
        dataset_blueprint(config, published, numbers),
        dumps_blueprint(config, published),
        feeds.blueprint(),
        sitemap_blueprint(config, published, days),
        interface_blueprint(config),
    ]


def site_paths(reader: Reader, changes: Changes) -> Iterator[str]:
    """The paths of the documents about all of the site that a copy of it needs, below the base IRI.

    Each is answered with 200.
    """
    yield from (VOID_PATH, CATALOG_PATH, DATA_PATH, f"{DATA_PATH}.{LINKSET_SUFFIX}")
    yield from (f"{DATA_PATH}.{suffix}" for suffix in BY_SUFFIX)
    yield from (dump.path for dump in DUMPS)
    yield from ("robots.txt", "sitemap.xml", *sitemaps(changes))
    feeds = feed_paths("", len(newest_reviews(reader)))
    yield from (f"{path}.{suffix}" for path in feeds for suffix in SUFFIXES)
