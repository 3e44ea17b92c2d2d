"""A served site that is published under another base IRI meanwhile: its server says so, with 503.

The settings of a server are those that it was started with. After a rebuild under another base IRI
every address would seem to be gone, and crawlers would take it as such.
"""

from __future__ import annotations

import logging

from graph.errors import RestartError
from graph.store import Published, Reader
from server.config import Config
from server.record import Record


class SameBase:
    """The published graph, as long as it is published under the base IRI that is served.

    It is looked at once for each state of the graph; of an engine, which tells none, every time.
    """

    def __init__(self, published: Published, config: Config) -> None:
        self._published = published
        self._record = Record(config.state)
        self._base = config.base_iri
        self._checked = self._told = ""

    def current(self) -> Reader:
        """The newest state. Raises `RestartError`, `StorageError`, `VersionError`."""
        reader = self._published.current()
        if not reader.version or reader.version != self._checked:
            self._check()
            self._checked = reader.version
        return reader

    def _check(self) -> None:
        base = self._record.base()
        if base in ("", self._base):
            return
        error = moved_to(base)
        if base != self._told:
            logging.getLogger(__name__).error("%s", error)
            self._told = base
        raise error


def moved_to(base: str) -> RestartError:
    """What a server says whose site is published under another base IRI now."""
    return RestartError(
        f"This site is published under {base} now, and its server was started before that: it has "
        "to be restarted."
    )
