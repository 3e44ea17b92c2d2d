"""The command that checks pages for rich results: lint."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import click
import msgspec
from rich.console import Console

from graph.documents.files import PAGES, File, find, sentence
from graph.errors import UnreadableError
from graph.linting import DATED, Finding, Linted, Thing, lint, unreadable
from server.cli.output import as_json, console, literal, print_json, shortened
from server.fetching import Fetched, Sitemap, fetch, is_address, same_host, sitemap
from server.sarif import sarif
from server.words import counted

JSON = frozenset((".json", ".jsonld"))
MOST_SITEMAPS = 50
"""Sitemaps of an index that are looked into."""


@click.command("lint")
@click.argument("pages", metavar="PAGE…", nargs=-1, required=True)
@as_json
@click.option(
    "--sarif", "log", type=click.Path(path_type=Path, dir_okay=False),
    help="Write what was found into a file of SARIF 2.1.0.",
)  # fmt: skip
@click.option(
    "--most", type=click.IntRange(1), default=100, show_default=True,
    help="Pages of a sitemap that are fetched.",
)  # fmt: skip
@click.option(
    "--pause", type=click.FloatRange(0), default=0.5, show_default=True,
    help="Seconds between two pages of a sitemap.",
)  # fmt: skip
def lint_command(
    pages: tuple[str, ...], json_: bool, log: Path | None, most: int, pause: float
) -> int:
    """Check pages for rich results, yours or others’.

    PAGE is an HTML file, a file of JSON-LD, a folder, an address, or a sitemap (a file or an
    address). Ends with 1 where anything is not eligible.

    \b
    triplebill lint public/ --sarif lint.sarif
    triplebill lint https://example.org/sitemap.xml --most 20
    """
    linted: list[Linted] = []
    for page in (one for given in pages for one in _all(given, most, pause)):
        linted.append(page)
        if not json_:
            print_page(console(), page)
    if log:
        _write(log, linted)
    if json_:
        print_json({"rules": DATED, "pages": [_for_machines(page) for page in linted]})
    else:
        _print_counts(console(), linted)
    severities = {finding.severity for page in linted for finding in page.all_findings()}
    return int("error" in severities)


def _all(given: str, most: int, pause: float) -> Iterator[Linted]:
    """Every page that is meant by one argument."""
    if is_address(given):
        yield from _at_address(given, most, pause)
        return
    path = Path(given)
    if not path.exists():
        raise click.UsageError(f"There is no file or folder “{given}”, and it is no address.")
    for file in find([path], Path()):
        if not isinstance(file, File):
            if not path.is_dir():
                yield unreadable(file.source, file.reason)
        elif not path.is_dir() or file.suffix in PAGES:
            yield from _in_file(file, most, pause)


def _in_file(file: File, most: int, pause: float) -> Iterator[Linted]:
    try:
        data = file.content()
    except UnreadableError as error:
        yield unreadable(file.source, str(error))
        return
    except OSError as error:
        yield unreadable(file.source, sentence(error))
        return
    if listed := sitemap(data) if file.suffix == ".xml" else None:
        yield from _listed(_pages_of(listed, "", pause), most, pause)
    else:
        yield lint(file.source, data, json_=file.suffix in JSON)


def _at_address(url: str, most: int, pause: float) -> Iterator[Linted]:
    try:
        fetched = fetch(url)
    except UnreadableError as error:
        yield unreadable(url, str(error))
        return
    if listed := sitemap(fetched.body):
        yield from _listed(_pages_of(listed, fetched.url, pause), most, pause)
    else:
        yield _judged(url, fetched)


def _pages_of(listed: Sitemap, own: str, pause: float) -> Iterator[str | Linted]:
    """The addresses of the pages of a sitemap, or of those that an index names.

    A sitemap that was fetched from `own` speaks for its own host only.
    """
    if not listed.is_index:
        yield from _of_host(listed.addresses, own)
        return
    for url in _of_host(listed.addresses[:MOST_SITEMAPS], own):
        time.sleep(pause)
        try:
            further = sitemap(fetch(url).body)
        except UnreadableError as error:
            yield unreadable(url, str(error))
            continue
        if further and not further.is_index:
            yield from _of_host(further.addresses, url)


def _of_host(addresses: Iterable[str], own: str) -> list[str]:
    """Those of the host of `own`, and all of them where that is empty."""
    return [url for url in addresses if not own or same_host(url, own)]


def _listed(found: Iterator[str | Linted], most: int, pause: float) -> Iterator[Linted]:
    for number, page in enumerate(islice(found, most)):
        if isinstance(page, Linted):
            yield page
            continue
        time.sleep(pause if number else 0)
        try:
            yield _judged(page, fetch(page))
        except UnreadableError as error:
            yield unreadable(page, str(error))


def _judged(url: str, fetched: Fetched) -> Linted:
    return lint(url, fetched.body, json_=fetched.media_type.endswith("json"))


def _write(log: Path, pages: list[Linted]) -> None:
    try:
        log.write_bytes(msgspec.json.format(msgspec.json.encode(sarif(pages)), indent=2))
    except OSError as error:
        raise click.UsageError(f"“{log}” cannot be written: {error.strerror}.") from error


def _for_machines(page: Linted) -> dict[str, object]:
    things = [{**msgspec.structs.asdict(t), "eligible": t.eligible} for t in page.things]
    return {**msgspec.structs.asdict(page), "things": things}


def print_page(out: Console, page: Linted) -> None:
    """What was found in a page, whether it is eligible, and how a result would look."""
    out.print(f"[bold]{literal(page.source)}[/]")
    for finding in page.findings:
        _print_finding(out, finding)
    if not page.things and not page.findings:
        out.print("  No review, mean rating or film is marked up here.")
    for thing in page.things:
        _print_thing(out, page, thing)


def _print_thing(out: Console, page: Linted, thing: Thing) -> None:
    name = f" “{literal(shortened(thing.name))}”" if thing.name else ""
    where = f"line {thing.line}, " if thing.line else ""
    out.print(f"  {thing.type}{name} [dim]({where}{thing.syntax})[/]: {_verdict(thing)}")
    for finding in thing.findings:
        _print_finding(out, finding)
    if thing.eligible:
        out.print(f"    [dim]│[/] [blue]{literal(shortened(page.title or thing.name, 60))}[/]")
        if line := _second_line(thing):
            out.print(f"    [dim]│[/] {line}")


def _verdict(thing: Thing) -> str:
    if thing.eligible:
        return f"[green]eligible for a {thing.feature}[/]"
    return f"[red]not eligible for a {thing.feature}[/]"


def _second_line(thing: Thing) -> str:
    """Stars, rating, author and date as a result shows them under its title."""
    said = [thing.rating and f"Rating: {thing.rating}" + (thing.best and f"/{thing.best}")]
    said += [thing.count and f"{thing.count} votes", thing.author and f"by {thing.author}"]
    words = " · ".join(shortened(one, 60) for one in (*said, thing.date) if one)
    shown = stars(thing.rating, thing.best)
    return f"[yellow]{shown}[/] {literal(words)}" if shown else literal(words)


def stars(rating: str, best: str) -> str:
    """Five stars for a rating, to the half; 5 is the best where nothing is said. "" for none.

    >>> stars("4.5", ""), stars("6 / 10", ""), stars("74%", "100"), stars("good", "")
    ('★★★★½', '★★★☆☆', '★★★½☆', '')
    """
    value, slash, of = rating.rstrip("% ").partition("/")
    whole = of if slash else "100" if rating.endswith("%") else best or "5"
    try:
        halves = round(10 * float(value) / float(whole) + 1e-9)
    except (ValueError, ZeroDivisionError, OverflowError):
        return ""
    full, half = divmod(min(10, max(0, halves)), 2)
    return "★" * full + "½" * half + "☆" * (5 - full - half)


def _print_finding(out: Console, finding: Finding) -> None:
    style = "red" if finding.severity == "error" else "yellow"
    where = f"line {finding.line}: " if finding.line else ""
    words = f"{where}{literal(finding.sentence)} [dim]{finding.rule}[/]"
    out.print(f"    [{style}]{finding.severity}[/] {words}")


def _print_counts(out: Console, pages: list[Linted]) -> None:
    things = [thing for page in pages for thing in page.things]
    eligible = sum(thing.eligible for thing in things)
    out.print(
        f"{counted(len(pages), 'page')}: {eligible} of {len(things)} eligible "
        f"by Google’s published rules of {DATED}; whether a result is shown, Google alone decides."
    )
