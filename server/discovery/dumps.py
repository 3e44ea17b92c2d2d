"""Dumps: the whole graph as a compressed file, made once for each state and kept.

A file is made in the state folder when it is first asked for, with little memory, and taken away
when one of a newer state is made. Who is reading it then reads on to its end: a file that is
open outlives its name.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import IO, NamedTuple

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse
from werkzeug.wsgi import wrap_file

from graph.errors import StorageError
from graph.store import Published, Reader
from graph.store.durable import storage_error
from graph.store.snapshots import made
from server.conditions import under_conditions
from server.config import Config
from server.discovery.dataset import COMPRESSED, DUMPS, Dump
from server.signposting import DATA_PATH, TypedLink, header, licence

FOLDER = "dumps"

UNVERSIONED_S = 3_600.0
"""Seconds for which a dump of an engine serves, since that can not tell what changed."""

ENGINE = "engine"
"""What stands in a file's name for the version that an engine has not."""


class Made(NamedTuple):
    """An open dump with its ETag."""

    file: IO[bytes]
    size: int
    tag: str
    modified: float


class Dumps:
    """The dumps of a site; shared by threads, of which one at a time makes a file.

    They are in its state folder; those that this takes not, since it is read-only or its disk is
    full, in a folder that goes with this process and those that it has started.
    """

    def __init__(self, state: Path, clock: Callable[[], float] = time.time) -> None:
        self._folders = [state / FOLDER]
        self._clock = clock
        self._lock = threading.Lock()

    def open(self, dump: Dump, reader: Reader) -> Made:
        """The dump of the state that is read. Raises `StorageError`, `EngineError`."""
        name = f"{reader.version or ENGINE}-{dump.path}"
        with self._lock:
            try:
                kept = (folder / name for folder in self._folders)
                path = next((path for path in kept if self._serves(path, reader)), None)
                return _opened(path or self._make(name, dump, reader), reader)
            except OSError as error:
                raise storage_error(self._folders[-1], error) from error

    def _serves(self, path: Path, reader: Reader) -> bool:
        if not path.exists():
            return False
        return bool(reader.version) or self._clock() - path.stat().st_mtime < UNVERSIONED_S

    def _make(self, name: str, dump: Dump, reader: Reader) -> Path:
        try:
            return _made(self._folders[0] / name, dump, reader)
        except (OSError, StorageError):
            if len(self._folders) == 1:
                self._folders.append(Path(get_temp_dir()) / FOLDER)
            return _made(self._folders[1] / name, dump, reader)


def _made(path: Path, dump: Dump, reader: Reader) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    reader.dump(path, dump.format)
    for other in path.parent.iterdir():
        if not other.name.startswith((f"{reader.version or ENGINE}-", ".")):  # "." is a draft
            other.unlink(missing_ok=True)
    return path


def dumps_blueprint(config: Config, published: Published) -> Blueprint:
    """The dumps, with ranges and conditional requests (RFC 9110, sections 13 and 14)."""
    blueprint = Blueprint("dumps", __name__)
    dumps = Dumps(config.state)
    links = (
        TypedLink("collection", f"{config.base_iri}{DATA_PATH}"),
        *licence(config.licence),
    )

    def respond(dump: Dump) -> AnyResponse:
        made_ = dumps.open(dump, published.current())
        response = Response(
            wrap_file(request.environ, made_.file), content_type=COMPRESSED, direct_passthrough=True
        )
        response.content_length = made_.size
        response.set_etag(made_.tag)
        response.last_modified = datetime.fromtimestamp(int(made_.modified), UTC)
        response.cache_control.no_cache = True
        response.headers["Link"] = header(links)
        response.headers["X-Robots-Tag"] = "noindex"
        response.call_on_close(made_.file.close)
        return under_conditions(response, parts=True)

    for each in DUMPS:
        blueprint.add_url_rule(f"/{each.path}", each.format.name, lambda dump=each: respond(dump))
    return blueprint


def _opened(path: Path, reader: Reader) -> Made:
    file = path.open("rb")
    found = os.fstat(file.fileno())
    when = made(reader.version)
    tag = path.name if reader.version else f"{found.st_mtime_ns:x}-{found.st_size:x}"
    return Made(file, found.st_size, tag, when.timestamp() if when else found.st_mtime)
