"""A ledger that things are listed in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.ledger import Ledger
from graph.ledger.listed import Listing, line_of
from graph.ledger.rows import Named
from graph.mapping import Kind
from graph.values.titles import slug


class Shelf:
    """A ledger with what is listed in it; things are named by their slugs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger(folder)
        self.ids: dict[str, int] = {}

    def put(self, kind: Kind, *names: str, **said: Any) -> str:
        """List a thing, or list it anew; returns its path."""
        name = slug(names[0])
        with self.ledger.transaction():
            named = Named(kind, name, name, "")
            made, _ = self.ledger.things.put([named])
            self.ledger.slugs.settle_new()
            thing = made[named]
            self.ledger.listed.replace([thing], [line_of(Listing(thing, kind, names, **said))])
        self.ids[f"{kind}/{name}"] = thing
        return f"{kind}/{name}"

    def film(self, *names: str, **said: Any) -> str:
        return self.put("movie", *names, **said)

    def person(self, name: str) -> str:
        return self.put("person", name)

    def review(
        self, headline: str, text: str = "", film: str = "", by: str = "", **said: Any
    ) -> str:
        reviewers = tuple(self.ids[who] for who in by.split(" + ") if who)
        of = self.ids.get(film)
        return self.put("review", headline, text=text, film=of, reviewers=reviewers, **said)

    def remove(self, path: str) -> None:
        with self.ledger.transaction():
            self.ledger.listed.replace([self.ids[path]], [])


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.ledger.close()
