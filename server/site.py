"""Opening a site: its settings, its ledger, its store, as commands and requests need them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from graph import documents
from graph.catalogue import Catalogue
from graph.catalogue.live import Lookups
from graph.cores import Pool
from graph.documents.files import printable
from graph.errors import LockedError, SettingsError
from graph.extraction import Defaults
from graph.extraction.site_scale import Tally
from graph.ingest import Job
from graph.inspection import Inputs, scales
from graph.judgement import Judge
from graph.ledger import FILE as LEDGER
from graph.ledger import Ledger
from graph.ledger.runs import Counts
from graph.linker import Linker
from graph.mapping import Addresses
from graph.publish import BASE_IRI
from graph.store import Reader, Store
from graph.store.location import open_published, open_writer
from server.config import Config, load
from server.waiting import waiting
from shapes.compiled import CompiledShapes
from shapes.validation import Validator
from shapes.wellformed import ShapesError

T = TypeVar("T")

PATIENCE_S = 5.0
"""How long to wait for another writer: one request of a served site takes less than a second."""

PAUSE_S = 0.05
"""How often to look whether the other has ended."""

NOTHING = (
    "There is nothing in {} yet. Add reviews with “triplebill add PATH”, or name the site's folder "
    "with --site."
)


class MovedError(SettingsError):
    """The site was published under another base IRI than that of the settings."""

    def __init__(self, message: str, before: str = "") -> None:
        super().__init__(message)
        self.before = before


@dataclass(frozen=True, slots=True)
class Site:
    """A site opened for writing: nobody else writes to it meanwhile."""

    config: Config
    job: Job


def defaults(config: Config) -> Defaults:
    """What is taken for granted where a review is silent."""
    return Defaults(
        author=config.author,
        publisher=config.publisher,
        language=config.language,
        rating_best=_number(config.rating_best),
        rating_worst=_number(config.rating_worst),
    )


def judge(config: Config) -> Judge:
    """The shapes of this project, with the site's own where it has any, and its defaults.

    Raises `SettingsError`.
    """
    try:
        own = config.root / config.shapes if config.shapes else None
        shapes = Validator.bundled(own, config.language)
    except ShapesError as error:
        raise SettingsError(str(error)) from error
    return Judge(shapes, defaults(config), config.corrections, Addresses(config.base_iri))


def compiled(config: Config) -> CompiledShapes:
    """The shapes as plain checks. Raises `SettingsError` where they cannot be used."""
    try:
        return judge(config).validator.compiled
    except ShapesError as error:
        raise SettingsError(str(error)) from error


def linker(config: Config, lookups: Lookups | None = None) -> Linker | None:
    """What matches films; None where there is no catalogue and none is named in the settings.

    Raises `StorageError`, `VersionError`.
    """
    if not config.catalogue and not config.catalogue_file.exists():
        return None
    return Linker(Catalogue.open(config.catalogue_file), bool(config.enrich), lookups)


def is_site(config: Config) -> bool:
    """Whether anything was ever added in the folder."""
    return (config.state / LEDGER).exists()


def require_site(config: Config) -> None:
    """Raises `SettingsError` where there is no site yet."""
    if not is_site(config):
        raise SettingsError(NOTHING.format(config.root))


@contextmanager
def reading_ledger(config: Config) -> Iterator[Ledger]:
    """The ledger for looking only. Raises `SettingsError` where there is no site yet."""
    require_site(config)
    with closing(Ledger(config.state, read_only=True)) as ledger:
        yield ledger


def published(config: Config) -> Reader:
    """The published graph: an engine may hold it where nothing was added here.

    Raises `SettingsError` where there is no site yet, `StorageError`, `VersionError`.
    """
    if not config.engine_query_url:
        require_site(config)
    return open_published(config.location).current()


class Looking(NamedTuple):
    """What it takes to judge inputs without adding them."""

    judge: Judge
    inputs: Inputs
    tally: Tally


def looking(root: Path, paths: Iterable[Path]) -> Looking:
    """Paths under the settings of a site, with the scales that its ratings would have then."""
    config = load(root)
    judging = judge(config)
    absolute = [path.absolute() for path in paths]
    inputs = partial(documents.read, absolute, root, judging.included)
    if not is_site(config):
        return Looking(judging, inputs, scales(judging, inputs))
    with reading_ledger(config) as ledger:
        return Looking(judging, inputs, scales(judging, inputs, ledger))


@contextmanager
def writing(
    config: Config,
    *,
    rebase: bool = False,
    linker: Linker | None = None,
    wait_s: float = PATIENCE_S,
    processes: int = 1,
) -> Iterator[Site]:
    """The site for writing, where a linker matches new documents.

    While another process writes, `wait_s` seconds are waited. `processes` share what is much work;
    a process that serves does it alone. Raises `LockedError`,
    `VersionError`, `SettingsError`.
    """
    deadline = time.monotonic() + wait_s
    store = _unlocked(lambda: open_writer(config.location), config.state, deadline)
    with closing(store):
        ledger = _unlocked(lambda: Ledger(config.state), config.state, deadline)
        with closing(ledger), closing(Pool(processes)) as pool:
            if not rebase:
                _same_base(ledger, config)
            yield Site(config, _job(config, ledger, store, linker, pool))


@contextmanager
def recording(site: Site, command: str, *given: str) -> Iterator[Counts]:
    """Keeps in the record that a command ran, with what it was given and what came of it."""
    with site.job.ledger.recording(command, printable(" ".join(given))) as counts:
        yield counts


def _unlocked(opened: Callable[[], T], state: Path, deadline: float) -> T:
    def tried() -> T | None:
        try:
            return opened()
        except LockedError:
            if time.monotonic() >= deadline:
                raise
            return None

    found = tried()
    if found is None:
        with waiting(state):  # a server that keeps the site open lets go of it
            while found is None:
                time.sleep(PAUSE_S)
                found = tried()
    return found


def _job(config: Config, ledger: Ledger, store: Store, linker: Linker | None, pool: Pool) -> Job:
    addresses = Addresses(config.base_iri)
    return Job(ledger, store, addresses, judge(config), config.root, linker, pool)


def _same_base(ledger: Ledger, config: Config) -> None:
    before = ledger.setting(BASE_IRI)
    if before and before != config.base_iri:
        raise MovedError(
            f"This site was published under {before}, and base_iri is now {config.base_iri}. "
            "Run “triplebill rebuild” to move every IRI, or set base_iri back.",
            before,
        )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
