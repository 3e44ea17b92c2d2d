"""The command line: `triplebill COMMAND`, one module for each kind of work.

Exit codes: 0 all well, 1 something was rejected or unreadable, 2 usage or settings,
3 environment (disk, lock, engine, port), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import click

from graph.errors import QueryError, SettingsError, StateError, TriplebillError
from server.cli.adding import add, rebuild, remove, validate
from server.cli.building import build
from server.cli.cataloguing import catalogue
from server.cli.embedding import embed
from server.cli.inspecting import inspect_command
from server.cli.linking import link
from server.cli.linting import lint_command
from server.cli.looking import conflicts, export, query, rejects
from server.cli.reviewing import review
from server.cli.running import demo, doctor, serve

COMMANDS = (
    add, serve, query, inspect_command, validate, lint_command, rejects, conflicts, export,
    embed, build, rebuild, remove, catalogue, link, review, doctor, demo,
)  # fmt: skip

EXIT_CODES: tuple[tuple[type[TriplebillError], int], ...] = (
    (SettingsError, 2),
    (QueryError, 2),
    (StateError, 3),
)
"""Which error ends in which exit code; any other error of ours ends in 1."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
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


for command in COMMANDS:
    triplebill.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        code = triplebill.main(args=arguments, prog_name="triplebill", standalone_mode=False)
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
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe left; nothing more can be said
        return 0
    return code if isinstance(code, int) else 0
