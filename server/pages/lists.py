"""Lists of all films, reviews and people, narrowed by facets: which things, and what is around.

Which things are in a list and how many, the lines in the ledger say; what is shown of them, the
graph. Counts are kept for each state of the lines, since most readers ask for the same ones.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import request
from werkzeug.exceptions import NotFound

from graph.ledger import Ledger
from graph.ledger.lists import Choice, Facet, ListKind
from server.config import Config
from server.index import Index, state_of
from server.pages.contexts import ListPage
from server.pages.facets import Browsing, Narrowed, browsing, narrowed
from server.pages.listings import PAGE_SIZE, Listings, pages_of
from server.words import counted

KINDS: dict[str, ListKind] = {"reviews": "review", "movies": "movie", "people": "person"}

MOST_KEPT = 500
"""Counts that are kept; those of one page are seven."""


class Lists:
    """The lists of a site, for many threads."""

    def __init__(self, config: Config, index: Index) -> None:
        self._config = config
        self._index = index
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def state(self) -> str:
        """Changes whenever a list does; empty where there are no lines."""
        with self._index.reading() as ledger:
            return state_of(ledger) if ledger else ""

    def page(self, name: str, title: str, lists: Listings) -> ListPage | None:
        """A page of a list as the address asks for it; None where there are no lines of it.

        Raises `NotFound` beyond its end.
        """
        with self._index.reading() as ledger:
            if ledger is None or name not in KINDS or not state_of(ledger):
                return None
            asked = narrowed(KINDS[name], request.args, ledger)
            total = self._count(ledger, asked)
            number, pages = numbered(total)
            offset = PAGE_SIZE * (number - 1)
            found = ledger.lists.page(asked.kind, asked.chosen, asked.sort, PAGE_SIZE, offset)
            around = self._browsing(ledger, asked, name, number, pages)
        ratings = {f"{self._config.base_iri}{path}#{asked.kind}": rating for path, rating in found}
        iris = list(ratings)
        return ListPage(
            title=title,
            total=total,
            number=number,
            pages=pages,
            reviews=lists.review_lines(iris) if asked.kind == "review" else (),
            films=lists.film_lines(iris, ratings) if asked.kind == "movie" else (),
            people=lists.places(iris) if asked.kind == "person" else (),
            browsing=around,
        )

    def _browsing(
        self, ledger: Ledger, asked: Narrowed, name: str, number: int, pages: int
    ) -> Browsing:
        return browsing(
            asked,
            partial(self._choices, ledger, asked),
            f"{request.script_root}/{name}",
            f"{self._config.base_iri}{name}",
            number,
            pages,
        )

    def _count(self, ledger: Ledger, asked: Narrowed) -> int:
        key = (asked.kind, "", _key(asked))
        return int(self._keep(ledger, key, lambda: ledger.lists.count(asked.kind, asked.chosen)))

    def _choices(self, ledger: Ledger, asked: Narrowed, facet: Facet) -> Sequence[Choice]:
        key = (asked.kind, facet, _key(asked))
        found: Sequence[Choice] = self._keep(
            ledger, key, lambda: ledger.lists.choices(asked.kind, facet, asked.chosen)
        )
        return found

    def _keep(self, ledger: Ledger, key: tuple[Any, ...], count: Callable[[], Any]) -> Any:
        """What was counted in this state of the lines, or is counted now."""
        state = state_of(ledger)
        kept = self._kept.get((state, *key))
        if kept is None:
            kept = self._kept[(state, *key)] = count()
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept


def numbered(total: int, size: int = PAGE_SIZE) -> tuple[int, int]:
    """Which page of a list is asked for, by the path or else the query, and how many it has.

    Raises `NotFound` beyond its end.
    """
    pages = pages_of(total, size)
    by_path = (request.view_args or {}).get("number", 1)
    number = request.args.get("page", by_path, type=int)
    if not 1 <= number <= pages:
        raise NotFound(f"This list has {counted(pages, 'page')}.")
    return number, pages


def _key(asked: Narrowed) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
    return tuple(sorted(asked.chosen.items()))
