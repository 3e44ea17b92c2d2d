"""The variants of a resource: one address for each format, one for all, and their headers.

The address without suffix is negotiated and answers 200 with the variant that suits; the thing
itself is a fragment of it, so no redirect is needed (Cool URIs for the Semantic Web, section
4.1). Links are paths; IRIs in data and the canonical link are those of the settings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from flask import Response, request
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from werkzeug.wrappers import Response as AnyResponse

from graph import jsonld
from graph.formats import VARIANT_FORMATS, Format
from graph.vocabulary import PREFIXES, TYPE
from server.negotiation import HTML, Page, choose
from server.pages.models import Variant
from server.problems import not_acceptable

Form = Page | Format

OFFERED: tuple[Form, ...] = (HTML, *VARIANT_FORMATS)
BY_SUFFIX: dict[str, Form] = {form.suffix: form for form in OFFERED}

EXPOSED = ("Link", "Content-Location", "ETag")
"""Headers that scripts of other sites may read."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A described resource: its IRI, the path where it is looked at, its triples.

    `state` changes with all that is shown of it; empty where that is not known.
    """

    iri: NamedNode
    path: str
    triples: list[Triple]
    state: str

    def variants(self) -> tuple[Variant, ...]:
        """The addresses of the data, one for each format."""
        return tuple(
            Variant(f"{self.path}.{form.suffix}", form.media_type, form.engine.name)
            for form in VARIANT_FORMATS
        )


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
    response.headers["Link"] = ", ".join(_links(resource, form))
    response.access_control_allow_origin = "*"
    response.access_control_expose_headers = EXPOSED  # type: ignore[assignment]
    if form is not HTML:
        response.headers["X-Robots-Tag"] = "noindex"
    if suffixed is None:
        response.vary.add("Accept")
        response.content_location = f"{resource.path}.{form.suffix}"
    body = page if isinstance(form, Page) else lambda: serialized(resource, form)
    return conditional(response, resource.state, body)


def bodies(resource: Resource, page: Callable[[], str]) -> dict[str, bytes]:
    """What `respond` sends, for every form at once, by suffix."""
    triples = sorted(resource.triples, key=_place)
    data = {form.suffix: _data(triples, resource.iri, form) for form in VARIANT_FORMATS}
    return {HTML.suffix: page().encode(), **data}


def conditional(response: Response, state: str, body: Callable[[], str | bytes]) -> AnyResponse:
    """The response with its body and ETag, or 304 where the client has it already.

    The tag is made of `state`, the version of what is shown, or of the body where that is
    empty; a body that the client has is not even made (RFC 9110, section 13).
    """
    response.cache_control.no_cache = True
    if state:
        response.set_etag(_digest(f"{state} {response.content_type} {software()}".encode()))
        if not request.if_none_match.contains_weak(response.get_etag()[0] or ""):
            response.data = body()
    else:
        response.data = body()
        response.set_etag(_digest(response.data))
    return response.make_conditional(request)


def serialized(resource: Resource, form: Format) -> bytes:
    """The description as data; the same triples give the same bytes."""
    return _data(sorted(resource.triples, key=_place), resource.iri, form)


def _data(triples: list[Triple], iri: NamedNode, form: Format) -> bytes:
    if form.engine == RdfFormat.JSON_LD:
        document = jsonld.document(triples, iri)
        return jsonld.text(document, 2).encode()
    if not isinstance(form.engine, RdfFormat):
        raise TypeError(f"{form.name} is no format of graphs.")
    return serialize(triples, format=form.engine, prefixes=PREFIXES) or b""


def _place(triple: Triple) -> tuple[str, bool, str, str]:
    """Subjects together, the type first."""
    predicate = triple.predicate
    return str(triple.subject), predicate != TYPE, predicate.value, str(triple.object)


def _links(resource: Resource, form: Form) -> list[str]:
    """The Link header (RFC 8288) of a form of a resource."""
    links = [
        f'<{variant.path}>; rel="alternate"; type="{variant.media_type}"'
        for variant in resource.variants()
        if variant.media_type != form.media_type
    ]
    if form is not HTML:
        page = f'<{resource.path}.{HTML.suffix}>; rel="alternate"; type="{HTML.media_type}"'
        return [*links, page, f'<{resource.iri.value}>; rel="describes"']
    first = resource.variants()[0]
    canonical = f'<{resource.iri.value}>; rel="canonical"'
    return [*links, canonical, f'<{first.path}>; rel="describedby"; type="{first.media_type}"']


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
