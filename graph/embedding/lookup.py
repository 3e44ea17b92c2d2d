"""The review at an address, as a server is asked for it: one page at a time, without the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, QuerySolutions

from graph.documents.files import file_of
from graph.embedding.addresses import Named, address_key, named, spellings
from graph.queries import load
from graph.store import Reader


def reviews_at(reader: Reader, address: str) -> list[NamedNode]:
    """The reviews that are published here, or first appeared, at an address in any spelling."""
    iris = [iri for spelling in spellings(address) if (iri := _iri(spelling))]
    found = reader.query(load("reviews_at", address=iris)) if iris else ()
    rows = found if isinstance(found, QuerySolutions) else ()
    return [row["review"] for row in rows if isinstance(row["review"], NamedNode)]


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

    def at(self, address: str, site: str) -> list[str]:
        """The reviews whose file is most like the path of an address below `site`."""
        own, whole = address_key(site), address_key(address)
        if not own or not whole.startswith(f"{own}/"):
            return []
        place = named(urlsplit(f"//{whole.removeprefix(own)}").path)
        near = [
            (place.nearness(file), slug)
            for file, slug in self._by_name.get(place.name, ())
            if place.dates_agree(file) and not place.is_list
        ]
        most = max(near, default=(0, ""))[0]
        return [slug for nearness, slug in near if nearness == most]
