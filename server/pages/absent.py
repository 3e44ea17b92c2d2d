"""What is answered for an address at which there is nothing now."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, current_app, redirect, render_template, request
from pyoxigraph import Literal, NamedNode, Triple
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.formats import VARIANT_FORMATS, Format
from graph.mapping import Addresses, Kind
from graph.vocabulary import DCTERMS, PRIMARY_TOPIC, PROV, TYPE, XSD_DATE, schema
from server.negotiation import Offer, choose
from server.pages.variants import Resource, data_response, serialized, split_suffix
from server.problems import REPRESENTATIONS

MOVED_FOR_S = 3600
"""Seconds for which a client need not ask again where something has moved to: a slug may come back
one day."""

_WORDS: dict[Kind, str] = {
    "review": "review",
    "viewing": "viewing",
    "movie": "film",
    "person": "person",
    "organization": "publisher",
}

_OFFERED: Sequence[Offer] = (*REPRESENTATIONS, *VARIANT_FORMATS)


def absent(resolved: ledger.Resolved | None, kind: Kind, rest: str = "") -> AnyResponse:
    """The answer for what the graph does not hold: moved, withdrawn, or never there.

    Who asks for data is told in data that it was withdrawn, whoever else in words. `rest` is what
    the address has behind the slug. Raises `Gone`, `NotFound`.
    """
    if isinstance(resolved, ledger.Moved):
        return _moved(f"/{kind}/{resolved.slug}{rest}")
    if isinstance(resolved, ledger.Gone):
        arguments = request.view_args or {}
        slug, form = split_suffix(arguments.get("slug") or arguments["name"])
        wanted = form or choose(request.headers.get("Accept"), _OFFERED)
        said = f"This {_WORDS[kind]} was here and has been withdrawn."
        data = _tombstone(kind, slug, resolved, wanted) if isinstance(wanted, Format) else None
        raise Gone(said, data)
    raise NotFound(f"There is no {_WORDS[kind]} at this address.")


def _moved(path: str) -> AnyResponse:
    """A redirect to a path of this site, with the query that was asked.

    Its page leads on by itself where it lies as a file on a host that knows no redirects.
    """
    asked = request.query_string.decode("latin-1")
    target = f"{request.script_root}{path}{'?' if asked else ''}{asked}"
    moved = redirect(target, 301)
    canonical = current_app.config["BASE_IRI"] + path[1:]
    moved.set_data(render_template("moved.html", target=target, canonical=canonical))
    moved.cache_control.max_age = MOVED_FOR_S
    return moved


def _tombstone(kind: Kind, slug: str, gone: ledger.Gone, form: Format) -> Response:
    """What the ledger knows of a page that was withdrawn. No other takes its place: at the address
    of one that was replaced there is a redirect."""
    addresses = Addresses(current_app.config["BASE_IRI"])
    document = addresses.document(kind, slug)
    withdrawal = NamedNode(f"{document.value}#withdrawal")
    stated = [
        Triple(document, PRIMARY_TOPIC, addresses.thing(kind, slug)),
        Triple(document, schema("creativeWorkStatus"), Literal("Withdrawn")),
        Triple(document, NamedNode(PROV + "wasInvalidatedBy"), withdrawal),
        Triple(withdrawal, TYPE, NamedNode(PROV + "Activity")),
    ]
    if gone.day:
        day = Literal(gone.day, datatype=XSD_DATE)
        stated.append(Triple(withdrawal, NamedNode(DCTERMS + "date"), day))
    response = data_response(form.content_type)
    response.status_code = Gone.code
    response.data = serialized(Resource(document, request.path, stated, ""), form)
    response.vary.add("Accept")
    response.cache_control.no_store = True
    return response
