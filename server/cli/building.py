"""The command `build`: the whole site as files, for any static host."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.cli.output import as_json, console, literal, print_json, progress
from server.config import load
from server.site import require_site
from server.web_addresses import is_loopback

if TYPE_CHECKING:
    from server.building.job import Summary

SHOWN = 20
"""Problems that are told one by one."""


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes.  [default: one per core]")
@click.option("--all", "everything", is_flag=True, help="Make every page anew.")
@click.option("--force", is_flag=True, help="Write into a folder that holds other files, too.")
@as_json
@click.pass_obj
def build(
    root: Path, out: Path, jobs: int | None, everything: bool, force: bool, json_: bool
) -> int:
    """Write the whole site into the folder OUT, for any static host.

    Each page with its data, byte for byte what “triplebill serve” sends with the setting
    “static”. The second time only what changed is written, and what is gone is removed. Ctrl-C
    stops it; the same command goes on.

    \b
    triplebill build public/
    """
    from server.building.job import build as run  # Flask is not needed by the other commands

    config = load(root)
    require_site(config)
    started = time.monotonic()
    with progress() as shown:
        summary = run(
            config,
            out.absolute(),
            jobs=jobs or os.cpu_count() or 1,
            force=force,
            everything=everything,
            progress=shown.told,
        )
    seconds = time.monotonic() - started
    if json_:
        print_json(asdict(summary) | {"seconds": round(seconds, 3)})
    else:
        _print(summary, seconds)
        _hint(config.base_iri)
    return 1 if summary.problems else 0


def _print(summary: Summary, seconds: float) -> None:
    out = console()
    for problem in summary.problems[:SHOWN]:
        out.print(f"[red]✗[/] {literal(problem)}")
    if len(summary.problems) > SHOWN:
        out.print(f"… and {len(summary.problems) - SHOWN:,} more.")
    for name in summary.left:
        out.print(f"[yellow]left[/] {literal(name)}: somebody else has changed it")
    out.print(
        f"{summary.files:,} files: [green]{summary.written:,} written[/], "
        f"[dim]{summary.unchanged:,} unchanged[/]. {summary.removed:,} removed."
    )
    if summary.pages:
        rate = f"{summary.pages / seconds:,.0f} pages and {summary.made / seconds:,.0f} files/s"
        out.print(f"[dim]{summary.pages:,} pages made in {seconds:.1f} s, {rate}[/]")


def _hint(base_iri: str) -> None:
    """Where nobody else would find the site."""
    if is_loopback(base_iri):
        console().print(
            f"[yellow]Every IRI in it begins with {literal(base_iri)}.[/] Set “base_iri” to "
            "the address where it will be, and run “triplebill rebuild” and this again."
        )
