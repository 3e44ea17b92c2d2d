"""Where a site's published graph is, and the ways in for its one writer and its readers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from graph.store import Published, Store
from graph.store.embedded import EmbeddedStore
from graph.store.snapshots import Snapshots

if TYPE_CHECKING:
    from graph.store.remote import RemoteStore


class Location(Struct, frozen=True):
    """A folder, or, where `query_url` is set, a named graph in a SPARQL engine.

    Without `update_url` updates go to `query_url`.
    """

    folder: Path
    query_url: str = ""
    update_url: str = ""
    graph: str = ""
    user: str = ""
    password: str = ""


def open_writer(location: Location) -> Store:
    """The graph for writing. Raises `LockedError`, `VersionError`, `StorageError`.

    Where it is a folder, opening it goes on while the caller does other things.
    """
    if location.query_url:
        return _remote(location)
    return EmbeddedStore(location.folder, meanwhile=True)


def open_published(location: Location, serving_s: int = 0) -> Published:
    """The graph for reading, while another process may write.

    Of an engine readers that are served wait for an answer no longer than `serving_s` seconds.
    """
    return _remote(location, serving_s) if location.query_url else Snapshots(location.folder)


def _remote(location: Location, serving_s: int = 0) -> RemoteStore:
    from graph.store.patience import PATIENT, serving
    from graph.store.remote import RemoteStore  # it imports rdflib; a site without never waits

    return RemoteStore(
        location.query_url,
        location.update_url,
        location.graph,
        location.user,
        location.password,
        serving(serving_s) if serving_s else PATIENT,
    )
