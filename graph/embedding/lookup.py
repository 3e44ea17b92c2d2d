"""The review at an address, as a server is asked for it: one page at a time, without the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions

from graph.documents.files import file_of
from graph.embedding.addresses import Named, address_key, named, spellings
from graph.queries import load
from graph.store import Reader
from graph.vocabulary import schema

LEADING = (schema("isBasedOn"), schema("url"))
"""What leads from a review to its addresses."""


def reviews_at(reader: Reader, address: str) -> list[NamedNode]:
    """The reviews that are published here, or first appeared, at an address in any spelling."""
    iris = [iri for spelling in spellings(address) if (iri := _iri(spelling))]
    found = reader.query(load("pointing", object=iris, predicate=LEADING)) if iris else ()
    rows = found if isinstance(found, QuerySolutions) else ()
    things = {row["subject"]: None for row in rows}
    return [t for t in things if isinstance(t, NamedNode) and t.value.endswith("#review")]


def _iri(address: str) -> NamedNode | None:
    try:
        return NamedNode(address)
    except ValueError:
        return None


class Files:
    """The reviews of one site by the names of their files; `sources` gives the last part of a
    review's address by its source."""

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        self._by_name: defaultdict[str, list[tuple[Named, str]]] = defaultdict(list)
        for source, slug in sources:
            if file_of(source) == source:  # one of several in a file has no page by its name
                file = named(source)
                self._by_name[file.name].append((file, slug))

    def at(self, path: str) -> list[str]:
        """The reviews whose file is most like the path of a page."""
        place = named(path)
        near = [
            (place.nearness(file), slug)
            for file, slug in self._by_name.get(place.name, ())
            if place.dates_agree(file) and not place.is_list
        ]
        most = max(near, default=(0, ""))[0]
        return [slug for nearness, slug in near if nearness == most]


def path_below(site: str, address: str) -> str:
    """The path of an address below that of a site's first page; "" for one elsewhere.

    >>> path_below("https://example.org/blog/", "http://www.example.org/blog/2021/heat/?page=2")
    '2021/heat'
    >>> path_below("https://example.org/blog/", "https://example.org/heat/")
    ''
    """
    own, whole = address_key(site), address_key(address).partition("?")[0]
    return whole.removeprefix(f"{own}/") if own and whole.startswith(f"{own}/") else ""
