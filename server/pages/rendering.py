"""Records → HTML: whole pages, and parts that many pages show and that are made once.

Pages of things are rendered without Flask's context of a request, which nothing in them depends
on: what makes a static twin has no requests.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request
from flask.templating import Environment
from jinja2 import pass_environment
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from graph.formats import VARIANT_FORMATS
from server.pages.models import FilmLine, Place, Score, Shared, Words
from server.words import counted

MOST_FIXED = 64
"""Parts of pages that are kept: a site has some, wherever it is mounted."""

_PATH = "\0"
"""Stands in a part for a path, in which it never is."""


class Templates(Environment):
    """The templates of the site, which all see the same globals.

    Jinja chains those of each template and of all: to look through that chain takes 20 µs a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Those of all where a template has none of its own."""
        return super().make_globals(d) if d else self.globals


def register(app: Flask) -> None:
    """Let templates make parts once, show names, and know the formats of data, what the `site` is
    called, and as `root` where it is mounted."""
    app.jinja_env.globals |= {
        "fixed": fixed,
        "along": along,
        "variants": VARIANT_FORMATS,
        "site": app.config["SITE_NAME"],
    }
    filters = (once, words, place, places, film_title, stars, out_of, counted)
    app.jinja_env.filters |= {each.__name__: each for each in filters}
    app.context_processor(lambda: {"root": request.script_root})


def render(template: str, root: str, page: object) -> str:
    """A page of a site whose addresses begin with `root`; needs the application's context."""
    return current_app.jinja_env.get_template(template).render(root=root, page=page)


def once(record: Shared, macro: Macro, *choices: bool) -> Markup:
    """What a macro makes of a record: kept with it, hence as long as it, and never stale.

    The macro may depend on nothing but its arguments and the application's settings.
    """
    key = (macro.name, *choices)
    made = record.parts.get(key)
    if made is None:
        made = record.parts[key] = Markup(macro(record, *choices))  # noqa: S704 - escaped by it
    return made


@pass_environment
@lru_cache(MOST_FIXED)
def fixed(environment: Environment, template: str, root: str) -> Markup:
    """A part that all pages of the site have in common where it is mounted at `root`."""
    made = environment.get_template(template).render(root=root)
    return Markup(made)  # noqa: S704 - escaped by the template


@pass_environment
def along(environment: Environment, template: str, path: str) -> Markup:
    """A part that differs from page to page by nothing but a path: it is put together again
    around that of each."""
    parts = _parted(environment, template)
    return Markup(str.join(escape(path), parts))  # noqa: S704 - escaped by the template


@lru_cache(MOST_FIXED)
def _parted(environment: Environment, template: str) -> list[str]:
    return environment.get_template(template).render(path=_PATH).split(_PATH)


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


def film_title(line: FilmLine) -> Markup:
    """The title of a film, with its year."""
    year = f' <span class="year">({escape(line.year)})</span>' if line.year else ""
    return Markup(f"<cite>{place(line.film)}</cite>{year}")  # noqa: S704 - escaped


def stars(rated: Score | FilmLine) -> Markup:
    """The stars of a rating as a picture, where there is a place for it among them.

    >>> stars(Score("7", "10", "0", half_stars=7))
    Markup('<span class="stars s7" aria-hidden="true"></span>')
    """
    if rated.half_stars is None:
        return Markup()
    css = f"stars s{rated.half_stars:d}"
    return Markup(f'<span class="{css}" aria-hidden="true"></span>')  # noqa: S704 - a number


def out_of(score: Score) -> Markup:
    """A rating in figures."""
    figures = escape(score.figures)
    return Markup(f'<span class="figures"><bdi>{figures}</bdi></span>')  # noqa: S704 - escaped
