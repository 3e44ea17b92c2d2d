"""What is answered for an address at which there is nothing now."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.mapping import Kind
from server.pages.variants import Form

_WORDS: dict[Kind, str] = {
    "review": "review",
    "viewing": "viewing",
    "movie": "film",
    "person": "person",
    "organization": "publisher",
}


def absent(resolved: ledger.Resolved | None, kind: Kind, form: Form | None = None) -> AnyResponse:
    """The answer for what the graph does not hold: moved, withdrawn, or never there.

    Raises `Gone`, `NotFound`.
    """
    if isinstance(resolved, ledger.Moved):
        suffix = f".{form.suffix}" if form else ""
        moved = redirect(f"{request.script_root}/{kind}/{resolved.slug}{suffix}", 301)
        moved.cache_control.max_age = 3600  # a slug may come back one day
        return moved
    if isinstance(resolved, ledger.Gone):
        raise Gone(f"This {_WORDS[kind]} was here and has been withdrawn.")
    raise NotFound(f"There is no {_WORDS[kind]} at this address.")
