"""Commands that change the site: add, remove, rebuild; and validate, which changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from graph.cores import cores
from graph.documents.files import printable, source_of
from graph.findings import findings
from graph.ingest import Summary
from graph.inspection import judged
from graph.ledger import Entry
from graph.ledger.runs import Outcomes
from graph.mapping import Addresses
from graph.publish import BASE_IRI
from graph.reports import Report
from server.cli.asides import tell_asides, tell_gone
from server.cli.cataloguing import linker
from server.cli.graph_files import aside, to_report, write_report
from server.cli.output import (
    READING,
    as_json,
    console,
    literal,
    print_entry,
    print_finding,
    print_json,
    progress,
    summarise,
)
from server.config import load
from server.site import Looking, Site, looking, recording, writing
from server.words import counted

_path = click.Path(path_type=Path, exists=True, readable=False)
paths = click.argument("paths", nargs=-1, required=True, type=_path)


@click.command()
@click.argument("paths", nargs=-1, type=_path)
@click.option("-v", "--verbose", is_flag=True, help="Print each input once it is safely kept.")
@click.option("--prune", is_flag=True, help="Withdraw what came from files that are gone.")
@click.option("--sent", is_flag=True, help="Read anew what was sent over HTTP.")
@as_json
@click.pass_obj
def add(
    root: Path, paths: tuple[Path, ...], verbose: bool, prune: bool, sent: bool, json_: bool
) -> int:
    """Add reviews from files and folders: read, validate, publish.

    Reads labelled text, Markdown with front matter, CSV and TSV with a header, JSON, feeds,
    WordPress and Letterboxd exports, HTML pages and RDF.
    Adding the same again changes nothing; a changed file replaces what it said. Each input ends
    as published, unchanged, rejected, unreadable or skipped, and the counts add up. Of a folder
    it is also said which files are gone since; their reviews stay until --prune or “remove”.

    \b
    triplebill add reviews/ more/heat.md films.csv
    """
    if not paths and not sent:
        raise click.UsageError("Name the files and folders to add.")
    config = load(root)
    with writing(config, linker=linker(config), processes=cores()) as site:
        ledger = site.job.ledger
        before = ledger.documents.joined()
        with recording(site, "add", *map(str, paths), *_given(prune=prune, sent=sent)) as counts:
            summary = add_paths(site, paths, quiet=json_, verbose=verbose)
            if sent:
                site.job.read_anew(summary)
            gone = site.job.gone(paths)
            pruned = site.job.withdraw(gone) if prune else []
            summary.tell(counts)
            counts.withdrawn = len(pruned)
        joined = ledger.documents.whose(sorted(ledger.documents.joined() - before))
        if json_:
            more = {"gone": list(gone), "pruned": pruned, "joined": [own for own, _ in joined]}
            print_json(_counts(summary) | more)
        else:
            summarise(summary, ledger.documents.get)
            tell_asides(summary, len(ledger.links.open_films()), joined)
            tell_gone(list(gone), pruned)
    return exit_code(summary)


def _given(**options: bool) -> list[str]:
    """The options that were given."""
    return [f"--{name}" for name, given in options.items() if given]


def add_paths(
    site: Site, paths: tuple[Path, ...], *, quiet: bool = False, verbose: bool = False
) -> Summary:
    """Add paths to an open site, with a line for each input if verbose, else with progress."""
    absolute = [path.absolute() for path in paths]
    if verbose:
        return site.job.add(absolute, _name_each)
    if quiet:
        return site.job.add(absolute)
    with progress() as shown:
        shown.told(READING, 0, 0)
        return site.job.add(absolute, shown.read, shown.told)


def _name_each(summary: Summary) -> None:
    for source, outcome in summary.newest:
        click.echo(f"{outcome} {source}")
    sys.stdout.flush()


def exit_code(summary: Summary) -> int:
    """1 where something was rejected or unreadable, or is rejected by now."""
    return 1 if summary.failed or summary.overruled else 0


@click.command()
@paths
@as_json
@to_report
@click.pass_obj
def validate(root: Path, paths: tuple[Path, ...], json_: bool, report: Path | None) -> int:
    """Read and judge reviews without adding them.

    Shows for each input whether it would be published, what to change where not, and why its
    page would not be eligible for a rich result.

    \b
    triplebill validate reviews/
    triplebill validate reviews/ --report report.ttl
    """
    looked = looking(root, paths)
    told = Report(looked.judge.validator, Addresses(load(root).base_iri))
    with aside(report, json_):
        summary = _validated(looked, json_, told.add if report else None)
    if report:
        write_report(told, report)
    return exit_code(summary)


def _validated(looked: Looking, json_: bool, also: Callable[[Entry], None] | None) -> Summary:
    """What is printed of each input, of which the entry is handed on."""
    summary, judgements = Summary(), []
    for entry in judged(*looked):
        summary.count(entry.source, entry.outcome)
        if also:
            also(entry)
        if json_:
            judgements.append(_judgement(entry))
        else:
            _print_judgement(entry)
    if json_:
        print_json(judgements)
    else:
        summarise(summary, lambda source: None, would=True)
    return summary


def _print_judgement(entry: Entry) -> None:
    out = console()
    print_entry(out, entry, would=True)
    if entry.outcome == "published":
        for finding in findings(entry, "Warning"):
            print_finding(out, finding)
        for note in entry.extraction.notes:
            out.print(f"  {literal(note.sentence)}", style="dim")


def _judgement(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "outcome": entry.outcome,
        "format": entry.because,
        "reason": entry.reason,
        "findings": findings(entry),
        "notes": entry.extraction.notes,
    }


@click.command()
@click.argument("source")
@as_json
@click.pass_obj
def remove(root: Path, source: str, json_: bool) -> int:
    """Withdraw a review, a file or a folder.

    SOURCE is its path below the site's folder, as “triplebill rejects”, “triplebill conflicts” and
    /status show it, or one from here. The addresses of what was withdrawn answer 410 Gone from
    then on, unless another source has the same review.
    """
    if not source.strip():  # an empty variable in a script would name the current folder
        raise click.UsageError("Name the review, the file or the folder to withdraw.")
    with writing(load(root)) as site:
        names = printable(source), _source(source, root)
        found = next(filter(site.job.ledger.documents.below, names), None)
        if found is None:
            raise click.UsageError(
                f"Nothing came from “{printable(source)}”. Name a path below the site's folder, as "
                "“triplebill conflicts” and /status show it."
            )
        with recording(site, "remove", source) as counts:
            withdrawn = site.job.remove(found)
            counts.withdrawn = len(withdrawn)
    if json_:
        print_json({"removed": withdrawn})
    else:
        console().print(f"{len(withdrawn):,} removed: {literal(', '.join(withdrawn[:10]))}")
    return 0


def _source(given: str, root: Path) -> str:
    """The source's name in the ledger, of a path as seen from the current folder."""
    return printable(source_of(Path(os.path.realpath(given)), root))


@click.command()
@click.pass_obj
def rebuild(root: Path) -> int:
    """Publish the whole graph anew from the ledger.

    Triple for triple the same. Needed after base_iri changed, and when the store was damaged.
    """
    config = load(root)
    with writing(config, rebase=True, processes=cores()) as site, progress() as shown:
        job = site.job
        moved = job.ledger.setting(BASE_IRI) not in (None, job.addresses.base)
        with recording(site, "rebuild"):
            job.rebuild(shown.told)
        count = job.store.count()
    console().print(f"Published anew: {counted(count, 'triple')} under {job.addresses.base}")
    if moved:
        console().print("If a server runs, restart it: until then it answers 503.")
    return 0


def _counts(summary: Summary) -> dict[str, object]:
    return {
        "inputs": summary.inputs,
        **{outcome: getattr(summary, outcome) for outcome in Outcomes.__struct_fields__},
        "failed": summary.failed,
        "overruled": summary.overruled,
        "held": summary.held,
    }
