"""The command line: `triplebill COMMAND`, one module for each kind of work.

Exit codes: 0 all well, 1 something was rejected or unreadable, 2 usage or settings,
3 environment (disk, lock, engine, port), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from graph.errors import (
    QueryError,
    SettingsError,
    StateError,
    TriplebillError,
    UnsupportedFormatError,
)

COMMANDS = {
    "add": "adding.add",
    "serve": "running.serve",
    "query": "looking.query",
    "inspect": "inspecting.inspect_command",
    "validate": "adding.validate",
    "lint": "linting.lint_command",
    "rejects": "looking.rejects",
    "conflicts": "looking.conflicts",
    "export": "exporting.export",
    "embed": "embedding.embed",
    "build": "building.build",
    "rebuild": "adding.rebuild",
    "remove": "adding.remove",
    "catalogue": "cataloguing.catalogue",
    "link": "linking.link",
    "review": "reviewing.review",
    "doctor": "running.doctor",
    "demo": "running.demo",
}
"""Each command, with its module in this package and its name there."""

EXIT_CODES: tuple[tuple[type[TriplebillError], int], ...] = (
    (SettingsError, 2),
    (QueryError, 2),
    (UnsupportedFormatError, 2),
    (StateError, 3),
)
"""Which error ends in which exit code; any other error of ours ends in 1."""


class Commands(click.Group):
    """Knows its commands by name, and imports one when it is asked for: none waits for what the
    others need."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(".")
        command: click.Command = getattr(import_module(f"server.cli.{module}"), attribute)
        return command

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        """As click does; but “--help” may be printed into a pipe that nobody reads."""
        with _pipes():
            return super().make_context(*given, **more)

    def invoke(self, context: click.Context) -> Any:
        """As click does; but click ends with 1 where nobody reads a pipe."""
        with _pipes():
            return super().invoke(context)


class _UnreadError(Exception):
    """The reader of a pipe has seen enough."""


@contextmanager
def _pipes() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _UnreadError from error


@click.group(
    cls=Commands,
    commands={name: click.Command(name) for name in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(version("triplebill"), "-V", "--version", prog_name="triplebill")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="The site's folder: it holds triplebill.toml and the state, .triplebill/.",
)
@click.pass_context
def triplebill(context: click.Context, site: Path) -> None:
    """Film reviews into linked data: read, validated, published.

    \b
    A first round:
      triplebill add reviews/        read a folder of reviews
      triplebill rejects             what was not published, and what to change
      triplebill serve               pages and a SPARQL endpoint on 127.0.0.1:8000

    Settings come from triplebill.toml, then TRIPLEBILL_… in the environment, then options;
    “triplebill doctor” shows which are in force.
    """
    context.obj = site.resolve()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        code = triplebill.main(args=arguments, prog_name="triplebill", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        click.echo(
            "Stopped. What was acknowledged is kept; run the same command to go on.", err=True
        )
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TriplebillError as error:
        click.echo(f"triplebill: {error}", err=True)
        return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)
    except (_UnreadError, BrokenPipeError):
        _give_up_output()
        return 0
    except OSError as error:
        _give_up_output()
        click.echo(f"triplebill: {_refused(error)}", err=True)
        return 3
    return code if isinstance(code, int) else 0


def _give_up_output() -> None:
    """Let nothing more be written to standard output, not even what Python still holds of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _refused(error: OSError) -> str:
    what = f"“{error.filename}” cannot be used" if error.filename else "The output was cut off"
    return f"{what}: {error.strerror or error}."
