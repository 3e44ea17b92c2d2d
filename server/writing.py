"""Writing from the served site: it is opened for a request and stays open for a moment, since to
open and close it takes as long as to add a review. Commands in other processes can write, too: for
whoever waits the site is closed as soon as the request that is running is done.

What the ledger has taken and an engine has not is published when the engine is well again."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from graph.errors import (
    BusyError,
    EngineError,
    LockedError,
    RestartError,
    StateError,
    StorageError,
    UnwritableError,
)
from graph.ingest import Job
from graph.linker import Linker
from server.based import moved_to
from server.config import Config
from server.site import PATIENCE_S, PAUSE_S, MovedError, Site, linker, writing
from server.waiting import awaited

LINGER_S = 2.0
"""How long the site stays open after a request; less than others are ready to wait."""

PAUSES_S = (2.0, 60.0)
"""The first and the longest pause before what was not published is tried again; each attempt that
fails doubles it."""

_RETRY_AFTER_S = 5


class Writer:
    """The way to write for all threads of a server, one at a time."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._turn = threading.Lock()
        self._opened = ExitStack()
        self._site: Site | None = None
        self._used = 0.0
        self._pause_s = PAUSES_S[0]
        self._later: threading.Timer | None = None

    @contextmanager
    def job(self) -> Iterator[Job]:
        """The site, open for writing. Raises `BusyError` where others write for too long,
        `UnwritableError` where the disk refuses."""
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise _busy("Another request")
        try:
            site = self._site or self._open()
            # Without live look-ups: a request can not wait for other services.
            with _matching(self._config) as matching, _whole():
                yield replace(site.job, linker=matching)
            self._used = time.monotonic()
            self._pause_s = PAUSES_S[0]
        except BaseException as error:
            self._close()  # whatever state it is in
            if isinstance(error, EngineError) and error.kept:
                self._publish_later()
            raise
        finally:
            self._turn.release()

    def publish_later(self) -> None:
        """Publish what the ledger has and the engine has not, in a while, until it is done."""
        with self._turn:
            self._publish_later()

    def close(self) -> None:
        """Close the site where it is still open, after the request that is running."""
        with self._turn:
            self._close()
            if self._later:
                self._later.cancel()

    def _open(self) -> Site:
        try:
            with _whole():
                self._site = site = self._opened.enter_context(writing(self._config))
        except MovedError as error:
            raise moved_to(error.before) from None
        except LockedError:  # one that is raised later may come after something was kept
            raise _busy("Another triplebill") from None
        threading.Thread(target=self._linger, args=(site,), daemon=True).start()
        atexit.register(self.close)
        return site

    def _close(self) -> None:
        self._site = None
        atexit.unregister(self.close)
        self._opened.close()

    def _publish_later(self) -> None:
        if self._later is None:
            self._later = threading.Timer(self._pause_s, self._publish)
            self._later.daemon = True
            self._later.start()
            self._pause_s = min(2 * self._pause_s, PAUSES_S[1])

    def _publish(self) -> None:
        with self._turn:
            self._later = None
        try:
            with self.job() as job:
                job.publish()
        except RestartError:  # nothing of this process gets there any more
            return
        except StateError:  # others write, or the engine is not well yet
            self.publish_later()

    def _linger(self, site: Site) -> None:
        """Close a site when it has not been used for a while, or somebody waits for it."""
        while True:
            time.sleep(PAUSE_S)
            with self._turn:
                if self._site is not site:
                    return
                wanted = self._awaited()
                if wanted or time.monotonic() - self._used > LINGER_S:
                    self._close()
                    if wanted:  # and looks at such intervals whether it is free
                        time.sleep(2 * PAUSE_S)
                    return

    def _awaited(self) -> bool:
        try:
            return awaited(self._config.state)
        except OSError:  # the folder is gone
            return True


@contextmanager
def _matching(config: Config) -> Iterator[Linker | None]:
    """What links new reviews, for one request: the catalogue may be replaced between two."""
    found = linker(config)
    try:
        yield found
    finally:
        if found:
            found.catalogue.close()


@contextmanager
def _whole() -> Iterator[None]:
    """All that is changed within or, where the disk refuses, nothing, if it does not say so."""
    try:
        yield
    except StorageError as error:
        if error.kept:
            raise
        raise UnwritableError(str(error)) from error


def _busy(who: str) -> BusyError:
    return BusyError(
        f"{who} is writing to this site. Nothing was changed; try again in some seconds.",
        _RETRY_AFTER_S,
    )
