"""What the site consists of: units that are made as a whole, and the addresses of each.

A resource is its page, its data and its typed links. Feeds and the pages of a long list have the
reviews of a film, by a person or in a publication. The record of a film is what the ledger says
of it. Former addresses answer that something has moved or is gone. All else stands by itself, but
for what `hosts` writes together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple, get_args

from pyoxigraph import NamedNode, QuerySolutions

from graph.ledger import Ledger
from graph.mapping import KINDS, Kind
from graph.store import Published, Reader
from server.building.files import file_of
from server.config import Config
from server.discovery import site_paths
from server.discovery.feeds import SUFFIXES as FEEDS
from server.discovery.feeds import feed_paths, reviewed
from server.negotiation import HTML
from server.pages import LISTS, list_path
from server.pages.claims import CLAIMS_PAGE, CLAIMS_TABLE
from server.pages.kept import Kept
from server.pages.links import SUFFIXES as TABLES
from server.pages.listings import LONGEST, Listings, pages_of
from server.pages.reading import Paths
from server.pages.variants import LINKSET_SUFFIX, OFFERED
from server.search.opensearch import OPEN_SEARCH_PATH
from server.search.twin import ADDRESS as SEARCH
from server.search.twin import index_paths
from server.signposting import DATA_PATH

Sort = Literal["resource", "feed", "reviews", "record", "former", "single", "data", "host"]

SORTS: tuple[Sort, ...] = get_args(Sort)

SHOWING: tuple[Sort, ...] = ("resource", "feed", "reviews")
"""What shows other resources, and is made again when one of these has changed."""

_STATIC = "/static/"

_LOADED = (
    *("style.css", "browse.css", "favicon.svg", "star.svg", "fonts/"),
    *("search.js", "shelves.js", "found.js"),
)
"""What pages load of the static files."""

_DATA_PAGE = f"{DATA_PATH}.{HTML.suffix}"

NOT_FOUND = "/404"
"""Any address at which there is nothing: hosts show its file wherever they have none."""

DOCUMENTS = """\
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?document WHERE { ?document foaf:primaryTopic ?thing }
"""

SINGLE = ("/", f"/{DATA_PATH}", f"/{SEARCH}", NOT_FOUND)
"""Pages that every site has."""


_ADDRESSES: Mapping[Sort, Sequence[tuple[str, bool]]] = {
    "resource": (
        *((f".{form.suffix}", form is HTML) for form in OFFERED),
        (f".{LINKSET_SUFFIX}", False),
    ),
    "feed": tuple((f".{suffix}", False) for suffix in FEEDS),
    "reviews": (("", True),),
    "record": (
        (f"/{CLAIMS_PAGE}", True),
        (f"/{CLAIMS_TABLE}", False),
        ("/links", True),
        *((f"/links.{suffix}", False) for suffix in TABLES),
    ),
    "former": (("", True),),
    "single": (("", True),),
    "data": (("", False),),
    "host": (),
}
"""How the addresses of a unit go on after its name, each with whether it is that of a page."""


class Unit(NamedTuple):
    """What is made as a whole; `name` is the path that its addresses begin with."""

    sort: Sort
    name: str

    def files(self) -> dict[str, str]:
        """Its addresses by the files that they lie in. Raises `UnsafeAddressError`."""
        paths = ((f"{self.name}{ending}", page) for ending, page in _ADDRESSES[self.sort])
        return {file_of(path, page=page): path for path, page in paths}

    @property
    def resource(self) -> str:
        """The path of the resource that it belongs to, if to any."""
        return "/".join(self.name.split("/", 3)[:3])


def units(config: Config, published: Published, ledger: Ledger | None) -> Iterator[Unit]:
    """All units of a site: what looks through all of it first, so that no process comes to it
    last; what tells of the same film together, for the sake of what is remembered meanwhile."""
    reader = published.current()
    yield from (Unit("single", path) for path in SINGLE)
    yield from (Unit("data", path) for path in _documents(reader, ledger))
    yield from (Unit("data", f"/links.{suffix}") for suffix in TABLES)
    total = reviewed(reader, config.base_iri)
    for name in sorted(_resources(config, reader), key=_slug_first):
        yield Unit("resource", name)
        if ledger and name.startswith("/movie/"):
            yield Unit("record", name)
        yield from _reviewed(name, total.get(name[1:], 0))
    counts = Listings(reader, Kept(reader.version, Paths(config.base_iri, ""))).counts()
    for name, (class_, _) in LISTS.items():
        for number in range(1, pages_of(counts.get(class_, 0)) + 1):
            yield Unit("single", list_path(name, number))
    if ledger:
        yield from (Unit("former", f"/{kind}/{slug}") for kind, slug in ledger.slugs.former())
        yield from (Unit("data", f"/{path}") for path in index_paths(ledger))
    yield from (Unit("data", path) for path in assets())
    yield Unit("data", f"/{OPEN_SEARCH_PATH}")
    yield Unit("host", "")


def _slug_first(name: str) -> tuple[str, str]:
    """The slugs of reviews begin with that of their film."""
    _, kind, slug = name.split("/")
    return slug, kind


def _reviewed(name: str, total: int) -> Iterator[Unit]:
    """The feeds of what has so many reviews, and the pages of their list where it is too long for
    the page of the resource."""
    if total:
        yield from (Unit("feed", feed) for feed in feed_paths(f"{name}/", total))
        for number in range(1, pages_of(total) + 1 if total > LONGEST else 1):
            yield Unit("reviews", list_path(f"{name[1:]}/reviews", number))


def _documents(reader: Reader, ledger: Ledger | None) -> Iterator[str]:
    """What machines find that is about all of the site, but for the page about the data."""

    def changes(kind: Kind, limit: int, offset: int) -> list[tuple[str, str]]:
        return ledger.revisions.changes(kind, limit, offset) if ledger else []

    for path in site_paths(reader, changes):
        if path not in (DATA_PATH, _DATA_PAGE):
            yield f"/{path}"


def _resources(config: Config, reader: Reader) -> Iterator[str]:
    own = re.compile(rf"{re.escape(config.base_iri)}((?:{'|'.join(KINDS)})/[^/?#]+)")
    found = reader.query(DOCUMENTS)
    for row in found if isinstance(found, QuerySolutions) else ():
        document = row["document"]
        match = own.fullmatch(document.value) if isinstance(document, NamedNode) else None
        if match:
            yield f"/{match[1]}"


def assets() -> Iterator[str]:
    """The paths of styles, scripts, fonts and pictures."""
    names = _below(files("server") / "static", "")
    return (f"{_STATIC}{name}" for name in names if name.startswith(_LOADED))


def asset(path: str) -> bytes:
    """The content of one of these."""
    return files("server").joinpath("static", *path.removeprefix(_STATIC).split("/")).read_bytes()


def _below(folder: Traversable, prefix: str) -> Iterator[str]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _below(each, f"{prefix}{each.name}/")
        else:
            yield f"{prefix}{each.name}"
