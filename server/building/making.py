"""Units made into files: the application itself is asked for each address, in its own words.

What it answers is what it sends to a browser, so page and twin can not differ. A process has
one `Maker`, which opens the snapshot for itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from graph.mapping import KINDS
from graph.store import Published
from server.building.entries import Entry, File, Settled, marked, noted
from server.building.files import PAGE, Folder, digest
from server.building.pinned import pinned
from server.building.plan import NOT_FOUND, SHOWING, Sort, Unit
from server.config import Config
from server.pages.claims import CLAIMS_TABLE
from server.twin import open_twin

EXPECTED: dict[Sort, frozenset[int]] = {
    "resource": frozenset({HTTPStatus.OK}),
    "feed": frozenset({HTTPStatus.OK}),
    "reviews": frozenset({HTTPStatus.OK}),
    "record": frozenset({HTTPStatus.OK}),
    "data": frozenset({HTTPStatus.OK}),
    "former": frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.GONE}),
    "single": frozenset({HTTPStatus.OK}),
    "host": frozenset(),
}
"""What the application answers where all is well."""


TRIPLES = ".nt"
"""How the file of a resource ends that tells whether its triples have changed."""

CLAIMS = f"/{CLAIMS_TABLE}"
"""How the table of a record ends of which the page of the film shows what does not agree."""

TELLING = (PAGE, ".atom")
"""How the files end that tell which resources are shown; others show the same."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a unit: how many files and pages it has, how many files were written, of how
    many bytes.

    `other_claims` says of a record that what is claimed of its film is another than it was before,
    `problem` in a sentence why the unit was not made.
    """

    settled: Settled
    files: int = 0
    pages: int = 0
    written: int = 0
    size: int = 0
    other_claims: bool = False
    problem: str = ""


class Answer(NamedTuple):
    """What the application sends: status and body."""

    status: int
    body: bytes


class Maker:
    """Makes units of one state of a site into files of a folder; of a `dump` it is read ahead."""

    def __init__(
        self, config: Config, version: str, folder: Path, dump: Path | None = None
    ) -> None:
        self._folder = Folder(folder)
        self._browser = Browser(config, pinned(config, version, dump))
        root = re.escape(urlsplit(config.base_iri).path.rstrip("/"))
        base = re.escape(config.base_iri)
        name = rf'((?:{"|".join(KINDS)})/[A-Za-z0-9._~-]+)[#"<>/]'
        self._shown = tuple(
            re.compile(f"{before}{name}".encode()) for before in (f'href="{root}/', base)
        )  # two that begin with a text each are found sooner than one that begins with either

    def make(self, entry: Entry) -> Made:
        """Ask for all addresses of a unit, and write the files that differ."""
        unit, files = entry.unit, entry.unit.files()
        bodies = self._browser.whole(unit)
        if bodies.keys() != files.keys():
            bodies = {}
            for name, path in files.items():
                answer = self._browser.ask(path, page=name.endswith(PAGE))
                if answer.status not in _expected(unit):
                    problem = f"{path} answers {answer.status}, so it was not written."
                    return Made(Settled(entry.id, b"", b""), problem=problem)
                bodies[name] = answer.body
        return written(self._folder, entry, bodies, self._shows(unit, bodies))

    def _shows(self, unit: Unit, bodies: Mapping[str, bytes]) -> bytes:
        if unit.sort not in SHOWING:
            return b""
        telling = [body for name, body in bodies.items() if name.endswith(TELLING)]
        return marked(self._shown_in(telling) - {unit.resource[1:].encode()})

    def changed(self, entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
        """The names of the resources whose triples are others than those that were written, and
        the names of what they show."""
        names, shown = [], set[bytes]()
        for _, unit, files in entries:
            path = f"{unit.name}{TRIPLES}"
            body, known = self._browser.ask(path).body, files.get(path[1:])
            if known is None or digest(body) != known.digest:
                names.append(unit.name)
                shown |= self._shown_in([body])
        return names, sorted(f"/{path.decode()}" for path in shown)

    def _shown_in(self, bodies: Sequence[bytes]) -> set[bytes]:
        """The paths of resources that stand there, without the slash before them."""
        return set().union(*(shown.findall(body) for body in bodies for shown in self._shown))


def _expected(unit: Unit) -> frozenset[int]:
    return frozenset({HTTPStatus.NOT_FOUND}) if unit.name == NOT_FOUND else EXPECTED[unit.sort]


def written(folder: Folder, entry: Entry, bodies: Mapping[str, bytes], shows: bytes = b"") -> Made:
    """Write those of the files that are not there as they should be. Raises `OSError`."""
    known = entry.files
    files, count, size = [], 0, 0
    for name, body in bodies.items():
        file = File(name, digest(body), len(body))
        files.append(file)
        if known.get(name) != file or folder.size(name) != file.size:
            folder.write(name, body, new=name not in known)
            count, size = count + 1, size + file.size
    pages = sum(name.endswith(PAGE) for name in bodies)
    settled = Settled(entry.id, shows, noted(files))
    return Made(settled, len(files), pages, count, size, _other_claims(known, files))


def _other_claims(known: Mapping[str, File], files: Iterable[File]) -> bool:
    """Whether a record that was made before had other claims."""
    claims = [file for file in files if file.name in known and file.name.endswith(CLAIMS)]
    return any(known[file.name].digest != file.digest for file in claims)


# --- asking ---------------------------------------------------------------------------------


class Browser:
    """The application, asked as a browser does; what it logs goes to standard error."""

    def __init__(self, config: Config, published: Published) -> None:
        twin = open_twin(config, published)
        self._app = twin.app
        self._makers: dict[Sort, Callable[[str], dict[str, bytes]]] = {
            "resource": twin.resource,
            "feed": twin.feed,
            "record": twin.record,
            "data": twin.search,
        }
        base = urlsplit(config.base_iri)
        self._environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": base.path.rstrip("/"),
            "QUERY_STRING": "",
            "SERVER_NAME": base.hostname,
            "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": base.netloc,
            "wsgi.url_scheme": base.scheme,
            "wsgi.errors": sys.stderr,
            "wsgi.input": BytesIO(),
        }

    def ask(self, path: str, *, page: bool = False) -> Answer:
        """What is sent for a path, to a browser where it is that of a page."""
        said: list[str] = []

        def begin(status: str, *_: object) -> Callable[[bytes], object]:
            said.append(status)
            return lambda _: None

        accept = {"HTTP_ACCEPT": "text/html"} if page else {}
        body = self._app(self._environ | accept | {"PATH_INFO": path}, begin)
        try:
            content = b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()
        return Answer(int(said[0][:3]), content)

    def whole(self, unit: Unit) -> dict[str, bytes]:
        """What is sent for all addresses of a unit, by file, without the headers, which take
        longer than the data; nothing where each must be asked for."""
        make = self._makers.get(unit.sort)
        if make is None:
            return {}
        with self._app.app_context():
            return {f"{unit.name[1:]}{ending}": body for ending, body in make(unit.name).items()}
