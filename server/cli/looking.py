"""Commands that only look: query, rejects, conflicts."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QuerySolutions, Triple

from graph.conflicts import Conflict, Contradiction, contradictions
from graph.conflicts import conflicts as find_conflicts
from graph.errors import QueryError, QuerySyntaxError
from graph.findings import findings
from graph.formats import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, named
from graph.ledger import Entry
from graph.mapping import Addresses
from graph.reports import Report
from graph.store import QueryResult, Reader
from graph.vocabulary import PREFIXES
from server.cli.graph_files import aside, to_report, write_report
from server.cli.output import as_json, console, literal, print_entry, print_json, shortened, table
from server.config import load
from server.describe import to_describe
from server.gate import Form, admit
from server.mistakes import clearer
from server.results import write_graph, write_result
from server.site import judge, published, reading_ledger
from server.words import counted

Result = QueryResult | list[Triple]

FILE_NAME = re.compile(r"[^\s{<]*[./\\][^\s{<]*|[^{<]+\.(rq|sparql)")
"""What is no query, which has braces, or words and an IRI."""


@click.command()
@click.argument("sparql")
@click.option("--format", "format_", help="json, xml, csv or tsv; ttl, nt, rdf, jsonld.")
@click.pass_obj
def query(root: Path, sparql: str, format_: str | None) -> int:
    """Ask the published graph a SPARQL query.

    SPARQL is the query, a file of one, or “-” for standard input. The
    usual prefixes (schema, rdf, owl, prov, xsd …) need not be declared. Without --format a
    SELECT prints as a table.

    \b
    triplebill query 'SELECT ?name { ?film a schema:Movie ; schema:name ?name }'
    """
    config = load(root)
    reader = published(config)
    text = _with_prefixes(_text(sparql))
    try:
        result = _answered(reader, text, config.base_iri)
    except QueryError as error:
        told = clearer(text, error) if isinstance(error, QuerySyntaxError) else error
        place = re.sub(r"\bline ([0-9]+)", lambda m: f"line {int(m[1]) - 1}", str(told), count=1)
        raise QueryError(place) from error
    if format_ is None and isinstance(result, QuerySolutions):
        _print_solutions(result)
    elif format_ is None and isinstance(result, QueryBoolean):
        click.echo("yes" if result else "no")
    else:
        sys.stdout.buffer.write(_serialized(result, format_))
    return 0


def _answered(reader: Reader, sparql: str, base_iri: str) -> Result:
    """The answer as the endpoint gives it: a DESCRIBE is the description of whole resources."""
    admitted = admit(sparql, base_iri)
    if admitted.form is not Form.DESCRIBE:
        return reader.query(admitted.text)
    iris = to_describe(admitted.text, base_iri, reader.query)
    return list(dict.fromkeys(triple for iri in iris for triple in reader.describe(iri)))


def _text(sparql: str) -> str:
    try:
        if sparql == "-":
            return sys.stdin.buffer.read().decode()
        path = Path(sparql) if len(sparql) < 256 and "\n" not in sparql else None
        if path and path.is_file():
            return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"The query in “{sparql}” cannot be read: {error}.") from error
    if FILE_NAME.fullmatch(sparql):
        raise QueryError(f"There is no file “{sparql}”.")
    return sparql


def _with_prefixes(sparql: str) -> str:
    """The query with a line of the usual prefixes before it, which it may declare anew."""
    return "".join(f"PREFIX {p}: <{iri}> " for p, iri in PREFIXES.items()) + f"\n{sparql}"


def _print_solutions(solutions: QuerySolutions) -> None:
    names = [variable.value for variable in solutions.variables]
    shown = table(*names)
    for solution in solutions:
        shown.add_row(*[literal(shortened(_plain(solution[name]), 120)) for name in names])
    console().print(shown)
    console().print(counted(shown.row_count, "row"), style="dim")


def _plain(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _serialized(result: Result, name: str | None) -> bytes:
    if isinstance(result, QuerySolutions | QueryBoolean):
        offered = SOLUTION_FORMATS if isinstance(result, QuerySolutions) else BOOLEAN_FORMATS
        return write_result(result, named(name or "json", offered), 2**40)
    return write_graph(result, named(name or "ttl", GRAPH_FORMATS))


@click.command()
@as_json
@to_report
@click.pass_obj
def rejects(root: Path, json_: bool, report: Path | None) -> int:
    """List what was not published, or not in its present form, and what to change.

    Each with its file, line or row.
    """
    config = load(root)
    with reading_ledger(config) as ledger:
        entries = list(ledger.documents.ended("rejected", "unreadable"))
    with aside(report, json_):
        _print_rejects(entries, json_)
    if report:
        told = Report(judge(config).validator, Addresses(config.base_iri))
        for entry in entries:
            if entry.outcome == "rejected":
                told.add(entry)
        write_report(told, report)
    return 0


def _print_rejects(entries: list[Entry], json_: bool) -> None:
    if json_:
        print_json([_reject(entry) for entry in entries])
        return
    for entry in entries:
        print_entry(console(), entry)
    failed = f"{counted(len(entries), 'input')} not published in this form."
    console().print(failed if entries else "Everything was published.")


def _reject(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "outcome": entry.ended,
        "reason": entry.reason,
        "findings": findings(entry, "Violation"),
        "text": entry.text,
    }


@click.command()
@click.option("--within", is_flag=True, help="Show where a review contradicts itself instead.")
@as_json
@click.pass_obj
def conflicts(root: Path, within: bool, json_: bool) -> int:
    """Show where reviews disagree about a film.

    Every value is shown with its sources, the one that was chosen first. With --within: the scores
    and dates that one review, in one source or in several, states twice and differently.
    """
    with reading_ledger(load(root)) as ledger:
        inner = contradictions(ledger)
        found = [] if within else find_conflicts(ledger)
    if json_:
        print_json(inner if within else found)
    elif within:
        _print_contradictions(inner)
    else:
        _print_conflicts(found, len(inner))
    return 0


def _print_contradictions(found: list[Contradiction]) -> None:
    out = console()
    for each in found:
        where = f"line {each.line}: " if each.line else ""
        out.print(f"[bold]{literal(each.source)}[/]")
        out.print(f"  {where}{literal(each.sentence)}")
    out.print(f"{counted(len(found), 'contradiction')} within a review.")


def _print_conflicts(found: list[Conflict], within: int) -> None:
    for conflict in found:
        _print_conflict(conflict)
    console().print(f"{counted(len(found), 'fact')} on which reviews disagree.")
    if within:
        more = f"{counted(within, 'contradiction')} within a review"
        console().print(f"{more}: see “triplebill conflicts --within”.")


def _print_conflict(conflict: Conflict) -> None:
    out = console()
    out.print(f"[bold]{conflict.film}[/] {conflict.property}")
    for rank, (value, sources) in enumerate(conflict.values):
        mark = "[green]✓[/]" if rank == 0 else " "
        out.print(f"  {mark} {literal(value)} [dim]{literal(', '.join(sources))}[/]")
