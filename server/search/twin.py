"""The search of a site of files: a page, a script's index in parts, and how browsers find it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import msgspec
from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.ledger import Ledger
from server.config import Config
from server.index import Index, state_of
from server.negotiation import HTML
from server.pages.variants import conditional
from server.search import parts
from server.search.opensearch import DESCRIPTION, OPEN_SEARCH_PATH, description
from server.search.parts import SHELVES, THINGS, Known, Shelf

ADDRESS = "search"
"""The page; below it is the index."""


class Contents(NamedTuple):
    """What the index of one state of the ledger consists of."""

    state: str
    reviews: int
    lengths: dict[int, int]
    words: dict[Shelf, Known]
    parts: dict[Shelf, dict[str, list[str]]]

    @property
    def common(self) -> int:
        """How many reviews a word may stand in before it is common."""
        return parts.common_from(self.reviews)


def contents(ledger: Ledger) -> Contents:
    """Look through all words."""
    indexed, reviews = ledger.indexed, ledger.indexed.total()
    common = parts.common_from(reviews)
    words = {shelf: parts.known(indexed, shelf) for shelf in SHELVES}
    parted = {shelf: parts.parted(words[shelf], shelf, common) for shelf in SHELVES}
    return Contents(state_of(ledger), reviews, indexed.lengths(), words, parted)


def index_paths(ledger: Ledger) -> list[str]:
    """The address of every file of the index, below the site's."""
    parted = contents(ledger).parts
    chunks = sorted({thing // THINGS for thing in ledger.indexed.things()})
    return [
        f"{ADDRESS}/parts.json",
        *(
            f"{ADDRESS}/{shelf}/{parts.file_name(p)}.json"
            for shelf in SHELVES
            for p in parted[shelf]
        ),
        *(f"{ADDRESS}/things/{chunk}.json" for chunk in chunks),
    ]


class TwinSearch:
    """The views."""

    def __init__(self, config: Config, index: Index) -> None:
        self._config = config
        self._index = index
        self._kept: tuple[Contents, dict[tuple[Shelf, str], str]] | None = None

    def blueprint(self) -> Blueprint:
        """All of them with their addresses."""
        blueprint = Blueprint("twin_search", __name__)
        blueprint.add_url_rule(f"/{ADDRESS}", "page", self.page)
        blueprint.add_url_rule(f"/{ADDRESS}/parts.json", "parts", self.parts)
        shelves = ",".join(SHELVES)
        blueprint.add_url_rule(f"/{ADDRESS}/<any({shelves}):shelf>/<name>.json", "part", self.part)
        blueprint.add_url_rule(f"/{ADDRESS}/things/<int:number>.json", "things", self.things)
        blueprint.add_url_rule(f"/{OPEN_SEARCH_PATH}", "opensearch", self.opensearch)
        return blueprint

    def page(self) -> AnyResponse:
        """The page, which the script fills."""
        response = Response(content_type=HTML.content_type)
        return conditional(response, "", lambda: render_template("search_files.html"))

    def opensearch(self) -> AnyResponse:
        """The OpenSearch description document, of the page alone."""
        body = description(self._config.base_iri, self._config.site_name, [HTML.media_type])
        return conditional(Response(content_type=DESCRIPTION), "", lambda: body)

    def parts(self) -> AnyResponse:
        """Which parts there are, by the letters that their words begin with."""

        def made(ledger: Ledger) -> object:
            known, _ = self._contents(ledger)
            parted: dict[str, object] = {shelf: list(known.parts[shelf]) for shelf in SHELVES}
            return {"reviews": known.reviews, "things": THINGS} | parted

        return self._json(made)

    def part(self, shelf: Shelf, name: str) -> AnyResponse:
        """A part of the words."""
        return self._json(partial(self._part, shelf, name))

    def things(self, number: int) -> AnyResponse:
        """A part of what is shown of things."""
        return self._json(partial(self._things, number))

    def bodies(self, path: str) -> dict[str, bytes]:
        """What is sent for a part of the index; nothing where it is none. It needs no request."""
        match path.removesuffix(".json").split("/"):
            case [_, _, "things", number]:
                body = self._body(partial(self._things, int(number)))
            case [_, _, ("names" | "words") as shelf, name]:
                body = self._body(partial(self._part, shelf, name))
            case _:
                body = None
        return {} if body is None else {"": body}

    def _part(self, shelf: Shelf, name: str, ledger: Ledger) -> object:
        known, letters = self._contents(ledger)
        if (shelf, name) not in letters:
            return None
        words = known.parts[shelf][letters[shelf, name]]
        reading = (
            parts.Names(ledger.indexed)
            if shelf == "names"
            else parts.Words(ledger.indexed, known.common, known.lengths)
        )
        return reading.part(words, known.words[shelf])

    def _things(self, number: int, ledger: Ledger) -> object:
        first = number * THINGS
        return parts.things(ledger.indexed, range(first, first + THINGS)) or None

    def _json(self, made: Callable[[Ledger], object]) -> AnyResponse:
        body = self._body(made)
        if body is None:
            raise NotFound("The index has no such part.")
        return conditional(Response(content_type="application/json"), "", lambda: body)

    def _body(self, made: Callable[[Ledger], object]) -> bytes | None:
        with self._index.reading() as ledger:
            found = made(ledger) if ledger else None
        return None if found is None else msgspec.json.encode(found)

    def _contents(self, ledger: Ledger) -> tuple[Contents, dict[tuple[Shelf, str], str]]:
        """The contents, and the letters of each part by the name of its file."""
        if self._kept is None or self._kept[0].state != state_of(ledger):
            known = contents(ledger)
            letters: dict[tuple[Shelf, str], str] = {
                (shelf, parts.file_name(p)): p for shelf in SHELVES for p in known.parts[shelf]
            }
            self._kept = known, letters
        return self._kept
