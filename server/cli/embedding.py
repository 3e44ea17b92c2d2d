"""The command that writes JSON-LD into the pages of a built site: embed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click
from pyoxigraph import NamedNode
from rich.console import Console

from graph import jsonld
from graph.embedding import OUTCOMES, Embedding, Options, Outcome, PageReport, Report
from graph.embedding.reviews import published_reviews
from graph.mapping import Addresses
from graph.store import Reader
from graph.store.location import open_published
from server.cli.output import (
    CONTROL,
    READING,
    as_json,
    console,
    literal,
    print_json,
    progress,
    shortened,
)
from server.config import Config, load
from server.site import reading_ledger
from server.web_addresses import is_loopback
from server.words import counted

SHOWN = 20
"""Pages of an outcome, and reviews, that are listed."""

STYLE: dict[Outcome, str] = {
    "written": "green",
    "removed": "green",
    "duplicate": "yellow",
    "unsure": "yellow",
    "unreadable": "red",
}
"""The outcomes of pages that are listed."""

FAILED: frozenset[Outcome] = frozenset(("unreadable",))
FAILED_IF_STRICT: frozenset[Outcome] = FAILED | {"unsure", "duplicate"}

COUNTED: dict[Outcome, str] = {"duplicate": "described already", "without": "without a review"}


@click.command()
@click.argument("folder", metavar="SITE", type=click.Path(path_type=Path, exists=True))
@click.option("--dry-run", is_flag=True, help="Change nothing; show the changes as a diff.")
@click.option("--remove", is_flag=True, help="Take all blocks out again.")
@click.option(
    "--beside", is_flag=True, help="Write also where a page describes the review already."
)
@click.option(
    "--strict", is_flag=True, help="End with 1, too, where a review is in no page for certain."
)
@click.option("--site-url", help="The address of the site's first page; else from the settings.")
@as_json
@click.pass_obj
def embed(
    root: Path,
    folder: Path,
    dry_run: bool,
    remove: bool,
    beside: bool,
    strict: bool,
    site_url: str | None,
    json_: bool,
) -> int:
    """Write JSON-LD into the pages of a built site.

    SITE is the folder of HTML that Hugo, Jekyll, Pelican or another generator has made. A page
    gets the block of its review, found by canonical address, then by path, then by title; where
    that is not certain, nothing is written and the reason said. Run it after each build: a block
    is refreshed, and nothing else of a page is touched. Ends with 1 where a page cannot be read or
    written.

    \b
    triplebill embed public/ --dry-run
    triplebill embed public/ --strict
    """
    if not folder.is_dir():
        raise click.UsageError(f"“{folder}” is a file; name the folder of the built site.")
    config = load(root, {"site_url": site_url})
    options = Options(beside=beside, dry_run=dry_run, url=config.site_url)
    report = _remove(folder, options) if remove else _write(config, folder, options)
    if json_:
        print_json(report)
    else:
        _print(report, dry_run=dry_run)
    failed = FAILED_IF_STRICT if strict else FAILED
    without = strict and report.missing
    return int(bool(without) or any(page.outcome in failed for page in report.pages))


def _remove(folder: Path, options: Options) -> Report:
    with progress() as shown:
        return Embedding(folder, options).remove(partial(shown.told, READING))


def _write(config: Config, folder: Path, options: Options) -> Report:
    if is_loopback(config.base_iri):
        console(error=True).print(
            f"base_iri is {literal(config.base_iri)}, which nobody else can reach, and the blocks "
            "name things by it. Before you publish them, set it in triplebill.toml and run "
            "“triplebill rebuild”.",
            style="yellow",
        )
    addresses = Addresses(config.base_iri)
    with reading_ledger(config) as ledger:
        reviews = published_reviews(ledger, addresses)
    reader = open_published(config.location).current()

    def block(slug: str) -> str:
        return _block(reader, addresses.document("review", slug))

    with progress() as shown:
        looked, treated = partial(shown.told, READING), partial(shown.told, "Embedding")
        return Embedding(folder, options, block).write(reviews, looked, treated)


def _block(reader: Reader, review: NamedNode) -> str:
    triples = reader.describe(review)
    return str(jsonld.script(jsonld.embedded(triples, review))) if triples else ""


def _print(report: Report, *, dry_run: bool) -> None:
    out = console()
    for diff in (page.diff for page in report.pages if page.diff):
        click.echo("\n".join(CONTROL.sub("�", line) for line in diff.split("\n")), nl=False)
    for outcome, style in STYLE.items():
        _print_pages(out, [page for page in report.pages if page.outcome == outcome], style)
    _print_missing(out, report.missing)
    counts = Counter(page.outcome for page in report.pages)
    listed = (f"{counts[o]:,} {COUNTED.get(o, o)}" for o in OUTCOMES if counts[o])
    pages = counted(len(report.pages), "page")
    out.print(f"{pages}: {', '.join(listed) or 'nothing to read'}.")
    if dry_run:
        out.print("Nothing was changed: this was a dry run.")


def _print_pages(out: Console, pages: list[PageReport], style: str) -> None:
    for page in pages[:SHOWN]:
        origin = f" [dim]{literal(page.source)}, by {page.by}[/]" if page.source else ""
        out.print(f"[{style}]{page.outcome}[/] [bold]{literal(page.page)}[/]{origin}")
        if page.reason:
            out.print(f"  {literal(page.reason)}")
    _print_more(out, pages)


def _print_missing(out: Console, missing: list[str]) -> None:
    if missing:
        what = "review has" if len(missing) == 1 else "reviews have"
        out.print(f"{len(missing):,} {what} no page here:")
    for source in missing[:SHOWN]:
        out.print(f"  {literal(shortened(source, 120))}")
    _print_more(out, missing)


def _print_more(out: Console, listed: Iterable[object]) -> None:
    if (left := len(list(listed)) - SHOWN) > 0:
        out.print(f"  … and {left} more; --json lists them all.")
