"""How machines find what is here: descriptions of the dataset, sitemaps, feeds, dumps.

Every document depends on nothing but the published state and the settings, below whatever path
the site is. What is true of the dataset is counted once, in `graph.statistics`.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint

from graph.mapping import KINDS
from graph.statistics import Statistics
from graph.store import Published, Reader
from graph.store.remembered import Remembered
from server.config import Config
from server.discovery.dataset import DUMPS, VOID_PATH
from server.discovery.documents import CATALOG_PATH, dataset_blueprint
from server.discovery.dumps import dumps_blueprint
from server.discovery.feeds import SUFFIXES, Feeds, feed_paths, newest_reviews, reviewed
from server.discovery.interface import interface_blueprint
from server.discovery.sitemap import URLS, Changes, Days, sitemap_blueprint, sitemaps
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


def discovery_paths(config: Config, published: Published, changes: Changes) -> Iterator[str]:
    """The path of every document of this package, and of all link sets, below the base IRI.

    Each is answered with 200; together they are what a static copy of the site needs besides
    its pages.
    """
    reader = published.current()
    yield from site_paths(reader, changes)
    for path, total in reviewed(reader, config.base_iri).items():
        yield from _feeds(f"{path}/", total)
    for kind in KINDS:
        offset = 0
        while pages := changes(kind, URLS, offset):
            offset += len(pages)
            yield from (f"{kind}/{slug}.{LINKSET_SUFFIX}" for slug, _ in pages)


def site_paths(reader: Reader, changes: Changes) -> Iterator[str]:
    """Those of them that are about all of the site."""
    yield from (VOID_PATH, CATALOG_PATH, DATA_PATH, f"{DATA_PATH}.{LINKSET_SUFFIX}")
    yield from (f"{DATA_PATH}.{suffix}" for suffix in BY_SUFFIX)
    yield from (dump.path for dump in DUMPS)
    yield from ("robots.txt", "sitemap.xml", *sitemaps(changes))
    yield from _feeds("", len(newest_reviews(reader)))


def _feeds(of: str, reviews: int) -> Iterator[str]:
    return (f"{path}.{suffix}" for path in feed_paths(of, reviews) for suffix in SUFFIXES)
