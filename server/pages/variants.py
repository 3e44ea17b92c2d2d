"""The variants of a resource: one address for each format, one for all, and their headers.

The address without suffix is negotiated and answers 200 with the variant that suits; the thing
itself is a fragment of it, so no redirect is needed (Cool URIs for the Semantic Web, section
4.1). Links are paths; IRIs in data and the canonical link are those of the settings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

from flask import Response, request
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from werkzeug.wrappers import Response as AnyResponse

from graph import jsonld
from graph.formats import VARIANT_FORMATS, Format
from graph.triples import Triples
from graph.vocabulary import PREFIXES, TYPE
from server.conditions import under_conditions
from server.negotiation import HTML, Page, choose
from server.problems import not_acceptable
from server.results import with_returns
from server.signposting import LINKSET, Thing, TypedLink, header, linkset

Form = Page | Format

OFFERED: tuple[Form, ...] = (HTML, *VARIANT_FORMATS)
BY_SUFFIX: dict[str, Form] = {form.suffix: form for form in OFFERED}

_TYPE = TYPE.value
_DATA = tuple((form.suffix, form.media_type) for form in VARIANT_FORMATS)

_DOCUMENT = "<document>"
"""Stands for the IRI of a document, and is none."""

LINKSET_SUFFIX = "linkset"
"""How the address of the typed links of a resource ends, which is no variant of it."""


@dataclass(frozen=True)
class Resource:
    """A described resource: its IRI, the path where it is looked at, what is stated of it.

    `state` changes with all that is shown of it; empty where that is not known. `licence` is a
    link to it, if there is one; `further` are links of the page to other resources.
    """

    iri: NamedNode
    path: str
    stated: Collection[Triple]
    state: str
    licence: tuple[TypedLink, ...] = ()
    further: tuple[TypedLink, ...] = ()

    @cached_property
    def triples(self) -> Triples:
        """What is stated, gathered."""
        return Triples.of(self.stated)

    @cached_property
    def ordered(self) -> list[Triple]:
        """What is stated, subjects together, the type first."""
        return sorted(self.stated, key=_place)


def split_suffix(name: str) -> tuple[str, Form | None]:
    """The last part of a path as slug and format, None without a suffix that is one's.

    >>> slug, form = split_suffix("heat-1995.ttl")
    >>> slug, form.media_type
    ('heat-1995', 'text/turtle')
    >>> split_suffix("heat-1995.zip")
    ('heat-1995.zip', None)
    """
    slug, _, suffix = name.rpartition(".")
    return (slug, BY_SUFFIX[suffix]) if slug and suffix in BY_SUFFIX else (name, None)


def respond(resource: Resource, suffixed: Form | None, page: Callable[[], str]) -> AnyResponse:
    """The resource in the form that was asked for, or 304; `page` renders the HTML.

    Raises `NotAcceptable` where the address is negotiated and no form suits.
    """
    form = suffixed or choose(request.headers.get("Accept"), OFFERED)
    if form is None:
        raise not_acceptable(OFFERED)
    response = Response(content_type=form.content_type)
    headers = response.headers
    headers["Link"] = header(links(resource, form, resource.path))
    if form is not HTML:
        headers["X-Robots-Tag"] = "noindex"
    if suffixed is None:
        headers["Vary"] = "Accept"
        headers["Content-Location"] = f"{resource.path}.{form.suffix}"
    body = page if isinstance(form, Page) else lambda: serialized(resource, form)
    return conditional(response, resource.state, body)


def bodies(resource: Resource, page: Callable[[], str]) -> dict[str, bytes]:
    """What is sent for every form at once, and the typed links, by how the addresses end."""
    data = {f".{form.suffix}": serialized(resource, form) for form in VARIANT_FORMATS}
    page_ = {f".{HTML.suffix}": page().encode()}
    return page_ | data | {f".{LINKSET_SUFFIX}": _linkset(resource)}


def data_response(content_type: str) -> Response:
    """An answer without its body, which no search engine should list beside the page."""
    response = Response(content_type=content_type)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def conditional(response: Response, state: str, body: Callable[[], str | bytes]) -> AnyResponse:
    """The response with its body and ETag, or 304 where the client has it already.

    The tag is made of `state`, the version of what is shown, or of the body where that is
    empty; a body that the client has is not even made. Raises `PreconditionFailed`. There is no
    Last-Modified: the days that the ledger knows are too coarse, and are not those of what a page
    shows of other things, of settings and templates, so a 304 by them could be wrong.
    """
    response.cache_control.no_cache = True
    if state:
        tag = _digest(f"{state} {response.content_type} {software()}".encode())
        if not request.if_none_match.contains_weak(tag):
            response.data = body()
    else:
        response.data = body()
        tag = _digest(response.data)
    response.set_etag(tag)
    return under_conditions(response)


def serialized(resource: Resource, form: Format) -> bytes:
    """The description as data; the same triples give the same bytes."""
    if form.engine == RdfFormat.JSON_LD:
        document = jsonld.document(resource.triples, resource.iri)
        return jsonld.text(document, 2).encode()
    if not isinstance(form.engine, RdfFormat):
        raise TypeError(f"{form.name} is no format of graphs.")
    written = serialize(resource.ordered, format=form.engine, prefixes=PREFIXES) or b""
    return with_returns(written, form)


def _place(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)


class Linked(NamedTuple):
    """What the typed links of a resource are made of."""

    thing: Thing
    licence: tuple[TypedLink, ...]
    further: tuple[TypedLink, ...]


def links(resource: Resource, form: Form, at: str) -> list[TypedLink]:
    """The typed links of a form of a resource whose variants are looked at below `at`."""
    return _links(_linked(resource), form, at, _data_links(at))


def _linked(resource: Resource) -> Linked:
    thing = Thing.of(resource.triples, resource.iri)
    return Linked(thing, resource.licence, resource.further)


def _data_links(at: str) -> list[TypedLink]:
    return [TypedLink("alternate", f"{at}.{suffix}", type_) for suffix, type_ in _DATA]


def _links(linked: Linked, form: Form, at: str, data: list[TypedLink]) -> list[TypedLink]:
    others = [link for link in data if link.type != form.media_type]
    whole = TypedLink("linkset", f"{at}.{LINKSET_SUFFIX}", LINKSET)
    document = linked.thing.document
    if form is not HTML:
        page = TypedLink("alternate", f"{at}.{HTML.suffix}", HTML.media_type)
        describes = TypedLink("describes", document, HTML.media_type)
        return [*others, page, describes, *linked.licence, whole]
    canonical = TypedLink("canonical", document)
    described = [link._replace(rel="describedby") for link in data]
    about = linked.thing.links()
    return [*others, canonical, *described, *about, *linked.further, *linked.licence, whole]


def linkset_response(resource: Resource) -> AnyResponse:
    """The typed links of a page and of its data, with IRIs, as a document."""
    response = data_response(LINKSET)
    return conditional(response, resource.state, lambda: _linkset(resource))


def _linkset(resource: Resource) -> bytes:
    linked = _linked(resource)
    document = linked.thing.document.encode()
    return document.join(_around(linked._replace(thing=linked.thing._replace(document=_DOCUMENT))))


@lru_cache(1_024)  # for each kind, and each author of reviews
def _around(linked: Linked) -> list[bytes]:
    """What stands in a link set around the IRIs of a document."""
    iri = linked.thing.document
    data = _data_links(iri)
    contexts: dict[str, list[TypedLink]] = {}
    for suffix, form in BY_SUFFIX.items():
        own = iri if form is HTML else f"{iri}.{suffix}"
        contexts[own] = [link for link in _links(linked, form, iri, data) if link.rel != "linkset"]
    return linkset(contexts).split(_DOCUMENT.encode())


@cache
def software() -> str:
    """Changes with everything but the graph that a page is made of."""
    made_of = [files("server") / "templates", files("server") / "static"]
    contents = sorted(
        (file.name, _digest(file.read_bytes()))
        for folder in made_of
        for file in folder.iterdir()
        if file.is_file()
    )
    return _digest(f"{version('triplebill')} {contents}".encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
