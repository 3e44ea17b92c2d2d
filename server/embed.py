"""`/embed?url=…`: the JSON-LD block for a page of another site, for plug-ins and scripts.

It is the text for the inside of `<script type="application/ld+json" id="triplebill">`; HTML and
JavaScript find nothing in it that they could take for their own. static/embed.js puts it there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph import jsonld
from graph.documents.html import JSON_LD
from graph.embedding.lookup import beside, nearest, path_below
from graph.mapping import Addresses
from graph.store import Published, Reader
from graph.values.addresses import address_key
from graph.values.paths import named
from server.config import Config
from server.pages.variants import conditional
from server.record import Record

FRESH_S = 300
"""Seconds for which a block is taken as it is; after that its ETag is asked about."""

LONGEST = 2_048
"""Characters of an address."""


def embed_blueprint(config: Config, published: Published, record: Record) -> Blueprint:
    """`/embed`."""
    view = _Embed(config, published, record)
    blueprint = Blueprint("embed", __name__)
    blueprint.add_url_rule("/embed", "embed", view.embed)
    return blueprint


class _Embed:
    def __init__(self, config: Config, published: Published, record: Record) -> None:
        self._addresses = Addresses(config.base_iri)
        self._site = config.site_url
        self._published = published
        self._record = record

    def embed(self) -> AnyResponse:
        """The block of the one review at an address; 404 where there is none, or several."""
        url = request.args.get("url", "").strip()
        if len(url) > LONGEST or not address_key(url):
            raise BadRequest("Say which page is meant: /embed?url=https://example.org/heat/")
        reader = self._published.current()
        review = self._only(self._found(reader, url))
        response = Response(content_type=JSON_LD)
        answer = conditional(response, reader.version, lambda: self._block(reader, review))
        answer.cache_control.no_cache = None
        answer.cache_control.public, answer.cache_control.max_age = True, FRESH_S
        return answer

    def _only(self, reviews: Sequence[NamedNode]) -> NamedNode:
        if not reviews:
            raise NotFound(
                "No review is known at this address. It is found by its canonical address, or, "
                "below “site_url” of the settings, by the name of its file."
            )
        if len(reviews) > 1:
            named = ", ".join(sorted(review.value.partition("#")[0] for review in reviews))
            raise NotFound(
                f"Several reviews have this address, and no page is all of them: {named}"
            )
        return reviews[0]

    def _found(self, reader: Reader, url: str) -> list[NamedNode]:
        """The reviews at an address; by files only where none has the address."""
        for slugs in (self._by_address(url), self._by_file(url)):
            reviews = [self._addresses.document("review", slug) for slug in slugs]
            if known := [review for review in reviews if reader.describe(review)]:
                return known
        return []

    def _by_address(self, url: str) -> Iterator[str]:
        """Where they first appeared, or where they are published here."""
        yield from (slug for _, slug in self._record.at("page", address_key(url)))
        kind, _, slug = path_below(self._addresses.base, url).partition("/")
        if kind == "review":
            yield slug

    def _by_file(self, url: str) -> list[str]:
        """Below the address of the site, by the path that a file states, by name or headline."""
        path, at = path_below(self._site, url), self._record.at
        if not path:
            return []
        name = named(path).name
        stated = [slug for _, slug in at("path", path)]
        return stated or nearest(path, at("name", name)) or beside(path, at("headline", name))

    def _block(self, reader: Reader, review: NamedNode) -> str:
        return str(jsonld.script(jsonld.embedded(reader.describe(review), review)))
