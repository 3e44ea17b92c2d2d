"""The review at an address, as a server is asked for it: one page at a time, without the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.documents.files import file_of
from graph.embedding.addresses import Named, named
from graph.values.addresses import address_key


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
            if place.agrees(file) and not place.is_list
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
