"""Records → HTML: whole pages, and parts that several pages show and that are made once.

Pages of things are rendered without Flask's context of a request, which nothing in them depends
on: what makes a static twin has no requests.
"""

from __future__ import annotations

from flask import Flask, current_app, request
from jinja2.runtime import Macro
from markupsafe import Markup

from server.pages.models import Shared


def register(app: Flask) -> None:
    """Let templates call `once`, and know as `root` where the site is mounted."""
    app.jinja_env.globals["once"] = once
    app.context_processor(lambda: {"root": request.script_root})


def render(template: str, root: str, page: object) -> str:
    """A page of a site whose addresses begin with `root`; needs the application's context."""
    return current_app.jinja_env.get_template(template).render(root=root, page=page)


def once(macro: Macro, record: Shared, *choices: bool) -> Markup:
    """What a macro makes of a record: kept with it, hence as long as it, and never stale.

    The macro may depend on nothing but its arguments and the application's settings.
    """
    key = (macro.name, *choices)
    made = record.parts.get(key)
    if made is None:
        made = record.parts[key] = Markup(macro(record, *choices))  # noqa: S704 - escaped by it
    return made
