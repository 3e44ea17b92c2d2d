"""Commands that run or inspect the site: serve, demo, doctor."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click
from rich.style import Style
from rich.text import Text

from graph.catalogue.build import build_from_files
from graph.catalogue.index import Catalogue
from graph.errors import (
    EngineError,
    LockedError,
    SettingsError,
    StorageError,
    TriplebillError,
    VersionError,
)
from graph.ledger import Ledger
from graph.mapping.addresses import KINDS
from graph.publish import BASE_IRI
from graph.statistics import documents
from graph.store import Reader
from graph.store.location import open_published
from graph.vocabulary import FOAF, OWL, PROV, RDF, SCHEMA, VOID
from server.cli.adding import add_paths, exit_code
from server.cli.cataloguing import linker
from server.cli.output import console, literal, summarise
from server.config import Config, load
from server.settings import SETTINGS
from server.site import (
    NOTHING,
    Site,
    compiled,
    is_site,
    judge,
    reading_ledger,
    recording,
    writing,
)
from server.words import counted

NAMESPACES = (SCHEMA, RDF, OWL, FOAF, VOID, PROV)
"""Those of all properties that the published graph has: docs/model.md."""

DEMO = "demo"
"""The name of the ledger's setting that marks a site made by the demo."""


@click.command()
@click.option("--host", help="The address to listen on.  [default: the setting “host”]")
@click.option("--port", type=int, help="The port to listen on.  [default: the setting “port”]")
@click.pass_obj
def serve(root: Path, host: str | None, port: int | None) -> int:
    """Serve the pages and the SPARQL endpoint until Ctrl-C.

    What “triplebill add” publishes meanwhile is visible at once.
    """
    config = load(root, {"host": host, "port": port})
    return _serve(config, behind=not _caught_up(config))


def _caught_up(config: Config) -> bool:
    """Publish what an interrupted run has left; where somebody else writes, they will. Where it
    cannot be, as on a read-only disk, that is told, and the site is served as it stands; False
    where an engine may take it later."""
    if not is_site(config):
        return True
    try:
        with suppress(LockedError), writing(config, wait_s=0) as site:
            site.job.publish()
    except (EngineError, StorageError) as error:
        click.echo(f"triplebill: {error} Until then the site is served as it stands.", err=True)
        return not isinstance(error, EngineError)
    return True


def _serve(config: Config, *, behind: bool = False) -> int:
    if config.token and config.shapes:
        compiled(config)  # what is wrong with them shows before anybody sends a review
    from server.web import serve as run  # Flask is not needed by the other commands

    run(config, lambda: _announce(config), behind=behind)
    return 0


def _announce(config: Config) -> None:
    """Where to look, once something is there to be seen."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    address = f"http://{host}:{config.port}/"
    out = console()
    told = Text.from_markup(f"\n  [bold]{literal(config.site_name)}[/] is at ")
    out.print(told.append(address, Style(bold=True, link=address)).append("\n"))
    writing = [("links/open", "the links that wait for a decision")] if config.token else []
    for path, what in (
        ("", "the newest reviews"),
        ("movies", "all films"),
        ("sparql", "the SPARQL endpoint, with a form"),
        ("data", "what the dataset holds, and how to get it"),
        *writing,
    ):
        out.print(f"    {literal(f'{address + path:<46}')} [dim]{what}[/]")
    if not is_site(config):
        out.print(f"\n  [yellow]{literal(NOTHING.format(config.root))}[/]")
    out.print("\n  [dim]Ctrl-C stops it.[/]\n")


@click.command()
@click.option("--port", type=int, help="The port to listen on.  [default: the setting “port”]")
@click.option("--no-serve", is_flag=True, help="Only add and publish.")
@click.pass_obj
def demo(root: Path, port: int | None, no_serve: bool) -> int:
    """Add the sample reviews to this folder's site and serve it.

    The second time nothing is added, and it starts at once. A folder that already holds a site
    of its own is left alone.
    """
    config = load(root, {"port": port})
    with writing(config) as opened:
        _require_demo(opened)
        _bring_catalogue(config)
        site = Site(config, replace(opened.job, linker=linker(config)))
        with recording(site, "demo") as counts:
            summary = add_paths(site, (samples(),))
            summary.tell(counts)
        summarise(summary, site.job.ledger.documents.get)
    if no_serve:
        return exit_code(summary)
    return _serve(config)


def samples() -> Path:
    """The folder of the sample reviews: in a checkout beside the packages, else installed."""
    places = (
        Path(__file__).parents[2] / "data" / "reviews",
        Path(sys.prefix) / "share" / "triplebill" / "reviews",
    )
    for place in places:
        if place.is_dir():
            return place
    raise SettingsError(f"The sample reviews are missing; they should be in {places[-1]}.")


def _bring_catalogue(config: Config) -> None:
    """The small catalogue of the films in the samples, where there is none that can be read."""
    if config.catalogue_file.exists():
        with suppress(VersionError):  # an older Triplebill made it
            Catalogue.open(config.catalogue_file).close()
            return
    films = samples().parent / "catalogue" / "films.tsv"
    build_from_files([films], config.catalogue_file, lambda *how: None, "CC0-1.0")


def _require_demo(site: Site) -> None:
    ledger = site.job.ledger
    if ledger.setting(DEMO) is None and any(ledger.documents.counts().values()):
        raise SettingsError(
            f"{site.config.root} already holds a site. Run the demo in an empty folder: "
            "triplebill --site /tmp/demo demo"
        )
    with ledger.transaction():
        ledger.set(DEMO, "yes")


# --- doctor ---------------------------------------------------------------------------------


@click.command()
@click.pass_obj
def doctor(root: Path) -> int:
    """Check the machine and the site.

    Looks at the settings, the ledger, the graph, and what guards the endpoint.
    """
    out = console()
    healthy = True
    for name, good, sentence in _checks(root):
        healthy = healthy and good is not False
        out.print(f"{MARKS[good]} {name:<10} {literal(sentence)}", highlight=False)
    return 0 if healthy else 3


Check = tuple[str, bool | None, str]
"""What was looked at, whether it is well (None: but perhaps not as it is meant), and a sentence."""

MARKS = {True: "[green]✓[/]", None: "[yellow]![/]", False: "[red]✗[/]"}


def _checks(root: Path) -> Iterator[Check]:
    yield _versions()
    try:
        config = load(root)
    except SettingsError as error:
        yield "settings", False, str(error)
        return
    yield _settings(config)
    yield _disk(config)
    yield _sandbox()
    yield from _shapes(config)
    if not is_site(config):
        yield "ledger", True, f"nothing was added to {config.root} yet"
        return
    try:
        yield from _site(config)
    except TriplebillError as error:
        yield "site", False, str(error)


def _versions() -> Check:
    names = ("triplebill", "pyoxigraph", "rdflib", "pyshacl", "flask")
    found = ", ".join(f"{name} {version(name)}" for name in names)
    return "versions", sys.version_info >= (3, 11), f"Python {platform.python_version()}, {found}"


def _settings(config: Config) -> Check:
    changed = [
        f"{setting.name} = {'…' if setting.secret else getattr(config, setting.name)}"
        for setting in SETTINGS
        if getattr(config, setting.name) != setting.default
    ]
    return "settings", True, "; ".join(changed) or "all at their defaults"


def _disk(config: Config) -> Check:
    place = next(p for p in (config.state, *config.state.parents) if p.exists())
    free = shutil.disk_usage(place).free
    return "disk", free > 500_000_000, f"{free / 1e9:.1f} GB free at {place}"


def _sandbox() -> Check:
    from server.sandbox import sandbox_kind

    kind = sandbox_kind()
    return "sandbox", True, f"strangers' queries run in worker processes: {kind}"


def _shapes(config: Config) -> Iterator[Check]:
    try:
        left = compiled(config).reasons
    except SettingsError as error:
        yield "shapes", False, str(error)
        return
    yield "shapes", True, " ".join(left) or "all are compiled into plain checks"
    for sentence in judge(config).validator.unmet(NAMESPACES):
        yield "shapes", None, sentence


def _site(config: Config) -> Iterator[Check]:
    with reading_ledger(config) as ledger:
        counts = ledger.documents.counts()
        yield "ledger", True, ", ".join(f"{count:,} {outcome}" for outcome, count in counts.items())
        base = ledger.setting(BASE_IRI)
        agree = base in (None, config.base_iri)
        advice = (
            "" if agree else f", but base_iri is now {config.base_iri}: run “triplebill rebuild”"
        )
        yield "base IRI", agree, f"published under {base}{advice}"
        reader = open_published(config.location).current()
        triples, version = counted(reader.count(), "triple"), reader.version or "unversioned"
        yield "graph", True, f"{triples}, snapshot {version}"
        yield _published(ledger, reader)


def _published(ledger: Ledger, reader: Reader) -> Check:
    if waiting := ledger.unpublished.count():
        left = f"{counted(waiting, 'resource')} wait to be published"
        return "published", False, f"{left}: run any “triplebill add”, or serve"
    wanted, found = sum(map(ledger.things.count, KINDS)), documents(reader)
    if wanted != found:
        differ = f"the ledger has {counted(wanted, 'page')} and the graph {found:,}"
        return "published", False, f"{differ}: run “triplebill rebuild”"
    return "published", True, "the graph has all that the ledger has"
