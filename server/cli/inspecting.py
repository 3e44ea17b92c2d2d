"""The command inspect: what is understood of documents, from which words, and what is not."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graph.extraction.corrections import NAMES
from graph.extraction.site_scale import Tally
from graph.ingest import Summary
from graph.inspection import Fact, Inspection, Totals, inferences, inspect, judged
from server.cli.adding import exit_code, paths
from server.cli.output import (
    CONTROL,
    OUTCOME_STYLE,
    as_json,
    console,
    print_finding,
    print_json,
    shortened,
    summarise,
)
from server.site import looking

LABELS = {
    ("film", "name"): "title",
    ("film", "alternateName"): "other title",
    ("film", "datePublished"): "released",
    ("film", "releasedEvent"): "release",
    ("film", "director"): "director",
    ("film", "author"): "screenplay",
    ("film", "actor"): "cast",
    ("film", "duration"): "running time",
    ("film", "genre"): "genre",
    ("film", "contentRating"): "age rating",
    ("film", "countryOfOrigin"): "country",
    ("film", "inLanguage"): "language",
    ("film", "identifier"): "identifier",
    ("film", "sameAs"): "elsewhere",
    ("film", "image"): "image",
    ("review", "reviewRating"): "rating",
    ("review", "author"): "reviewer",
    ("review", "datePublished"): "published",
    ("review", "publisher"): "publisher",
    ("review", "startTime"): "seen",
    ("review", "name"): "headline",
    ("review", "abstract"): "summary",
    ("review", "reviewBody"): "text",
    ("review", "keywords"): "warning",
    ("review", "inLanguage"): "language",
    ("review", "isBasedOn"): "address",
}
"""What a property is called where people read it, in the order in which they look for it."""

ORDER = {name: number for number, name in enumerate(LABELS)}

WOULD = {"published": "would be published", "rejected": "would be rejected"}
MARKS = {"published": "✓", "skipped": "–"}
VALUE, MOST_ALIKE, MOST_KEYS = 60, 6, 30


@click.command("inspect")
@paths
@click.option("--only-problems", is_flag=True, help="Leave out documents without any.")
@click.option("--summary", "brief", is_flag=True, help="Print only the summary.")
@as_json
@click.pass_obj
def inspect_command(
    root: Path, paths: tuple[Path, ...], only_problems: bool, brief: bool, json_: bool
) -> int:
    """Show what is understood of each document, and from where.

    Each fact with the words it comes from, and what was not understood.

    Writes nothing. Uses this site's settings, and the scales of its ratings. Several documents
    end with a summary, and with lines for triplebill.toml that say what unknown keys mean.

    \b
    triplebill inspect reviews/heat.md
    triplebill inspect --only-problems reviews/
    """
    judging, inputs, tally = looking(root, paths)
    out, totals, summary, found = console(), Totals(), Summary(), []
    for entry in judged(judging, inputs, tally):
        seen = inspect(entry, tally)
        totals.count(seen, entry)
        summary.count(seen.source, seen.outcome)
        if only_problems and not seen.troubled:
            continue
        if json_:
            found.append(seen)
        elif not brief:
            _print(out, seen)
    if json_:
        print_json(_as_data(found, totals, tally))
    else:
        if summary.inputs > 1:
            _print_totals(out, totals, summary.published + summary.rejected)
            _print_scales(out, totals, tally)
            _print_unknown(out, totals)
        summarise(summary, lambda source: None, would=True)
    return exit_code(summary)


def _as_data(found: list[Inspection], totals: Totals, tally: Tally) -> dict[str, object]:
    return {
        "documents": found,
        "facts": [
            {"about": about, "property": name, "documents": count}
            for (about, name), count in totals.facts.most_common()
        ],
        "unknown_keys": dict(totals.unknown.most_common()),
        "scales": [{**group._asdict(), "scale": told} for group, told in inferences(totals, tally)],
    }


# --- one document ---------------------------------------------------------------------------


def _print(out: Console, seen: Inspection) -> None:
    style = OUTCOME_STYLE[seen.outcome]
    head = Text(f"{MARKS.get(seen.outcome, '✗')} ", style)
    head.append(_plain(seen.source), "bold").append("  ")
    out.print(head.append(WOULD.get(seen.outcome, seen.outcome), style), soft_wrap=True)
    for sentence in (seen.reason if seen.outcome != "rejected" else "", seen.because):
        if sentence:
            out.print(Padding(Text(_plain(sentence), "dim"), (0, 0, 0, 2)))
    for about in ("film", "review"):
        if facts := [fact for fact in seen.facts if fact.about == about]:
            out.print(Padding(Text(about.capitalize(), "bold"), (0, 0, 0, 2)))
            out.print(Padding(_facts(about, facts), (0, 0, 0, 4)))
    for finding in seen.findings:
        if finding.severity == "Violation":
            print_finding(out, finding)
    if seen.unknown_keys:
        names = ", ".join(f"“{_plain(key)}”" for key in seen.unknown_keys)
        out.print(Padding(Text(f"Not known: {names}", "yellow"), (0, 0, 0, 2)))
    for note in seen.notes:
        where = f" (line {note.line})" if note.line else ""
        out.print(Padding(Text(_plain(note.sentence) + where, "yellow"), (0, 0, 0, 2)))
    out.print()


def _facts(about: str, facts: list[Fact]) -> Table:
    """What was understood, each under its name; of very many alike, as in a cast, some."""
    shown = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    shown.add_column(style="cyan", no_wrap=True, min_width=12)
    shown.add_column(overflow="fold", max_width=VALUE)
    shown.add_column(overflow="fold", style="dim")
    alike: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: ORDER.get((about, fact.property), len(ORDER))):
        alike.setdefault(fact.property, []).append(fact)
    for name, group in alike.items():
        label = LABELS.get((about, name), name)
        for number, fact in enumerate(group[:MOST_ALIKE]):
            value = shortened(_plain(fact.value), VALUE)
            shown.add_row(Text("" if number else label), Text(value), _evidence(fact))
        if len(group) > MOST_ALIKE:
            shown.add_row(Text(), Text(f"… and {len(group) - MOST_ALIKE} more", "dim"), Text())
    return shown


def _evidence(fact: Fact) -> Text:
    """The key, its words where the value is put otherwise, and the line."""
    told = _plain(fact.key)
    long = len(fact.words) > VALUE and fact.value.startswith(fact.words[:VALUE])
    if fact.words != fact.value and not long:
        told += f" “{shortened(_plain(fact.words), 40)}”"
    told += f", line {fact.line}" if fact.line else ""
    return Text(told).append(f"\n{fact.how}" if fact.how else "", "italic")


def _plain(words: str) -> str:
    return CONTROL.sub("�", words)


# --- all of them ----------------------------------------------------------------------------


def _print_totals(out: Console, totals: Totals, count: int) -> None:
    """How many documents have which facts."""
    shown = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    shown.add_column("Understood", style="cyan")
    shown.add_column("documents", justify="right")
    shown.add_column("")
    for about in ("film", "review"):
        for (whose, name), times in sorted(totals.facts.items(), key=lambda i: ORDER.get(i[0], 99)):
            if whose == about:
                label = f"{about}: {LABELS.get((about, name), name)}"
                bar = "━" * max(1, round(24 * times / max(count, 1)))
                shown.add_row(label, str(times), Text(bar, "green" if times >= count else "yellow"))
    if shown.row_count:
        out.print(shown)
        out.print()


def _print_scales(out: Console, totals: Totals, tally: Tally) -> None:
    """The groups of bare numbers, and what to write where their scale is not known."""
    for group, told in inferences(totals, tally):
        place = _plain(group.place) or "this folder"
        seen = f"“{_plain(group.key)}” in {place}: {told.count} numbers without a scale, "
        seen += f"from {told.low} to {told.high}"
        if told.best:
            out.print(Text(f"{seen}. Scale 0 to {told.best} inferred from all of them."))
            continue
        out.print(Text(f"{seen}, left unread: {told.why}. Say what is the best:", "yellow"))
        _print_lines(out, group.place, "rating_best = …")
    if totals.groups:
        out.print()


def _print_unknown(out: Console, totals: Totals) -> None:
    """The keys that nobody understood, and lines that say what they mean."""
    if not totals.unknown:
        return
    out.print(Text("Keys that are not known, with the number of documents:", "bold"))
    listed = totals.unknown.most_common(MOST_KEYS)
    out.print(Text("  " + ", ".join(f"{_plain(key)} ({times})" for key, times in listed)))
    if len(totals.unknown) > MOST_KEYS:
        out.print(Text(f"  … and {len(totals.unknown) - MOST_KEYS} more", "dim"))
    out.print(Text(f"If they say something about film or review, put this into triplebill.toml "
                   f"and name it: {', '.join(NAMES)}."))  # fmt: skip
    pairs = ", ".join(
        f'{json.dumps(_plain(key), ensure_ascii=False)} = "{_suggested(key)}"' for key, _ in listed
    )
    _print_lines(out, totals.place or "", f"keys = {{ {pairs} }}")
    out.print()


def _print_lines(out: Console, place: str, line: str) -> None:
    """A table [[read]] that can be pasted; it is never broken into lines."""
    pattern = f"{place}**" if place.endswith("/") and place != "/" else place.removesuffix("/")
    files = f"files = {json.dumps(pattern, ensure_ascii=False)}\n  " if pattern else ""
    lines = Text(f"\n  [[read]]\n  {files}{line}\n")
    out.print(lines, soft_wrap=True)


def _suggested(key: str) -> str:
    near = difflib.get_close_matches(key.casefold(), NAMES, n=1, cutoff=0.8)
    return near[0] if near else "ignore"
