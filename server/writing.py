"""Writing from the served site: it is opened for one request and closed again, so that commands
in other processes can write too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import BusyError, LockedError
from graph.ingest import Job
from graph.linker import Linker
from server.config import Config
from server.site import PATIENCE_S, linker, writing

_RETRY_AFTER_S = 5


class Writer:
    """The way to write for all threads of a server, one at a time."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._turn = threading.Lock()

    @contextmanager
    def job(self) -> Iterator[Job]:
        """The site, open for writing. Raises `BusyError` where others write for too long."""
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise _busy("Another request")
        try:
            # Without live look-ups: a request can not wait for other services.
            with (
                _matching(self._config) as matching,
                writing(self._config, linker=matching) as site,
            ):
                yield site.job
        except LockedError:  # before anything was done: nobody comes between afterwards
            raise _busy("Another triplebill") from None
        finally:
            self._turn.release()


@contextmanager
def _matching(config: Config) -> Iterator[Linker | None]:
    """What links new reviews, for one request: the catalogue may be replaced between two."""
    found = linker(config)
    try:
        yield found
    finally:
        if found:
            found.catalogue.close()


def _busy(who: str) -> BusyError:
    return BusyError(
        f"{who} is writing to this site. Nothing was changed; try again in some seconds.",
        _RETRY_AFTER_S,
    )
