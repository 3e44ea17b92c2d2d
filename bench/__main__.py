"""The command: `python -m bench [--sizes small] [--only query] [--json FILE] [--markdown FILE]`."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic

import click
from rich.console import Console

from bench.comparison import Absent, Row
from bench.machine import circumstances
from bench.measures import MEASURES
from bench.report import Result, as_json, as_markdown, as_table, cells
from bench.sizes import SIZES, Sizes
from bench.workspace import Workspace

file = click.Path(dir_okay=False, writable=True, path_type=Path)

PIPED_WIDTH = 220
"""Columns of the table where it is not printed on a terminal."""


@click.command()
@click.option("--sizes", type=click.Choice(list(SIZES)), default="default", show_default=True)
@click.option("--only", type=click.Choice(list(MEASURES)), multiple=True, help="Measure only this.")
@click.option("--json", "json_", type=file, help="Write all figures into a file.")
@click.option("--markdown", type=file, help="Write the table as a page of documentation.")
def main(sizes: str, only: tuple[str, ...], json_: Path | None, markdown: Path | None) -> None:
    """Measure ratios side by side in one run, and print them as a table."""
    result = run(SIZES[sizes], [name for name in MEASURES if name in (only or MEASURES)])
    if json_:
        json_.write_bytes(as_json(result))
    if markdown:
        markdown.write_text(as_markdown(result), "utf-8")
    out = Console()
    out.width = out.width if out.is_terminal else PIPED_WIDTH
    out.print(as_table(result))
    if any(isinstance(row, Absent) and row.failed for row in result.rows):
        sys.exit(1)


def run(sizes: Sizes, measures: Sequence[str]) -> Result:
    """All rows of some measures; says on standard error what it is at."""
    before, rows = circumstances(), list[Row]()
    with tempfile.TemporaryDirectory(prefix="triplebill-bench-") as folder:
        say = _teller()
        workspace = Workspace(Path(folder), sizes, say)
        for name in measures:
            say(f"— {name}")
            for row in _whole_or_failed(name, MEASURES[name](workspace)):
                say("  ".join(filter(None, cells(row))))
                rows.append(row)
    return Result(before, sizes, tuple(rows))


def _whole_or_failed(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of a measure; where it fails, that it did: hours of measuring must not be lost."""
    try:
        yield from rows
    except Exception as error:  # noqa: BLE001
        traceback.print_exc()
        yield Absent(name, "", f"failed: {type(error).__name__}: {error}", failed=True)


def _teller() -> Callable[[str], None]:
    started = monotonic()
    return lambda what: click.echo(f"{monotonic() - started:6.1f} s  {what}", err=True)


if __name__ == "__main__":
    main()
