"""What the site consists of: units that are made as a whole, and the addresses of each.

A resource is its page and its data. The record of a film is what the ledger says of it. Former
addresses answer that something has moved or is gone. All else stands by itself, but for what
`hosts` writes together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple

from pyoxigraph import NamedNode, QuerySolutions

from graph.ledger import Ledger
from graph.mapping import KINDS
from graph.store import Reader
from server.building.files import WELL_KNOWN, file_of
from server.config import Config
from server.description import VOID_PATH
from server.negotiation import HTML
from server.pages import LISTS, list_path
from server.pages.links import SUFFIXES
from server.pages.listings import Kept, Listings, pages_of
from server.pages.reading import Paths
from server.pages.variants import OFFERED

Sort = Literal["resource", "record", "former", "single", "host"]

_TABLES = SUFFIXES.split(",")

_STATIC = "/static/"

DATA = ("/links.", f"/{WELL_KNOWN}/", _STATIC)
"""How the addresses begin that stand by themselves and are no pages."""

NOT_FOUND = "/404"
"""Any address at which there is nothing: hosts show its file wherever they have none."""

DOCUMENTS = """\
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?document WHERE { ?document foaf:primaryTopic ?thing }
"""

SINGLE = ("/", *(f"/links.{suffix}" for suffix in _TABLES), f"/{VOID_PATH}", NOT_FOUND)
"""Addresses that every site has."""


class Unit(NamedTuple):
    """What is made as a whole; `name` is the path that its addresses begin with."""

    sort: Sort
    name: str

    def files(self) -> dict[str, str]:
        """Its addresses by the files that they lie in. Raises `UnsafeAddressError`."""
        return {file_of(path, page=page): path for path, page in self._addresses()}

    def _addresses(self) -> Iterator[tuple[str, bool]]:
        """Each with whether it is that of a page."""
        match self.sort:
            case "resource":
                yield from ((f"{self.name}.{form.suffix}", form is HTML) for form in OFFERED)
            case "record":
                yield f"{self.name}/claims", True
                yield f"{self.name}/links", True
                yield from ((f"{self.name}/links.{suffix}", False) for suffix in _TABLES)
            case "single":
                yield self.name, not self.name.startswith(DATA)
            case "former":
                yield self.name, True


def units(config: Config, reader: Reader, ledger: Ledger | None) -> Iterator[Unit]:
    """All units of a site, those of the same kind together."""
    resources = sorted(_resources(config, reader))
    yield from (Unit("resource", name) for name in resources)
    if ledger:
        films = (name for name in resources if name.startswith("/movie/"))
        yield from (Unit("record", name) for name in films)
        yield from (Unit("former", f"/{kind}/{slug}") for kind, slug in ledger.things.former())
    paths = Paths(config.base_iri, "")
    counts = Listings(reader, Kept(reader.version, paths)).counts()
    for name, (class_, _) in LISTS.items():
        for number in range(1, pages_of(counts.get(class_, 0)) + 1):
            yield Unit("single", list_path(name, number))
    yield from (Unit("single", path) for path in SINGLE)
    yield from (Unit("single", path) for path in assets())
    yield Unit("host", "")


def _resources(config: Config, reader: Reader) -> Iterator[str]:
    own = re.compile(rf"{re.escape(config.base_iri)}((?:{'|'.join(KINDS)})/[^/?#]+)")
    found = reader.query(DOCUMENTS)
    for row in found if isinstance(found, QuerySolutions) else ():
        document = row["document"]
        match = own.fullmatch(document.value) if isinstance(document, NamedNode) else None
        if match:
            yield f"/{match[1]}"


def assets() -> Iterator[str]:
    """The paths of styles, fonts and pictures."""
    return (f"{_STATIC}{name}" for name in _below(files("server") / "static", ""))


def asset(path: str) -> bytes:
    """The content of one of these."""
    return files("server").joinpath("static", *path.removeprefix(_STATIC).split("/")).read_bytes()


def _below(folder: Traversable, prefix: str) -> Iterator[str]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _below(each, f"{prefix}{each.name}/")
        else:
            yield f"{prefix}{each.name}"
