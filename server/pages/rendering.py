"""Records → HTML: whole pages, and parts that several pages show and that are made once.

Pages of things are rendered without Flask's context of a request, which nothing in them depends
on: what makes a static twin has no requests.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, current_app, request
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from server.pages.models import Place, Shared, Words


def register(app: Flask) -> None:
    """Let templates call `once`, show names, and know as `root` where the site is mounted."""
    app.jinja_env.globals["once"] = once
    app.jinja_env.filters |= {"words": words, "place": place, "places": places}
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


# What pages show many times each: a macro takes five times as long.


def words(text: Words) -> Markup:
    """A name, isolated, so that its direction stays its own.

    >>> words(Words("Solaris", "ru"))
    Markup('<bdi lang="ru">Solaris</bdi>')
    """
    lang = f' lang="{escape(text.language)}"' if text.language else ""
    return Markup(f"<bdi{lang}>{escape(text.text)}</bdi>")  # noqa: S704 - escaped


def place(thing: Place, css: str = "") -> Markup:
    """A name that leads to the page of its thing; `css` are classes.

    >>> place(Place(Words("Heat"), "/movie/heat-1995"), "u-url")
    Markup('<a class="u-url" href="/movie/heat-1995"><bdi>Heat</bdi></a>')
    """
    class_ = f' class="{escape(css)}"' if css else ""
    if thing.path:
        tag, attributes = "a", f'{class_} href="{escape(thing.path)}"'
    else:
        tag, attributes = "span", class_
    return Markup(f"<{tag}{attributes}>{words(thing.name)}</{tag}>")  # noqa: S704 - escaped


def places(things: Iterable[Place], css: str = "") -> Markup:
    """Several names."""
    return Markup(", ").join(place(thing, css) for thing in things)
