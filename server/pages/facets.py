"""Facets in addresses and on pages: what is chosen, what can be, and the links between.

An address names what is chosen in one fixed order, so that the same list has one address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from graph.ledger import Ledger, Live, Moved
from graph.ledger.lists import FACETS, ROLES, SORTS, Choice, Chosen, Facet, ListKind, Sort

MOST_CHOSEN = 20
"""Values of a facet that count; more can not be ticked on a page by far."""

TITLES: dict[Facet, str] = {
    "genre": "Genre",
    "decade": "Decade",
    "director": "Director",
    "reviewer": "Reviewer",
    "rating": "Rating",
    "role": "Role",
}
SORT_TITLES: dict[Sort, str] = {
    "newest": "Newest",
    "title": "Title",
    "rating": "Rating",
    "year": "Year",
    "reviews": "Most reviewed",
    "name": "Name",
}
_ROLE_TITLES = {
    "director": "Directors",
    "author": "Writers",
    "actor": "Actors",
    "reviewer": "Reviewers",
}
_GENRE = re.compile(r"[a-z0-9-]{1,100}")
_DECADE = re.compile(r"(1[89]|20)\d0")
_STARS = re.compile(r"[0-4](\.5)?|5")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a form; `stars` are half stars, None where it is no rating."""

    value: str
    label: str
    count: int
    chosen: bool
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the same list in another order or narrowed in another way."""

    label: str
    path: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Links to other pages of a list: the ones around, by number, with the first and the last.

    `numbers` has None where some are left out.
    """

    previous: str
    next: str
    numbers: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet with what can be chosen of it."""

    name: Facet
    title: str
    options: tuple[Option, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Browsing:
    """What a list has around it; `plain` is the list with nothing chosen.

    `chips` take one choice back each, `hidden` are the values that the form keeps. `narrowed` if
    anything is chosen, `special` if the page is not one for search engines.
    """

    plain: str
    panels: tuple[Panel, ...]
    chips: tuple[Link, ...]
    sorts: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]
    narrowed: bool
    special: bool
    canonical: str
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A list as its address asks for it: `asked` as it stands there, `chosen` as it is stored."""

    kind: ListKind
    asked: Mapping[Facet, tuple[str, ...]]
    chosen: Chosen
    sort: Sort

    def query(
        self, *, without: tuple[Facet, str] | None = None, sort: Sort | None = None, page: int = 1
    ) -> str:
        """The query string of this list, or of one that differs in some respect."""
        pairs: list[tuple[str, str]] = [
            (facet, value)
            for facet in FACETS[self.kind]
            for value in self.asked.get(facet, ())
            if (facet, value) != without
        ]
        order = sort or self.sort
        pairs += [("sort", order)] if order != SORTS[self.kind][0] else []
        pairs += [("page", str(page))] if page > 1 else []
        return f"?{urlencode(pairs)}" if pairs else "?"


def narrowed(kind: ListKind, arguments: MultiDict[str, str], ledger: Ledger) -> Narrowed:
    """What the query string of a list asks for; what makes no sense is left out."""
    asked: dict[Facet, tuple[str, ...]] = {}
    chosen: Chosen = {}
    for facet in FACETS[kind]:
        counting = sorted(set(arguments.getlist(facet)))[:MOST_CHOSEN]  # each may cost a query
        given = sorted({_current(facet, value, ledger) for value in counting})
        known = [(value, _stored(facet, value, ledger)) for value in given]
        pairs = [(value, stored) for value, stored in known if stored is not None]
        if pairs:
            asked[facet] = tuple(value for value, _ in pairs)
            chosen[facet] = tuple(stored for _, stored in pairs)
    wanted = arguments.get("sort", "")
    sort = next((sort for sort in SORTS[kind] if sort == wanted), SORTS[kind][0])
    return Narrowed(kind, asked, chosen, sort)


def browsing(
    asked: Narrowed,
    choices: Callable[[Facet], Iterable[Choice]],
    plain: str,
    canonical: str,
    page: int,
    pages: int,
) -> Browsing:
    """What stands around page `page` of a list; `canonical` is the absolute plain address."""
    panels = tuple(_panel(asked, facet, choices(facet)) for facet in FACETS[asked.kind])
    order = [("sort", asked.sort)] if asked.sort != SORTS[asked.kind][0] else []
    return Browsing(
        plain=plain,
        panels=tuple(panel for panel in panels if panel.options),
        chips=tuple(
            _chip(asked, panel, option)
            for panel in panels
            for option in panel.options
            if option.chosen
        ),
        sorts=tuple(
            Link(SORT_TITLES[sort], asked.query(sort=sort), sort == asked.sort)
            for sort in SORTS[asked.kind]
        ),
        hidden=tuple(order),
        narrowed=bool(asked.asked),
        special=bool(asked.asked or order),
        canonical=canonical if asked.asked or order or page == 1 else f"{canonical}?page={page}",
        pagination=pagination(page, pages, lambda number: asked.query(page=number)),
    )


def pagination(page: int, pages: int, path: Callable[[int], str]) -> Pagination:
    """The links of page `page` of `pages`.

    >>> [link and link.label for link in pagination(5, 9, str).numbers]
    ['1', None, '4', '5', '6', None, '9']
    >>> [link and link.label for link in pagination(3, 4, str).numbers]
    ['1', '2', '3', '4']
    """
    near = {1, page - 1, page, page + 1, pages}
    gaps = (2, page - 2, page + 2, pages - 1)
    near |= {gap for gap in gaps if {gap - 1, gap + 1} <= near}  # of one page, which is no gap
    numbers: list[Link | None] = []
    for number in sorted(n for n in near if 1 <= n <= pages):
        if numbers and numbers[-1] and int(numbers[-1].label) < number - 1:
            numbers.append(None)
        numbers.append(Link(str(number), path(number), number == page))
    return Pagination(
        path(page - 1) if page > 1 else "",
        path(page + 1) if page < pages else "",
        tuple(numbers),
    )


def _panel(asked: Narrowed, facet: Facet, choices: Iterable[Choice]) -> Panel:
    chosen = asked.asked.get(facet, ())
    options = tuple(_option(facet, choice, chosen) for choice in choices)
    return Panel(facet, TITLES[facet], options, sum(option.chosen for option in options))


def _option(facet: Facet, choice: Choice, chosen: tuple[str, ...]) -> Option:
    value, label, stars = str(choice.value), choice.label, None
    match facet:
        case "director" | "reviewer":
            value = choice.slug
        case "decade":
            label = f"{value}s"
        case "rating":
            stars = int(choice.value)
            value = f"{stars / 2:g}"
            label = f"{value} of 5"
        case "role":
            label = _ROLE_TITLES[value]
        case _:
            pass
    return Option(value, label, choice.count, value in chosen, stars)


def _chip(asked: Narrowed, panel: Panel, option: Option) -> Link:
    return Link(option.label, asked.query(without=(panel.name, option.value)))


def _stored(facet: Facet, value: str, ledger: Ledger) -> str | int | None:
    """A value of an address as the lines have it; None where it is none."""
    match facet:
        case "genre":
            return value if _GENRE.fullmatch(value) else None
        case "decade":
            return int(value) if _DECADE.fullmatch(value) else None
        case "rating":
            return int(float(value) * 2) if _STARS.fullmatch(value) else None
        case "role":
            return value if value in ROLES else None
        case _:
            return _person(value, ledger)


def _current(facet: Facet, value: str, ledger: Ledger) -> str:
    """The slug that a person has now, else the value as it is."""
    found = ledger.slugs.resolve("person", value) if facet in ("director", "reviewer") else None
    return found.slug if isinstance(found, Moved) else value


def _person(slug: str, ledger: Ledger) -> int | None:
    found = ledger.slugs.resolve("person", slug)
    return found.thing if isinstance(found, Live) else None
