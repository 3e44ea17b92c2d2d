"""What an address chooses of a list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from werkzeug.datastructures import MultiDict

from graph.ledger import Live, Moved
from server.pages.facets import MOST_CHOSEN, narrowed


class Slugs:
    """Persons by their slugs: number 7 was another one's before."""

    def __init__(self) -> None:
        self.looked = 0

    def resolve(self, kind: str, slug: str) -> Live | Moved:
        self.looked += 1
        return Moved("person-007") if slug == "former" else Live(int(slug[-3:]))


def chosen(*values: str) -> tuple[Slugs, tuple[object, ...]]:
    slugs = Slugs()
    ledger: Any = SimpleNamespace(slugs=slugs)
    asked = narrowed("movie", MultiDict([("director", value) for value in values]), ledger)
    return slugs, asked.chosen["director"]


def test_a_person_is_chosen_under_a_former_slug_too() -> None:
    assert chosen("former", "person-007", "person-003")[1] == (3, 7)


def test_no_more_values_are_looked_up_than_count() -> None:
    slugs, found = chosen(*(f"person-{number:03}" for number in range(500)))
    assert found == tuple(range(MOST_CHOSEN))
    assert slugs.looked <= 2 * MOST_CHOSEN
