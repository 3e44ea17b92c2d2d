"""The addresses of things: each review, viewing, film, person and organization, in HTML and data.

A page is rendered from the triples of its resource's description, so that page and data say the
same, and from a few lists of other resources.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import request
from pyoxigraph import NamedNode, Triple
from werkzeug.wrappers import Response as AnyResponse

from graph.mapping import Kind
from graph.store import Published, Reader
from server.config import Config
from server.pages.absent import absent
from server.pages.composition import Composition, Owned, Shortfalls, Subject
from server.pages.disagreement import Claims, Disagreements, Resolve
from server.pages.kept import Kept
from server.pages.listings import Listings
from server.pages.reading import Paths, described
from server.pages.variants import (
    LINKSET_SUFFIX,
    Resource,
    bodies,
    linkset_response,
    respond,
    split_suffix,
)
from server.signposting import DATA_PATH, TypedLink, licence


class Resources:
    """The views of things, on the newest state of the graph at each request."""

    def __init__(
        self,
        config: Config,
        published: Published,
        resolve: Resolve,
        claims: Claims,
        owned: Owned,
        shortfalls: Shortfalls,
        changes: Callable[[], int],
    ) -> None:
        self._config = config
        self._published = published
        self._resolve = resolve
        self._owned = owned
        self._disagreements = Disagreements(resolve, claims, changes)
        self._composition = Composition(
            self._disagreements, owned, shortfalls, queries=not config.static
        )
        self._kept = Kept("", Paths(config.base_iri, ""))
        self._further = (TypedLink("collection", f"{config.base_iri}{DATA_PATH}"),)

    def resource(self, kind: Kind, name: str) -> AnyResponse:
        """A resource in the form that its address or the Accept header asks for.

        Raises `NotFound`, `Gone`, `NotAcceptable`.
        """
        slug, form = split_suffix(name)
        reader = self._published.current()
        resource = self._resource(reader, kind, slug, request.script_root)
        if not resource:
            return absent(self._resolve(kind, slug), kind, f".{form.suffix}" if form else "")
        page = partial(self._html, resource, reader, kind, request.script_root)
        return respond(resource, form, page)

    def bodies(self, kind: Kind, slug: str, root: str) -> dict[str, bytes]:
        """What the addresses of a resource send, by how they end; nothing where there is none.

        It needs the application's context and no request; `root` is where the site is mounted.
        """
        reader = self._published.current()
        resource = self._resource(reader, kind, slug, root)
        if not resource:
            return {}
        return bodies(resource, partial(self._html, resource, reader, kind, root))

    def linkset(self, kind: Kind, slug: str) -> AnyResponse:
        """The typed links of a resource as a document."""
        resource = self._resource(self._published.current(), kind, slug, request.script_root)
        if resource:
            return linkset_response(resource)
        return absent(self._resolve(kind, slug), kind, f".{LINKSET_SUFFIX}")

    def _resource(self, reader: Reader, kind: Kind, slug: str, root: str) -> Resource | None:
        if not (triples := self._described(reader, kind, slug)):
            return None
        return Resource(
            NamedNode(f"{self._config.base_iri}{kind}/{slug}"),
            f"{root}/{kind}/{slug}",
            triples,
            self._state_of(reader, kind, slug),
            licence(self._config.licence),
            self._further,
        )

    def _html(self, resource: Resource, reader: Reader, kind: Kind, root: str) -> str:
        slug = resource.path.rpartition("/")[2]
        subject = Subject(kind, slug, resource, reader, self._kept_of(reader, root))
        return self._composition.html(subject)

    # --- what views need --------------------------------------------------------------------

    def _described(self, reader: Reader, kind: Kind, slug: str) -> list[Triple]:
        return described(reader, self._config.base_iri, kind, slug)

    def _paths(self) -> Paths:
        return Paths(self._config.base_iri, request.script_root)

    def _listings(self, reader: Reader) -> Listings:
        return Listings(reader, self._kept_of(reader, request.script_root))

    def _kept_of(self, reader: Reader, root: str) -> Kept:
        kept = self._kept
        if not reader.version or (reader.version, root) != (kept.version, kept.paths.root):
            paths = Paths(self._config.base_iri, root)
            self._kept = kept = Kept(reader.version, paths)
        return kept

    def _state_of(self, reader: Reader, kind: Kind, slug: str) -> str:
        """The same of the page of a thing, which shows a little of the ledger, too."""
        state = self._state(reader)
        if state and kind == "movie":
            state += f" {self._disagreements.of(slug)}"
        return state

    def _state(self, reader: Reader) -> str:
        """What an ETag is made of; empty where that is not known: the engine has no versions, or
        its owner is shown what is found out anew."""
        config = self._config
        known = reader.version and not self._owned()
        return (
            f"{reader.version} {config.site_name} {config.licence} {config.static}" if known else ""
        )
