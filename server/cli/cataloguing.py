"""Commands about the catalogue of films: build, info, find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from graph.catalogue import Catalogue, CatalogueFilm, title_forms
from graph.catalogue.build import UNSTATED, build_from_files, build_from_service
from graph.catalogue.harvest import Harvest
from graph.catalogue.live import Lookups
from graph.catalogue.service import Patience, Service, Tell
from graph.errors import SettingsError
from graph.linker import Linker
from graph.progress import StepProgress
from graph.values.links import parse_identifier
from server import site
from server.cli.output import as_json, console, literal, print_json, table
from server.config import Config, load
from server.web_addresses import is_loopback
from server.words import counted

WIKIDATA_LICENCE = "CC0-1.0"

YEARS = re.compile(r"((?:18|19|20)[0-9]{2})(?:-((?:18|19|20)[0-9]{2}))?")
Years = tuple[int, int]


@click.group()
def catalogue() -> None:
    """The local catalogue of films, by which films are linked.

    \b
    triplebill catalogue build films.tsv more.nt.gz    from files
    triplebill catalogue build                         from Wikidata, in some hours
    """


def _years(context: click.Context, parameter: click.Parameter, text: str | None) -> Years | None:
    if text is None:
        return None
    match = YEARS.fullmatch(text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if first > last:
        raise click.BadParameter("Give a year or two, such as 1994 or 1990-1999.")
    return first, last


@catalogue.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--endpoint", help="A SPARQL endpoint with Wikidata's data.  [default: wikidata_url]")
@click.option("--years", callback=_years, help="Only films of these years: 1994 or 1990-1999.")
@click.option("--refresh", is_flag=True, help="Fetch anew what was fetched before.")
@click.option("--licence", help="The licence of the data in SOURCES, for the record.")
@as_json
@click.pass_obj
def build(
    root: Path,
    sources: tuple[Path, ...],
    endpoint: str | None,
    years: Years | None,
    refresh: bool,
    licence: str | None,
    json_: bool,
) -> int:
    """Make the catalogue anew, from files or from Wikidata's query service.

    Files are tables (.tsv, with a column “title”) and RDF in Wikidata's terms (.nt, .ttl, also
    with .gz). The service is asked year by year; a run that was stopped goes on where it was.
    The old catalogue is replaced when the new one is whole, and not before.
    """
    config = load(root, {"wikidata_url": endpoint})
    file = config.catalogue_file
    with _progress() as (told, tell):
        if sources:
            films = build_from_files(sources, file, told, licence or UNSTATED)
        else:
            harvest = Harvest(wikidata(config, tell), config.state / "wikidata", told, tell)
            if refresh:
                harvest.forget()
            span = range(years[0], years[1] + 1) if years else None
            films = build_from_service(harvest, file, span, licence or WIKIDATA_LICENCE)
    if json_:
        print_json({"films": films, "catalogue": str(file)})
    else:
        console().print(f"{counted(films, 'film')} in {literal(str(file))}")
    return 0


def wikidata(config: Config, tell: Tell) -> Service:
    """The service with Wikidata's data. Raises `SettingsError` where nobody says who asks."""
    if not config.contact and not is_loopback(config.wikidata_url):
        raise SettingsError(
            f"{urlsplit(config.wikidata_url).hostname} wants to know who asks. Set “contact” to "
            "a mail address or a page of yours, in triplebill.toml or as TRIPLEBILL_CONTACT."
        )
    patience = Patience(timeout_s=config.lookup_timeout_s)
    return Service(config.wikidata_url, config.contact, tell, patience)


def linker(config: Config) -> Linker | None:
    """What matches films; None where there is no catalogue and none is named in the settings.

    Raises `StorageError`, `VersionError`, `SettingsError`.
    """
    return site.linker(config, _lookups(config) if config.live_lookups else None)


def _lookups(config: Config) -> Lookups:
    patience = Patience(timeout_s=config.lookup_timeout_s)
    second = config.dbpedia_url
    dbpedia = Service(second, config.contact, _tell, patience) if second else None
    return Lookups(config.state / "lookups.sqlite", wikidata(config, _tell), dbpedia, _tell)


def _tell(sentence: str) -> None:
    console(error=True).print(literal(sentence), style="yellow")


@catalogue.command()
@as_json
@click.pass_obj
def info(root: Path, json_: bool) -> int:
    """What is in the catalogue, where it comes from, under which licence, and since when."""
    file = load(root).catalogue_file
    with closing(Catalogue.open(file)) as films:
        facts = films.facts()
    facts |= {"file": str(file), "bytes": str(file.stat().st_size)}
    if json_:
        print_json({k: int(v) if v.isdecimal() else v for k, v in facts.items()})
    else:
        for name, value in facts.items():
            console().print(f"{name:<8} {literal(value)}")
    return 0


@catalogue.command()
@click.argument("words")
@as_json
@click.pass_obj
def find(root: Path, words: str, json_: bool) -> int:
    """The films of a title, or the one with an identifier or a page.

    \b
    triplebill catalogue find "Solaris"
    triplebill catalogue find tt0113277
    """
    with closing(Catalogue.open(load(root).catalogue_file)) as films:
        found = _found(films, words)
    if json_:
        print_json(found)
        return 0
    shown = table("Item", "Title", "Year", "Director", "Kind", "Identifiers")
    for film in found:
        shown.add_row(*map(literal, _cells(film)))
    console().print(shown if found else f"Nothing is called {literal(words)} in the catalogue.")
    return 0


def _found(films: Catalogue, words: str) -> list[CatalogueFilm]:
    scheme = "wikidata" if words[:1] == "Q" else ""
    if identifier := parse_identifier(words, scheme):
        film = films.by_identifier(identifier.scheme, identifier.value)
        return [film] if film else []
    return films.by_title(title_forms(words))


def _cells(film: CatalogueFilm) -> tuple[str, ...]:
    identifiers = (f"{i.scheme} {i.value}" for i in film.identifiers[:3])
    directors = (person.name for person in film.directors)
    years = map(str, film.years)
    return (
        film.qid,
        film.title,
        *map(", ".join, (years, directors)),
        film.kind,
        " · ".join(identifiers),
    )


@contextmanager
def _progress() -> Iterator[tuple[StepProgress, Tell]]:
    """Shows how far what is being read is, and says why there is a pause."""
    out = console(error=True)
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(bar_width=30),
        TextColumn("{task.percentage:>3.0f} %  {task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=out, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def told(name: str, done: int, total: int) -> None:
            if name not in tasks:
                for task in tasks.values():
                    progress.remove_task(task)
                tasks.clear()
                tasks[name] = progress.add_task(name, total=None, rate="")
            speed = progress.tasks[-1].speed
            rate = f"{speed:,.0f}/s" if speed else ""
            progress.update(tasks[name], completed=done, total=total or None, rate=rate)

        yield told, lambda sentence: out.print(literal(sentence), style="yellow")
