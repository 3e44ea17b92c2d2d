"""Files of RDF that commands write: the format by the name, “-” for standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path
from typing import IO

import click
from pyoxigraph import Triple

from graph.errors import UnsupportedFormatError
from graph.formats import GRAPH_FORMATS, Format, named
from graph.store.durable import whole_file
from graph.vocabulary import PREFIXES, PTR
from server.results import write_graph

STDOUT = Path("-")


def format_of(path: Path, name: str | None = None) -> Format:
    """The format of this name, else that of the file's. Raises `click.UsageError`."""
    try:
        plain = path.with_suffix("") if path.suffix == ".gz" else path
        return named(name or plain.suffix.removeprefix("."), GRAPH_FORMATS)
    except UnsupportedFormatError as error:
        raise click.UsageError(str(error)) from error


def opened(path: Path) -> AbstractContextManager[IO[bytes]]:
    """What to write to at once: standard output, a pipe or a device."""
    return nullcontext(sys.stdout.buffer) if path == STDOUT else path.open("wb")


def _named(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """A file whose format is known before there is anything to write."""
    if path and path != STDOUT:
        format_of(path)
    return path


to_report = click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_named,
    help="Write the SHACL validation report: a .ttl, .nt, .jsonld or .rdf file; “-”: Turtle.",
)


def aside(report: Path | None, json_: bool) -> AbstractContextManager[object]:
    """Has what is printed go to standard error where the report goes to standard output.

    Raises `click.UsageError` where JSON is to go there, too.
    """
    if report != STDOUT:
        return nullcontext()
    if json_:
        raise click.UsageError("Only one of --json and the report can go to standard output.")
    return redirect_stdout(sys.stderr)


def write_report(report: Iterable[Triple], path: Path) -> None:
    """Write a validation report; a file is there whole or not at all.

    Raises `click.UsageError` where it cannot be written.
    """
    form = GRAPH_FORMATS[0] if path == STDOUT else format_of(path)
    written = write_graph(report, form, prefixes=PREFIXES | {"ptr": PTR})
    at_once = path == STDOUT or (path.exists() and not path.is_file())
    try:
        with opened(path) if at_once else whole_file(path) as file:
            file.write(written)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.UsageError(f"“{path}” cannot be written: {error.strerror}.") from error
