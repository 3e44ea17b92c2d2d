"""What is answered for an address at which there is nothing now."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph import ledger
from graph.mapping import Kind

_WORDS: dict[Kind, str] = {
    "review": "review",
    "viewing": "viewing",
    "movie": "film",
    "person": "person",
    "organization": "publisher",
}


def absent(resolved: ledger.Resolved | None, kind: Kind, rest: str = "") -> AnyResponse:
    """The answer for what the graph does not hold: moved, withdrawn, or never there.

    `rest` is what the address has behind the slug. Raises `Gone`, `NotFound`.
    """
    if isinstance(resolved, ledger.Moved):
        moved = redirect(f"{request.script_root}/{kind}/{resolved.slug}{rest}", 301)
        moved.cache_control.max_age = 3600  # a slug may come back one day
        return moved
    if isinstance(resolved, ledger.Gone):
        raise Gone(f"This {_WORDS[kind]} was here and has been withdrawn.")
    raise NotFound(f"There is no {_WORDS[kind]} at this address.")
