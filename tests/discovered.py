"""What machines find of a site."""

from __future__ import annotations

from collections.abc import Iterator

from graph.mapping import KINDS
from graph.store import Published
from server.config import Config
from server.discovery import site_paths
from server.discovery.feeds import SUFFIXES, feed_paths, reviewed
from server.discovery.sitemap import URLS, Changes
from server.pages.variants import LINKSET_SUFFIX


def discovery_paths(config: Config, published: Published, changes: Changes) -> Iterator[str]:
    """The path of every description, sitemap, feed, dump and link set, below the base IRI."""
    reader = published.current()
    yield from site_paths(reader, changes)
    for path, total in reviewed(reader, config.base_iri).items():
        for feed in feed_paths(f"{path}/", total):
            yield from (f"{feed}.{suffix}" for suffix in SUFFIXES)
    for kind in KINDS:
        offset = 0
        while pages := changes(kind, URLS, offset):
            offset += len(pages)
            yield from (f"{kind}/{slug}.{LINKSET_SUFFIX}" for slug, _ in pages)
