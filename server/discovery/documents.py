"""The descriptions of the dataset: `/data` as a page and as RDF, and the well-known addresses.

All say the same of one state of the graph. `/data` is a resource as any other, its variants have
addresses of their own; `/.well-known/void` is negotiated between all formats of graphs.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from pyoxigraph import Triple
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.formats import GRAPH_FORMATS, named
from graph.statistics import Statistics
from graph.store import Published, Reader
from graph.store.remembered import Remembered
from server.config import Config
from server.discovery.dataset import COMPRESSED, DUMPS, VOID_PATH, Dataset, state_of
from server.discovery.dcat import dcat_triples
from server.discovery.interface import INTERFACE_PATH, INTERFACE_TYPE
from server.discovery.page import data_page
from server.discovery.schema_org import schema_triples
from server.discovery.services import services
from server.discovery.void import void_triples
from server.negotiation import HTML, Offer, Page, choose
from server.pages.variants import (
    BY_SUFFIX,
    LINKSET_SUFFIX,
    Resource,
    conditional,
    data_response,
    linkset_response,
    respond,
)
from server.problems import not_acceptable
from server.results import write_graph
from server.signposting import DATA_PATH, LINKSET, TypedLink, header, licence, linkset

CATALOG_PATH = ".well-known/api-catalog"
CATALOG_PROFILE = "https://www.rfc-editor.org/info/rfc9727"
CATALOG_TYPE = f'{LINKSET}; profile="{CATALOG_PROFILE}"'

_OFFERED: tuple[Offer, ...] = (*GRAPH_FORMATS, HTML)


def dataset_blueprint(
    config: Config, published: Published, numbers: Remembered[Statistics]
) -> Blueprint:
    """`/data` with its variants and typed links, `/.well-known/void` and the API catalogue."""
    documents = Documents(config, published, numbers)
    blueprint = Blueprint("dataset", __name__)
    blueprint.add_url_rule(f"/{DATA_PATH}", "data", documents.data)
    blueprint.add_url_rule(f"/{DATA_PATH}.<suffix>", "variant", documents.data)
    blueprint.add_url_rule(f"/{DATA_PATH}.{LINKSET_SUFFIX}", "linkset", documents.linkset)
    blueprint.add_url_rule(f"/{VOID_PATH}", "void", documents.void)
    blueprint.add_url_rule(f"/{CATALOG_PATH}", "catalogue", documents.catalogue)
    return blueprint


class Documents:
    """The views, on the newest state of the graph at each request."""

    def __init__(
        self, config: Config, published: Published, numbers: Remembered[Statistics]
    ) -> None:
        self._config = config
        self._published = published
        self._numbers = numbers
        self._described = Remembered(self._describe)

    def data(self, suffix: str = "") -> AnyResponse:
        """The dataset's description, negotiated or in the form that the suffix names."""
        form = BY_SUFFIX.get(suffix)
        if suffix and form is None:
            raise NotFound
        dataset, resource = self._resource(self._published.current())
        return respond(resource, form, lambda: data_page(dataset, resource))

    def linkset(self) -> AnyResponse:
        """The typed links of that page and of its variants."""
        _, resource = self._resource(self._published.current())
        return linkset_response(resource)

    def void(self) -> AnyResponse:
        """The same description for whoever knows nothing but the host (VoID, section 7.2)."""
        form = choose(request.headers.get("Accept"), _OFFERED)
        if form is None:
            raise not_acceptable(GRAPH_FORMATS)
        if isinstance(form, Page):
            return _varying(redirect(f"{request.script_root}/{DATA_PATH}", 303))
        format_ = named(form.media_type)
        _, resource = self._resource(self._published.current())
        response = data_response(format_.content_type)
        body = conditional(response, resource.state, lambda: write_graph(resource.stated, format_))
        return _varying(body)

    def catalogue(self) -> AnyResponse:
        """What there is to be called from programs; a link of its own says so (RFC 9727, section
        2)."""
        base = self._config.base_iri
        response = Response(content_type=CATALOG_TYPE)
        itself = TypedLink("api-catalog", f"{base}{CATALOG_PATH}", LINKSET)
        response.headers["Link"] = header([itself])
        contexts = {
            f"{base}{service.path}": [
                TypedLink("service-desc", f"{base}{service.path}", service.media_type),
                TypedLink("service-doc", f"{base}{DATA_PATH}", HTML.media_type),
                TypedLink("service-meta", f"{base}{VOID_PATH}", "text/turtle"),
            ]
            for service in services(self._config)
        }
        if not self._config.static:
            whole = TypedLink("service-desc", f"{base}{INTERFACE_PATH}", INTERFACE_TYPE)
            contexts = {base: [whole], **contexts}
        return conditional(response, "", lambda: linkset(contexts))

    def _describe(self, reader: Reader) -> tuple[Dataset, list[Triple]]:
        dataset = Dataset(self._config, self._numbers.of(reader))
        triples = [*void_triples(dataset), *dcat_triples(dataset), *schema_triples(dataset)]
        return dataset, list(dict.fromkeys(triples))

    def _resource(self, reader: Reader) -> tuple[Dataset, Resource]:
        dataset, triples = self._described.of(reader)
        dumps = [TypedLink("item", dataset.at(dump.path).value, COMPRESSED) for dump in DUMPS]
        resource = Resource(
            dataset.page,
            f"{request.script_root}/{DATA_PATH}",
            triples,
            state_of(reader, self._config),
            licence(self._config.licence),
            tuple(dumps),
        )
        return dataset, resource


def _varying(response: AnyResponse) -> AnyResponse:
    response.vary.add("Accept")
    return response
