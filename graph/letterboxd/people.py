"""Whose reviews and viewings a graph holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graph.queries import load
from graph.store import Reader
from graph.values.names import name_key


class Reviewer(NamedTuple):
    """Somebody who reviewed films or saw them."""

    person: NamedNode
    name: str

    @property
    def slug(self) -> str:
        """The last part of the page's address."""
        return _last(self.person.value)


def reviewers(reader: Reader) -> list[Reviewer]:
    """All of them, who wrote and saw the most first."""
    return list(_reviewers(reader))


def _reviewers(reader: Reader) -> Iterator[Reviewer]:
    found = reader.query(load("diarists"))
    for row in found if isinstance(found, QuerySolutions) else ():
        person, name = row["person"], row["name"]
        if isinstance(person, NamedNode) and isinstance(name, Literal):
            yield Reviewer(person, name.value)


def unsigned(reader: Reader) -> int:
    """How many reviews and viewings name nobody."""
    found = reader.query(load("unsigned"))
    return int(next(found)["count"].value) if isinstance(found, QuerySolutions) else 0


def called(known: Sequence[Reviewer], words: str) -> list[Reviewer]:
    """Those of this name, in any spelling, or the one whose page has this address or path.

    >>> ann = Reviewer(NamedNode("https://example.org/person/ann-lee#person"), "Ann Lee")
    >>> called([ann], "/person/ann-lee") == called([ann], "ANN LEE") == [ann]
    True
    """
    slug = _last(words.rstrip("/"))
    of_page = [one for one in known if one.slug == slug]
    return of_page or [one for one in known if name_key(one.name) == name_key(words)]


def _last(address: str) -> str:
    return address.partition("#")[0].rpartition("/")[2]
