"""What the commands print: progress, summaries, tables, and JSON for machines."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from graph.findings import Finding, findings
from graph.ingest import Summary
from graph.ledger import Entry
from server.words import counted

OUTCOME_STYLE = {
    "published": "green",
    "unchanged": "dim",
    "rejected": "red",
    "unreadable": "red",
    "skipped": "yellow",
}

READING = "Reading"
"""The step that begins most work."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

as_json = click.option("--json", "json_", is_flag=True, help="Print JSON, for machines.")


class _Console(Console):
    """Leaves a pipe that nobody reads to the command line, which knows the exit code."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704  # called where the error is handled


def console(*, error: bool = False) -> Console:
    """A console on standard output or standard error; plain where that is no terminal."""
    wide = None if (sys.stderr if error else sys.stdout).isatty() else 240
    return _Console(stderr=error, highlight=False, width=wide, emoji=False)


def literal(text: str) -> str:
    """Somebody's words as they stand: neither markup, nor commands to the terminal.

    >>> literal("[/b] \\x1b[2J")
    '\\\\[/b] �[2J'
    """
    return escape(CONTROL.sub("�", text))


def print_json(data: object) -> None:
    """Print any record as JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(data), indent=2).decode())


class Count(ProgressColumn):
    """How much is done, and of how much, where that is known."""

    def render(self, task: Task) -> Text:
        """The column's cell."""
        done = f"{task.completed:,.0f}"
        if task.total is None:
            return Text(done, "progress.download")
        total = f"{task.total:,.0f}"
        return Text(f"{done:>{len(total)}} of {total}", "progress.download")


class Left(TimeRemainingColumn):
    """The time left, where it can be known: while reading, nobody has counted the rows."""

    def render(self, task: Task) -> Text:
        """The column's cell."""
        if task.total is None:
            return Text("")
        return Text.assemble(super().render(task), " left")


class Steps:
    """Progress on standard error of work whose steps have names, with rate and time left."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._tasks: dict[str, TaskID] = {}

    def told(self, step: str, done: int, total: int) -> None:
        """Told how much of a step is done, and of how much: 0 where nobody has counted."""
        if step not in self._tasks:
            for task in self._shown.tasks:  # what goes before a step has come to its end
                self._shown.update(task.id, total=task.completed)
            self._tasks[step] = self._shown.add_task(step, total=None, rate="")
        task = self._shown.tasks[self._tasks[step]]
        rate = f"{task.speed:,.0f}/s" if task.speed else ""
        self._shown.update(task.id, completed=done, total=total or None, rate=rate)

    def read(self, summary: Summary) -> None:
        """Told after each batch of documents."""
        self.told(READING, summary.inputs + summary.waiting, 0)


@contextmanager
def progress() -> Iterator[Steps]:
    """Shows named steps while the block runs; silent where standard error is no terminal."""
    with _bars() as shown:
        yield Steps(shown)


def _bars() -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<10}"),
        BarColumn(bar_width=30),
        Count(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        Left(),
    )
    return Progress(*columns, console=console(error=True), transient=True)


def summarise(
    summary: Summary, explain: Callable[[str], Entry | None], *, would: bool = False
) -> None:
    """The counts of a run, which add up, and the sentences of what failed. `would`: of one that
    only looked."""
    out = console()
    for source in summary.failed[:20]:
        if entry := explain(source):
            print_entry(out, entry)
    if len(summary.failed) > 20:
        out.print(f"… and {len(summary.failed) - 20:,} more: see “triplebill rejects”.")
    counts = ", ".join(
        f"[{style}]{getattr(summary, outcome):,} {told(outcome, would=would)}[/]"
        for outcome, style in OUTCOME_STYLE.items()
        if getattr(summary, outcome)
    )
    if summary.overruled:
        out.print(
            f"[red]Rejected by now[/]: {len(summary.overruled):,} published before, whose ratings "
            "do not fit the scale that the site's numbers have now. See “triplebill rejects”."
        )
    inputs = counted(summary.inputs, "input")
    out.print(f"{inputs}: {counts or 'nothing to read'}.")


def told(outcome: str, *, would: bool) -> str:
    """The word for an outcome, of an input that was taken in or would be."""
    return "would be published" if would and outcome == "published" else outcome


def print_entry(out: Console, entry: Entry, *, would: bool = False) -> None:
    """An input that was not published: where, and what to change."""
    outcome = f"[{OUTCOME_STYLE[entry.ended]}]{told(entry.ended, would=would)}[/]"
    out.print(f"{outcome} [bold]{literal(entry.source)}[/]")
    if entry.reason and entry.outcome != "rejected":
        out.print(f"  {literal(entry.reason)}")
    for finding in findings(entry, "Violation"):
        print_finding(out, finding)


def print_finding(out: Console, finding: Finding) -> None:
    """One sentence with its place and words."""
    where = f"line {finding.line}: " if finding.line else ""
    words = f" [dim](“{literal(shortened(finding.words))}”)[/]" if finding.words else ""
    out.print(f"  {where}{literal(finding.sentence)}{words}")


def table(*columns: str) -> Table:
    """An empty table in the house's style."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def shortened(text: str, width: int = 80) -> str:
    """A text on one line, cut at a width.

    >>> shortened("one\\ntwo three", 9)
    'one two …'
    """
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1].rstrip()} …"[: width + 1]
